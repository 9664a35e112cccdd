"""An excerpt as the page gets it: with its place, or with the places that may be meant."""

from collections.abc import Iterable
from typing import Any

from framework_cli.model.excerpt import AGREED, Excerpt
from framework_cli.model.passage import Passage, Unresolved
from framework_cli.serve.desk import Desk

Json = dict[str, Any]


def handle(excerpt: Excerpt) -> str:
    """What the page calls an excerpt: its id; where it has none yet, its file's coder and its position."""
    return excerpt.id or f"~{excerpt.source}.{excerpt.coder}~{excerpt.position}"


def said_of(desk: Desk, excerpt: Excerpt) -> Json:
    """What an excerpt says, wherever it stands."""
    return {
        "id": handle(excerpt),
        "nameless": not excerpt.id,
        "coder": excerpt.coder,
        "mine": excerpt.coder == desk.coder,
        "agreed": excerpt.coder == AGREED,
        "codes": list(excerpt.codes),
        "open": list(excerpt.open),
        "quotable": excerpt.quotable,
        "memo": excerpt.memo,
    }


def placed(desk: Desk, passage: Passage) -> Json:
    """An excerpt at its place (code points, end exclusive; 1-based lines), with the cells it feeds."""
    return said_of(desk, passage.excerpt) | {
        "start": passage.start,
        "end": passage.end,
        "line": passage.start_line,
        "end_line": passage.end_line,
        "status": passage.status.value,
        "speaker": passage.speaker,
        "counts": counts(desk, passage),
        "cells": cells_of(desk, passage),
    }


def unplaced(desk: Desk, found: Unresolved) -> Json:
    """An excerpt without a certain place: its quote, and the places that come near, none of them chosen."""
    excerpt, anchor = found
    return said_of(desk, excerpt) | {
        "status": anchor.status.value,
        "quote": excerpt.quote,
        "candidates": [[each.start, each.end, round(each.score, 3)] for each in anchor.candidates],
    }


def counts(desk: Desk, passage: Passage) -> bool:
    """Whether a passage counts; blind, nothing is said of an agreed coding that counts instead of it."""
    return passage.participant and (passage.counts or desk.view == "blind")


def cells_of(desk: Desk, passage: Passage) -> list[str]:
    """The cells that a passage counts in: `P01/stigma`; none where it counts nowhere, and none blind."""
    if desk.view == "blind" or not counts(desk, passage):
        return []
    book = desk.study.codebook
    columns = [book.column(code, "subtheme") for code in passage.excerpt.codes if code in book.codes]
    rows = ((belonging.case, desk.waves.home(*belonging)) for belonging in passage.belongs)
    names = (f"{case}@{wave}" if wave else case for case, wave in rows)
    return list(dict.fromkeys(f"{name}/{column}" for name in names for column in dict.fromkeys(columns)))


def shown(desk: Desk, source: str = "") -> Iterable[Passage]:
    """The passages that the view shows, of one source or of all, in order of place."""
    return (p for p in desk.index.passages if source in ("", p.excerpt.source) and desk.shows(p.excerpt))

"""The words of a workbook's cells: summaries as they are written, references as people read them."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from framework_cli.index import distinct
from framework_cli.model.cell import CellState, Citation, State
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Passage
from framework_cli.model.words import number_of
from framework_cli.read.charts import CITED, COMMENT
from framework_cli.render.workbook.looks import Looks

_TOKEN = re.compile(rf"(?P<comment>{COMMENT.pattern})|{CITED.pattern}")


def title(code: Code) -> str:
    """Number and name of a codebook entry, on one line."""
    return " ".join(f"{code.number} {code.name}".split())


def runs(words: str, looks: Looks) -> list[Any]:
    """Formats and stretches in turn: citations and comments set off, every character kept.

    At least two stretches, as a text in several formats must have.
    """
    parts: list[tuple[Any, str]] = []
    at = 0
    for found in _TOKEN.finditer(words):
        parts.append((looks.plain, words[at : found.start()]))
        parts.append((looks.comment if found["comment"] else looks.citation, found[0]))
        at = found.end()
    parts = [each for each in [*parts, (looks.plain, words[at:])] if each[1]]
    if len(parts) == 1:
        look, only = parts[0]
        parts = [(look, only[:1]), (look, only[1:])]
    return [each for part in parts for each in part]


def references(code: Code, state: CellState, held: tuple[Passage, ...], known: Mapping[str, Passage]) -> str:
    """What a row says of one cell beside its words: its number, state, and lines cited (*: quotable)."""
    said = []
    places: list[str] = []
    if state.stale:
        said.append("stale: " + ", ".join(_changes(state)))
    elif state.state is State.UNCHARTED and held:
        said.append("not yet charted")
    elif state.state in (State.NOTHING_SAID, State.NOT_ASKED) and state.cell and state.cell.words:
        said.append(state.label.replace("-", " "))
    if state.cell is not None and state.cell.citations:
        places = [_cited(citation, known) for citation in state.cell.citations]
    elif state.state is State.UNCHARTED and held:
        said[-1] += f", {number_of(len(distinct(held)), 'excerpt')}"
        places = [passage.reference for passage in held]
    told = "; ".join(filter(None, [*said, ", ".join(dict.fromkeys(places))]))
    return f"{code.number or code.name}  {told}" if told else ""


def _changes(state: CellState) -> list[str]:
    found = Counter(change.what for change in state.changes)
    first, *others = [what for what in ("added", "gone", "reworded", "recoded") if found[what]]
    return [f"{number_of(found[first], 'excerpt')} {first}", *(f"{found[what]} {what}" for what in others)]


def _cited(citation: Citation, known: Mapping[str, Passage]) -> str:
    star = "*" if citation.quotable else ""
    if citation.excerpt:
        passage = known.get(citation.excerpt)
        return star + (passage.reference if passage else f"@{citation.excerpt}")
    last = f"-{citation.end_line}" if citation.end_line != citation.line else ""
    return f"{star}{citation.source}:{citation.line}{last}"

"""What `framework show` prints: a thing in its context, with all that points at it."""

import textwrap
from collections.abc import Iterator

from framework_cli.model.cell import CellState
from framework_cli.model.passage import Passage
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.review.context import context
from framework_cli.review.links import Links, title

WIDTH = 80


def show_text(study: Study, found: Links) -> str:
    """The page for a person: heading, facts, excerpts in context, cells, memos, files that hold it."""
    lines = [title(study, found.target), "=" * len(title(study, found.target))]
    lines += _facts(study, found)
    if found.target.kind in ("cell", "code") or (found.target.kind == "case" and found.cells):
        lines += _section("Cells", (_cell_lines(cell, found.counts[cell.key]) for cell in found.cells))
    in_full = found.target.kind in ("excerpt", "cell")
    lines += _section(
        f"Excerpts ({len(found.passages)})",
        (_passage_lines(study, passage, in_full=in_full) for passage in found.passages),
    )
    if found.target.kind == "excerpt":
        lines += _section("Rests under", ([f"  {cell.key} ({cell.label})"] for cell in found.cells))
    lines += _section("Cited in", ([f"  {key}"] for key in found.cited))
    resting = (_wrapped(f"{c.theory}: {c.claim} – {c.stance}", "  ") for c in found.claims)
    lines += _section("Claims that rest on it", resting)
    lines += _section("Memos", (_memo_lines(memo.path, memo.text) for memo in found.memos))
    heading = f"If {found.target.id} went, these would have to be looked at"
    lines += _section(heading, ([_mention(m.path, m.line, m.what)] for m in found.mentions))
    return "\n".join(lines) + "\n"


def show_json(study: Study, found: Links) -> dict[str, object]:
    """The same for programs: ids, places and words, nothing left out."""
    return {
        "kind": found.target.kind,
        "id": found.target.id,
        "title": title(study, found.target),
        "facts": dict(_fact_pairs(study, found)),
        "excerpts": [_passage_json(study, passage) for passage in found.passages],
        "cells": [_cell_json(cell, found.counts[cell.key]) for cell in found.cells],
        "claims": [c._asdict() for c in found.claims],
        "cited_in": [str(key) for key in found.cited],
        "memos": [{"id": m.id, "path": m.path, "about": list(m.about), "text": m.text} for m in found.memos],
        "mentions": [m._asdict() for m in found.mentions],
    }


def _facts(study: Study, found: Links) -> Iterator[str]:
    pairs = list(_fact_pairs(study, found))
    indent = max((len(name) for name, _ in pairs), default=0) + 4
    for name, value in pairs:
        yield from _wrapped(value, f"  {name:<{indent - 2}}")


def _fact_pairs(study: Study, found: Links) -> Iterator[tuple[str, str]]:
    """Name and value of what is known of the target itself."""
    kind, id = found.target
    if kind == "case":
        case = study.cases[id]
        yield "kind", case.kind.value
        yield from ((name, value) for name, value in case.attributes.items() if value)
        yield "sources", ", ".join(s.id for s in study.sources.values() if id in s.cases()) or "none"
    elif kind == "source":
        source = study.sources[id]
        yield "kind", source.kind.value
        yield "cases", ", ".join(sorted(source.cases())) or "none"
        speakers = dict.fromkeys(turn.speaker for turn in source.turns if turn.speaker)
        yield (
            "speakers",
            ", ".join(f"{s}{' (interviewer)' if s in source.interviewers else ''}" for s in speakers),
        )
        for file in study.annotations:
            if file.source == id and file.read is not None:
                yield "read through", f"{file.coder}, codebook {file.read.codebook}, {file.read.on}"
    elif kind == "code" and id in study.codebook.retired:
        gone = study.codebook.retired[id]
        yield "retired", f"{gone.on} into {', '.join(gone.into) or 'nothing'}: {gone.why}"
    elif kind == "code":
        code = study.codebook.codes[id]
        named = ("definition", "include", "exclude", "origin", "since", "revised")
        yield from ((name, str(getattr(code, name))) for name in named if getattr(code, name))


def _section(heading: str, items: Iterator[list[str]]) -> list[str]:
    lines = [line for item in items for line in item]
    while lines and not lines[-1]:
        lines.pop()
    return ["", heading, "-" * len(heading), *lines] if lines else []


def _passage_lines(study: Study, passage: Passage, *, in_full: bool) -> list[str]:
    excerpt = passage.excerpt
    head = [excerpt.id or "(no id yet)", passage.reference, excerpt.coder, passage.speaker]
    names = [f"{c.number} {c.name}" if (c := study.codebook.codes.get(id)) else id for id in excerpt.codes]
    lines = ["  " + " · ".join(part for part in head if part) + (" · quotable" if excerpt.quotable else "")]
    lines += _wrapped("; ".join(names))
    if in_full:
        for line in context(study.sources[excerpt.source], passage):
            mark = ">" if line.last else " "
            lead = f"  {mark} {line.number:>5}  "
            lines += _wrapped(line.words, lead) or [lead.rstrip()]
    else:
        words = " ".join(study.sources[excerpt.source].text[passage.start : passage.end].split())
        lines += _wrapped(f"“{words}”")
    if excerpt.memo:
        lines += _wrapped(f"Memo: {excerpt.memo}")
    return [*lines, ""]


def _cell_lines(state: CellState, excerpts: int) -> list[str]:
    by = f", {state.cell.charted} {state.cell.on}".rstrip() if state.cell and state.cell.charted else ""
    lines = [f"  {state.key} · {state.label}{by} · {number_of(excerpts, 'excerpt')}"]
    lines += [f"    {change.what}: {change.excerpt}" for change in state.changes]
    if state.cell is not None and state.cell.words:
        for paragraph in state.cell.words.split("\n\n"):
            lines += _wrapped(paragraph)
    return lines


def _memo_lines(path: str, text: str) -> list[str]:
    wrapped = [line for paragraph in text.strip().split("\n") for line in _wrapped(paragraph) or [""]]
    return [f"  {path}", *wrapped, ""]


def _wrapped(words: str, lead: str = "    ") -> list[str]:
    """Words in lines that are no wider than a terminal of old, below one another after `lead`."""
    return textwrap.wrap(words, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _mention(path: str, line: int, what: str) -> str:
    return f"  {path}{f':{line}' if line else ''} – {what}"


def _passage_json(study: Study, passage: Passage) -> dict[str, object]:
    excerpt = passage.excerpt
    source = study.sources[excerpt.source]
    return {
        "id": excerpt.id,
        "reference": passage.reference,
        "source": excerpt.source,
        "start": passage.start,
        "end": passage.end,
        "coder": excerpt.coder,
        "speaker": passage.speaker,
        "cases": [b._asdict() for b in passage.belongs],
        "codes": list(excerpt.codes),
        "open": list(excerpt.open),
        "status": passage.status.value,
        "quotable": excerpt.quotable,
        "quote": source.text[passage.start : passage.end],
        "memo": excerpt.memo,
        "context": [line._asdict() for line in context(source, passage)],
    }


def _cell_json(state: CellState, excerpts: int) -> dict[str, object]:
    return {
        "cell": str(state.key),
        "state": state.label,
        "summary": state.cell.summary if state.cell else "",
        "comments": list(state.cell.comments) if state.cell else [],
        "charted": state.cell.charted if state.cell else "",
        "on": state.cell.on if state.cell else "",
        "reviewed": state.cell.reviewed if state.cell else "",
        "excerpts": excerpts,
        "evidence": list(state.evidence),
        "changes": [change._asdict() for change in state.changes],
    }

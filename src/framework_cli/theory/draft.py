"""The file that a theory starts with: what the codebook and the charts hold for it, with comments that teach.

What stands in it at first are comments: a node's type, a category and a claim are for people to set.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.cells import Grid
from framework_cli.model.cell import CellKey, State
from framework_cli.model.codebook import Code
from framework_cli.model.study import Study
from framework_cli.model.theory import NODE_TYPES, Basis, Relation, Stance, Status, TheoryKind
from framework_cli.write.scalars import quoted, word

WIDTH = 100


def draft(
    study: Study, grid: Grid, name: str, kind: TheoryKind, columns: Sequence[str], *, cells: bool
) -> str:
    """The text of a new file of theory.

    `columns` are the columns to take in, in codebook order; with `cells` each is laid out, case by case, to
    be sorted into categories.
    """
    lines = [*_head(name, kind)]
    if cells:
        lines += [
            "",
            "# Abstraction: what do the cells of a column differ in? Sort them into categories.",
            "dimensions:",
        ]
        lines += [line for id in columns for line in _laid_out(study, grid, id)]
    lines += [
        "",
        "# The parts of the model. Each line below is a column that may hold one: take out the #, put it",
        "# in your own words and choose what it stands for:",
    ]
    lines += _wrapped(" | ".join(NODE_TYPES[kind]))
    lines.append("nodes:")
    theme = ""
    for id in columns:
        code = study.codebook.codes[id]
        if code.theme != theme:
            theme = code.theme
            lines += [
                "",
                *_wrapped(f"{study.codebook.codes[theme].number} {study.codebook.codes[theme].name}", "  "),
            ]
        lines += _node(grid, code)
    lines += _rest(kind)
    return "\n".join(lines) + "\n"


def _head(name: str, kind: TheoryKind) -> Iterator[str]:
    yield "# From the matrix to a theory. Every claim cites what speaks for it and what speaks against it;"
    yield "# `framework theory check` says what is missing. A status is set by people, with a decision."
    yield f"theory: {{id: {word(name)}, kind: {kind.value}, version: 1}}"


def dimension(study: Study, id: str, cells: Iterable[CellKey]) -> Iterator[str]:
    """The lines of a dimension whose elements are some cells of one column, all still to be sorted."""
    yield from _opening(study, id)
    yield "      - id: to-sort"
    yield "        label: Not sorted yet"
    yield "        elements:"
    yield from (f"          - {{cell: {_cell(key)}, text: ''}}" for key in cells)


def _opening(study: Study, id: str) -> Iterator[str]:
    yield f"  - id: {word(id)}"
    yield f"    label: {quoted(_line(study.codebook.codes[id].name))}"
    yield f"    from: [{word(id)}]"
    yield "    categories:"


def _laid_out(study: Study, grid: Grid, id: str) -> Iterator[str]:
    yield from _opening(study, id)
    yield "      # - id: one-word"
    yield "      #   label: What the elements below it have in common"
    yield "      #   elements:"
    for key in _charted(grid, id):
        state = grid.states[key]
        summary = state.cell.summary if state.cell else ""
        yield from _wrapped(f"{key}: {summary}", "      ")
        yield f"      #     - {{cell: {_cell(key)}, text: }}"


def _node(grid: Grid, code: Code) -> Iterator[str]:
    charted = _charted(grid, code.id)
    yield from _wrapped(f"{code.number} {code.name}: {len(charted)} cells charted", "  ")
    yield f"  # - id: {word(code.id)}"
    yield "  #   type:"
    yield f"  #   label: {quoted(_line(code.name))}"
    if code.origin is not None:
        yield f"  #   origin: {code.origin.value}"
    if charted:
        yield "  #   evidence:"
        yield f"  #     - {{cell: {_cell(charted[0])}, stance: supports, basis: experienced}}"


def _rest(kind: TheoryKind) -> Iterator[str]:
    yield from ("", "# Arrows. Relations:", *_wrapped(" | ".join(Relation)), "# Stances and bases:")
    yield from _wrapped(f"{' | '.join(Stance)}; {' | '.join(Basis)}")
    yield from ("# Status:", *_wrapped(" | ".join(Status)))
    yield from (
        "edges:",
        "  # - id: e1",
        "  #   from: a-node",
        "  #   to: another-node",
        "  #   relation: leads-to",
        "  #   status: hypothesised",
        "  #   evidence:",
        "  #     - {excerpt: k3f9a2q7, stance: supports, basis: experienced}",
        "  #     - {cell: P01/some-code, stance: contradicts, note: why the claim stands all the same}",
        "",
    )
    if kind is TheoryKind.REALIST:
        yield from (
            "# If this context and resource, because of this reasoning, then this outcome. Which of these",
            "# does one account tie together? And what else would explain the outcome?",
            "configurations:",
            "  # - id: cmo1",
            "  #   if: [a-context, a-resource]",
            "  #   because: [a-reasoning]",
            "  #   then: [an-outcome]",
            "  #   rivals: [Another explanation]",
            "  #   evidence:",
            "  #     - {excerpt: k3f9a2q7, links: [a-context, an-outcome], stance: supports}",
            "",
        )
    yield from (
        "# Who changed what, when and why. (And is there a harm? A node with `valence: harmful`.)",
        "decisions:",
        "  # - {id: d1, on: 2026-01-31, by: [AK], changed: [e1], because: [k3f9a2q7], why: in a line}",
    )


def _charted(grid: Grid, id: str) -> list[CellKey]:
    return [key for key, s in grid.touched.items() if key.code == id and s.state is State.CHARTED]


def _cell(key: CellKey) -> str:
    """A cell's name within brackets: in quotes where it holds more than letters, digits and the like."""
    name = str(key)
    plain = name.replace("/", "-").replace("@", "-")
    return name if word(plain) == plain else quoted(name)


def _wrapped(words: str, indent: str = "") -> list[str]:
    """Words as a comment; no character in them can end it."""
    lead = f"{indent}# "
    return textwrap.wrap(
        _line(words), WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False
    )


def _line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())

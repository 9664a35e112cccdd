"""The worksheet for abstraction: a column read down the cases, with room for elements and categories."""

from collections.abc import Iterator, Mapping, Sequence

from framework_cli.cells import Grid
from framework_cli.cells.naming import cell_meant, cell_named
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
from framework_cli.model.theory import Citation, Cited
from framework_cli.render.tables.md import escaped
from framework_cli.render.tables.values import seen
from framework_cli.theory.draft import dimension

SILENT = {
    State.NOTHING_SAID: "Nothing said",
    State.NOT_ASKED: "Not asked",
    State.UNCHARTED: "Not charted yet",
}
HOW = (
    "Read each column down the cases. Write the elements that you notice, each in a few words of the case's "
    "own; then sort the elements into categories, and keep those that fit none. What you decide goes into "
    "`theory/NAME.yaml`: the lines to start from stand below each column."
)


def abstraction(study: Study, grid: Grid, rows: Sequence[Belonging], columns: Sequence[str]) -> str:
    """The worksheet of some columns as Markdown: a part a column, and in it a part a charted cell.

    Where a theory has sorted a cell already, it is said into what.
    """
    sorted_ = _sorted(study, grid)
    title = study.settings.title
    lines = [f"# Worksheet for abstraction{f': {_plain(title)}' if title else ''}"]
    lines += [f"**{_plain(study.settings.notice)}**"] if study.settings.notice else []
    lines.append(HOW)
    theme = ""
    for id in columns:
        code = study.codebook.codes[id]
        if code.theme != theme:
            theme = code.theme
            above = study.codebook.codes[theme]
            lines.append(f"## {_plain(f'{above.number} {above.name}')}")
        lines += _column(study, grid, rows, id, sorted_)
    return "\n\n".join(lines) + "\n"


def _column(
    study: Study, grid: Grid, rows: Sequence[Belonging], id: str, sorted_: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    code = study.codebook.codes[id]
    yield f"### {_plain(f'{code.number} {code.name}')}"
    if code.definition:
        yield f"*{_plain(code.definition)}*"
    charted = []
    silent: dict[State, list[str]] = {}
    for row in rows:
        key = CellKey(row.case, row.wave, id)
        state = grid.states.get(key)
        if state is not None and state.cell is not None and state.cell.summary:
            charted.append(key)
            into = [each for name in (str(key), *state.evidence) for each in sorted_.get(name, ())]
            yield from _cell(study, state, into)
        else:
            silent.setdefault(state.state if state else State.UNCHARTED, []).append(str(key).split("/")[0])
    yield from (
        f"{said}: {_plain(', '.join(silent[each]))}." for each, said in SILENT.items() if each in silent
    )
    if charted:
        yield "\n".join(["```yaml", "dimensions:", *dimension(study, id, charted), "```"])


def _cell(study: Study, state: CellState, into: Sequence[str]) -> Iterator[str]:
    """A case's summary, with its id, what it was sorted into, and room for what is noticed."""
    assert state.cell is not None
    key = state.key
    case = study.cases.get(key.case)
    known = [case.attributes.get(name, "") for name in study.settings.order] if case else []
    about = " · ".join([str(key), *filter(None, known), *(["stale"] if state.stale else [])])
    yield f"#### {_plain(about)}"
    yield _quoted(state.cell.summary)
    yield from (_quoted(f"[[{comment}]]") for comment in state.cell.comments)
    yield "\n".join([*(f"- sorted: {_plain(each)}" for each in into), "- element:", "- category:"])


def _quoted(words: str) -> str:
    """An analyst's words as their chart has them, to be read in the file; no element can open in them."""
    return "\n".join(f"> {seen(line)}".rstrip().replace("<", "\\<") for line in words.split("\n"))


def _sorted(study: Study, grid: Grid) -> dict[str, list[str]]:
    """By cell and excerpt: the categories of the study's theories that cite it, with the element's words."""
    found: dict[str, list[str]] = {}
    for theory in study.theories:
        for each in theory.dimensions:
            for category in each.categories:
                for element in category.elements:
                    words = f"“{element.text}” → " if element.text else ""
                    said = f"{words}{category.label or category.id} ({each.label or each.id})"
                    if element.cited is not None:
                        found.setdefault(_name(study, grid, element.cited), []).append(said)
    return found


def _name(study: Study, grid: Grid, cited: Citation) -> str:
    """What is cited; a cell as the grid calls it."""
    if cited.kind is not Cited.CELL:
        return cited.id
    return str(cell_named(grid, cited.id) or cell_meant(study, grid, cited.id) or cited.id)


def _plain(text: str) -> str:
    """A text of one line as it is: it opens nothing."""
    return escaped(seen(" ".join(text.split())))

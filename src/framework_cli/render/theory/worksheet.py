"""The worksheet for abstraction: a column read down the cases, with room for elements and categories."""

from collections.abc import Iterator, Sequence

from framework_cli.cells import Grid
from framework_cli.chart.sorting import Sorted, Sorting
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
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
    sorting = Sorting(study, grid)
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
        lines += _column(study, grid, rows, id, sorting)
    return "\n\n".join(lines) + "\n"


def _column(study: Study, grid: Grid, rows: Sequence[Belonging], id: str, sorting: Sorting) -> Iterator[str]:
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
            yield from _cell(study, state, sorting.into(key))
        else:
            silent.setdefault(state.state if state else State.UNCHARTED, []).append(str(key).split("/")[0])
    yield from (
        f"{said}: {_plain(', '.join(silent[each]))}." for each, said in SILENT.items() if each in silent
    )
    if charted:
        yield "\n".join(["```yaml", "dimensions:", *dimension(study, id, charted), "```"])


def _cell(study: Study, state: CellState, into: Sequence[Sorted]) -> Iterator[str]:
    """A case's summary, with its id, what it was sorted into, and room for what is noticed."""
    assert state.cell is not None
    key = state.key
    case = study.cases.get(key.case)
    known = [case.attributes.get(name, "") for name in study.settings.order] if case else []
    about = " · ".join([str(key), *filter(None, known), *(["stale"] if state.stale else [])])
    yield f"#### {_plain(about)}"
    yield _quoted(state.cell.summary)
    yield from (_quoted(f"[[{comment}]]") for comment in state.cell.comments)
    yield "\n".join([*(f"- sorted: {_plain(_into(each))}" for each in into), "- element:", "- category:"])


def _into(found: Sorted) -> str:
    words = f"“{found.words}” → " if found.words else ""
    return f"{words}{found.category} ({found.dimension})"


def _quoted(words: str) -> str:
    """An analyst's words as their chart has them, to be read in the file; no element can open in them."""
    return "\n".join(f"> {seen(line)}".rstrip().replace("<", "\\<") for line in words.split("\n"))


def _plain(text: str) -> str:
    """A text of one line as it is: it opens nothing."""
    return escaped(seen(" ".join(text.split())))

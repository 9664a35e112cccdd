"""The matrix as views: rows with their cells, columns and themes with their tallies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.chart import tally
from framework_cli.index import distinct
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.passage import Belonging
from framework_cli.model.words import number_of, plural
from framework_cli.render.report import views
from framework_cli.render.report.material import Material
from framework_cli.render.report.quotes import coder
from framework_cli.render.report.tags import Tag, tag
from framework_cli.render.report.words import citations, plain

BESIDE = 6  # attributes that stand beside a case's name in a table; its own chart has all of them
_CHANGES = ("added", "gone", "reworded", "recoded")


def rows(material: Material) -> tuple[views.CaseRow, ...]:
    """Every row of the grid, in study order."""
    sources: dict[str, list[str]] = {}
    for source in material.study.sources.values():
        for case in source.cases():
            sources.setdefault(case, []).append(source.id)
    portraits = {(file.case, file.wave): file.portrait for file in reversed(material.study.charts)}
    return tuple(
        _row(material, row, sources.get(row.case, ()), portraits.get(row, "")) for row in material.grid.rows
    )


def themes(material: Material, quotes: Sequence[views.Quote]) -> tuple[views.ThemeView, ...]:
    """Every theme with its columns and the quotes that analysts marked as worth quoting."""
    study, grid, book = material.study, material.grid, material.study.codebook
    columns = list(_columns(material))
    found = []
    anchored: set[str] = set()
    for theme in book.themes():
        own = tuple(column for column in columns if book.codes[column.id].theme == theme.id)
        ids = [column.id for column in own]
        here = [q for q in quotes if any(tag.theme == theme.id for tag in q.tags)]
        chosen = tuple(q for q in here if q.key or material.outside)
        first = frozenset(q.id for q in chosen if material.outside) - anchored
        anchored |= first
        found.append(
            views.ThemeView(
                id=theme.id,
                number=theme.number,
                name=theme.name,
                definition=plain(theme.definition),
                columns=own,
                tally=tally.cells(study, grid, ids, documents=False),
                documents=tally.cells(study, grid, ids, documents=True),
                quotes=chosen,
                spread=_spread(material, [quote.id for quote in chosen]),
                anchors=first,
                memos=material.memos(f"code:{theme.id}"),
            )
        )
    return tuple(found)


def _columns(material: Material) -> Iterator[views.Column]:
    study, grid = material.study, material.grid
    people = tally.cases(study, grid, documents=False)
    documents = tally.cases(study, grid, documents=True)
    for index, id in enumerate(grid.columns):
        code = study.codebook.codes[id]
        yield views.Column(
            index=index,
            id=id,
            number=code.number,
            name=code.name,
            definition=plain(code.definition),
            tally=tally.cells(study, grid, [id], documents=False),
            people=people[id],
            documents=documents[id],
            memos=material.memos(f"code:{id}") if code.level else (),
        )


def _spread(material: Material, quotes: Sequence[str]) -> str:
    """Over how many participants the quotes are spread, so that one voice cannot stand for all."""
    if not quotes:
        return ""
    people = {case.id for case in material.study.cases.values() if case.participant}
    cases = {b.case for id in quotes for b in material.passages[id].belongs}
    written = number_of(len(quotes), "quote")
    words = f"{written} from {len(cases & people)} of {len(people)} {_noun(material)}"
    documents = len(cases - people)
    return words + (f" and {number_of(documents, 'document')}" if documents else "")


def _noun(material: Material) -> str:
    """The plural that a reader sees for cases, within a sentence."""
    return plural(material.study.settings.labels.get("case", "case").lower())


def _row(material: Material, row: Belonging, sources: Iterable[str], portrait: str) -> views.CaseRow:
    case = material.study.cases[row.case]
    order = material.study.settings.order
    wave = f" · wave {row.wave}" if row.wave else ""
    memos = [*material.memos(f"case:{row.case}")]
    memos += [memo for source in sources for memo in material.memos(f"source:{source}")]
    cells = tuple(_cell(material, CellKey(row.case, row.wave, id)) for id in material.grid.columns)
    return views.CaseRow(
        id=f"{row.case}@{row.wave}" if row.wave else row.case,
        case=row.case,
        wave=row.wave,
        name=row.case + wave,
        group=case.attributes.get(order[0], "") if order else "",
        participant=case.participant,
        attributes={name: value for name, value in case.attributes.items() if value},
        apart=tuple(dict.fromkeys(v for n, v in case.attributes.items() if v and n not in order[:1]))[
            :BESIDE
        ],
        cells=cells,
        portrait=material.read(portrait),
        memos=tuple(memos),
        signed=_mostly(cells),
    )


def _mostly(cells: Iterable[views.CellView]) -> str:
    """How most cells of a row are signed; nothing where no two are signed alike."""
    found = Counter(cell.signed for cell in cells if cell.signed).most_common(1)
    return found[0][0] if found and found[0][1] > 1 else ""


def _cell(material: Material, key: CellKey) -> views.CellView:
    state = material.grid.states[key]
    passages = material.grid.passages.get(key, ())
    count = len(distinct(passages))
    cell = state.cell
    prose = material.read(cell.words) if cell else ()
    excerpts = tuple(dict.fromkeys(material.key(p) for p in passages))
    cited = tuple(dict.fromkeys(citations(prose)))
    nested = tuple(_nested(material, key))
    return views.CellView(
        id=str(key),
        code=key.code,
        label=state.label,
        state=_in_words(state, count),
        count=count,
        prose=prose,
        excerpts=excerpts,
        uncited=tuple(key for key in excerpts if key not in cited),
        notes=tuple(_notes(state)),
        signed=_signed(material, state),
        memos=material.memos(f"cell:{key}"),
        nested=nested,
        told=cited == excerpts and not nested,
    )


def _nested(material: Material, key: CellKey) -> Iterable[tuple[Tag, views.CellView]]:
    """Cells that were written for ids nested below this column's."""
    for code in material.study.codebook.children(key.code):
        below = key._replace(code=code.id)
        if code.level > 1 and below in material.grid.states and code.id not in material.grid.columns:
            yield tag(code), _cell(material, below)


def _in_words(state: CellState, count: int) -> str:
    """The state as a reader sees it; nothing where a summary speaks for itself."""
    if state.stale:
        found = Counter(change.what for change in state.changes)
        parts = [(what, found[what]) for what in _CHANGES if found[what]]
        (first, n), *others = parts
        return ", ".join(
            [f"Stale: {number_of(n, 'excerpt')} {first}", *(f"{n} {what}" for what, n in others)]
        )
    match state.state:
        case State.NOTHING_SAID:
            return "Nothing said"
        case State.NOT_ASKED:
            return "Not asked"
        case State.UNCHARTED:
            return f"{number_of(count, 'excerpt')}, not yet charted" if count else "Not yet charted"
        case State.CHARTED:
            return ""


def _notes(state: CellState) -> Iterable[str]:
    if state.redefined:
        yield "The subtheme was redefined since this was charted."
    if state.state is State.CHARTED and not state.known:
        yield "Never marked as charted, so whether it is stale is not known."


def _signed(material: Material, state: CellState) -> str:
    """By whom and when a cell was charted and reviewed."""
    cell = state.cell
    if cell is None or not (cell.charted or cell.reviewed):
        return ""
    charted = f"Charted by {coder(material, cell.charted)}" if cell.charted else ""
    when = f" on {cell.on}" if cell.charted and cell.on else ""
    reviewed = f"reviewed by {coder(material, cell.reviewed)}" if cell.reviewed else ""
    return ", ".join(part for part in (charted + when, reviewed) if part)

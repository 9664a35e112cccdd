"""The figures: who spoke to what, what stands together, how codes were added up, whose quotes these are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.chart import Tally
from framework_cli.compare.cooccurrence import Pair, cooccurrences
from framework_cli.compare.curve import Curve, curve
from framework_cli.index import counted
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Passage
from framework_cli.model.words import number_of, plural
from framework_cli.render.compare.figures import left_out, outcome
from framework_cli.render.report import figure_views as views
from framework_cli.render.report import palette
from framework_cli.render.report.material import Material
from framework_cli.render.report.tags import tag
from framework_cli.render.report.views import CaseRow, CellView, Group

_HEAT = (
    "Excerpts of each case under each subtheme. It shows where the coding lies and where to read: not what "
    "weighs most, since long interviews hold more excerpts and long answers more than short ones."
)
_PAIRS = (
    "Pairs of excerpts that overlap, for every two subthemes. It shows where to read two subthemes together: "
    "not that one leads to the other. What is coded in long stretches overlaps more."
)
_GROWTH = (
    "New codes per source, {order}; not proof of saturation. It counts codes, not what was "
    "understood by them, and depends on the order of the sources, on how fine the codes are and "
    "on who was asked."
)
_VOICES = (
    "How quotes are spread, so that one eloquent voice does not stand for all. Neither number says how much "
    "a person’s account weighs."
)
_SIGNS = {"not-asked": ("–", "not asked"), "uncharted": ("·", "no excerpt, not yet charted")}
_ORDERS = {"coded": "in coding order", "date": "by the sources’ dates", "study": "by the sources’ ids"}


def figures(material: Material, groups: Sequence[Group]) -> views.Figures:
    """Every figure that the readers may see; `groups` are the rows of the matrix, none outside the team."""
    rows = [row for group in groups for row in group.rows]
    return views.Figures(
        heat=_heat(material, groups),
        pairs=_pairs(material),
        growth=_growth(material),
        coverage=tuple(_coverage(rows)),
        voices=_voices(material, rows),
    )


def _heat(material: Material, groups: Sequence[Group]) -> views.Heat | None:
    cells = [cell for group in groups for row in group.rows for cell in row.cells]
    most = max((cell.count for cell in cells), default=0)
    if not most:
        return None
    limits = palette.bounds(most)
    shown = tuple((group.name, tuple(_heat_row(row, limits) for row in group.rows)) for group in groups)
    totals = tuple(
        sum(row.cells[n].count for group in groups for row in group.rows)
        for n in range(len(material.grid.columns))
    )
    used = {heat.sign for _, rows in shown for row in rows for heat in row.cells}
    signs = tuple(each for each in _SIGNS.values() if each[0] in used)
    return views.Heat(shown, totals, palette.shades(limits), signs, _HEAT)


def _heat_row(row: CaseRow, limits: Sequence[int]) -> views.HeatRow:
    cells = tuple(_heat_cell(cell, limits) for cell in row.cells)
    return views.HeatRow(row.id, row.name, cells, sum(cell.number for cell in cells))


def _heat_cell(cell: CellView, limits: Sequence[int]) -> views.HeatCell:
    sign = "" if cell.count else _SIGNS.get(cell.label, ("", ""))[0]
    return views.HeatCell(cell.count, palette.step(cell.count, limits), sign)


def _pairs(material: Material) -> views.Pairs | None:
    found = cooccurrences(material.study, material.index)
    held = {(pair.counts.code, pair.counts.other): pair for pair in found if pair.counts.overlapping}
    if not held:
        return None
    together = {id for pair in held for id in pair}
    ids = [id for id in material.study.codebook.codes if id in together]
    limits = palette.bounds(max(pair.counts.overlapping for pair in held.values()))
    triangle = [[_count(held.get((one, other)), limits) for one in ids[:n]] for n, other in enumerate(ids)]
    codes = material.study.codebook.codes
    rows = sorted(held.values(), key=lambda pair: -pair.counts.overlapping)
    return views.Pairs(
        tuple(tag(codes[id]) for id in ids),
        tuple(map(tuple, triangle)),
        tuple(_pair(material, pair) for pair in rows),
        palette.shades(limits),
        len({id for pair in found for id in (pair.counts.code, pair.counts.other)} - together),
        _PAIRS,
    )


def _count(pair: Pair | None, limits: Sequence[int]) -> views.HeatCell:
    number = pair.counts.overlapping if pair else 0
    return views.HeatCell(number, palette.step(number, limits))


def _pair(material: Material, pair: Pair) -> views.PairRow:
    codes, counts = material.study.codebook.codes, pair.counts
    return views.PairRow(
        tag(codes[counts.code]), tag(codes[counts.other]), counts.passages, counts.other_passages,
        counts.overlapping, len(pair.both), pair.either,
    )  # fmt: skip


def _growth(material: Material) -> views.Growth | None:
    """Sources in the order of coding where reading marks tell it, else by date or id."""
    study = material.study
    marked = any(f.read is not None and f.read.on and f.coder != AGREED for f in study.annotations)
    found = curve(study, material.index, order="coded" if marked else "")
    if not any(step.used for step in found.steps):
        return None
    notes = () if material.outside else tuple(left_out(found))
    caption = _GROWTH.format(order=_ORDERS[found.order])
    return views.Growth(tuple(_steps(material, found)), outcome(found), notes, caption)


def _steps(material: Material, found: Curve) -> Iterator[views.GrowthStep]:
    codes = material.study.codebook.codes
    for number, step in enumerate(found.steps, 1):
        # Outside the team sources have numbers: an id is a case's, and its day may give it away.
        name, on = (str(number), "") if material.outside else (step.source, step.on)
        new = tuple(tag(codes[id]) for id in step.new)
        yield views.GrowthStep(name, on, step.used, new, step.all, step.mean)


def _coverage(rows: Iterable[CaseRow]) -> Iterator[views.CoverageRow]:
    for row in rows:
        found = Counter("charted" if cell.label == "stale" else cell.label for cell in row.cells)
        stale = sum(cell.label == "stale" for cell in row.cells)
        told = (found["charted"], found["nothing-said"], found["not-asked"], found["uncharted"])
        tally = Tally(*told, stale)
        yield views.CoverageRow(row.id, row.name, tally)


def _voices(material: Material, rows: Sequence[CaseRow]) -> views.Voices | None:
    """Quotes that analysts starred, by participant; outside the team those in the file, without names."""
    study = material.study
    people = [case.id for case in study.cases.values() if case.participant]
    chosen = material.held if material.outside else material.starred
    quotes = _by_case(material.passages[id] for id in chosen)
    told = sum(1 for id in chosen if any(b.case in people for b in material.passages[id].belongs))
    if not told:
        return None
    excerpts = _by_case(counted(material.index))
    places = {row.case: row.id for row in reversed(rows)}
    if material.outside:
        found = [views.VoiceRow("", "", quotes[id], 0) for id in people]
    else:
        found = [views.VoiceRow(places.get(id, ""), id, quotes[id], excerpts[id]) for id in people]
    found.sort(key=lambda row: (-row.quotes, -row.excerpts))
    most, heard = found[0].quotes, sum(1 for row in found if row.quotes)
    noun = plural(study.settings.labels.get("case", "case").lower())
    summary = f"{number_of(told, 'quote')} from {heard} of {len(people)} {noun}; the most quoted has {most}."
    return views.Voices(tuple(found), most, summary, _VOICES)


def _by_case(passages: Iterable[Passage]) -> Counter[str]:
    """How many of some excerpts each case has; one of several cases counts for each."""
    return Counter(case for p in passages for case in {b.case for b in p.belongs})

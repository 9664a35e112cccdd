"""The overview: what the study is made of, how far it has come and what the counts leave out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.chart import tally
from framework_cli.index import counted
from framework_cli.model.excerpt import AGREED
from framework_cli.model.source import Kind
from framework_cli.model.words import number_of, plural
from framework_cli.render.report import views
from framework_cli.render.report.material import Material
from framework_cli.render.report.quotes import coder
from framework_cli.render.report.tags import tag

MANY = 12  # more values than this are no way of grouping cases


def overview(material: Material, rows: Sequence[views.CaseRow]) -> views.Overview:
    """Where the study stands."""
    outside = material.outside
    return views.Overview(
        facts=tuple(_facts(material)),
        charting=tuple(_charting(material)),
        breakdowns=tuple(_breakdowns(material)),
        waiting=() if outside else tuple(_waiting(rows)),
        stale=() if outside else tuple(_stale(material, rows)),
        sources=() if outside else tuple(_sources(material)),
        remarks=tuple(_remarks(material)),
        memos=material.memos("study"),
    )


def filters(material: Material) -> tuple[views.Filter, ...]:
    """The attributes that rows of the matrix can be chosen by, those of `order` first, and waves."""
    waves = sorted({row.wave for row in material.grid.rows})
    found = [views.Filter("wave", "wave", tuple(waves), waves=True)] if len(waves) > 1 else []
    for name in _attributes(material):
        values = sorted({case.attributes.get(name, "") for case in material.study.cases.values()})
        if 1 < len(values) <= MANY:
            label = f"{name}, as an attribute" if waves[1:] and name.lower() == "wave" else name
            found.append(views.Filter(name, label, tuple(values)))
    return tuple(sorted(found, key=lambda each: each.waves))


def _attributes(material: Material) -> list[str]:
    cases = material.study.cases.values()
    names = dict.fromkeys(name for case in cases for name in material.attributes(case))
    first = [name for name in material.study.settings.order if name in names]
    return list(dict.fromkeys([*first, *names]))


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    study = material.study
    settings, book = study.settings, study.codebook
    people = Counter(case.kind.value for case in study.cases.values() if case.participant)
    documents = sum(not case.participant for case in study.cases.values())
    kinds = [number_of(n, noun) for noun, n in people.items()]
    noun = settings.labels.get("case", "case").capitalize()
    apart = f", and {number_of(documents, 'document')} apart" if documents else ""
    yield plural(noun), f"{_listed(kinds) or 'none'}{apart}"
    sources = Counter(source.kind for source in study.sources.values())
    names = {Kind.FOCUS_GROUP: "focus group", Kind.NOTES: "set of notes"}
    yield "Material", _listed(_kind(n, names.get(kind, kind.value)) for kind, n in sources.items()) or "none"
    yield "Coding", _coding(material)
    version = f"Version {book.version}: " if book.version is not None else ""
    themes = sum(code.level == 0 for code in book.codes.values())
    subthemes = sum(code.level == 1 for code in book.codes.values())
    theme, subtheme = (settings.labels.get(name, name).lower() for name in ("theme", "subtheme"))
    yield "Framework", f"{version}{number_of(themes, theme)}, {number_of(subthemes, subtheme)}"


def _charting(material: Material) -> Iterator[str]:
    """How far the charting is, in cells: of participants first, then of documents."""
    study, grid = material.study, material.grid
    people = tally.cells(study, grid, grid.columns, documents=False)
    yield f"{people.done} of {people.total} cells charted or nothing said{people.rest}."
    if people.stale:
        yield f"Of the {people.charted} charted, {people.stale} {_be(people.stale)} stale."
    apart = tally.cells(study, grid, grid.columns, documents=True)
    if apart.total:
        yield f"Documents apart: {apart.done} of {apart.total}{apart.rest}."


def _kind(n: int, noun: str) -> str:
    return number_of(n, noun, "sets of notes" if noun == "set of notes" else "")


def _coding(material: Material) -> str:
    passages = counted(material.index)
    coders = {file.coder for file in material.study.annotations if file.coder != AGREED}
    names = [coder(material, id) for id in sorted(coders)]
    by = number_of(len(names), "coder") if material.outside else _listed(names)
    agreed = len({file.source for file in material.study.annotations if file.coder == AGREED})
    words = number_of(len(passages), "excerpt") + (f" by {by}" if names else "")
    if agreed:
        words += f"; agreed for {agreed} of {number_of(len(material.study.sources), 'source')}"
    return words


def _listed(words: Iterable[str]) -> str:
    *others, last = [*words] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _breakdowns(material: Material) -> Iterator[views.Breakdown]:
    people = [case for case in material.study.cases.values() if case.participant]
    for name in _attributes(material):
        found = Counter(case.attributes.get(name, "") for case in people)
        if len(found) <= MANY:
            values = sorted(found.items(), key=lambda item: (not item[0], item[0]))
            yield views.Breakdown(name, tuple((v or "not given", n) for v, n in values), len(people))


def _waiting(rows: Sequence[views.CaseRow]) -> Iterator[views.Waiting]:
    for row in rows:
        cells = [cell for cell in row.cells if cell.label == "uncharted" and cell.count]
        if cells:
            yield views.Waiting(row.id, row.name, len(cells), sum(cell.count for cell in cells))


def _stale(material: Material, rows: Sequence[views.CaseRow]) -> Iterator[views.Stale]:
    codes = material.study.codebook.codes
    for row in rows:
        for cell in row.cells:
            if cell.label == "stale":
                yield views.Stale(cell.id, row.name, tag(codes[cell.code]), cell.state)


def _sources(material: Material) -> Iterator[views.SourceView]:
    excerpts = Counter(p.excerpt.source for p in material.index.passages if p.counts)
    by_source: dict[str, list[str]] = {}
    for file in material.study.annotations:
        by_source.setdefault(file.source, []).append(file.coder)
    order = {id: place for place, id in enumerate(material.study.cases)}
    for source in material.study.sources.values():
        coders = by_source.get(source.id, [])
        yield views.SourceView(
            id=source.id,
            kind=source.kind.value.replace("-", " "),
            date=source.date,
            sha=source.sha,
            cases=tuple(sorted(source.cases(), key=lambda id: order[id])),
            excerpts=excerpts[source.id],
            coders=tuple(coder(material, id) for id in sorted(coders) if id != AGREED),
            agreed=AGREED in coders,
        )


def _remarks(material: Material) -> Iterator[str]:
    """Sentences on what the counts leave out."""
    study, index = material.study, material.index
    if index.unresolved:
        n = len(index.unresolved)
        yield (
            f"{number_of(n, 'excerpt')} without a certain place in "
            f"{'its' if n == 1 else 'their'} transcript {'is' if n == 1 else 'are'} left out."
        )
    silent = sum(1 for p in index.passages if p.counts and not p.participant)
    if silent:
        yield f"{number_of(silent, 'excerpt')} of interviewers’ talk alone {_be(silent)} not counted."
    nobody = sum(1 for p in counted(index) if not p.belongs)
    if nobody:
        yield f"{number_of(nobody, 'excerpt')} of nobody’s in particular {_be(nobody)} in no cell."
    open_sources = [s for s in study.sources.values() if s.turns and not s.interviewers and _spoken(s.kind)]
    if open_sources:
        n = len(open_sources)
        where = number_of(n, "source")
        yield f"Nobody is declared as interviewer in {where}: everybody’s talk counts there."
    coders: dict[str, set[str]] = {}
    for file in study.annotations:
        coders.setdefault(file.source, set()).add(file.coder)
    double = sum(len(ids) > 1 and AGREED not in ids for ids in coders.values())
    if double:
        yield (
            f"{number_of(double, 'source')} coded by several people {_be(double)} not agreed yet: "
            "overlapping passages of one column and case count once."
        )


def _spoken(kind: Kind) -> bool:
    return kind in (Kind.INTERVIEW, Kind.FOCUS_GROUP)


def _be(n: int) -> str:
    return "is" if n == 1 else "are"

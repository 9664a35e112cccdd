"""What a manuscript points at: unknown names, lines, excerpts; what no longer stands (F613 to F617)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework_cli.cells import Grid
from framework_cli.model import rules
from framework_cli.model.cell import CellKey
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index, Passage, Status, Unresolved
from framework_cli.model.study import Study
from framework_cli.read import suggest
from framework_cli.review.manuscript.citations import Citation
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.names import Names


@dataclass(frozen=True, slots=True)
class Cited:
    """What is known of excerpts: where they stand, which have no place, were left out, or went stale."""

    passages: Mapping[str, Passage]
    unresolved: Mapping[str, Unresolved]
    dropped: frozenset[str]
    stale: Mapping[str, tuple[CellKey, str]]

    @classmethod
    def of(cls, study: Study, index: Index, grid: Grid, passages: Mapping[str, Passage]) -> "Cited":
        """Collect it."""
        stale: dict[str, tuple[CellKey, str]] = {}
        for key, state in grid.touched.items():
            for change in state.changes:
                if state.cell and any(c.excerpt == change.excerpt for c in state.cell.citations):
                    stale.setdefault(change.excerpt, (key, change.what))
        return cls(
            passages,
            {u.excerpt.id: u for u in index.unresolved if u.excerpt.id},
            frozenset(id for file in study.annotations for id in file.dropped),
            stale,
        )

    @property
    def known(self) -> frozenset[str]:
        """Every id that the study has."""
        return frozenset(self.passages) | frozenset(self.unresolved)


def cited(draft: Draft, found: Sequence[Citation], names: Names, known: Cited) -> Iterator[Diagnostic]:
    """What is to be said of each citation."""
    for citation in found:
        if citation.excerpt:
            yield from _excerpt(draft, citation, known)
        elif not names.known(citation.name):
            yield _unknown(draft, citation, names)
        elif citation.line:
            yield from _lines(draft, citation, names)


def _unknown(draft: Draft, citation: Citation, names: Names) -> Diagnostic:
    near = suggest(citation.name, [*names.cases, *names.sources])
    return Diagnostic(
        rules.SIGNED_UNKNOWN,
        f"there is no participant or source “{citation.name}”",
        draft.at(citation.start, citation.start + len(citation.name)),
        hint=f"did you mean {near}?" if near else "`framework status` lists the cases",
    )


def _lines(draft: Draft, citation: Citation, names: Names) -> Iterator[Diagnostic]:
    sources = names.sources_of(citation.name)
    sizes = {s.id: len(s.lines.starts) - s.text.endswith("\n") for s in sources}
    if not sizes:
        return
    if citation.end_line < citation.line:
        message, hint = "its lines run backwards", "put the lower number first"
    elif citation.line < 1 or citation.end_line > max(sizes.values()):
        message = f"{citation.name} has no line {citation.end_line if citation.line else citation.line}"
        hint = "; ".join(f"{id} has {size} lines" for id, size in sizes.items())
    else:
        return
    yield Diagnostic(rules.NO_SUCH_LINES, message, draft.at(citation.start, citation.end), hint=hint)


def _excerpt(draft: Draft, citation: Citation, known: Cited) -> Iterator[Diagnostic]:
    id, where = citation.excerpt, draft.at(citation.start, citation.end)
    if id in known.unresolved and id not in known.passages:
        status = known.unresolved[id].anchor.status
        source = known.unresolved[id].excerpt.source
        yield Diagnostic(
            rules.CITED_UNSETTLED,
            f"the place of {id} in {source} is not certain: {_why(status)}",
            where,
            hint=f"`framework anchor {id} --to PLACE` settles it",
        )
    elif id not in known.passages:
        near = suggest(id, known.known)
        yield Diagnostic(
            rules.CITED_UNKNOWN,
            f"no excerpt has the id “{id}”",
            where,
            hint=f"did you mean “{near}”?" if near else "it was deleted, or its file cannot be read",
        )
    elif id in known.dropped or not known.passages[id].counts:
        left = "was left out of the agreed coding" if id in known.dropped else "is not in the agreed coding"
        yield Diagnostic(
            rules.CITED_UNSETTLED,
            f"{id} {left}, and counts nowhere",
            where,
            hint="cite an excerpt that counts",
        )
    elif id in known.stale:
        key, what = known.stale[id]
        yield Diagnostic(
            rules.CITED_STALE,
            f"{id} was {what} after {key} was charted",
            where,
            hint=f"look whether the text still holds: `framework show {key}`",
        )


def _why(status: Status) -> str:
    return {
        Status.AMBIGUOUS: "its words stand in several places",
        Status.CHANGED: "something else stands there now",
        Status.DELETED: "its passage was deleted",
    }.get(status, "its words are not found")

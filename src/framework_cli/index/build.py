"""The index of a study: every excerpt at its place, and findings on those whose place is not certain."""

from collections.abc import Iterator
from itertools import groupby

from framework_cli.index.attribution import Talk
from framework_cli.index.resolve import resolve
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt
from framework_cli.model.passage import Anchor, Index, Passage, Status, Unresolved
from framework_cli.model.progress import Progress
from framework_cli.model.source import Source
from framework_cli.model.study import Study

# A finding on a quote that stands in many places lists the first of them and says how many there are.
LISTED = 10


def build(
    study: Study, *, progress: Progress | None = None, cache: bool = True
) -> tuple[Index, list[Diagnostic]]:
    """Resolve every excerpt of a study.

    Annotations for a source that the study does not have are left out (another rule reports them).
    Findings: lost (F203), ambiguous (F204), and out of date but found (F207).
    """
    passages: list[Passage] = []
    unresolved: list[Unresolved] = []
    found: list[Diagnostic] = []
    agreed = {file.source for file in study.annotations if file.coder == AGREED}
    files = sorted(
        (f for f in study.annotations if f.source in study.sources), key=lambda f: (f.source, f.path)
    )
    done = 0
    for source_id, group in groupby(files, key=lambda f: f.source):
        source = study.sources[source_id]
        talk = Talk(source)
        for file in group:
            counts = file.coder == AGREED or file.source not in agreed
            for excerpt, anchor in zip(file.excerpts, _anchors(source, file), strict=True):
                if anchor.status.resolved:
                    passages.append(_passage(source, talk, excerpt, anchor, counts))
                else:
                    unresolved.append(Unresolved(excerpt, anchor))
                if anchor.status is not Status.EXACT and excerpt.quote:
                    found.append(_finding(source, file, excerpt, anchor))
            done += 1
            if progress:
                progress("resolving excerpts", done, len(files))
    passages.sort(key=_order)
    return Index(tuple(passages), tuple(unresolved)), found


def _order(passage: Passage) -> tuple[str, int, int, str, str, int]:
    excerpt = passage.excerpt
    return excerpt.source, passage.start, passage.end, excerpt.id, excerpt.path, excerpt.position


def _anchors(source: Source, file: Annotations) -> list[Anchor]:
    """Resolve a file's excerpts, each against the hash that was recorded for it."""
    anchors: list[Anchor] = []
    for recorded, group in groupby(file.excerpts, key=lambda excerpt: excerpt.text or file.text):
        same_text = recorded == source.sha if recorded else None
        anchors += resolve(source.text, list(group), lines=source.lines, same_text=same_text)
    return anchors


def _passage(source: Source, talk: Talk, excerpt: Excerpt, anchor: Anchor, counts: bool) -> Passage:
    speaker, belongs, participant = talk.of(anchor.start, anchor.end)
    line, end_line = source.lines.line(anchor.start), source.lines.line(anchor.end - 1)
    return Passage(
        excerpt,
        anchor.start,
        anchor.end,
        line,
        end_line,
        anchor.status,
        speaker,
        belongs,
        participant,
        counts,
    )


def _finding(source: Source, file: Annotations, excerpt: Excerpt, anchor: Anchor) -> Diagnostic:
    where = Route(file.path, file.route(excerpt, "quote"))
    what = f"excerpt {excerpt.id}" if excerpt.id else "an excerpt without id"
    related = tuple(_candidates(source, anchor))
    if anchor.status.resolved:
        line = source.lines.line(anchor.start)
        how = "now stands" if anchor.status is Status.MOVED else "was edited and now stands"
        return Diagnostic(
            rules.MOVED,
            f"{what} {how} at {source.path}:{line}",
            where,
            hint="run `framework check --fix` to record it",
        )
    if anchor.status is Status.AMBIGUOUS:
        return Diagnostic(
            rules.AMBIGUOUS,
            f"the quote of {what} could stand in {len(anchor.candidates)} places of {source.path}",
            where,
            hint=f"write the lines it stands on: `at: {related[0].where.line}`",  # type: ignore[union-attr]
            related=related,
            words=excerpt.quote,
        )
    return Diagnostic(
        rules.LOST,
        f"the quote of {what} is not in {source.path}",
        where,
        related=related,
        words=excerpt.quote,
    )


def _candidates(source: Source, anchor: Anchor) -> Iterator[Related]:
    for candidate in anchor.candidates[:LISTED]:
        start, end = source.lines.position(candidate.start), source.lines.position(candidate.end)
        location = Location(source.path, start.line, start.column, end.line, end.column)
        yield Related(location, f"candidate, {candidate.score:.0%} alike")

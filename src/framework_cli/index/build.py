"""The index of a study: every excerpt at its place, and findings on those whose place is not certain."""

from framework_cli.history.past import Past
from framework_cli.index.attribution import Talk
from framework_cli.index.findings import finding
from framework_cli.index.places import Settled, places
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt
from framework_cli.model.passage import Anchor, Index, Passage, Status, Unresolved
from framework_cli.model.progress import Progress
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.read.cache import Pack
from framework_cli.read.memory import no_collection


def build(
    study: Study,
    *,
    progress: Progress | None = None,
    cache: bool = True,
    settled: Settled | None = None,
) -> tuple[Index, list[Diagnostic]]:
    """Resolve every excerpt of a study.

    Annotations for a source that the study does not have are left out (another rule reports them).
    Findings: lost (F203), ambiguous (F204), changed (F205), deleted (F206), and out of date but found
    (F207). Git is asked for the text that was coded where a transcript has changed since. `settled` is what
    whoever builds again and again remembers of such places from one time to the next.
    """
    with no_collection(), Past(study.root) as past:
        return _built(study, progress, Pack(study.root, "places") if cache else None, past, settled)


def _built(
    study: Study, progress: Progress | None, pack: Pack | None, past: Past, settled: Settled | None
) -> tuple[Index, list[Diagnostic]]:
    passages: list[Passage] = []
    unresolved: list[Unresolved] = []
    found: list[Diagnostic] = []
    by_source = _by_source(study)
    for done, (source, files) in enumerate(by_source, start=1):
        talk = Talk(source)
        here: list[Passage] = []
        agreed = any(file.coder == AGREED for file in files)
        placed = places(source, files, pack, past, settled)
        for file, anchors in zip(files, placed.files, strict=True):
            counts = not agreed or file.coder == AGREED
            for excerpt, anchor in zip(file.excerpts, anchors, strict=True):
                if anchor.status.resolved:
                    here.append(_passage(source, talk, excerpt, anchor, counts))
                else:
                    unresolved.append(Unresolved(excerpt, anchor))
                if anchor.status is not Status.EXACT and excerpt.quote:
                    found.append(finding(source, file, excerpt, anchor, placed.lack))
        passages += sorted(here, key=_order)
        if progress:
            progress("resolving excerpts", done, len(by_source))
    if pack is not None:
        pack.save()
    return Index(tuple(passages), tuple(unresolved)), found


def _by_source(study: Study) -> list[tuple[Source, list[Annotations]]]:
    """Each source with its annotation files, both in a fixed order."""
    files: dict[str, list[Annotations]] = {}
    for file in sorted(study.annotations, key=lambda file: file.path):
        if file.source in study.sources:
            files.setdefault(file.source, []).append(file)
    return [(study.sources[id], files[id]) for id in sorted(files)]


def _order(passage: Passage) -> tuple[int, int, str, str, int]:
    """Of passages of one source."""
    excerpt = passage.excerpt
    return passage.start, passage.end, excerpt.id, excerpt.path, excerpt.position


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

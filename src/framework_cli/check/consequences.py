"""Findings that only follow from a file that could not be read, and are not worth a word beside that."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.study import Study

UNREAD = frozenset(
    {
        rules.UNREADABLE,
        rules.NOT_UTF8,
        rules.YAML_SYNTAX,
        rules.CONFLICT_MARKERS,
        rules.OUTSIDE_STUDY,
    }
)
# What only makes sense once every excerpt is known.
NEEDS_ALL_EXCERPTS = frozenset(
    {
        rules.STALE,
        rules.UNKNOWN_CITATION,
        rules.LINE_REFERENCE,
        rules.FROM_UNKNOWN,
        rules.AFTER_AGREEMENT,
        rules.UNKNOWN_EVIDENCE,
        rules.CLAIM_WITHOUT_EVIDENCE,
        rules.NOTHING_SUPPORTS,
        rules.ONE_VOICE,
    }
)
NEEDS_THE_SOURCE = frozenset({rules.UNKNOWN_SOURCE, rules.UNKNOWN_CASE, rules.CASE_WITHOUT_SOURCE})


def without_consequences(study: Study, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what would be said only because a transcript or an annotation file is not there to read."""
    found = list(found)
    paths = {diagnostic.primary.path for diagnostic in found if diagnostic.rule in UNREAD}
    transcripts = [path for path in paths if _lies_in(study, "transcripts", path)]
    annotations = [path for path in paths if _lies_in(study, "annotations", path)]
    sources = {PurePosixPath(path).stem for path in transcripts} - study.sources.keys()
    for diagnostic in found:
        if diagnostic.rule in NEEDS_ALL_EXCERPTS and (sources or annotations):
            continue
        if diagnostic.rule in NEEDS_THE_SOURCE and _about(diagnostic) & sources:
            continue
        yield diagnostic


def _lies_in(study: Study, folder: str, path: str) -> bool:
    return path.startswith(f"{study.settings.folders[folder]}/")


def _about(diagnostic: Diagnostic) -> set[str]:
    """The source or case that a finding is about: by its file's name, or quoted in its message."""
    stem = PurePosixPath(diagnostic.primary.path).stem
    quoted = diagnostic.message.partition("“")[2].partition("”")[0]
    return {stem, stem.rpartition(".")[0], stem.partition("@")[0], quoted}

"""F304: a source with several speakers, none of whom is declared as interviewer.

Everybody's talk then counts as data, the questions as well.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import in_source
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.passage import Index
from framework_cli.model.source import Kind, Role, Source
from framework_cli.model.study import Study

HINT = (
    "declare them in framework.yaml (`interviewers: [INT]`), by a row with the role interviewer "
    "in sources.csv, or by `interviewer:` in the front matter"
)


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report the sources in which everybody's talk counts."""
    yield from undeclared(study)


def undeclared(study: Study) -> Iterator[Diagnostic]:
    """One warning for the whole study where nobody is declared at all, else one a source."""
    open_ = [source for source in study.sources.values() if _undeclared(source)]
    if open_ and not any(source.interviewers for source in study.sources.values()):
        others = f" and {len(open_) - 1:,} more" if len(open_) > 1 else ""
        yield Diagnostic(
            rules.NO_INTERVIEWER,
            f"nobody is declared as interviewer in {open_[0].id}{others}: everybody's talk counts",
            _first_label(open_[0]),
            hint=HINT,
        )
        return
    for source in open_:
        yield Diagnostic(
            rules.NO_INTERVIEWER,
            f"none of the speakers of {source.id} is declared as interviewer: everybody's talk counts",
            _first_label(source),
            hint=HINT,
        )


def _undeclared(source: Source) -> bool:
    """Whether an interview or group has two speakers or more, no interviewer, and one of unknown role."""
    if source.kind not in (Kind.INTERVIEW, Kind.FOCUS_GROUP):
        return False
    speakers = {turn.speaker for turn in source.turns if turn.speaker}
    if len(speakers) < 2 or speakers & source.interviewers:
        return False
    return any(_role(source, label) is None for label in speakers)


def _role(source: Source, label: str) -> Role | None:
    speaker = source.speakers.get(label)
    return speaker.role if speaker else None


def _first_label(source: Source) -> Location:
    turn = next(turn for turn in source.turns if turn.speaker)
    return in_source(source, turn.start, turn.words)

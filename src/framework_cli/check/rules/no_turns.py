"""F310: an interview or group in which no speaker was found.

Without turns, questions cannot be told from answers, and in a group nobody's talk from anybody else's.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import in_source
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.source import Kind
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Point at the first words of such sources."""
    for source in study.sources.values():
        if source.kind not in (Kind.INTERVIEW, Kind.FOCUS_GROUP) or any(
            turn.speaker for turn in source.turns
        ):
            continue
        start = next(
            (at for at in range(source.body, len(source.text)) if not source.text[at].isspace()), None
        )
        if start is None:
            continue
        yield Diagnostic(
            rules.NO_TURNS,
            f"no speaker was found in {source.id}: the whole text counts as one person's talk",
            in_source(source, start, source.lines.end_of(source.lines.line(start))),
            hint="begin each turn with a label (`P01: …`), or give the source another kind if nobody speaks",
        )

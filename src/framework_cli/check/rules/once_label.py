"""F303: a line that begins like a turn, with a label that no other line has and nobody declared.

Most are “Note:” and the like; some are a speaker's name with a slip, and then talk goes to the wrong person.
In a document nobody speaks, so that “Name of project:” starts no turn there and nothing is said of it.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import in_source
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.source import Kind
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report such lines; the label itself is the transcript's words and is shown on request only."""
    for source in study.sources.values():
        if not source.once or source.kind is Kind.DOCUMENT:
            continue
        speakers = {turn.speaker for turn in source.turns if turn.speaker} | source.speakers.keys()
        for label, offset in source.once:
            likely = suggest(label, speakers)
            yield Diagnostic(
                rules.ONCE_LABEL,
                "line begins like a turn, but its label starts one line only and is not taken as a speaker",
                in_source(source, offset, offset + len(label)),
                hint=f"did you mean the speaker “{likely}”?"
                if likely
                else "if somebody speaks here, declare the label in sources.csv; else leave it",
                words=label,
            )

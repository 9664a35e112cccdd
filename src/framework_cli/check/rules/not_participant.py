"""F221: an excerpt that holds no participant's talk.

It is listed, but counts nowhere by default: what an interviewer says is not data.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of, lines_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.source import Kind
from framework_cli.model.study import Study


def check(study: Study, index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report passages of interviews and groups where only interviewers speak."""
    files = files_of(study)
    for passage in index.passages:
        excerpt = passage.excerpt
        source = study.sources.get(excerpt.source)
        if passage.participant or source is None or source.kind in (Kind.DOCUMENT, Kind.NOTES):
            continue
        yield Diagnostic(
            rules.NOT_PARTICIPANT,
            f"{excerpt.id or 'the excerpt'} ({lines_of(passage)} of {source.id}) "
            "holds no participant's talk, so it counts only with `--speakers all`",
            entry(files, excerpt, "quote"),
            hint="quote the answer rather than the question, or check who is declared as interviewer",
        )

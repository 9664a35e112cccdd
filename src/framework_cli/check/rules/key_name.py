"""F020: a name of the key (`FRAMEWORK_KEY`) stands in the study.

A name that was masked everywhere comes back with the next transcript, memo or merge.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from framework_cli.cells import Grid
from framework_cli.index.names import Names
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read.key import read_key
from framework_cli.read.texts import texts

HINT = "`framework redact --key KEYFILE` shows it, and replaces it with its pseudonym"


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look through every file; what is said of a hit is its place, and never the name."""
    key = os.environ.get("FRAMEWORK_KEY")
    if not key:
        return
    names = Names(read_key(Path(key))[0])
    for each in texts(study):
        if any(hit.sure for hit in names.find(each.path.rpartition("/")[2])):
            message = "a name of the key stands in the name of a file"
            yield Diagnostic(rules.KEY_NAME, message, Location(each.path), hint=HINT)
        hits = [hit for hit in names.find(each.text or "") if hit.sure]
        lines = Lines.of(each.text or "") if hits else None
        for hit in hits:
            assert lines is not None
            where = Location(each.path, *lines.position(hit.start), *lines.position(hit.end))
            yield Diagnostic(rules.KEY_NAME, "a name of the key stands here", where, hint=HINT)

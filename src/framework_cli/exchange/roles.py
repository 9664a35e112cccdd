"""Who interviews, as rows of sources.csv: written where there is no such file yet, else offered."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from framework_cli.exchange.files import write_new
from framework_cli.exchange.note import Note, warned
from framework_cli.model.settings import Settings

COLUMNS = ("source", "speaker", "role", "case", "wave", "kind", "date")


class Row(NamedTuple):
    """A speaker of a source and whether they interview."""

    source: str
    speaker: str
    role: str


def add_rows(root: Path, settings: Settings, rows: Sequence[Row], *, write: bool = True) -> list[Note]:
    """Write rows to a new sources.csv. An existing one is the person's: the lines are then offered."""
    wanted = [r for r in rows if not (r.role == "interviewer" and r.speaker in settings.interviewers)]
    if not wanted:
        return []
    path = root / "sources.csv"
    lines = _lines(wanted)
    if path.exists() or path.is_symlink():
        asking = ", ".join(dict.fromkeys(row.speaker for row in wanted if row.role == "interviewer"))
        hint = f"or in framework.yaml: `interviewers: [{asking}]`" if asking else ""
        offered = "left as it is; these lines would complete it:\n" + lines.rstrip("\n")
        return [warned(offered, hint)]
    if write:
        problem = write_new(root, path, ",".join(COLUMNS) + "\n" + lines)
        if problem:
            return [problem]
    listed = ", ".join(dict.fromkeys(row.speaker for row in wanted if row.role == "interviewer"))
    return [Note(f"sources.csv made, with who interviews: {listed or 'nobody'}")]


def _lines(rows: Sequence[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows((*row, *[""] * (len(COLUMNS) - len(row))) for row in rows)
    return stream.getvalue()

"""The table of what an import could not place: written beside the study's reports, never over another."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from framework_cli.exchange.files import write_new
from framework_cli.exchange.note import Note
from framework_cli.exchange.segments import Unplaced

NAME = "import-segments-unplaced"
COLUMNS = ("row", "reason", "hint", "document", "code", "segment", "coder", "memo")


def unplaced_text(unplaced: Iterable[Unplaced]) -> str:
    """The table as CSV, every cell as it came; mended, it can be imported again as it is."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    for segment, reason, hint in ((one.segment, one.reason, one.hint) for one in unplaced):
        said = (segment.document, segment.code, segment.segment, segment.coder, segment.memo)
        table.writerow((segment.row, reason, hint, *said))
    return stream.getvalue()


def keep_unplaced(root: Path, folder: Path, unplaced: Iterable[Unplaced]) -> tuple[Path, Note | None]:
    """Write the table into a folder under a name that is free, or find it there as it would be written."""
    text = unplaced_text(unplaced)
    path, number = folder / f"{NAME}.csv", 1
    while path.exists() or path.is_symlink():
        if path.is_file() and path.read_bytes() == text.encode():
            return path, None
        number += 1
        path = folder / f"{NAME}-{number}.csv"
    return path, write_new(root, path, text)

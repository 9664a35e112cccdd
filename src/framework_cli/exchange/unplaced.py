"""The table of what an import could not place: written beside the study's reports, never over another."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from framework_cli.exchange.files import write_new
from framework_cli.exchange.note import Note
from framework_cli.exchange.segments import Unplaced, unplaced_rows

NAME = "import-segments-unplaced"


def unplaced_text(unplaced: Iterable[Unplaced]) -> str:
    """The table as CSV, every cell as it came; mended, it can be imported again."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(unplaced_rows(unplaced))
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

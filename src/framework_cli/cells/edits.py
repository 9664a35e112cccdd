"""What a chart file says and will say: planned, shown, and written only if nobody changed it meanwhile."""

import errno
import re
from dataclasses import dataclass

from framework_cli.model.cell import CellKey
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
from framework_cli.read.listing import FORBIDDEN, RESERVED
from framework_cli.write.errors import CannotWriteError, EntryGoneError

_SUPERSCRIPT = str.maketrans("¹²³", "123")


@dataclass(frozen=True, slots=True)
class ChartEdit:
    """A planned change to one chart file (canonical text); `before` is empty for a new file."""

    path: str
    before: str
    after: str
    cells: tuple[CellKey, ...]

    def change(self, text: str) -> str:
        """The change for `write.edit`. Raises EntryGoneError if the file is not as it was any more."""
        if text != self.before:
            raise EntryGoneError(f"{self.path} was changed meanwhile")
        return self.after


def chart_text(study: Study, row: Belonging) -> str:
    """What the chart file of a row says; empty where there is none."""
    return next((file.text for file in study.charts if (file.case, file.wave) == row), "")


def chart_path(study: Study, row: Belonging) -> str:
    """The chart file of a row, there or not, relative to the study, with `/`.

    Raises CannotWriteError for a case or wave that cannot be part of a file name.
    """
    for file in study.charts:
        if (file.case, file.wave) == row:
            return file.path
    name = f"{row.case}@{row.wave}" if row.wave else row.case
    path = f"{study.settings.folders['charts']}/{name}.md"
    if not (nameable(row.case) and nameable(row.wave or "1")):
        raise CannotWriteError(errno.EINVAL, "case or wave cannot be part of a file name", path)
    return path


def nameable(id: str) -> bool:
    """Whether a case or wave can be part of a file name on every system."""
    return not name_fault(id)


def name_fault(id: str) -> str:
    """Why a case or wave cannot be part of a file name on every system; empty where it can.

    Windows refuses most (Naming Files, Paths, and Namespaces); `@` parts the case from the wave.
    """
    refused = FORBIDDEN.search(id) or re.search("[/@]", id)
    if refused:
        return f"it holds {refused[0]!r}"
    if not id or id[0] in ". " or id[-1] in ". ":
        return "it starts or ends with a full stop or a space"
    if id.partition(".")[0].casefold().translate(_SUPERSCRIPT) in RESERVED:
        return "Windows keeps this name for a device"
    return ""

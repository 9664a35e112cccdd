"""F019: `.gitattributes` names the tool's merge driver, and this clone has none.

Git then merges by lines without a word: two people's work on neighbouring lines becomes a conflict, and the
same entry may end up there twice.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

from framework_cli.cells import Grid
from framework_cli.history.clone import setting, top_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

FILE = ".gitattributes"
NAMED = "merge=framework"


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Ask git for the driver where the study's attributes name it; outside a repository nothing merges."""
    line = _line(study.root / FILE)
    if not line or top_of(study.root) is None:
        return
    driver = setting(study.root, "merge.framework.driver")
    program = _program(driver)
    if driver and (program is None or program.exists()):
        return
    message = "this clone has no merge driver: git merges coding and charts by lines"
    if driver:
        message = "the merge driver of this clone names a program that is not there any more"
    hint = "type `framework init --git` once in each clone"
    yield Diagnostic(rules.NO_MERGE_DRIVER, message, Location(FILE, line), hint=hint)


def _line(file: Path) -> int:
    """The line that names the driver; 0 where none does."""
    try:
        lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return 0
    return next((n for n, line in enumerate(lines, 1) if NAMED in line.split("#")[0].split()), 0)


def _program(driver: str) -> Path | None:
    """The program that a driver calls, where it is given by its whole path."""
    try:
        words = shlex.split(driver.partition(";")[0])
    except ValueError:
        return None
    path = Path(words[0]) if words else Path()
    return path if path.is_absolute() else None

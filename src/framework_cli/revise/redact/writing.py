"""Writing a redaction: all files together, then their names; what was remembered of them goes."""

import shutil
from pathlib import Path

from framework_cli.read.cache import FOLDER
from framework_cli.revise.redact.plan import Redaction
from framework_cli.write import edit_together


def carry_out(root: Path, plan: Redaction) -> None:
    """Write a redaction. Raises what `write.edit_together` raises; the study is then as it was.

    Files are given their new names last; a command killed there has redacted what they hold.
    """
    edit_together(root, plan.rewrites)
    for old, new in plan.renames:
        (root / old).rename(root / new)
    shutil.rmtree(root / FOLDER, ignore_errors=True)

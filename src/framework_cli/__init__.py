"""The Framework Method of qualitative analysis in plain text.

Data flows one way: read → index → cells → chart → render. Each package is a room of that house.
`framework_cli.load` opens a study for notebooks and scripts.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from framework_cli.api import Analysis

__version__ = "0.1.0"


def load(path: "str | PathLike[str]") -> "Analysis":
    """Read and index the study in a folder, as `framework -C FOLDER` does.

    A file or entry that is broken is told in `.problems`, and the rest is there: nothing in a study's files
    raises. Like the commands this keeps what it has read under `.framework/cache/`. Raises
    NotADirectoryError where there is no such folder.
    """
    from framework_cli import api  # what a study needs is loaded with the first study, not before

    return api.load(path)

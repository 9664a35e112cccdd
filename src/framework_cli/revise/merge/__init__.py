"""Two branches' versions of one file and what both started from come in; one version goes out.

Annotation files are merged entry by entry and charts cell by cell; any other file, and one that
cannot be read, line by line as git does. Called by `framework merge-driver`, which git calls.
"""

from framework_cli.revise.merge.driver import Merged, merge
from framework_cli.revise.merge.pieces import Marks

__all__ = ["Marks", "Merged", "merge"]

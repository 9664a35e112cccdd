"""The framework changed while coding goes on: entries renamed, moved, merged, split, retired, adopted.

What comes in is a study and a wish; what goes out is a `Revision` over every file that uses the entry, which
`write.edit_together` carries out and `write.patch` shows. Called by the commands on the codebook.
"""

from framework_cli.revise.codebook.adopting import adopt
from framework_cli.revise.codebook.draft import Revision
from framework_cli.revise.codebook.merging import merge
from framework_cli.revise.codebook.moving import move
from framework_cli.revise.codebook.renaming import rename
from framework_cli.revise.codebook.retiring import Heir, retire, split

__all__ = ["Heir", "Revision", "adopt", "merge", "move", "rename", "retire", "split"]

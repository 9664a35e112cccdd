"""From a text and a wish to the file changed in place: one entry at a time, every other byte left alone.

What comes in is canonical text; what goes out is the file's bytes, replaced atomically under a lock.
Called by `cells`, `check --fix`, `exchange` and the commands; see `write.annotations` and `write.charts`.
"""

from framework_cli.write.errors import CannotWriteError, EntryGoneError, SpliceError
from framework_cli.write.ids import new_id
from framework_cli.write.journal import UnfinishedError
from framework_cli.write.store import (
    Rewrite,
    create,
    edit,
    edit_all,
    edit_together,
    private_folder,
    put_back,
    recover,
    write_output,
)

__all__ = [
    "CannotWriteError",
    "EntryGoneError",
    "Rewrite",
    "SpliceError",
    "UnfinishedError",
    "create",
    "edit",
    "edit_all",
    "edit_together",
    "new_id",
    "private_folder",
    "put_back",
    "recover",
    "write_output",
]

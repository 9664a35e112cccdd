"""One edit as a person means it: tag a passage, take a code away.

What comes in is a study with its index and a wish; what goes out is an `Edit` that `write.edit` carries out.
Called by the commands that change coding and by the coding page; `new_entry` also by the import of segments.
"""

from framework_cli.revise.coding import (
    Edit,
    RefusedError,
    mark_read,
    tag,
    unheard,
    untag,
    without,
)
from framework_cli.revise.entry import new_entry
from framework_cli.revise.pointing import at_place, at_quote

__all__ = [
    "Edit",
    "RefusedError",
    "at_place",
    "at_quote",
    "mark_read",
    "new_entry",
    "tag",
    "unheard",
    "untag",
    "without",
]

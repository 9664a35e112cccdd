"""Save a version: the study's own files committed, when somebody asks for it and with their words."""

from typing import TYPE_CHECKING

from framework_cli.serve.reply import Reply, problem
from framework_cli.serve.wish import Wish

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk


def save(_desk: "Desk", _wish: Wish) -> Reply:
    """Commit what changed of the study."""
    return problem(501, "version.save is not there yet")

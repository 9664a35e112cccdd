"""What a handler answers: a value for the page, a refusal, or two versions that meet."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back as JSON. `etag` names the state of the file that a write would change."""

    body: Any
    status: int = 200
    etag: str = ""


class WishError(Exception):
    """A wish that is not carried out; the message says why, the hint what to do, without transcript text."""

    def __init__(self, status: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.hint = status, message, hint

    def reply(self) -> Reply:
        """The refusal as the page gets it."""
        return problem(self.status, self.message, self.hint)


def problem(status: int, message: str, hint: str = "") -> Reply:
    """A refusal: what is wrong, and what to do about it."""
    return Reply({"problem": {"message": message, "hint": hint}}, status)


def conflict(yours: Any, theirs: Any, etag: str) -> Reply:
    """A write that met a newer file: both versions, and nothing written."""
    return Reply({"conflict": {"yours": yours, "theirs": theirs, "etag": etag}}, 412, etag)

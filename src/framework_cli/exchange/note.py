"""What an import says about a file: what was kept, changed, dropped or refused, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from framework_cli.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Note:
    """One remark. An error says that something did not come in; a warning, that somebody should look.

    Like a diagnostic's, `message` and `hint` never hold transcript text. `lines` are to be copied as
    they stand, each alone on its line.
    """

    message: str
    severity: Severity = Severity.NOTE
    hint: str = ""
    lines: tuple[str, ...] = ()


def refused(message: str, hint: str = "") -> Note:
    """Say that a file, or a part of it, does not come in."""
    return Note(message, Severity.ERROR, hint)


def warned(message: str, hint: str = "") -> Note:
    """Say that it comes in and somebody should look."""
    return Note(message, Severity.WARNING, hint)


def failed(notes: Iterable[Note]) -> bool:
    """Whether any of the notes is an error."""
    return any(note.severity is Severity.ERROR for note in notes)

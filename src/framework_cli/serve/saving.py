"""Writing for a handler: one file changed as the command line changes it, read back, and kept for undoing."""

from collections.abc import Callable
from hashlib import sha256

from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.read.files import decode
from framework_cli.read.torn import LOSING
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.steps import FileChange, Step
from framework_cli.write import edit
from framework_cli.write.endings import encode

NO_FILE = "none"


class ChangedMeanwhileError(Exception):
    """The file is not as it was when the change was worked out."""


def etag_of(data: bytes | None) -> str:
    """The name of a file's state: the SHA-256 of its bytes, or `none` where there is no file."""
    return NO_FILE if data is None else sha256(data).hexdigest()


def bytes_of(desk: Desk, path: str) -> bytes | None:
    """What a file of the study holds now; None where there is none. Raises OSError."""
    try:
        return (desk.root / path).read_bytes()
    except FileNotFoundError:
        return None


def current(desk: Desk, path: str) -> bytes | None:
    """What an annotation or chart file holds now; the desk is brought up to date with it."""
    data = bytes_of(desk, path)
    if etag_of(data) != _known(desk, path):
        desk.watch.wrote([path])
        desk.refresh(path)
    return data


def _known(desk: Desk, path: str) -> str | None:
    """The state of a file that the desk has read; None where that is not known."""
    return next((file.sha for file in desk.study.annotations if file.path == path), None)


def save(
    desk: Desk,
    path: str,
    before: bytes | None,
    change: Callable[[str], str],
    said: str,
    *,
    source: str = "",
    excerpt: str = "",
    cell: str = "",
    sitting: str = "",
) -> FileChange | None:
    """Change one file, if it still holds `before`; the change, or None where nothing changed.

    The desk reads it back, and the step can be undone. Raises ChangedMeanwhileError where the file holds
    something else by now, and what `write.edit` raises; nothing is written then.
    """
    done = changed(desk, path, before, change)
    if done:
        text = desk.study.sources[source].sha if source in desk.study.sources else ""
        desk.steps.did(Step(said, (done,), source, excerpt, cell, text, sitting))
    return done


def changed(desk: Desk, path: str, before: bytes | None, change: Callable[[str], str]) -> FileChange | None:
    """`save` for one file of a step of several.

    What the file holds afterwards is worked out and not read: an editor may have saved since.
    """
    was = now = decode(before or b"")

    def checked(text: str) -> str:
        nonlocal now
        if text != was:
            raise ChangedMeanwhileError
        now = change(text)
        return now

    if not edit(desk.root, desk.root / path, checked):
        return None
    # Marked first, then read: what an editor saves in between is seen at the next look.
    desk.watch.wrote([path])
    desk.refresh(path)
    return FileChange(path, before, encode(now, before or b""))


def sound(desk: Desk, path: str) -> None:
    """Refuse to write into a file that cannot be read whole: say which rule, where, and the mend.

    Nor beside one of the same name in the other form: it may hold the coder's work on this source.
    """
    stem = path.rpartition(".")[0]
    for each in (f"{stem}.yaml", f"{stem}.jsonl", path):
        for found in desk.found_in(each):
            if found.rule in LOSING:
                why = f"{each} cannot be read whole, so nothing is written: {told(found)}"
                raise WishError(409, why, found.hint)


def told(found: Diagnostic) -> str:
    """A finding in a sentence: its rule, line and message."""
    where = found.primary
    line = f" line {where.line}" if isinstance(where, Location) else ""
    return f"{found.rule.id}{line}: {found.message}"

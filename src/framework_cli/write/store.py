"""Changing one file of a study: under a lock, atomically, every other byte left alone."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from framework_cli.read.files import decode
from framework_cli.write import journal
from framework_cli.write.endings import encode
from framework_cli.write.errors import CannotWriteError, EntryGoneError
from framework_cli.write.temporary import put, settle, stage, sweep, write_new

PRIVATE = ".framework"
PATIENCE = 60.0  # seconds that a command waits for another one to finish writing
ATTEMPTS = 20  # how often an edit begins anew because a program that knows no lock wrote meanwhile


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What one file says and will say: canonical texts, and its path in the study with `/`.

    A file that is not there yet says nothing.
    """

    path: str
    before: str
    after: str

    def change(self, text: str) -> str:
        """The change as `edit` takes it. Raises EntryGoneError where the file says something else."""
        if text != self.before:
            raise EntryGoneError(f"{self.path} was changed meanwhile")
        return self.after


def edit(root: Path, path: Path, change: Callable[[str], str]) -> bool:
    """Change one file of the study at `root` and say whether anything changed.

    `change` is given the canonical text (no byte order mark, lines end at LF) as it stands once the
    lock is held, and returns the new one; a file that does not exist yet is handed over as empty.
    Byte order mark, line ends and file mode stay. Raises CannotWriteError for a link that leads out
    of the study or a file that is not UTF-8, and OSError where the system refuses; the old file is
    whole in every case. What `change` raises passes through, and nothing is written.

    Editors heed no lock: where one saves while the new file is being written, `change` is asked again.
    """
    target = _inside(root, path)
    with _locked(root):
        for _ in range(ATTEMPTS):
            held = _held(target)
            raw = held or b""
            old = _decode(raw, path)
            new = change(old)
            if new == old:
                return False
            sweep(target)
            with suppress(_OvertakenError):
                _replace(target, encode(new, raw), over=held)
                return True
    raise CannotWriteError(errno.EAGAIN, "another program writes it all the time", str(path))


def edit_all(root: Path, changes: Iterable[tuple[Path, Callable[[str], str]]]) -> None:
    """Change or begin several files of the study at `root`, each as `edit` does: all of them, or none.

    Raises what `edit` raises, and whatever a change raises; all are then as they were. A command that is
    killed in the middle leaves a journal, and the next one finishes (`recover`).
    """
    with _locked(root):
        files = []
        for path, change in changes:
            target = _inside(root, path)
            held = _held(target)
            old = _decode(held or b"", path)
            new = change(old)
            if new != old:
                _writable(target)
                files.append((target, held, encode(new, held or b"")))
        sweep(*(target for target, _, _ in files))
        if files:
            journal.replace_all(root, files)


def edit_together(root: Path, rewrites: Iterable[Rewrite]) -> None:
    """Change or begin several files of the study at `root`: all of them, or none.

    Raises EntryGoneError where one does not say what it is expected to any more, and what `edit_all` raises.
    """
    edit_all(root, ((root / each.path, each.change) for each in rewrites))


def put_back(root: Path, files: Iterable[tuple[str, bytes | None, bytes | None]]) -> None:
    """Give files of the study the bytes they had: for each its path, what it must hold, and what it gets.

    None stands for no file. Raises EntryGoneError where one holds something else by now, and what `edit`
    raises; nothing is written then.
    """
    with _locked(root):
        moves = []
        for path, held, wanted in files:
            target = _inside(root, root / path)
            if _held(target) != held:
                raise EntryGoneError(f"{path} was changed meanwhile")
            _writable(target)
            moves.append((target, held, wanted))
        sweep(*(target for target, _, _ in moves))
        if len(moves) == 1:
            _give(*moves[0])
        else:
            journal.replace_all(root, moves)


def _give(target: Path, held: bytes | None, wanted: bytes | None) -> None:
    """Give a file the bytes that it had. Raises EntryGoneError where it holds another text by now."""
    if wanted is None:
        target.unlink(missing_ok=True)
        settle(target.parent)
        return
    try:
        _replace(target, wanted, over=held)
    except _OvertakenError as late:
        raise EntryGoneError(f"{target.name} was changed meanwhile") from late


def recover(root: Path) -> int:
    """Finish an edit of several files that was cut short, if there is one; how many files it concerned.

    Raises UnfinishedError where only a person can say what is to become of it.
    """
    if not (root / journal.FILE).exists():
        return 0
    with _lock(root):
        return journal.finish(root)


def create(root: Path, path: Path, text: str) -> None:
    """Write a new file of the study at `root`, folders included. Raises FileExistsError if it is there."""
    target = _inside(root, path)
    with _locked(root):
        # A link that leads nowhere is there too.
        if target.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, "file is already there", str(path))
        sweep(target)
        _replace(target, text.encode())


def write_output(path: Path, data: bytes) -> None:
    """Write a report or a table for the user, atomically, over what stands there.

    A device or pipe (`/dev/stdout`) is written to directly.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    _replace(path.resolve(), data)


def private_folder(root: Path) -> Path:
    """The study's `.framework/`, which git is told to ignore; made where missing."""
    folder = _inside(root, root / PRIVATE)
    folder.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        write_new(folder / ".gitignore", b"*\n")
    return folder


def _inside(root: Path, path: Path) -> Path:
    """The file that a path leads to, links followed, if it lies within the study."""
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise CannotWriteError(errno.EPERM, "path leads out of the study", str(path))
    return target


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Hold the study's lock over a study in which nothing is half done."""
    with _lock(root):
        journal.finish(root)
        yield


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    """Hold the study's lock, so that two commands at once do not undo each other's work."""
    from filelock import FileLock, Timeout

    lock = private_folder(root) / "lock"
    try:
        with FileLock(lock, timeout=PATIENCE, poll_interval=0.01):
            yield
    except Timeout as late:
        raise CannotWriteError(errno.EAGAIN, "another command is still writing", str(lock)) from late


def _decode(raw: bytes, path: Path) -> str:
    try:
        return decode(raw)
    except UnicodeDecodeError as bad:
        raise CannotWriteError(errno.EINVAL, f"not UTF-8 at byte {bad.start}", str(path)) from bad


class _OvertakenError(Exception):
    """A file holds something else than what its new content was made of."""


_ANYTHING = b"\0"  # no text of a study


def _held(target: Path) -> bytes | None:
    return target.read_bytes() if target.exists() else None


def _replace(target: Path, data: bytes, *, over: bytes | None = _ANYTHING) -> None:
    """Put a file in place in one step: whoever looks sees all of the old or all of the new.

    Raises _OvertakenError where the file does not hold `over` any more at the last moment.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _writable(target)
    temporary = stage(target, data)
    try:
        if over is not _ANYTHING and _held(target) != over:
            raise _OvertakenError
        put(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _writable(target: Path) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise CannotWriteError(errno.EACCES, "file is write-protected", str(target))

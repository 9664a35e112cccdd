"""Changing one file of a study: under a lock, atomically, every other byte left alone."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import sleep

from framework_cli.read.files import decode
from framework_cli.write.endings import encode
from framework_cli.write.errors import CannotWriteError

PRIVATE = ".framework"
PATIENCE = 60.0  # seconds that a command waits for another one to finish writing
PAUSES = (0.01, 0.05, 0.2, 0.5)  # seconds between attempts to put a file in place
_TEMPORARY = ".framework-tmp"


def edit(root: Path, path: Path, change: Callable[[str], str]) -> bool:
    """Change one file of the study at `root` and say whether anything changed.

    `change` is given the canonical text (no byte order mark, lines end at LF) as it stands once the
    lock is held, and returns the new one; a file that does not exist yet is handed over as empty.
    Byte order mark, line ends and file mode stay. Raises CannotWriteError for a link that leads out
    of the study or a file that is not UTF-8, and OSError where the system refuses; the old file is
    whole in every case. What `change` raises passes through, and nothing is written.
    """
    target = _inside(root, path)
    with _locked(root):
        raw = target.read_bytes() if target.exists() else b""
        old = _decode(raw, path)
        new = change(old)
        if new == old:
            return False
        _sweep(target)
        _replace(target, encode(new, raw))
        return True


def create(root: Path, path: Path, text: str) -> None:
    """Write a new file of the study at `root`, folders included. Raises FileExistsError if it is there."""
    target = _inside(root, path)
    with _locked(root):
        # A link that leads nowhere is there too.
        if target.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, "file is already there", str(path))
        _sweep(target)
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
        _write(folder / ".gitignore", b"*\n")
    return folder


def _inside(root: Path, path: Path) -> Path:
    """The file that a path leads to, links followed, if it lies within the study."""
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise CannotWriteError(errno.EPERM, "path leads out of the study", str(path))
    return target


@contextmanager
def _locked(root: Path) -> Iterator[None]:
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


def _replace(target: Path, data: bytes) -> None:
    """Put a file in place in one step: whoever looks sees all of the old or all of the new."""
    target.parent.mkdir(parents=True, exist_ok=True)
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise CannotWriteError(errno.EACCES, "file is write-protected", str(target))
    temporary = target.with_name(f"{_mark(target)}{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        _write(temporary, data)
        if there:
            # A file system without modes (FAT, some network shares) refuses; the content matters more.
            with suppress(OSError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        _rename(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _settle(target.parent)


def _rename(temporary: Path, target: Path) -> None:
    """Windows refuses while another program has the file open; one that reads it is done in a moment."""
    for pause in PAUSES:
        with suppress(PermissionError):
            temporary.replace(target)
            return
        sleep(pause)
    temporary.replace(target)


def _mark(target: Path) -> str:
    """How a file's temporary files are called; short, since its own name may be as long as allowed."""
    return f".{sha256(os.fsencode(target.name)).hexdigest()[:12]}."


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(target: Path) -> None:
    """Remove what a killed command left beside this file; nobody else writes it while the lock is held."""
    if target.parent.is_dir():
        for left in target.parent.glob(f"{_mark(target)}*{_TEMPORARY}"):
            left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make a rename outlast a power cut, where the system lets a folder be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

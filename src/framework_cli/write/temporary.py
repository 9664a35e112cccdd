"""A file is written beside the one it replaces, and put in its place in one step."""

import os
import secrets
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import sleep

SUFFIX = ".framework-tmp"
PAUSES = (0.01, 0.05, 0.2, 0.5)  # seconds between attempts to put a file in place


def stage(target: Path, data: bytes) -> Path:
    """Write what is to become of a file beside it, with its mode, and return where."""
    temporary = target.with_name(f"{mark(target)}{secrets.token_hex(4)}{SUFFIX}")
    try:
        write_new(temporary, data)
        if target.exists():
            # A file system without modes (FAT, some network shares) refuses; the content matters more.
            with suppress(OSError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def put(temporary: Path, target: Path) -> None:
    """Put a staged file in place: whoever looks sees all of the old or all of the new."""
    move(temporary, target)
    settle(target.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, down to the disk. Raises FileExistsError if it is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def mark(target: Path) -> str:
    """How a file's temporary files are called; short, since its own name may be as long as allowed."""
    return f".{sha256(os.fsencode(target.name)).hexdigest()[:12]}."


def sweep(*targets: Path) -> None:
    """Remove what a killed command left beside files; nobody else writes them while the lock is held."""
    marks: dict[Path, set[str]] = {}
    for target in targets:
        marks.setdefault(target.parent, set()).add(mark(target))
    for folder, known in marks.items():
        for left in folder.glob(f".*{SUFFIX}") if folder.is_dir() else ():
            if any(left.name.startswith(each) for each in known):
                left.unlink(missing_ok=True)


def move(temporary: Path, target: Path) -> None:
    """Rename a file over another.

    Windows refuses while another program has it open; one that reads it is done in a moment.
    """
    for pause in PAUSES:
        with suppress(PermissionError):
            temporary.replace(target)
            return
        sleep(pause)
    temporary.replace(target)


def settle(folder: Path) -> None:
    """Make a rename outlast a power cut, where the system lets a folder be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

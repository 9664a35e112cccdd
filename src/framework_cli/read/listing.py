"""Which files a study has: the folders listed in code-point order, odd names and stray files reported."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related
from framework_cli.read.files import outside, unreadable
from framework_cli.read.identity import composed
from framework_cli.read.snapshot import Entry, OutsideError, Root, Snapshot

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in "123456789"), *(f"lpt{n}" for n in "123456789")]
)
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
# What operating systems, editors and office programs leave behind.
IGNORED = re.compile(r"\..*|~\$.*|.*~|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)


class File(NamedTuple):
    """A file of the study: its path relative to it, and its name without folder and suffix (NFC)."""

    path: str
    stem: str
    suffix: str


def find_study(start: Path) -> Path | None:
    """The study that a folder or file lies in: here or in a parent, as git finds its folder.

    A study has a `framework.yaml`, or `codebooks/` beside `transcripts/`.
    """
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if is_study(folder)), None)


def is_study(folder: Path) -> bool:
    """Whether a folder is a study's."""
    if (folder / "framework.yaml").is_file():
        return True
    return (folder / "codebooks").is_dir() and (folder / "transcripts").is_dir()


def studies_below(folder: Path) -> list[str]:
    """Names of the folders just below that are studies; none where they cannot be listed."""
    try:
        return sorted(each.name for each in folder.iterdir() if is_study(each))
    except OSError:
        return []


def list_folder(root: Root, folder: str, suffixes: tuple[str, ...]) -> tuple[list[File], list[Diagnostic]]:
    """The files of one folder that are read, in order of path. A folder that is not there has none."""
    try:
        listed = root.listed(folder) if isinstance(root, Snapshot) else _scanned(root, folder)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [unreadable(folder, error)]
    except OutsideError:
        return [], [outside(folder)]
    files: list[File] = []
    found: list[Diagnostic] = []
    for entry in listed:
        path = f"{folder}/{entry.name}"
        if IGNORED.fullmatch(entry.name):
            continue
        if not _encodable(entry.name):
            found.append(_not_utf8(path))
            continue
        if entry.outside:
            found.append(outside(path))
            continue
        stem, suffix = os.path.splitext(entry.name)  # noqa: PTH122 - faster than a Path for each of thousands
        if suffix.lower() not in suffixes or entry.folder or not entry.file:
            found.append(_stray(path, suffix, suffixes, entry.folder))
        else:
            found.extend(name_problems(path, entry.name))
            files.append(File(path, composed(stem), suffix.lower()))
    found.extend(_clashes(files))
    return files, found


def _scanned(root: Path, folder: str) -> list[Entry]:
    """What stands in a folder on a disk, in order of name. Raises OutsideError and OSError."""
    with os.scandir(root / folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    if not _inside(root, root / folder):
        raise OutsideError
    return [_entry(root, entry) for entry in listed]


def _entry(root: Path, entry: os.DirEntry[str]) -> Entry:
    link = entry.is_symlink()
    if link and not _inside(root, Path(entry.path)):
        return Entry(entry.name, folder=False, file=False, outside=True)
    return Entry(entry.name, folder=_is_folder(entry), file=link or entry.is_file())


def name_problems(path: str, name: str) -> list[Diagnostic]:
    """Whether a file name works on Linux, macOS and Windows."""
    bad = FORBIDDEN.search(name)
    why = ""
    if bad:
        why = (
            f"Windows allows no {bad[0]!r} in a name"
            if bad[0].isprintable()
            else "it holds a control character"
        )
    elif name.split(".")[0].strip().lower() in RESERVED:
        why = f"Windows keeps the name {name.split('.')[0]} for itself"
    elif name.endswith((" ", ".")):
        why = "Windows drops a space or full stop at the end of a name"
    if not why:
        return []
    return [Diagnostic(rules.FILE_NAME, f"file name: {why}", Location(path), hint="rename the file")]


def _encodable(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _not_utf8(path: str) -> Diagnostic:
    shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
    message = "file name: it is not UTF-8, and the file is not read"
    return Diagnostic(rules.FILE_NAME, message, Location(shown), hint="rename the file")


def _clashes(files: list[File]) -> list[Diagnostic]:
    """Files that are one and the same on a system that does not tell case apart."""
    seen: dict[str, File] = {}
    found = []
    for file in files:
        folded = composed(file.path).casefold()
        first = seen.setdefault(folded, file)
        if first is not file:
            found.append(
                Diagnostic(
                    rules.FILE_NAME,
                    f"{file.path} and {first.path} are the same file on macOS and Windows",
                    Location(file.path),
                    hint="rename one of them",
                    related=(Related(Location(first.path), "the other file"),),
                )
            )
    return found


def _stray(path: str, suffix: str, suffixes: tuple[str, ...], folder: bool) -> Diagnostic:
    if folder:
        message, hint = f"{path} is a folder and is not read", "move its files up into the folder above"
    else:
        wanted = " or ".join(suffixes)
        message, hint = f"{path} is not read: files here end in {wanted}", "move it elsewhere, or rename it"
        if ".txt" in suffixes and suffix.lower() in (".docx", ".vtt", ".srt"):
            hint = f"turn it into text with `framework import transcripts '{path}'`"
    return Diagnostic(rules.STRAY_FILE, message, Location(path), hint=hint)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link that leads back to itself is none, and reading it says so."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _inside(root: Path, path: Path) -> bool:
    """Whether a path, links followed, lies in the study; a link to nowhere does (reading it will say so)."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a circle of links, before Python 3.13
        return True

"""Bytes on a disk → canonical text, or the reason why not.

Canonical text is strict UTF-8 without a byte order mark, CRLF as LF. Every offset in the toolkit counts
its code points.
"""

import errno
import hashlib

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.lines import Lines
from framework_cli.read.snapshot import OutsideError, Root, Snapshot

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MERGE_MARKERS = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")


def sha(text: str) -> str:
    """SHA-256 (hex) of a canonical text encoded as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_there(root: Root, path: str) -> bool:
    """Whether the study has a file, or a link of that name wherever it leads."""
    if isinstance(root, Snapshot):
        return root.exists(path)
    return (root / path).is_symlink() or (root / path).exists()


def read_bytes(root: Root, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file of the study; `path` is relative to it, with `/`."""
    if isinstance(root, Snapshot):
        return _remembered(root, path)
    file = root / path
    try:
        if file.is_symlink() and not file.resolve(strict=True).is_relative_to(root.resolve()):
            return None, [outside(path)]
        return file.read_bytes(), []
    except OSError as error:
        return None, [unreadable(path, error)]
    except RuntimeError:  # a circle of links, before Python 3.13
        return None, [unreadable(path, OSError(errno.ELOOP, "the link leads back to itself"))]


def _remembered(snapshot: Snapshot, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file as it was."""
    try:
        data = snapshot.read(path)
    except OutsideError:
        return None, [outside(path)]
    if data is None:
        return None, [unreadable(path, FileNotFoundError())]
    return data, []


def read_text(root: Root, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The canonical text of a file of the study, or None with the reason."""
    data, found = read_bytes(root, path)
    return (None, found) if data is None else canonical(data, path)


def decode(data: bytes) -> str:
    """Canonical text of a file's bytes. Raises UnicodeDecodeError; its `start` does not count the mark."""
    text = data.removeprefix(BOM).decode("utf-8")
    return text.replace("\r\n", "\n") if "\r" in text else text


def canonical(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Canonical text, or None with the reason; `path` is for the diagnostics only."""
    if data.startswith(UTF16):
        return None, [_not_utf8(path, Location(path), "UTF-16")]
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        good = decode(error.object[: error.start])
        return None, [_not_utf8(path, _point(path, good, len(good)), "WINDOWS-1252")]
    found = _nul_bytes(path, text) if "\0" in text else []
    if "\r" in text and "\n" not in text:
        found.append(_bare_returns(path, text))
    return text, found


def outside(path: str) -> Diagnostic:
    """The finding about a link that leads out of the study."""
    return Diagnostic(
        rules.OUTSIDE_STUDY,
        f"{path} is a link to a place outside the study and is not read",
        Location(path),
        hint="copy the file into the study",
    )


def unreadable(path: str, error: OSError) -> Diagnostic:
    """The finding about a file that the system would not give."""
    if isinstance(error, PermissionError):
        return Diagnostic(
            rules.UNREADABLE, f"no permission to read {path}", Location(path), hint=f"chmod u+r '{path}'"
        )
    if isinstance(error, FileNotFoundError):
        return Diagnostic(rules.UNREADABLE, f"{path} is not there", Location(path))
    why = error.strerror or type(error).__name__
    return Diagnostic(rules.UNREADABLE, f"{path} cannot be read: {why}", Location(path))


def conflicts(text: str, path: str) -> list[Diagnostic]:
    """The places where git left its conflict markers."""
    if "<<<<<<< " not in text:
        return []
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("<<<<<<< "):
            found.append(
                Diagnostic(
                    rules.CONFLICT_MARKERS,
                    "a merge left both versions here",
                    Location(path, number, 1, number, 8),
                    hint="keep what is right; delete the lines at <<<<<<<, |||||||, ======= and >>>>>>>",
                )
            )
    return found


def _not_utf8(path: str, where: Location, encoding: str) -> Diagnostic:
    sure = "" if encoding == "UTF-16" else " (if the file came from another system, name its encoding)"
    hint = (
        f"save it as UTF-8 in an editor, or convert it: `iconv -f {encoding} -t UTF-8 '{path}' > new`{sure}"
    )
    if path.endswith(".txt"):
        name = encoding.lower()
        hint = (
            "move it out of the study and bring it in again: "
            f"`framework import transcripts FILE --encoding {name}`{sure}"
        )
    return Diagnostic(
        rules.NOT_UTF8,
        f"{path} is not UTF-8",
        where,
        hint=hint,
    )


def _nul_bytes(path: str, text: str) -> list[Diagnostic]:
    count = text.count("\0")
    times = "a NUL byte" if count == 1 else f"{count} NUL bytes, the first"
    where = _point(path, text, text.index("\0"))
    return [
        Diagnostic(rules.NUL_BYTE, f"{path} holds {times} here", where, hint="save the file as plain text")
    ]


def _bare_returns(path: str, text: str) -> Diagnostic:
    return Diagnostic(
        rules.BARE_RETURNS,
        f"the lines of {path} end in carriage returns alone: all of it reads as one line",
        _point(path, text, text.index("\r")),
        hint=f"convert it with `tr '\\r' '\\n' < '{path}' > new`, or save it with line feeds",
    )


def _point(path: str, text: str, offset: int) -> Location:
    line, column = Lines.of(text).position(offset)
    return Location(path, line, column)

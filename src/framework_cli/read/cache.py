"""What was worked out once and need not be again: `.framework/cache/NAME.msgpack`, keyed by content.

Deleting it changes nothing but time. A pack that is damaged, foreign or of another version is ignored;
what a run did not use is dropped when it saves; a folder that cannot be written to gets no cache. Never
put transcript text in: what was redacted in the files must be gone everywhere.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from framework_cli import __version__

FOLDER = ".framework/cache"
FORMAT = f"framework {__version__} cache 1"


class Pack:
    """One file of remembered values: text keys to anything that msgpack can hold.

    `name` is the file's name without suffix, one per kind of value. `get` gives a value of an
    earlier run; `put` enters one; `save` writes both, and nothing else, in one atomic step.
    """

    __slots__ = ("_file", "_kept", "_new", "_old", "_root")

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self._file = root / FOLDER / f"{name}.msgpack"
        self._old = _read(self._file)
        self._kept: dict[str, Any] = {}
        self._new = False

    def get(self, key: str) -> Any:
        """The value of a key, or None. Lists come back as lists, and so do tuples that were put."""
        value = self._old.get(key)
        if value is not None:
            self._kept[key] = value
        return value

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._kept[key] = value
        self._new = True

    def save(self) -> None:
        """Write what was used or entered in this run, unless the file holds just that."""
        if not self._new and len(self._kept) == len(self._old):
            return
        import msgspec

        data = msgspec.msgpack.encode({"format": FORMAT, "entries": self._kept})
        data = hashlib.sha256(data).digest() + data
        # A study on a full disk or a read-only share works as before, only not faster.
        with contextlib.suppress(OSError):
            _write(self._root, self._file, data)


def _read(file: Path) -> dict[str, Any]:
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    # The first 32 bytes are the hash of the rest: a flipped bit must not become a wrong place.
    digest, data = data[:32], data[32:]
    if hashlib.sha256(data).digest() != digest:
        return {}
    import msgspec

    try:
        found = msgspec.msgpack.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return {}
    entries = found.get("entries")
    return entries if isinstance(entries, dict) else {}


def _write(root: Path, file: Path, data: bytes) -> None:
    folder = file.parent
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(root.resolve()):
        return
    ignore = root / ".framework" / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise

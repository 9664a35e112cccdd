"""A study's files as they were at one time, kept elsewhere than in a folder: read without touching a disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")
REMEMBERED = 2_000  # files parsed; beyond it the oldest are forgotten
LONGEST = 40  # links in a chain, as Linux allows


class OutsideError(Exception):
    """A path leads, by a link, out of the study."""


class Entry(NamedTuple):
    """Something in a folder: its name, and what it is. `outside` is a link that leads out of the study."""

    name: str
    folder: bool
    file: bool
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a study at one time.

    `root` is the folder that the study has today; nothing is read from it. `files` maps each path
    (relative to the study, with `/`) to the name of its content, which `content` gives as bytes, or as
    None where it is not to be had. `links` maps the path of a link to where it points, as written.
    `modules` are folders of which another repository holds the files. `parsed` remembers what files said,
    for all snapshots that share it.
    """

    root: Path
    files: Mapping[str, str]
    content: Callable[[str], bytes | None]
    links: Mapping[str, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()
    parsed: dict[tuple[str, str], Any] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        """Whether there is such a file, or a link of that name wherever it leads."""
        return path in self.files or path in self.links

    def name(self, path: str) -> str | None:
        """What the content of a file is named, links followed; None without a file. Raises OutsideError."""
        return self.files.get(self._followed(path))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, links followed; None where there is none. Raises OutsideError."""
        name = self.name(path)
        return None if name is None else self.content(name)

    def listed(self, folder: str) -> list[Entry]:
        """What stands directly in a folder, in order of name. Raises OutsideError."""
        inside = self._followed(folder) + "/"
        found: dict[str, Entry] = {}
        for path in (*self.files, *self.links, *self.modules):
            if path.startswith(inside):
                name, below, _ = path[len(inside) :].partition("/")
                found.setdefault(name, self._entry(f"{inside}{name}", name, bool(below)))
        return [found[name] for name in sorted(found)]

    def once(self, path: str, read: Callable[[], Value]) -> Value:
        """What a file says: parsed anew only where its content was not parsed before."""
        try:
            key = path, self.name(path) or ""
        except OutsideError:
            return read()
        if key not in self.parsed:
            if len(self.parsed) >= REMEMBERED:
                del self.parsed[next(iter(self.parsed))]
            self.parsed[key] = read()
        said: Value = self.parsed[key]
        return said

    def _entry(self, path: str, name: str, below: bool) -> Entry:
        try:
            real = self._followed(path)
        except OutsideError:
            return Entry(name, folder=False, file=False, outside=True)
        folder = below or real in self.modules or any(each.startswith(f"{real}/") for each in self.files)
        return Entry(name, folder=folder, file=not folder)

    def _followed(self, path: str) -> str:
        """A path with every link on the way replaced by where it leads."""
        if not self.links:
            return path
        for _ in range(LONGEST):
            parts = path.split("/")
            at = next((n for n in range(1, len(parts) + 1) if "/".join(parts[:n]) in self.links), None)
            if at is None:
                return path
            target = self.links["/".join(parts[:at])]
            path = "/".join(_joined(parts[: at - 1], target.split("/")) + parts[at:])
        return path


def _joined(folder: list[str], target: list[str]) -> list[str]:
    """Where a link in a folder leads. Raises OutsideError where that is not in the study."""
    found = list(folder)
    if not target[0] or ":" in target[0]:
        raise OutsideError
    for part in target:
        if part == "..":
            if not found:
                raise OutsideError
            found.pop()
        elif part not in ("", "."):
            found.append(part)
    return found


Root = Path | Snapshot

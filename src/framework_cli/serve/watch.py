"""What changed on disk: the study's files by time and size, looked at again whenever something is asked."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from framework_cli.model.study import Study
from framework_cli.serve.reply import Reply
from framework_cli.serve.wish import Wish

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk

TOP = ("framework.yaml", "sources.csv", "cases.csv")
READ = ("codebooks", "transcripts", "annotations", "charts", "theory", "memos")


class Mark(NamedTuple):
    """How a file is told to have changed, without its being read."""

    time: int
    size: int
    inode: int


class Watch:
    """The files of a study as they were last seen, and which of them changed since when.

    A stamp names a moment; one that this server did not give out stands for a time before all. `folders` is
    to be set anew where the settings have changed.
    """

    def __init__(self, study: Study) -> None:
        self._root, self.folders = study.root, study.settings.folders
        self._run = secrets.token_hex(4)
        self._log: list[str] = []
        self._seen = self._marks()

    @property
    def stamp(self) -> str:
        """The moment of the last change that was seen."""
        return f"{self._run}-{len(self._log)}"

    def look(self) -> list[str]:
        """The paths that changed since the last look: made, written, gone or replaced."""
        now = self._marks()
        changed = sorted(
            path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)
        )
        self._seen = now
        self._log += changed
        return changed

    def wrote(self, paths: Iterable[str]) -> None:
        """Note what this server wrote itself: news for the page, but nothing to read again."""
        for path in paths:
            mark = _mark(self._root / path)
            if mark is None:
                self._seen.pop(path, None)
            else:
                self._seen[path] = mark
            self._log.append(path)

    def since(self, stamp: str) -> list[str] | None:
        """The paths that changed since a stamp; None where that cannot be told."""
        run, _, number = stamp.partition("-")
        if run != self._run or not number.isdecimal() or int(number[:12]) > len(self._log):
            return None
        return sorted(set(self._log[int(number) :]))

    def _marks(self) -> dict[str, Mark]:
        found = {}
        paths = [self._root / name for name in TOP]
        for name in READ:
            folder = self._root / self.folders[name]
            try:
                paths += [each for each in folder.iterdir() if not each.name.startswith(".")]
            except OSError:
                continue
        for path in paths:
            mark = _mark(path)
            if mark is not None:
                found[path.relative_to(self._root).as_posix()] = mark
        return found


def _mark(path: Path) -> Mark | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return Mark(stat.st_mtime_ns, stat.st_size, stat.st_ino)


def changes(desk: "Desk", wish: Wish) -> Reply:
    """What changed since a stamp that the page was given."""
    changed = desk.watch.since(wish.asked("stamp"))
    return Reply({"stamp": desk.watch.stamp, "changed": changed or [], "all": changed is None})

"""What changed on disk: the study's files by time and size, looked at again whenever something is asked."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framework_cli.model.study import Study
from framework_cli.serve.reply import Reply
from framework_cli.serve.version import FOLDERS, TOP, shown
from framework_cli.serve.wish import Wish

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk

GRAIN = 3_000_000_000  # nanoseconds: the coarsest clock that file systems keep, and some more


class Mark(NamedTuple):
    """How a file is told to have changed, without its being read."""

    written: int
    moved: int
    size: int
    inode: int


UNREAD = Mark(-1, -1, -1, -1)  # of a file that may not be as it was read: unlike any mark, and unlike none


class Watch:
    """The files of a study as they were last seen, and which of them changed since when.

    A stamp names a moment; one that this server did not give out stands for a time before all. `folders` is
    to be set anew where the settings have changed. `git` is what git said, and at which moment.
    """

    def __init__(self, study: Study) -> None:
        self._root, self.folders = study.root, study.settings.folders
        self.git: tuple[str, dict[str, Any]] | None = None
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
        every = now.keys() | self._seen.keys()
        changed = sorted(path for path in every if now.get(path) != self._seen.get(path))
        self._seen = now
        self._log += changed
        return changed

    def wrote(self, paths: Iterable[str]) -> None:
        """Note what this server wrote itself: news for the page, but nothing to read again.

        To be called before the files are read back: what an editor saves in between is seen at the next look.
        """
        for path in paths:
            mark = _mark(self._root / path)
            if mark is None:
                self._seen.pop(path, None)
            else:
                self._seen[path] = mark
            self._log.append(path)

    def doubt(self, since: int) -> None:
        """Take files that changed since a time (in nanoseconds) as unseen: they may have been read before."""
        self.unread(p for p, mark in self._seen.items() if max(mark.written, mark.moved) > since - GRAIN)

    def unread(self, paths: Iterable[str]) -> None:
        """Take files as changed at the next look, whatever becomes of them until then."""
        self._seen |= dict.fromkeys(paths, UNREAD)

    def since(self, stamp: str) -> list[str] | None:
        """The paths that changed since a stamp; None where that cannot be told."""
        run, _, number = stamp.partition("-")
        if run != self._run or not number.isdecimal() or int(number[:12]) > len(self._log):
            return None
        return sorted(set(self._log[int(number[:12]) :]))

    def _marks(self) -> dict[str, Mark]:
        paths = [*TOP]
        for folder in {self.folders[name] for name in FOLDERS}:
            try:
                with os.scandir(self._root / folder) as entries:
                    names = [entry.name for entry in entries if not entry.name.startswith(".")]
            except OSError:
                continue
            paths += [f"{folder}/{name}" for name in names]
        marks = {path: _mark(self._root / path) for path in paths}
        return {path: mark for path, mark in marks.items() if mark is not None}


def _mark(path: Path) -> Mark | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return Mark(stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def changes(desk: "Desk", wish: Wish) -> Reply:
    """What changed since a stamp that the page was given, as far as the view shows it.

    `study`: the codebook, the settings, the cases or the transcripts' list; `sources`: the transcripts and
    codings to read again; `cells`: anything that a cell is made of.
    """
    since = desk.watch.since(wish.asked("stamp"))
    every = since is None
    paths = [path for path in since or () if not desk.hidden(path)]
    sources = sorted(desk.study.sources) if every else _sources(desk, paths)
    folders = desk.watch.folders
    apart = (f"{folders['annotations']}/", f"{folders['charts']}/", f"{folders['memos']}/")
    body = {
        "stamp": desk.watch.stamp,
        "changed": paths,
        "study": every or any(not path.startswith(apart) for path in paths),
        "sources": sources,
        "cells": every or any(not path.startswith(f"{folders['memos']}/") for path in paths),
        "git": shown(desk),
    }
    return Reply(body)


def _sources(desk: "Desk", paths: list[str]) -> list[str]:
    """The transcripts that some files are, or say something of."""
    folders, known = desk.watch.folders, desk.study.sources
    found = {source.id for source in known.values() if source.path in paths}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder == folders["annotations"]:
            source = name.rpartition(".")[0].rpartition(".")[0]
            found |= {source} & known.keys()
    found |= {file.source for file in desk.study.annotations if file.path in paths} & known.keys()
    return sorted(found)

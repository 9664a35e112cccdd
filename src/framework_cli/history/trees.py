"""A study's files at a commit, read from git's objects in memory: no transcript is copied to a disk."""

import os
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from framework_cli.history.blobs import Blobs
from framework_cli.history.commits import Commit
from framework_cli.history.git import paths
from framework_cli.history.lent import lent
from framework_cli.history.repository import Repository, repository
from framework_cli.model.settings import Settings
from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.read.settings import read_settings
from framework_cli.read.snapshot import Snapshot

FOLDER, LINK, MODULE = "40000", "120000", "160000"
# The folders of a study that tell how it stood; reports and templates do not.
KEPT = ("transcripts", "annotations", "charts", "codebooks", "memos", "theory")
DISK = "disk:"  # the content of a file that git does not keep: its path in the study today
# What stands where a file's words would, when a filter of git keeps them elsewhere.
ELSEWHERE = (b"version https://git-lfs.github.com/spec/", b"\0GITCRYPT\0")


class Item(NamedTuple):
    """An entry of a folder: mode, name and hash."""

    mode: str
    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of a study at one commit: path → hash; links with it; and folders of other repositories."""

    files: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()

    def only(self, paths: Container[str]) -> "Tree":
        """The part of it that is asked for."""
        return Tree(
            {path: hash for path, hash in self.files.items() if path in paths}, self.links, self.modules
        )


@contextmanager
def trees(root: Path) -> Iterator["Trees"]:
    """The commits of the repository that a study lies in, as long as the block lasts. Raises GitError."""
    found = repository(root)
    folders = read_settings(root)[0].folders
    with Blobs(root) as blobs:
        yield Trees(found, blobs, lent(found, (folders[name] for name in KEPT)))


class Trees:
    """The folders of a repository's commits. Folders are parsed once: most commits change one or two."""

    def __init__(self, repository: Repository, blobs: Blobs, lent: Iterable[str] = ()) -> None:
        """`lent` are paths of files that git does not keep: they are taken as they are now at any time."""
        self.repository, self._blobs = repository, blobs
        self.lent = tuple(lent)
        self._folders: dict[str, tuple[Item, ...]] = {}
        self._whole: dict[str, Tree] = {}
        self._parts: dict[str, Tree] = {}
        self._tops: dict[str, str] = {}
        self._parsed: dict[tuple[str, str], Any] = {}
        self._settings: dict[str, Settings] = {}

    def at(self, commit: str, prefix: str | None = None) -> Tree | None:
        """The files of the study's folder at a commit; None where there was no such folder."""
        prefix = self.repository.prefix if prefix is None else prefix
        if commit not in self._tops:
            self._tops[commit] = self._object(f"{commit}^{{tree}}")
        top = self._tops[commit]
        for part in prefix.split("/")[:-1]:
            inside = {item.name: item for item in self._items(top)} if top else {}
            top = inside[part].hash if part in inside and inside[part].mode == FOLDER else ""
        return self._tree(top) if top else None

    def folders(self, commit: str) -> list[str]:
        """The folders of a commit that look like a study, each ending in `/` (the top: empty)."""
        found: list[str] = []
        waiting = [("", self._object(f"{commit}^{{tree}}"))]
        while waiting:
            above, hash = waiting.pop()
            inside = {item.name: item for item in self._items(hash)} if hash else {}
            if SETTINGS in inside or inside.keys() >= {"codebooks", "transcripts"}:
                found.append(above)
            waiting += [(f"{above}{i.name}/", i.hash) for i in inside.values() if i.mode == FOLDER]
        return sorted(found)

    def working(self) -> Tree:
        """The study's files as they are: those of HEAD, and what was changed since. Raises GitError."""
        git, root = self.repository.git, self.repository.root
        last = self.at("HEAD") or Tree()
        differs = paths(
            git.ask("diff-index", "-z", "--name-only", "--relative", "--no-renames", "HEAD", "--", ".")
        )
        new = paths(git.ask("ls-files", "-z", "--others", "--exclude-standard", "--", "."))
        here = {path for path in (*differs, *new) if (root / path).is_file()}
        files = {path: hash for path, hash in last.files.items() if path not in differs}
        return Tree(files | {path: f"{DISK}{path}" for path in here}, last.links - here, last.modules)

    def settings(self, tree: Tree) -> Settings:
        """The settings of a study at a commit."""
        name = tree.files.get(SETTINGS, "")
        if name not in self._settings:
            snapshot = Snapshot(self.repository.root, {SETTINGS: name} if name else {}, self._content)
            self._settings[name] = read_settings(snapshot)[0]
        return self._settings[name]

    def settings_at(self, commit: str) -> Settings:
        """The settings of a study at a commit, found without listing all its files; for none, as they are."""
        if not commit:
            return self.settings(self.working())
        hash = self._blobs.hash(f"{commit}:{self.repository.prefix}{SETTINGS}")
        return self.settings(Tree({SETTINGS: hash} if hash else {}))

    def ahead(self, commits: Iterable[str], contents: Iterable[str]) -> None:
        """Get the settings of some commits, and some contents, by one run of git."""
        settings = (f"{commit}:{self.repository.prefix}{SETTINGS}" for commit in commits)
        self._blobs.ahead([*settings, *contents])

    def is_study(self, tree: Tree) -> bool:
        """Whether there is anything of a study: settings, or files in a folder that a study has."""
        return any(path == SETTINGS or "/" in path for path in tree.files) or bool(tree.modules)

    def moved(self, commit: str) -> str | None:
        """The folder that a study stood in at a commit where it was not where it is today.

        It is one that looked like a study and is gone from HEAD; None unless there is exactly one.
        """
        gone = set(self.folders(commit)) - set(self.folders("HEAD"))
        return gone.pop() if len(gone) == 1 else None

    def earlier(self, first: Commit) -> str:
        """The folder that a study came from with the first commit that is known of it; empty for none."""
        return (self.moved(first.parents[0]) or "") if first.parents else ""

    def snapshot(self, tree: Tree) -> Snapshot:
        """A study's files at a commit, to be read as if they stood in a folder."""
        links = {path: self._target(tree.files[path]) for path in tree.links if path in tree.files}
        files = {path: hash for path, hash in tree.files.items() if path not in links}
        lent = {path: f"{DISK}{path}" for path in self.lent if path not in files}
        root = self.repository.root
        return Snapshot(root, files | lent, self._content, links, tree.modules, self._parsed)

    def bytes_of(self, hash: str) -> bytes:
        """The content of a blob; nothing where it is not to be had."""
        return self._content(hash) or b""

    def _content(self, name: str) -> bytes | None:
        if name.startswith(DISK):
            try:
                return (self.repository.root / name.removeprefix(DISK)).read_bytes()
            except OSError:
                return None
        data = self._blobs.get(name)
        return None if data is not None and data.startswith(ELSEWHERE) else data

    def _target(self, hash: str) -> str:
        return os.fsdecode(self._blobs.get(hash) or b"")

    def _tree(self, hash: str) -> Tree:
        if hash not in self._whole:
            wanted: set[str] | frozenset[str] = self._wanted(hash)
            found = Tree()
            folders = {item.name: item.hash for item in self._items(hash) if item.mode == FOLDER}
            for item in self._items(hash):
                if item.mode != FOLDER:
                    found = _joined(found, _alone(item, ""))
            taken: set[str] = set()
            while more := (wanted & folders.keys()) - taken:
                for name in sorted(more):
                    found = _joined(found, self._below(folders[name], f"{name}/"))
                taken |= more
                wanted = {self._leads(link, found.files[link]) for link in found.links}
            self._whole[hash] = found
        return self._whole[hash]

    def _leads(self, link: str, hash: str) -> str:
        """The folder at the top of the study that a link leads into; empty where it leads out of it."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(link), self._target(hash)))
        return path.split("/")[0].strip(".")

    def _below(self, hash: str, above: str) -> Tree:
        """All that is in a folder; put together once for all commits that have it alike."""
        key = f"{above}{hash}"
        if key not in self._parts:
            files: dict[str, str] = {}
            links: set[str] = set()
            modules: set[str] = set()
            for item in self._items(hash):
                path = f"{above}{item.name}"
                inside = self._below(item.hash, f"{path}/") if item.mode == FOLDER else _alone(item, above)
                files |= inside.files
                links |= inside.links
                modules |= inside.modules
            self._parts[key] = Tree(files, frozenset(links), frozenset(modules))
        return self._parts[key]

    def _wanted(self, hash: str) -> frozenset[str]:
        """The folders at the top of a study that may hold files of it, by its settings then."""
        found = {item.name: item.hash for item in self._items(hash) if item.name == SETTINGS}
        folders = self.settings(Tree(found)).folders
        return frozenset(folder.split("/")[0] for folder in folders.values())

    def _items(self, hash: str) -> tuple[Item, ...]:
        if hash not in self._folders:
            self._folders[hash] = tuple(_parsed(self._blobs.tree(hash) or b"", len(hash) // 2))
        return self._folders[hash]

    def _object(self, name: str) -> str:
        return self._blobs.hash(name)


def _parsed(data: bytes, width: int) -> Iterable[Item]:
    """The entries of a tree object: `mode name NUL hash`, hashes of 20 bytes (SHA-1) or 32 (SHA-256)."""
    entry = re.compile(rb"([0-7]+) ([^\0]+)\0(.{%d})" % width, re.DOTALL)
    for mode, name, hash in entry.findall(data):
        yield Item(mode.decode(), os.fsdecode(name), hash.hex())


def _alone(item: Item, above: str) -> Tree:
    """One entry that is no folder."""
    path = f"{above}{item.name}"
    if item.mode == MODULE:
        return Tree(modules=frozenset([path]))
    return Tree({path: item.hash}, frozenset([path]) if item.mode == LINK else frozenset())


def _joined(one: Tree, other: Tree) -> Tree:
    return Tree({**one.files, **other.files}, one.links | other.links, one.modules | other.modules)

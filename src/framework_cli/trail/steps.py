"""A sequence of commits → what each changed, of one thing or of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from framework_cli.history import Commit, Touched, Tree, Trees, touched
from framework_cli.model.codebook import Codebook
from framework_cli.read import composed
from framework_cli.read.cases import FILE as CASES
from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.read.sources import FILE as SOURCES
from framework_cli.trail.change import Change
from framework_cli.trail.compare import changes
from framework_cli.trail.state import State, state_of

TABLES = (CASES, SOURCES)
AHEAD = 100  # commits of which the contents are got at once
Folders = Mapping[str, str]


class Step(NamedTuple):
    """What one commit changed; `commit` is None for what is not committed yet.

    `before` and `after` are the codebooks of the two states, for the names of codes.
    """

    commit: Commit | None
    changes: tuple[Change, ...]
    before: Codebook
    after: Codebook


class Touch(NamedTuple):
    """The files of a study that a commit touched, seen by what they are.

    `files` gives the content of each before and after; `every` all paths that there were or are.
    """

    files: Mapping[str, Touched]
    every: Callable[[], frozenset[str]]
    folders: Folders

    @property
    def paths(self) -> frozenset[str]:
        """The paths touched."""
        return frozenset(self.files)

    def within(self, folder: str) -> Iterator[str]:
        """The touched files of one of the study's folders."""
        top = f"{self.folders[folder]}/"
        yield from (path for path in sorted(self.files) if path.startswith(top))


def everything(touch: Touch) -> frozenset[str]:
    """All that was touched."""
    return touch.paths


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked for: which of a commit's files have to be read for it, and which changes are about it.

    `reads` gives none where a commit has nothing to do with it. `whole` says that all is read that
    tells whether the cells concerned were stale; else cells are taken as they are written. `tables` says
    that it matters which case an excerpt belongs to, `places` that its place in the transcript does; else
    the recorded one is taken, and no transcript is read for it.
    """

    reads: Callable[[Touch], frozenset[str]] = field(default=everything)
    keeps: Callable[[Change], bool] | None = None
    whole: bool = False
    tables: bool = False
    places: bool = True


def story(trees: Trees, history: Iterable[Commit], scope: Scope) -> Iterator[Step]:
    """What is not committed yet, then what each commit changed."""
    first = uncommitted(trees, scope)
    if first is not None:
        yield first
    yield from steps(trees, history, scope)


def steps(trees: Trees, history: Iterable[Commit], scope: Scope) -> Iterator[Step]:
    """What each commit changed of the thing looked for, in the order given; others are passed over.

    Only files that a commit touched, and what is needed to tell of them, are read: the codebook, the tables,
    a touched annotation file's transcript and a touched transcript's annotations. Of a merge only what
    differs from every parent is told: the rest was told of the commits that it brought together.
    """
    files = touched(trees.repository)
    for some in _chunks(history):
        texts = (touch.contents for c in some for path, touch in files.get(c.id, {}).items() if _small(path))
        trees.ahead((commit.id for commit in some), (name for contents in texts for name in contents))
        for commit in some:
            step = _step(trees, commit, files.get(commit.id, {}), scope)
            if step is not None:
                yield step


def _chunks(history: Iterable[Commit]) -> Iterator[list[Commit]]:
    rest = iter(history)
    while some := list(islice(rest, AHEAD)):
        yield some


def _small(path: str) -> bool:
    """Whether a file is looked into whatever is asked: coding, charts and codebooks, no transcripts."""
    return path.endswith((".yaml", ".jsonl", ".md"))


def uncommitted(trees: Trees, scope: Scope) -> Step | None:
    """What the files as they are change of the last commit; None where that is nothing."""
    before, after = trees.at("HEAD") or Tree(), trees.working()
    paths = {path for path, _ in after.files.items() ^ before.files.items()}
    files = {path: Touched((before.files.get(path, ""),), after.files.get(path, "")) for path in paths}
    return _step(trees, None, files, scope)


def _step(trees: Trees, commit: Commit | None, files: Mapping[str, Touched], scope: Scope) -> Step | None:
    if not files:
        return None
    sides = Sides(trees, commit)
    reads = scope.reads(Touch(files, sides.every, trees.settings_at(commit.id if commit else "").folders))
    if not reads:
        return None
    return _told(trees, sides, reads, scope)


class Sides:
    """All files of a study before and after a commit, looked up when they are asked for."""

    def __init__(self, trees: Trees, commit: Commit | None) -> None:
        self._trees, self.commit = trees, commit

    @cached_property
    def after(self) -> Tree:
        """The files as they are then; of no commit, as they are now."""
        return (self._trees.at(self.commit.id) or Tree()) if self.commit else self._trees.working()

    @cached_property
    def olds(self) -> list[Tree]:
        """The files as they were in each parent; of a first commit, none."""
        if self.commit is None:
            return [self._trees.at("HEAD") or Tree()]
        return [self._trees.at(parent) or Tree() for parent in self.commit.parents] or [Tree()]

    def every(self) -> frozenset[str]:
        """The paths of all files that there were or are."""
        return frozenset().union(*(tree.files for tree in (self.after, *self.olds)))


def _told(trees: Trees, sides: Sides, reads: frozenset[str], scope: Scope) -> Step | None:
    """What a commit changed, of the files that have to be read for it."""
    after = sides.after
    tables = TABLES if scope.tables else ()
    paths = sides.every()
    context = _context(reads, paths, trees.settings(after).folders, places=scope.places)
    wanted = reads | context | (paths & frozenset(tables))
    now = _state(trees, after, wanted, scope)
    kept: tuple[Change, ...] | None = None
    first: State | None = None
    for old in sides.olds:
        then = _state(trees, old, wanted, scope)
        first = first or then
        found = tuple(c for c in changes(then, now) if scope.keeps is None or scope.keeps(c))
        known = {(change.kind, change.id) for change in found}
        kept = found if kept is None else tuple(c for c in kept if (c.kind, c.id) in known)
    if not kept or first is None:
        return None
    return Step(sides.commit, kept, first.codebook, now.codebook)


def _state(trees: Trees, tree: Tree, wanted: frozenset[str], scope: Scope) -> State:
    return state_of(trees.snapshot(tree.only(wanted)), whole=scope.whole)


def _context(
    reads: frozenset[str], paths: frozenset[str], folders: Folders, *, places: bool
) -> frozenset[str]:
    """The files that tell what those to be read mean: settings, codebooks, and what belongs to a source."""
    books, texts, coding = (f"{folders[name]}/" for name in ("codebooks", "transcripts", "annotations"))
    sources = {source_of(path, folders) for path in reads} - {""} if places else frozenset()
    near = (path for path in paths if path.startswith((texts, coding))) if sources else ()
    related = {path for path in near if source_of(path, folders) in sources}
    return frozenset(related) | {path for path in paths if path == SETTINGS or path.startswith(books)}


def source_of(path: str, folders: Folders) -> str:
    """The source whose transcript or annotations a file holds; empty for any other file."""
    folder, _, name = path.rpartition("/")
    if folder == folders["transcripts"]:
        return composed(name.rpartition(".")[0])
    if folder == folders["annotations"]:
        return composed(name.rpartition(".")[0].rpartition(".")[0])
    return ""

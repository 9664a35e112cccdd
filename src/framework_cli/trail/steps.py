"""A sequence of revisions → what each changed, of one thing or of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from framework_cli.history import Commit, Tree, Trees, touched
from framework_cli.model.codebook import Codebook
from framework_cli.trail.change import Change
from framework_cli.trail.compare import changes
from framework_cli.trail.state import State, state_of

TABLES = ("framework.yaml", "cases.csv", "sources.csv")
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

    `paths` are those touched; `before` and `after` all files, path → name of the content.
    """

    paths: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    folders: Folders

    def within(self, folder: str) -> Iterator[str]:
        """The touched files of one of the study's folders."""
        top = f"{self.folders[folder]}/"
        yield from (path for path in sorted(self.paths) if path.startswith(top))

    def both(self, path: str) -> Iterator[str]:
        """The names of a file's content before and after, where there are any."""
        for files in (self.before, self.after):
            if path in files:
                yield files[path]


def everything(touch: Touch) -> frozenset[str]:
    """All that was touched."""
    return touch.paths


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked for: which of a commit's files have to be read for it, and which changes are about it.

    `reads` gives none where a commit has nothing to do with it. `whole` says that all is read that
    tells whether the cells concerned were stale; else cells are taken as they are written.
    """

    reads: Callable[[Touch], frozenset[str]] = field(default=everything)
    keeps: Callable[[Change], bool] | None = None
    whole: bool = False


def steps(trees: Trees, history: Iterable[Commit], scope: Scope) -> Iterator[Step]:
    """What each commit changed of the thing looked for, in the order given; others are passed over.

    Only files that a commit touched, and what is needed to tell of them, are read: the codebook, the tables,
    a touched annotation file's transcript and a touched transcript's annotations. Of a merge only what
    differs from every parent is told: the rest was told of the commits that it brought together.
    """
    for commit in history:
        after = trees.at(commit.id) or Tree()
        olds = [trees.at(parent) or Tree() for parent in commit.parents] or [Tree()]
        step = _step(trees, commit, olds, after, touched(trees, commit), scope)
        if step is not None:
            yield step


def uncommitted(trees: Trees, scope: Scope) -> Step | None:
    """What the files as they are change of the last commit; None where that is nothing."""
    before, after = trees.at("HEAD") or Tree(), trees.working()
    paths = frozenset(path for path, _ in after.files.items() ^ before.files.items())
    return _step(trees, None, [before], after, paths, scope)


def _step(
    trees: Trees, commit: Commit | None, olds: list[Tree], after: Tree, paths: frozenset[str], scope: Scope
) -> Step | None:
    folders = trees.settings(after).folders
    reads = scope.reads(Touch(paths, olds[0].files, after.files, folders)) if paths else frozenset()
    if not reads:
        return None
    wanted = _with_context(reads, {path for tree in (after, *olds) for path in tree.files}, folders)
    now = _state(trees, after, wanted, scope)
    kept: tuple[Change, ...] | None = None
    first: State | None = None
    for old in olds:
        then = _state(trees, old, wanted, scope)
        first = first or then
        found = tuple(change for change in changes(then, now) if scope.keeps is None or scope.keeps(change))
        known = {(change.kind, change.id) for change in found}
        kept = found if kept is None else tuple(c for c in kept if (c.kind, c.id) in known)
    if not kept or first is None:
        return None
    return Step(commit, kept, first.codebook, now.codebook)


def _state(trees: Trees, tree: Tree, wanted: frozenset[str], scope: Scope) -> State:
    return state_of(trees.snapshot(tree.only(wanted)), whole=scope.whole)


def _with_context(reads: frozenset[str], paths: set[str], folders: Folders) -> frozenset[str]:
    """The files to be read, with those that tell what they mean."""
    books = f"{folders['codebooks']}/"
    found = {path for path in paths if path in TABLES or path.startswith(books)} | reads
    sources = {source_of(path, folders) for path in reads}
    related = {path for path in paths if source_of(path, folders) in sources - {""}}
    return frozenset(found | related)


def source_of(path: str, folders: Folders) -> str:
    """The source whose transcript or annotations a file holds; empty for any other file."""
    pure = PurePosixPath(path)
    if str(pure.parent) == folders["transcripts"]:
        return pure.stem
    return pure.stem.rpartition(".")[0] if str(pure.parent) == folders["annotations"] else ""

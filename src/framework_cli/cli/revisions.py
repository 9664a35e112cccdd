"""Revisions of a study, for the commands that look back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from framework_cli.cli.opening import usage_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from framework_cli.history import Tree, Trees
    from framework_cli.render.trail.page import Side
    from framework_cli.trail import Change, State


@contextmanager
def past(root: "Path") -> "Iterator[Trees]":
    """The commits of a study's repository; ends with 2, and why, where git cannot tell of them."""
    from framework_cli.history import GitError, trees

    try:
        with trees(root) as found:
            yield found
    except GitError as refused:
        usage_error(str(refused))


def compared(trees: "Trees", words: "Sequence[str]") -> "tuple[State, State, tuple[Side, Side]]":
    """The two states that revisions name, with what is told of each."""
    from framework_cli.history import named, short

    names = list(words) or ["HEAD"]
    first, last = named(trees.repository, words)
    if len(names) == 1 and last:  # A..B
        names = [part or "HEAD" for part in names[0].replace("...", "..").split("..")]
        names[0] = names[0] if "..." not in words[0] else short(first)
    before, one = state_at(trees, first, names[0])
    after, other = state_at(trees, last, names[-1])
    return before, after, (one, other)


def state_at(trees: "Trees", commit: str, word: str) -> "tuple[State, Side]":
    """A state of the study, as `word` names it; the files as they are for no commit."""
    from framework_cli.cli.progress import progress
    from framework_cli.history import short
    from framework_cli.render.trail.page import Side
    from framework_cli.trail import state_of

    with progress() as tick:
        if not commit:
            state, moved, name, day = (
                state_of(trees.repository.root, progress=tick),
                "",
                "the files as they are",
                "",
            )
        else:
            tree, moved = tree_at(trees, commit, word)
            state = state_of(trees.snapshot(tree), progress=tick)
            name, day = (
                (short(commit) if commit == word else word),
                trees.repository.day(commit),
            )
    return state, Side(name, commit, day, state.tally(), sorted(state.blind), moved)


def wanted(
    found: "tuple[Change, ...]", before: "State", after: "State", **asked: "Sequence[str] | None"
) -> "tuple[Change, ...]":
    """The changes that the filters ask for; ends with 2 for a name that neither state has.

    Keywords are case, source, code and coder. Where there are any, what has no such thing is left out.
    """
    from framework_cli.index import asked as filters
    from framework_cli.index import filter_errors

    one = filters(**asked)
    errors = filter_errors(after.study, one)
    known = filter_errors(before.study, one)
    unknown = [error for error in errors if any(_name(error) == _name(other) for other in known)]
    if unknown:
        usage_error("\n".join(unknown))
    for name, values in asked.items():
        if values:
            held = frozenset(getattr(one, name))
            found = tuple(change for change in found if held & getattr(change.about, f"{name}s"))
    return found


def _name(error: str) -> str:
    """What a message about a filter says is not there, without what it suggests."""
    return error.split("”")[0]


def tree_at(trees: "Trees", commit: str, word: str) -> "tuple[Tree, str]":
    """A study's files at a commit, and where they stood then if that was another folder.

    Ends with 2 where there was no study.
    """
    tree = trees.at(commit)
    if tree is not None and trees.is_study(tree):
        return tree, ""
    moved = trees.moved(commit)
    if moved is not None and (elsewhere := trees.at(commit, moved)) is not None:
        return elsewhere, moved
    return _no_study(trees, commit, word)


def _no_study(trees: "Trees", commit: str, word: str) -> NoReturn:
    from framework_cli.history import commits, short

    ours = commits(trees.repository)
    here = trees.repository.prefix.rstrip("/") or "the top of the repository"
    since = f"; its first commit is {ours[-1].short}, {ours[-1].day}" if ours else ""
    name = word if word == "HEAD" or commit.startswith(word) else f"{word} ({short(commit)})"
    usage_error(f"at {name} there was no study in {here}{since}")

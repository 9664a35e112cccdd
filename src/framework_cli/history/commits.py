"""The commits of a study, and which of its files each of them changed."""

from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.history.repository import Repository
from framework_cli.history.trees import Tree, Trees

FIELDS = ("%H", "%P", "%aN", "%aI", "%cI", "%B")


class Commit(NamedTuple):
    """A commit: its hash, its parents' and who wrote what when.

    `at` is when the author made it and `committed` when it came to where it is in history, both as git
    says them (ISO 8601, with the zone). `cut` says that a shallow clone ends here.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    at: str
    committed: str
    message: str
    cut: bool = False

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.strip().split("\n")[0].strip()


def commits(repository: Repository, tip: str = "HEAD") -> list[Commit]:
    """Every commit that touched the study's folder, newest first, none before one that came out of it.

    Raises GitError.
    """
    within = ["--", f":(top,literal){repository.prefix}"] if repository.prefix else ["--"]
    form = "%x00".join(FIELDS)
    said = repository.git.ask(
        *("log", "-z", "--date-order", "--encoding=UTF-8", f"--format=format:{form}", tip, *within)
    )
    words = said.decode("utf-8", "replace").split("\0") if said else []
    return [
        Commit(id, tuple(parents.split()), author, at, committed, message, id in repository.cut)
        for id, parents, author, at, committed, message in _sixes(words)
    ]


def touched(trees: Trees, commit: Commit) -> frozenset[str]:
    """The paths of the study that a commit changed; of a merge, those that differ from every parent."""
    now = trees.at(commit.id) or Tree()
    olds = [trees.at(parent) or Tree() for parent in commit.parents] or [Tree()]
    changed: frozenset[str] | None = None
    for old in olds:
        paths = frozenset(path for path, _ in now.files.items() ^ old.files.items())
        changed = paths if changed is None else changed & paths
    return changed or frozenset()


def _sixes(words: list[str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    for at in range(0, len(words) - 5, 6):
        yield words[at], words[at + 1], words[at + 2], words[at + 3], words[at + 4], words[at + 5]

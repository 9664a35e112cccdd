"""Files of a study that its repository does not keep: ignored on purpose, or in a repository of their own."""

import os
from collections.abc import Iterable, Iterator

from framework_cli.history.git import paths
from framework_cli.history.repository import Repository


def lent(repository: Repository, folders: Iterable[str]) -> tuple[str, ...]:
    """The paths of such files in a study's folders, sorted.

    Of these git knows no older state: whoever compares two revisions takes them, in both, as they are now.
    Transcripts that a team keeps out of its repository are the usual case. Raises GitError.
    """
    within = ["--", *(folder for folder in folders if (repository.root / folder).exists())]
    if len(within) == 1:
        return ()
    words = ("ls-files", "-z", "--others", "--exclude-standard")
    ignored = paths(repository.git.ask(*words, "--ignored", *within))
    untracked = paths(repository.git.ask(*words, *within))
    modules = _modules(repository.git.ask("ls-files", "-z", "--stage", *within))
    inner = [name for name in (*untracked, *ignored) if name.endswith("/")]
    found = [name for name in ignored if not name.endswith("/")]
    for folder in (*inner, *modules):
        found += _below(repository, folder.rstrip("/"))
    return tuple(sorted(name for name in set(found) if _readable(name)))


def _readable(name: str) -> bool:
    """Whether a name is text: a file with another is not read, and `check` says so."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _modules(said: bytes) -> Iterator[str]:
    """The submodules among what the index lists (mode 160000)."""
    for line in paths(said):
        about, _, name = line.partition("\t")
        if about.startswith("160000 "):
            yield name


def _below(repository: Repository, folder: str) -> list[str]:
    """The files directly in a folder that is a repository of its own."""
    try:
        with os.scandir(repository.root / folder) as entries:
            return [f"{folder}/{entry.name}" for entry in entries if entry.is_file()]
    except OSError:
        return []

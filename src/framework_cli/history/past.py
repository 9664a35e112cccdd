"""Old texts by their hash: what a file said when something was recorded against it.

Every state that git holds of a file is looked through: of all branches, tags, stashes and what was left
behind by an amended commit, under the names the file had before, and as it is staged. The hash of the
canonical text decides, so that no guess is possible. Nothing of it is kept.
"""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from framework_cli.history.blobs import Blobs
from framework_cli.history.git import Git, Trouble, one_line
from framework_cli.history.traces import traces
from framework_cli.read.files import decode, sha

_LOG = (
    "log", "--ignore-missing", "--full-history", "--raw", "-c", "-z", "-M", "--no-abbrev", "--format=",
    "--no-ext-diff", "--no-textconv", "--ignore-submodules",
)  # fmt: skip
LFS = b"version https://git-lfs.github.com/spec/v1\n"


class Missing(Enum):
    """Why there is no old text."""

    NO_GIT = "git is not installed"
    NO_REPOSITORY = "the study is not in a git repository"
    NOT_TRUSTED = "git does not trust the repository, which belongs to somebody else"
    DAMAGED = "git could not read all of the repository"
    NEVER_COMMITTED = "git has no earlier state of the file"
    NOT_FETCHED = "this clone does not hold every state of the file"
    SHALLOW = "this clone is shallow"
    NOT_THERE = "no commit holds that text"


class Past:
    """The history of a study's files. Git is called when the first text is asked for, and not before.

    One `git log` and one `git cat-file` a repository serve all questions. Use it in a `with` block.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._repositories: dict[Path, _Repository] = {}

    def __enter__(self) -> "Past":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for repository in self._repositories.values():
            repository.blobs.close()

    def text(self, path: str, wanted: str) -> str | Missing:
        """The canonical text of a file of the study that has this SHA-256, or why it is not found."""
        folder = nearest_repository(self._root, path)
        repository = self._repositories.get(folder)
        if repository is None:
            repository = self._repositories[folder] = _Repository.of(folder)
        inside = (self._root / path).relative_to(folder).as_posix()
        return repository.text(inside, wanted)

    def traces(self, path: str) -> str:
        """What tells whether the history of a file may have changed, without calling git."""
        return traces(self._root, path)


def nearest_repository(root: Path, path: str) -> Path:
    """The folder of the study to ask about a file: a repository within the study, else the study itself."""
    for folder in (root / path).parents:
        if folder == root or (folder / ".git").exists():
            return folder
    return root


class _States(NamedTuple):
    """What `git log` and the index say: the blobs at each path, newest first, and renames both ways."""

    blobs: dict[str, list[str]]
    names: dict[str, set[str]]

    def of(self, path: str) -> list[str]:
        """All blobs of a path and of the names it had before or got elsewhere, each once."""
        known, waiting, found = {path}, [path], dict.fromkeys(self.blobs.get(path, ()))
        while waiting:
            for other in sorted(self.names.get(waiting.pop(0), set()) - known):
                known.add(other)
                waiting.append(other)
                found.update(dict.fromkeys(self.blobs.get(other, ())))
        return list(found)


class _Repository:
    """One repository: what it says of its paths, and its contents."""

    def __init__(self, git: Git, prefix: str, states: _States, lack: Missing) -> None:
        self._git, self._prefix, self._states, self._lack = git, prefix, states, lack
        self.blobs = Blobs(git.folder)

    @classmethod
    def of(cls, folder: Path) -> "_Repository":
        """Ask git what it knows."""
        git = Git(folder)
        where = git.run("rev-parse", "--is-shallow-repository", "--show-prefix")
        if where.trouble is not None:
            return cls(git, "", _states(()), _LACKS[where.trouble])
        shallow, _, prefix = one_line(where.out).partition("\n")
        logs = [git.run(*_LOG, "--all", "--reflog")]
        lack = Missing.SHALLOW if shallow == "true" else Missing.NOT_THERE
        if logs[0].trouble is not None:
            # One reference that leads nowhere stops git before it has printed anything.
            logs.append(git.run(*_LOG, "--reflog", "HEAD"))
            lack = Missing.DAMAGED
        staged = git.run("ls-files", "--stage", "-z")
        records = [_staged(staged.out, prefix), *(_records(log.out) for log in logs)]
        return cls(git, prefix, _states(records), lack)

    def text(self, path: str, wanted: str) -> str | Missing:
        """The text at a path, relative to this folder, that has this hash."""
        states = self._states.of(_composed(posixpath.normpath(self._prefix + path)))
        complete = True
        for name in states:
            data = self.blobs.get(name)
            if data is not None and data.startswith(LFS):
                data = self._stored(data)
            complete = complete and data is not None
            text = _canonical(data) if data is not None else None
            if text is not None and sha(text) == wanted:
                return text
        if not complete and self._lack is Missing.NOT_THERE:
            return Missing.NOT_FETCHED
        return Missing.NEVER_COMMITTED if not states and self._lack is Missing.NOT_THERE else self._lack

    def _stored(self, pointer: bytes) -> bytes | None:
        """What a pointer of Git LFS stands for, where it has been fetched."""
        oid = pointer.partition(b"\noid sha256:")[2][:64].decode("ascii", "replace")
        where = self._git.run("rev-parse", "--git-path", "lfs/objects")
        if where.trouble is not None or not oid.isalnum():
            return None
        folder = self._git.folder / one_line(where.out)
        try:
            return (folder / oid[:2] / oid[2:4] / oid).read_bytes()
        except OSError:
            return None


_LACKS = {
    Trouble.NO_GIT: Missing.NO_GIT,
    Trouble.NO_REPOSITORY: Missing.NO_REPOSITORY,
    Trouble.NOT_TRUSTED: Missing.NOT_TRUSTED,
    Trouble.FAILED: Missing.DAMAGED,
}


class _Record(NamedTuple):
    """One line of raw output: the blobs before and after, and the paths (two for a rename)."""

    blobs: list[str]
    paths: list[str]


def _records(out: bytes) -> Iterator[_Record]:
    """The records of `git log --raw -z`, as far as they are whole; one of a merge has several colons."""
    fields = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for head in fields:
        if not head.startswith(":"):
            continue
        parents = len(head) - len(head.lstrip(":"))
        parts = head.lstrip(":").split(" ")
        blobs, status = parts[parents + 1 : -1], parts[-1]
        paths = [next(fields, "") for _ in range(2 if status[:1] in "RC" and parents == 1 else 1)]
        if len(blobs) == parents + 1 and all(paths):
            # The newest first: of a change its result, then what was there before.
            yield _Record(blobs[::-1], paths[::-1])


def _staged(out: bytes, prefix: str) -> Iterator[_Record]:
    """The records of `git ls-files --stage -z`, whose paths are those of the folder it ran in."""
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        head, tab, path = line.partition("\t")
        if tab:
            yield _Record([head.split(" ")[1]], [prefix + path])


def _states(sources: Iterable[Iterable[_Record]]) -> _States:
    blobs: dict[str, dict[str, None]] = {}
    names: dict[str, set[str]] = {}
    for records in sources:
        for record in records:
            paths = [_composed(path) for path in record.paths]
            for path in paths:
                blobs.setdefault(path, {}).update(dict.fromkeys(b for b in record.blobs if b.strip("0")))
            if len(paths) > 1:
                names.setdefault(paths[0], set()).add(paths[1])
                names.setdefault(paths[1], set()).add(paths[0])
    return _States({path: list(found) for path, found in blobs.items()}, names)


def _composed(path: str) -> str:
    """One spelling for a name that a Mac writes with accents apart, or in other capitals."""
    return unicodedata.normalize("NFC", path).casefold()


def _canonical(data: bytes) -> str | None:
    try:
        return decode(data)
    except UnicodeDecodeError:
        return None

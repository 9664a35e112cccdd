"""Whether git may know more than it did, told from the files it leaves and without calling it."""

import hashlib
import shutil
from pathlib import Path

# What a commit, an amendment, a fetch, a deepened clone and a new branch leave behind. Not the index: every
# `git status` writes it, and what is staged after a look was in the working tree before.
_LEFT_BEHIND = ("HEAD", "logs/HEAD", "packed-refs", "FETCH_HEAD", "shallow", "refs/stash", "refs/heads")


def traces(root: Path, path: str) -> str:
    """A word that stays the same as long as git's history of a file of the study does.

    It is made of the times and sizes of git's own files.
    """
    seen = [shutil.which("git") or ""]
    top = working_tree((root.absolute() / path).parent)
    for place in _places(top / ".git") if top else ():
        seen += [_trace(place / name) for name in _LEFT_BEHIND]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def working_tree(folder: Path) -> Path | None:
    """The top of the working tree that a folder, named in full, lies in; None outside any."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _places(dot_git: Path) -> list[Path]:
    """The folder of a repository and, for a further work tree, the one it shares with the others."""
    if dot_git.is_dir():
        return [dot_git]
    own = _named(dot_git, dot_git.parent, "gitdir: ")
    return [own, _named(own / "commondir", own)]


def _named(file: Path, base: Path, opening: str = "") -> Path:
    """The folder that the one line of a file names, relative to another folder."""
    try:
        return base / file.read_text(encoding="utf-8").removeprefix(opening).strip()
    except (OSError, UnicodeDecodeError):
        return base


def _trace(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return "-"
    return f"{found.st_mtime_ns} {found.st_size}"

"""A version of the study: what changed since the last commit, and a commit of it when somebody asks."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from framework_cli.history.git import Answer, GitError, Trouble
from framework_cli.history.repository import Repository, repository, short

NEW = "??"
UNMERGED = ("DD", "AU", "UD", "UA", "DU", "AA", "UU")
# What git leaves in its folder while something is under way, and how it is ended.
_UNDER_WAY = {
    "MERGE_HEAD": ("a merge", "finish it with `git commit`, or give it up with `git merge --abort`"),
    "rebase-merge": ("a rebase", "finish it with `git rebase --continue`, or give it up with --abort"),
    "rebase-apply": ("a rebase", "finish it with `git rebase --continue`, or give it up with --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "finish it with `git cherry-pick --continue`"),
    "REVERT_HEAD": ("a revert", "finish it with `git revert --continue`"),
}
_IDENTITY = (
    "tell git once who you are: git config --global user.name 'Your Name' and "
    "git config --global user.email you@example.org"
)
_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
LONGEST = 2000  # characters of what git or a hook said


class UnsavedError(GitError):
    """A version could not be saved; the hint says what to do about it. Files and index are as they were."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def changed(root: Path, within: Sequence[str]) -> dict[str, str]:
    """The files of the study that differ from the last commit or are new to git, by path, sorted.

    The value is git's two letters: what is staged, and what is in the working tree. `within` are files
    and folders of the study. Raises GitError where there is no repository to ask.
    """
    found = repository(root)
    words = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    said = found.git.ask("--literal-pathspecs", "status", *words, "--", *within)
    lines = [os.fsdecode(line) for line in said.split(b"\0") if line]
    return dict(sorted((line[3:].removeprefix(found.prefix), line[:2]) for line in lines))


def record(root: Path, files: Mapping[str, str], message: str) -> str:
    """Commit these files (as `changed` gave them) as they are now, and nothing else; the commit's hash.

    Whatever else is staged stays staged. Hooks run. Raises UnsavedError or GitError; index and files are
    then as they were.
    """
    found = repository(root)
    _ready(found, files)
    new = [path for path, state in files.items() if state == NEW]
    if new:
        _done(found.git.change("add", "--intent-to-add", *_FROM_STDIN, stdin=_listed(new)))
    said = found.git.change(
        *("-c", "user.useConfigOnly=true", "commit", "--quiet", "--only", f"--message={message}"),
        *_FROM_STDIN,
        stdin=_listed(list(files)),
    )
    if said.trouble is not None and new:
        found.git.change("reset", "--quiet", *_FROM_STDIN, stdin=_listed(new))
    _done(said)
    return short(found.commit("HEAD"))


def _ready(found: Repository, files: Mapping[str, str]) -> None:
    """Refuse where a commit would end something half done, belong to no branch, or have no author."""
    git = found.git
    for name, (what, mend) in _UNDER_WAY.items():
        if (found.root / git.line("rev-parse", "--git-path", name)).exists():
            raise UnsavedError(f"{what} is under way in the repository", mend)
    torn = [path for path, state in files.items() if state in UNMERGED]
    if torn:
        raise UnsavedError(f"git could not merge {', '.join(torn[:3])}", "settle it first, then `git add` it")
    if git.run("symbolic-ref", "--quiet", "HEAD").trouble is not None:
        raise UnsavedError("the repository is at a commit that is on no branch", "git switch -c NAME")
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if git.run("-c", "user.useConfigOnly=true", "var", who).trouble is not None:
            raise UnsavedError("git does not know who you are", _IDENTITY)


def _done(said: Answer) -> None:
    """Raise UnsavedError with what git or a hook said, where a command that writes has failed."""
    if said.trouble is None:
        return
    if said.trouble is not Trouble.FAILED:
        raise GitError(said.trouble.value, said.trouble)
    if "index.lock" in said.said:
        raise UnsavedError("another git command is at work in the repository", "wait for it, and try again")
    raise UnsavedError(f"git did not commit: {said.said[:LONGEST]}" if said.said else "git did not commit")


def _listed(names: Sequence[str]) -> bytes:
    return b"\0".join(os.fsencode(name) for name in names)

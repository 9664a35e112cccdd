"""The repository that a study lies in, and the revisions that people name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from framework_cli.history.git import Git, GitError, Trouble

WORKING_TREE = ""  # where a revision's hash would stand: the files as they are now


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository seen from a study. `prefix` is the study's folder in it: empty, or ending in `/`.

    `cut` are the commits where a shallow clone ends: what was before them is not known here.
    """

    git: Git
    root: Path
    prefix: str
    cut: frozenset[str]

    def commit(self, word: str) -> str:
        """The hash of the commit that a word names. Raises GitError where it names none."""
        if not word or word.startswith("-") or "\0" in word:
            raise GitError(f"“{word}” is no revision")
        said = self.git.run("rev-parse", "--verify", "--quiet", f"{word}^{{commit}}")
        if said.trouble is None:
            return said.out.decode().strip()
        raise GitError(self._unknown(word))

    def base(self, one: str, other: str) -> str:
        """The last commit that two have in common. Raises GitError where there is none."""
        said = self.git.run("merge-base", self.commit(one), self.commit(other))
        if said.trouble is not None:
            raise GitError(f"{one} and {other} have no commit in common")
        return said.out.decode().strip()

    def day(self, commit: str) -> str:
        """The day on which the author of a commit made it, where they were."""
        said = self.git.run("log", "-1", "--no-show-signature", "--format=%as", commit)
        return said.out.decode("ascii", "replace").strip()

    def _unknown(self, word: str) -> str:
        """Why a word names no commit."""
        if word == "HEAD":
            return "the repository has no commit yet; make one with `git add .` and `git commit`"
        many = [name for name in self._objects(word) if name]
        if len(many) > 1:
            return f"“{word}” is short for {len(many)} commits; write more of its digits"
        if self.git.run("rev-parse", "--verify", "--quiet", word).trouble is None:
            return f"“{word}” is in the repository, but is no commit"
        shallow = "; this clone is shallow, `git fetch --unshallow` gets the rest" if self.cut else ""
        return f"no revision “{word}” in this repository{shallow}"

    def _objects(self, word: str) -> list[str]:
        """The commits whose hash starts with a word."""
        if not 4 <= len(word) < 40 or not all(character in "0123456789abcdef" for character in word.lower()):
            return []
        named = self.git.run("rev-parse", f"--disambiguate={word}").out.decode().split()
        return [name for name in named if self.git.run("cat-file", "-t", name).out.strip() == b"commit"]


def short(commit: str) -> str:
    """A commit's hash, abbreviated to ten digits: the same on every machine."""
    return commit[:10]


def repository(root: Path) -> Repository:
    """The repository of a study. Raises GitError where there is none, or git will not read it."""
    git = Git(root)
    said = git.run("rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--show-prefix")
    if said.trouble is not None:
        raise GitError(_sentence(said.trouble, said.said, root), said.trouble)
    shallow, inside, prefix = said.out.decode("utf-8", "surrogateescape").split("\n", 2)
    if inside != "true":
        raise GitError(f"{root} lies inside a .git folder", Trouble.NO_REPOSITORY)
    cut = _cut(git, root) if shallow == "true" else frozenset()
    return Repository(git, root, prefix.removesuffix("\n"), cut)


def named(repository: Repository, words: Sequence[str]) -> tuple[str, str]:
    """The two states that a command's words name: commits' hashes, or `WORKING_TREE`.

    No word is the last commit and the files as they are, one a commit and the files, two (or `A..B`)
    two commits. `A...B` goes from what both have in common to B. Raises GitError.
    """
    if len(words) == 1:
        for dots in ("...", ".."):
            one, found, other = words[0].partition(dots)
            if found:
                one, other = one or "HEAD", other or "HEAD"
                before = repository.base(one, other) if dots == "..." else repository.commit(one)
                return before, repository.commit(other)
    before = repository.commit(words[0] if words else "HEAD")
    return before, repository.commit(words[1]) if len(words) > 1 else WORKING_TREE


def _cut(git: Git, root: Path) -> frozenset[str]:
    """The commits where a shallow clone ends."""
    named = git.line("rev-parse", "--git-path", "shallow")
    try:
        return frozenset((root / named).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _sentence(trouble: Trouble, said: str, root: Path) -> str:
    """What keeps git from answering, and what to do about it."""
    if trouble is Trouble.NOT_TRUSTED:
        return (
            f"{trouble.value}. If you trust it: git config --global --add safe.directory "
            f"'{root.as_posix()}' (or the folder above that holds .git)"
        )
    if trouble is Trouble.NO_REPOSITORY:
        return f"{trouble.value}: start one with `git init`"
    if trouble is Trouble.FAILED and said:
        return f"git: {said.split(chr(10))[0].removeprefix('fatal: ')}"
    return str(trouble.value)

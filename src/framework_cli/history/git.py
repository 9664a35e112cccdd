"""Running git: as itself, on the repository that a folder lies in, whatever the caller's environment says.

Looking asks, pages, fetches and locks nothing; output is bytes, as git wrote them. Only `change` writes.
"""

import os
import subprocess
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

# What hooks set so that a child works on the repository of the hook; a study may lie in another one.
_OF_A_HOOK = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
    "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_TRACE", "GIT_TRACE2", "GIT_CURL_VERBOSE",
)  # fmt: skip
_OURS = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # A partial clone fetches what it lacks at every look: not here. Older gits know only the second.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
# A repository's settings that would run a program or change the form of what is printed.
_SETTINGS = (
    "core.quotePath=false", "core.fsmonitor=false", "core.pager=cat", "color.ui=false",
    "log.showSignature=false", "log.showRoot=true", "log.follow=false", "diff.external=",
    "diff.relative=false", "diff.renameLimit=1000",
)  # fmt: skip
TIMEOUT = 60  # seconds
WRITING = 300  # seconds that a command which writes is given: hooks run, and somebody may be asked to sign


class Trouble(Enum):
    """Why git gave no answer."""

    NO_GIT = "git is not installed"
    NO_REPOSITORY = "the study is not in a git repository"
    NOT_TRUSTED = "git does not trust the repository, which belongs to somebody else"
    FAILED = "git could not read the repository"


class Answer(NamedTuple):
    """What git printed, what kept it from printing all of it, and what it said of that."""

    out: bytes
    trouble: Trouble | None = None
    said: str = ""


class GitError(RuntimeError):
    """Git gave no answer; the message says why, in words for a person."""

    def __init__(self, message: str, trouble: Trouble = Trouble.FAILED) -> None:
        super().__init__(message)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Git:
    """The repository that a folder lies in, as its git sees it."""

    folder: Path

    def run(self, *words: str, stdin: bytes = b"", timeout: float = TIMEOUT) -> Answer:
        """Run one command; what git had printed before it failed is in the answer too."""
        try:
            said = subprocess.run(
                self.command(*words),
                input=stdin, capture_output=True, check=False, timeout=timeout, env=environment(),
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            return Answer(late.stdout or b"", Trouble.FAILED, f"no answer in {timeout:.0f} seconds")
        except OSError:
            return Answer(b"", Trouble.NO_GIT)
        trouble = _trouble(said.stderr) if said.returncode else None
        return Answer(said.stdout, trouble, said.stderr.decode("utf-8", "replace").strip())

    def change(self, *words: str, stdin: bytes = b"") -> Answer:
        """Run one command that writes, as the person would: their settings, their hooks, their language.

        One that takes too long is asked to end, so that it can take its locks away.
        """
        try:
            running = subprocess.Popen(
                ["git", "-C", str(self.folder), "--literal-pathspecs", *words],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_own(),
            )  # fmt: skip
        except OSError:
            return Answer(b"", Trouble.NO_GIT)
        with running:
            try:
                out, error = running.communicate(stdin, timeout=WRITING)
            except subprocess.TimeoutExpired:
                running.terminate()
                return Answer(b"", Trouble.FAILED, f"no answer in {WRITING} seconds")
        said = "\n".join(part.decode("utf-8", "replace").strip() for part in (error, out))
        return Answer(out, _trouble(error) if running.returncode else None, said.strip())

    def ask(self, *words: str) -> bytes:
        """What one command prints. Raises GitError where it fails."""
        answer = self.run(*words)
        if answer.trouble is not None:
            said = answer.said if answer.trouble is Trouble.FAILED else ""
            raise GitError(said or answer.trouble.value, answer.trouble)
        return answer.out

    def line(self, *words: str) -> str:
        """The one line that a command prints, such as a path. Raises GitError where it fails."""
        return one_line(self.ask(*words))

    def command(self, *words: str) -> list[str]:
        """The words of a command, for a process of one's own (give it `environment()`)."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        return ["git", "-C", str(self.folder), "--no-pager", "--no-replace-objects", *settings, *words]


def environment() -> dict[str, str]:
    """The environment that git is run in."""
    return {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK} | _OURS


def _own() -> dict[str, str]:
    """The person's own environment, in which nothing is asked at the terminal."""
    mine = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    return {**mine, "GIT_TERMINAL_PROMPT": "0"}


def one_line(out: bytes) -> str:
    """A path or a word that git printed, without the end of its line."""
    return out.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")


def paths(out: bytes) -> list[str]:
    """The paths that git printed with `-z`."""
    return [os.fsdecode(path) for path in out.split(b"\0") if path]


def _trouble(said: bytes) -> Trouble:
    if b"dubious ownership" in said or b"unsafe repository" in said:
        return Trouble.NOT_TRUSTED
    return Trouble.NO_REPOSITORY if b"not a git repository" in said else Trouble.FAILED

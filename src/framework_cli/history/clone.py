"""The clone that a study lies in: where it starts, where its hooks are, and its settings."""

from pathlib import Path

from framework_cli.history.git import Git, GitError


def top_of(folder: Path) -> Path | None:
    """The top of the working tree that a folder lies in; None without git, or outside a repository."""
    answer = Git(folder).run("rev-parse", "--show-toplevel")
    return None if answer.trouble else Path(_line(answer.out))


def hooks_of(folder: Path) -> Path:
    """The folder that git runs hooks from. Raises GitError outside a repository."""
    return folder / _line(Git(folder).ask("rev-parse", "--git-path", "hooks"))


def setting(folder: Path, name: str) -> str:
    """A setting as git has it for a folder; empty where there is none."""
    answer = Git(folder).run("config", "--get", name)
    return "" if answer.trouble else _line(answer.out)


def set_setting(folder: Path, name: str, value: str) -> None:
    """Give this clone a setting. Raises GitError where git refuses."""
    Git(folder).ask("config", "--local", name, value)


def _line(out: bytes) -> str:
    return out.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")


__all__ = ["GitError", "hooks_of", "set_setting", "setting", "top_of"]

"""The clone that a study lies in: where it starts, where its hooks are, and its settings."""

from pathlib import Path

from framework_cli.history.git import Git, one_line


def top_of(folder: Path) -> Path | None:
    """The top of the working tree that a folder lies in; None without git, or outside a repository."""
    answer = Git(folder).run("rev-parse", "--show-toplevel")
    return None if answer.trouble else Path(one_line(answer.out))


def hooks_of(folder: Path) -> Path:
    """The folder that git runs hooks from. Raises GitError outside a repository."""
    return folder / Git(folder).line("rev-parse", "--git-path", "hooks")


def setting(folder: Path, name: str) -> str:
    """A setting as git has it for a folder; empty where there is none."""
    answer = Git(folder).run("config", "--get", name)
    return "" if answer.trouble else one_line(answer.out)


def set_setting(folder: Path, name: str, value: str) -> None:
    """Give this clone a setting. Raises GitError where git refuses."""
    Git(folder).ask("config", "--local", name, value)

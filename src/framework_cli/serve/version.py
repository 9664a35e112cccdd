"""Save a version: the study's own files committed, when somebody asks for it and in their words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from framework_cli.history.git import GitError, Trouble
from framework_cli.history.record import UnsavedError, changed, record
from framework_cli.history.traces import traces
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.wish import Wish

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk

TOP = ("framework.yaml", "sources.csv", "cases.csv", ".gitignore", ".gitattributes")
# What a person writes in each folder; whatever else lies there (a recording, a scan) is not committed.
FOLDERS = {
    "codebooks": (".yaml",),
    "transcripts": (".txt", ".md"),
    "annotations": (".yaml", ".jsonl"),
    "charts": (".md",),
    "theory": (".yaml",),
    "memos": (".md",),
    "templates": (".html", ".md"),
}
LONGEST = 5000  # characters of a message


def standing(desk: "Desk") -> dict[str, Any]:
    """Whether the study is in a repository, and which of its files changed since the last commit.

    Git is asked only where a file or a commit is new since it was asked last. Without a repository, `why`.
    """
    moment = f"{desk.watch.stamp} {traces(desk.root, TOP[0])}"
    if desk.watch.git is None or desk.watch.git[0] != moment:
        desk.watch.git = (moment, _asked(desk))
    return dict(desk.watch.git[1])


def save(desk: "Desk", wish: Wish) -> Reply:
    """Commit what changed of the study, as far as the view shows it, with the person's message."""
    message = wish.words("message").strip()
    if not message:
        raise WishError(422, "a version needs a message", "say in a line what you did")
    if len(message) > LONGEST or "\0" in message:
        raise WishError(422, f"a message is at most {LONGEST} characters long, all of them text")
    try:
        found = changed(desk.root, _places(desk))
        files = {path: found[path] for path in found if _own(desk, path) and not desk.hidden(path)}
        if not files:
            raise WishError(409, "there is nothing to save: no file changed since the last commit")
        commit = record(desk.root, files, message)
    except UnsavedError as refused:
        raise WishError(409, str(refused), refused.hint) from refused
    except GitError as refused:
        raise WishError(409, str(refused)) from refused
    return Reply({"commit": commit, "files": list(files), "git": shown(desk)}, 201)


def shown(desk: "Desk") -> dict[str, Any]:
    """`standing`, without the files whose names the view keeps from the page."""
    now = standing(desk)
    return {**now, "changed": [path for path in now["changed"] if not desk.hidden(path)]}


def _asked(desk: "Desk") -> dict[str, Any]:
    try:
        found = changed(desk.root, _places(desk))
    except GitError as refused:
        why = "" if refused.trouble is Trouble.NO_GIT else str(refused)
        return {"repository": False, "changed": [], "why": why}
    return {"repository": True, "changed": [path for path in found if _own(desk, path)]}


def _places(desk: "Desk") -> list[str]:
    return [*TOP, *(desk.study.settings.folders[name] for name in FOLDERS)]


def _own(desk: "Desk", path: str) -> bool:
    """Whether a file is one that the study reads and a person writes."""
    if path in TOP:
        return True
    folder, _, name = path.rpartition("/")
    folders = desk.study.settings.folders
    suffixes = [FOLDERS[each] for each in FOLDERS if folders[each] == folder]
    return not name.startswith(".") and any(Path(name).suffix.lower() in each for each in suffixes)

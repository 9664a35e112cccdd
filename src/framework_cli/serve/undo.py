"""Undoing and doing again: a step's files are put back, or merged with what was changed since."""

from dataclasses import replace

from framework_cli.read.files import decode
from framework_cli.read.prose import front_matter
from framework_cli.revise.merge import merge
from framework_cli.serve.coding import shown_as
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.saving import bytes_of
from framework_cli.serve.steps import FileChange, Step
from framework_cli.serve.wish import Wish
from framework_cli.write import EntryGoneError, put_back
from framework_cli.write.annotations import new_file
from framework_cli.write.sheet import Contents, Sheet

TRIES = 5


def undo(desk: Desk, _wish: Wish) -> Reply:
    """Take back the latest step; what was changed since, by whomever, stays."""
    if not desk.steps.done:
        raise WishError(409, "there is nothing to undo", "only what was done on this page since it started")
    return _turned(desk, desk.steps.done, desk.steps.undone, "undone")


def redo(desk: Desk, _wish: Wish) -> Reply:
    """Do again what was undone last."""
    if not desk.steps.undone:
        raise WishError(409, "there is nothing to do again")
    return _turned(desk, desk.steps.undone, desk.steps.done, "done again")


def _turned(desk: Desk, here: list[Step], there: list[Step], how: str) -> Reply:
    """Turn back the latest step of one list; its inverse is then the latest of the other."""
    inverse = _reversed(desk, here[-1])
    step = here.pop()
    there.append(inverse)
    return _told(desk, inverse, f"{how}: {step.said}")


def _reversed(desk: Desk, step: Step) -> Step:
    """Put the files of a step back, all or none, and give the step that takes this back in turn."""
    text = desk.study.sources.get(step.source)
    if step.text and (text is None or text.sha != step.text):
        why = f"this cannot be undone: the transcript of {step.source} has changed since"
        raise WishError(409, why, "its words may have been redacted; change it by hand")
    for _ in range(TRIES):
        changes = [_back(desk, change) for change in step.changes]
        try:
            put_back(desk.root, [(each.path, each.before, each.after) for each in changes])
        except EntryGoneError:  # somebody wrote between the look and the lock
            continue
        desk.watch.wrote([each.path for each in changes])
        for each in changes:
            desk.refresh(each.path)
        return replace(step, changes=tuple(changes))
    raise WishError(409, "the file is being written to all the time", "try again")


def _back(desk: Desk, change: FileChange) -> FileChange:
    """What one file holds and is to hold. Raises WishError where others changed the same thing since."""
    now = bytes_of(desk, change.path)
    if now == change.after:
        return FileChange(change.path, now, change.before)
    if now is None or change.after is None:
        raise _conflict(change.path, "was deleted since" if now is None else "was made anew since")
    theirs = change.before if change.before is not None else _emptied(change.after, change.path)
    merged = merge(change.after, now, theirs, change.path)
    if merged.conflicts or merged.by_lines:
        raise _conflict(change.path, "was changed since, at the same entry or cell")
    return FileChange(change.path, now, merged.data)


def _emptied(made: bytes, path: str) -> bytes:
    """What stands for no file where others have written into the new one since: its opening lines alone."""
    text = decode(made)
    if path.endswith(".md"):
        return text[: (front_matter(text) or (0, 0, 0))[2]].encode()
    sha = Contents.of(Sheet.of(text)).top.get("text", "")
    return new_file(text=sha).encode()


def _conflict(path: str, why: str) -> WishError:
    return WishError(409, f"this cannot be undone: {path} {why}", "nothing was written; change it by hand")


def _told(desk: Desk, step: Step, said: str) -> Reply:
    """What was done, and where the page should look; the names stay those of the step."""
    excerpt, _ = shown_as(desk, step.excerpt)
    body = {
        "said": said,
        "source": step.source or None,
        "excerpt": excerpt,
        "cell": step.cell or None,
        **desk.steps.told,
    }
    return Reply(body)

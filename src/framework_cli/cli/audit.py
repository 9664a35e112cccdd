"""`framework audit`: the audit trail of a study."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import OutputOption

if TYPE_CHECKING:
    from pathlib import Path

    from framework_cli.trail import Audit, State


class AuditFormat(StrEnum):
    """How the trail is printed."""

    MD = "md"
    JSON = "json"


def audit(
    context: typer.Context,
    show_text: Annotated[
        bool,
        typer.Option("--show-text", help="Show the words too: of decisions and definitions."),
    ] = False,
    format: Annotated[
        AuditFormat | None, typer.Option("--format", help="A document (md, as by default) or for a program.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Write an audit trail: who coded what when, codebook versions, decisions, agreement, what changed after.

    It is put together from commits and reading marks, and says what it cannot know. Without git it tells
    what the files alone say.
    """
    import json

    from framework_cli.cli.opening import study_root
    from framework_cli.cli.output import format_of, put_text
    from framework_cli.cli.progress import progress
    from framework_cli.trail import state_of

    root = study_root(context)
    chosen = format_of(format, output, AuditFormat)
    with progress() as tick:
        state = state_of(root, progress=tick)
        trail = _trail(root, state)
    if chosen is AuditFormat.JSON:
        from framework_cli.render.trail.auditjson import audit_json

        text = json.dumps(audit_json(trail, show_text=show_text), ensure_ascii=False, indent=2) + "\n"
    else:
        from framework_cli.render.trail.audit import audit_markdown

        text = audit_markdown(trail, show_text=show_text)
    put_text(text, output)


def _trail(root: "Path", state: "State") -> "Audit":
    """The trail, with as much of history as there is."""
    from framework_cli.history import Blobs, GitError, Trees, commits, lent, repository
    from framework_cli.trail import audit, steps, uncommitted
    from framework_cli.trail.audit import SCOPE

    try:
        found = repository(root)
        history = commits(found)
        kept = lent(found, state.study.settings.folders.values())
        with Blobs(root) as blobs:
            trees = Trees(found, blobs, kept)
            last = uncommitted(trees, SCOPE)
            told = [*([last] if last else []), *steps(trees, history, SCOPE)]
            earlier = trees.earlier(history[-1]) if history else ""
    except GitError as refused:
        return audit(state, [], [], why=str(refused))
    return audit(state, told, history, lent=kept, earlier=earlier)

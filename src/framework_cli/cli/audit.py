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
    from framework_cli.cli.opening import study_root
    from framework_cli.cli.output import format_of, put_json, put_text
    from framework_cli.cli.progress import progress
    from framework_cli.trail import state_of

    root = study_root(context)
    chosen = format_of(format, output, AuditFormat)
    with progress() as tick:
        state = state_of(root, progress=tick)
        trail = _trail(root, state)
    if chosen is AuditFormat.JSON:
        from framework_cli.render.trail.json import audit_json

        put_json(audit_json(trail, show_text=show_text), output)
    else:
        from framework_cli.render.trail.audit import audit_markdown

        put_text(audit_markdown(trail, show_text=show_text), output)


def _trail(root: "Path", state: "State") -> "Audit":
    """The trail, with as much of history as there is."""
    from framework_cli.history import GitError, commits, trees
    from framework_cli.trail import audit, story
    from framework_cli.trail.audit import SCOPE

    try:
        with trees(root) as past:
            history = commits(past.repository)
            told = list(story(past, history, SCOPE))
            earlier = past.earlier(history[-1]) if history else ""
    except GitError as refused:
        return audit(state, [], [], why=str(refused))
    return audit(state, told, history, lent=past.lent, earlier=earlier)

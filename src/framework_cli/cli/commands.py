"""The commands in the order in which a study meets them. A command's module is imported when it is called.

With two dozen commands the imports took as long as Typer itself, for every call and for `--help`.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

SETTINGS: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}


class Entry(NamedTuple):
    """A command: where it stands (a function, or an application of commands), and its line in the help.

    One without a line is called by git, and not listed.
    """

    module: str
    attribute: str
    says: str


COMMANDS = {
    "init": Entry("init", "init", "Start a study, or copy the worked one."),
    "check": Entry("check", "app", "Say what is wrong in any file, where, and how to mend it."),
    "status": Entry("status", "status", "Say where the study stands, and what to do next."),
    "tag": Entry("tag", "tag", "Code a passage: `tag P01 41-43 stigma`."),
    "untag": Entry("tag", "untag", "Take a code off an excerpt, or the excerpt away."),
    "code": Entry("code", "code", "Code and chart in the browser."),
    "anchor": Entry("anchor", "anchor", "Say where an excerpt stands in its transcript."),
    "index": Entry("index", "index", "List every coded passage at its place."),
    "show": Entry("show", "show", "Show one thing in context, with all that points at it."),
    "find": Entry("find", "find", "Find words in the study, with the codes there."),
    "chart": Entry("chart", "chart", "Show the framework matrix; chart a case."),
    "contrast": Entry("contrast", "contrast", "Set cells side by side: groups, or waves."),
    "compare": Entry("compare", "compare", "Show where coders differ, and agree on a coding."),
    "saturation": Entry("saturation", "saturation", "Show how many new codes each interview brought."),
    "cooccur": Entry("cooccur", "cooccur", "Show which codes stand together."),
    "crosstab": Entry("crosstab", "crosstab", "Count participants by attribute and code."),
    "theory": Entry("theory", "app", "From the matrix to a programme theory."),
    "summarise": Entry("summarise", "summarise", "Render the report, HTML and Markdown."),
    "trace": Entry("trace", "trace", "Trace a manuscript's quotes and numbers to the study."),
    "checklist": Entry("checklist", "checklist", "Go through COREQ, SRQR or RAMESES II."),
    "diff": Entry("diff", "diff", "Say what changed, in the study's own words."),
    "log": Entry("log", "log", "Tell the history of an excerpt, cell, code or case."),
    "audit": Entry("audit", "audit", "Write an audit trail for examiners."),
    "codebook": Entry("codebook", "app", "Show the framework, or change it everywhere."),
    "import": Entry("import_", "app", "Bring in other tools' files."),
    "redact": Entry("redact", "redact", "Replace real names, keeping every excerpt."),
    "merge-driver": Entry("merge_driver", "merge_driver", "Merge excerpt by excerpt; git calls this."),
    "textconv": Entry("merge_driver", "textconv", ""),
}


class Commands(TyperGroup):
    """The group of all commands, each made when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """One command, or None."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _made(cmd_name, COMMANDS[cmd_name])
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """The lines of the help, without a command being made for them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.says) for name, entry in COMMANDS.items() if entry.says])

    def resolve_command(self, ctx: Any, args: Sequence[str]) -> Any:
        """The command that is called; where there is none of that name, one that is spelt alike is named."""
        if args and args[0] not in COMMANDS:
            for name in COMMANDS:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, list(args))


def _made(name: str, entry: Entry) -> Any:
    """A command as Typer makes it."""
    found = getattr(import_module(f"framework_cli.cli.{entry.module}"), entry.attribute)
    holder = typer.Typer(**SETTINGS)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name, short_help=entry.says)
    else:
        holder.command(name, short_help=entry.says or None, hidden=not entry.says)(found)
    return typer.main.get_group(holder).commands[name]

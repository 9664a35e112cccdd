"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

Format and escapes: docs.github.com, “Workflow commands for GitHub Actions”; `%`, CR and LF are escaped
everywhere, `:` and `,` in properties as well. Where a finding ends is given only on one line: columns of a
finding over several lines are refused.
"""

from collections.abc import Iterable

from framework_cli.model.diagnostic import Diagnostic, Location, Severity
from framework_cli.render.diagnostics.place import joined, location, visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(found: Iterable[Diagnostic], *, prefix: str = "", show_text: bool = False) -> str:
    """One command a line; `prefix` leads from the repository to the study (`study/`)."""
    return "".join(_command(diagnostic, prefix, show_text) for diagnostic in found)


def _command(diagnostic: Diagnostic, prefix: str, show_text: bool) -> str:
    properties = ",".join(
        f"{name}={_property(value)}" for name, value in _properties(diagnostic, prefix).items()
    )
    return (
        f"::{COMMANDS[diagnostic.severity]} {properties}::{_data(_message(diagnostic, prefix, show_text))}\n"
    )


def _properties(diagnostic: Diagnostic, prefix: str) -> dict[str, str]:
    place = location(diagnostic.primary)
    return {
        "file": visible(joined(prefix, place.path)),
        "line": str(place.line),
        **_end(place),
        "title": f"{diagnostic.rule.id} {diagnostic.rule.title}",
    }


def _end(place: Location) -> dict[str, str]:
    if place.end_line is not None and place.end_line > place.line:
        return {"endLine": str(place.end_line)}
    end = {"col": str(place.column)}
    if place.end_column is not None and place.end_column > place.column:
        end |= {"endLine": str(place.line), "endColumn": str(place.end_column - 1)}
    return end


def _message(diagnostic: Diagnostic, prefix: str, show_text: bool) -> str:
    lines = [visible(diagnostic.message)]
    if show_text and diagnostic.words:
        lines += [visible(words) for words in diagnostic.words.split("\n")]
    for related in diagnostic.related:
        place = location(related.where)
        lines.append(
            f"{visible(joined(prefix, place.path))}:{place.line}:{place.column}: {visible(related.message)}"
        )
    if diagnostic.hint:
        lines.append(f"hint: {visible(diagnostic.hint)}")
    return "\n".join(lines)


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")

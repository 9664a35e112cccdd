"""Findings for people: one line each, then related places, words on request, and a hint.

annotations/P01.AK.yaml:12:9: error F201 code “stigmaa” is not in the codebook
  = hint: did you mean “stigma”?
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from framework_cli.model.diagnostic import Diagnostic, Location, Severity
from framework_cli.model.words import number_of
from framework_cli.render.diagnostics.place import location, visible

Piece = tuple[str, str]  # words and the name of their style
Reader = Callable[[str, int], str | None]

STYLES = {
    "": "",
    "path": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "rule": "bold",
    "mark": "cyan",
}


def render(found: Sequence[Diagnostic], *, root: Path | None = None, show_text: bool = False) -> str:
    """Plain text, a line feed at the end unless nothing was found."""
    return "".join(words for words, _ in _pieces(found, root, show_text))


def print_coloured(found: Sequence[Diagnostic], *, root: Path | None = None, show_text: bool = False) -> None:
    """The same words on a terminal, in colour; the terminal wraps, so that paths stay whole."""
    from rich.console import Console
    from rich.text import Text

    pieces = ((words, STYLES[style]) for words, style in _pieces(found, root, show_text))
    Console(highlight=False, soft_wrap=True).print(Text.assemble(*pieces), end="")


def summary(found: Sequence[Diagnostic]) -> str:
    """One line that counts: `3 errors, 1 warning in 2 files`."""
    if not found:
        return "nothing found"
    counts = [
        number_of(sum(d.severity is severity for d in found), severity.value)
        for severity in reversed(Severity)
        if any(d.severity is severity for d in found)
    ]
    files = len({location(d.primary).path for d in found})
    return f"{', '.join(counts)} in {number_of(files, 'file')}"


def _pieces(found: Iterable[Diagnostic], root: Path | None, show_text: bool) -> Iterator[Piece]:
    read = _reader(root) if show_text and root is not None else None
    for diagnostic in found:
        yield from _finding(diagnostic, read, show_text)


def _finding(diagnostic: Diagnostic, read: Reader | None, show_text: bool) -> Iterator[Piece]:
    place = location(diagnostic.primary)
    yield _where(place), "path"
    yield ": ", ""
    yield diagnostic.severity.value, diagnostic.severity.value
    yield " ", ""
    yield diagnostic.rule.id, "rule"
    yield f" {visible(diagnostic.message)}\n", ""
    if show_text:
        yield from _words(diagnostic, place, read)
    for related in diagnostic.related:
        yield f"  {_where(location(related.where))}", "path"
        yield f": {visible(related.message)}\n", ""
    if diagnostic.hint:
        yield "  = ", "mark"
        yield f"hint: {visible(diagnostic.hint)}\n", ""


def _words(diagnostic: Diagnostic, place: Location, read: Reader | None) -> Iterator[Piece]:
    line = read(place.path, place.line) if read is not None else None
    if line is not None:
        yield from _caret(line, place)
    if diagnostic.words:
        for words in diagnostic.words.split("\n"):
            yield "  > ", "mark"
            yield f"{visible(words)}\n", ""


def _caret(line: str, place: Location) -> Iterator[Piece]:
    """The line of the file with carets below the place; escapes and wide characters keep them in step."""
    before, rest = line[: place.column - 1], line[place.column - 1 :]
    length = 1
    if place.end_column is not None and place.end_line in (None, place.line):
        length = max(1, place.end_column - place.column)
    elif place.end_line is not None and place.end_line > place.line:
        length = max(1, len(rest))
    yield "  | ", "mark"
    yield f"{visible(line)}\n", ""
    yield "  | ", "mark"
    yield " " * _width(before), ""
    yield "^" * max(1, _width(rest[:length])), "error"
    yield "\n", ""


def _width(words: str) -> int:
    """How many columns of a terminal words take."""
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in visible(words)
    )


def _where(place: Location) -> str:
    return f"{visible(place.path)}:{place.line}:{place.column}"


def _reader(root: Path) -> Reader:
    """Give lines of the study's files, each file read once; None where there is no such line."""
    from framework_cli.read.files import read_text

    files: dict[str, list[str]] = {}

    def line(path: str, number: int) -> str | None:
        if path not in files:
            text, _ = read_text(root, path)
            files[path] = (text or "").split("\n")
        lines = files[path]
        return lines[number - 1] if 1 <= number <= len(lines) else None

    return line

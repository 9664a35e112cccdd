"""Files of prose – transcripts, charts, memos – and the front matter that they may start with."""

import re

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.snapshot import Root
from framework_cli.read.tree import parse

# Front matter begins with a key of ours: a rule of dashes above a heading or a turn is no front matter.
BEGUN = re.compile(
    r"---\n(?:[ \t]*(?:#[^\n]*)?\n)*+(?:case|wave|date|interviewer|kind|about|by|on|public):(?!\S)"
)


def open_prose(root: Root, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """A file of the study and what is wrong with it so far; None where it cannot be read."""
    text, found = read_text(root, path)
    if text is None:
        return None, found
    document = Document(path, text)
    document.found += [*found, *conflicts(text, path)]
    if not text.strip():
        document.report(rules.EMPTY_FILE, f"{path} is empty")
    if BEGUN.match(text) and front_matter(text) is None:
        hint = "write a line `---` below its last key"
        document.report(rules.YAML_SYNTAX, "the front matter is never closed", 0, 3, hint=hint)
    return document, document.found


def front_matter(text: str) -> tuple[int, int, int] | None:
    """Start and end of the YAML between two lines `---` at the top of a text, and where the rest begins."""
    if not text.startswith("---\n"):
        return None
    at = 4
    while True:
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if line.rstrip() in ("---", "..."):
            return 4, at, end + 1 if end >= 0 else len(text)
        if end < 0:
            return None
        at = end + 1


def front_fields(document: Document) -> tuple[Fields, int]:
    """The fields of the front matter, none where there is none, and where the text after it starts."""
    start, end, body = front_matter(document.text) or (0, 0, 0)
    node, found = parse(document.text, document.path, span=(start, end)) if body else (None, [])
    document.found += found
    return Fields(document, node, "the front matter"), body

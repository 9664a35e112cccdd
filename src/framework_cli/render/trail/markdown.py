"""Changes as Markdown fit for a pull request: a summary, and details that open.

Whatever comes from a study is escaped: it can neither open an element nor call anybody by `@name`.
"""

import re
from collections.abc import Iterator, Sequence

from framework_cli.render.tables.md import escaped
from framework_cli.render.tables.values import seen
from framework_cli.render.trail.item import Item, Section
from framework_cli.render.trail.page import Page, heading, remarks
from framework_cli.render.trail.words import word_diff

LIMIT = 60_000  # characters; a comment on GitHub may have 65,536
OPEN = 12  # changes up to which a part stands open
CALLS = re.compile(r"@|(?<!&)#|://|(?<=[wW])\.")
_CODES = {"@": "&#64;", "#": "&#35;", "://": "&#58;//", ".": "&#46;"}


def diff_markdown(page: Page, *, show_text: bool = False, brief: bool = False) -> str:
    """The difference of two states. Where it is too long for a comment the longest parts are only counted."""
    head = [f"### {safe(heading(page))}", ""]
    if page.notice:
        head += [f"**{safe(page.notice)}**", ""]
    for remark in remarks(page):
        head += [f"> {safe(remark)}", ""]
    if not page.sections:
        return "\n".join([*head, "Nothing has changed."]) + "\n"
    head += [f"- **{section.title}:** {safe(section.tally)}" for section in page.sections]
    parts = [] if brief else [_part(section, show_text) for section in page.sections]
    left_out = []
    while parts and len("\n".join(head)) + sum(map(len, parts)) > LIMIT:
        longest = max(range(len(parts)), key=lambda n: len(parts[n]))
        if not parts[longest]:
            break
        left_out.append(page.sections[longest].title)
        parts[longest] = ""
    if left_out:
        names = ", ".join(sorted(left_out))
        head += ["", f"> Too long to be listed here: {names}. `framework diff` shows them."]
    return "\n".join([*head, *(f"\n{part}" for part in parts if part)]) + "\n"


def safe(text: str) -> str:
    """A text of one line as it is: no Markdown, no HTML, no link, nobody called."""
    plain = escaped(seen(" ".join(text.split())))
    return CALLS.sub(lambda found: _CODES[found[0]], plain)


def bullet(item: Item, show_text: bool) -> Iterator[str]:
    """One change as an item of a list, with its words below it where they are asked for."""
    id = f" `{_code(item.id)}`" if item.id else ""
    yield f"- `{item.sign}` {safe(item.text)}{id}"
    for name, before, after in item.words if show_text else ():
        yield f"  - *{safe(name)}:* {_changed(before, after)}"


def _part(section: Section, show_text: bool) -> str:
    count = sum(len(group.items) for group in section.groups)
    opened = " open" if count <= OPEN else ""
    lines = [f"<details{opened}><summary><b>{section.title}</b>: {safe(section.tally)}</summary>", ""]
    for group in section.groups:
        lines += _group(group.title, group.items, show_text)
    return "\n".join([*lines, "</details>", ""])


def _group(title: str, items: Sequence[Item], show_text: bool) -> list[str]:
    head = [f"**{safe(title)}**", ""] if title else []
    return [*head, *(line for item in items for line in bullet(item, show_text)), ""]


def _changed(before: str, after: str) -> str:
    """A text that came, went or changed, word by word."""
    if not before or not after:
        return safe(before or after)
    marks = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
    said = []
    for sign, text in word_diff(before, after):
        lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
        said.append(f"{lead}{marks[sign].format(safe(text))}{tail}" if text.strip() else " ")
    return " ".join("".join(said).split(" "))


def _code(id: str) -> str:
    return re.sub(r"[^\w.@/-]", "", id)

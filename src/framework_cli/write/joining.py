"""Changes to a chart file when the codebook changes: headings shown anew, cells of merged entries joined.

Canonical text in and out. A person's words stay as they are, every one; what is taken away is the tool's
own: numbers and titles in headings, marks, evidence comments, and headings of cells that moved.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework_cli.model.codebook import Code, Codebook
from framework_cli.read.outline import ATTRIBUTE, HEADING, Heading, Outline, within
from framework_cli.write.charts import ORDER, Marks, add_headings, set_marks, theme_heading, title_of
from framework_cli.write.errors import SpliceError
from framework_cli.write.splice import Splice, apply

NO_MARKS = Marks(dict.fromkeys(ORDER), forget=True)


def refresh(text: str, old: Codebook, new: Codebook) -> str:
    """Show in every heading the number and title that its entry has now, where it showed the old ones.

    A number or a title in words of a person's own stays.
    """
    outline = Outline.of(text)
    splices: list[Splice] = []
    for heading in outline.headings:
        if heading.id in old.codes and heading.id in new.codes:
            splices += _shown(text, heading, old.codes[heading.id], new.codes[heading.id])
    for theme in old.themes():
        above = theme_heading(outline, old, theme)
        if above is not None and theme.id in new.codes:
            splices += _shown(text, above, theme, new.codes[theme.id])
    return apply(text, splices)


def join(
    text: str, old: Codebook, new: Codebook, ids: Sequence[str], into: str, *, coded: bool = False
) -> tuple[str, bool]:
    """Bring the cells of merged entries together under the one that stays. Also, whether they were joined.

    Where words or a state come in, each part is introduced by a comment that says where it stood and
    who had charted it, and the joined cell carries no mark: it is to be read again. So it is where
    passages come in (`coded`) under a cell marked as blank. Raises SpliceError where a heading of a
    person's own would cut the joined cell short.
    """
    own = _part(text, old, into)
    moved = [part for id in ids if (part := _part(text, old, id)) is not None]
    if not moved and not coded:
        return text, False
    text = _without_empty(_without(text, [part.code.id for part in moved]), old, new)
    state = own.state if own else ""
    if not any(part.body or part.state != state for part in moved) and not (coded and state):
        return text, False
    text = set_marks(add_headings(text, new, [into]), {into: NO_MARKS})
    return _with(text, own, moved, into), True


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the cells to be joined: its entry, its marks, and its body without the evidence comment."""

    code: Code
    marks: dict[str, str]
    body: str

    @property
    def blank(self) -> bool:
        """Whether nothing was written, and nothing said of it."""
        return not self.body and not self.state

    @property
    def state(self) -> str:
        """The state that its heading gives."""
        return self.marks.get("state", "")

    @property
    def introduction(self) -> str:
        """Where the part comes from, as a comment of the analysts'."""
        number = f"{self.code.number} " if self.code.number else ""
        said = f"From {number}{title_of(self.code.name)} ({self.code.id})"
        if self.marks.get("charted"):
            said += f", charted by {self.marks['charted']}"
            said += f" on {self.marks['on']}" if self.marks.get("on") else ""
            said += f" under codebook {self.marks['codebook']}" if self.marks.get("codebook") else ""
        if self.marks.get("reviewed"):
            said += f", reviewed by {self.marks['reviewed']}"
        if self.state:
            said += ": " + self.state.replace("-", " ")
        return f"[[{re.sub(r'[][]', '', said)}]]"


def _part(text: str, old: Codebook, id: str) -> _Part | None:
    text = set_marks(text, {id: Marks({}, forget=True)})
    outline = Outline.of(text)
    heading = outline.cell(id)
    if heading is None:
        return None
    marks = {
        found[1]: found[2] if found[2] is not None else found[3]
        for found in ATTRIBUTE.finditer(heading.attributes)
        if found[1]
    }
    code = old.codes.get(id) or Code(id=id, name=id, number="", level=1, theme="")
    return _Part(code, marks, text[heading.end : outline.end(heading)].strip("\n"))


def _shown(text: str, heading: Heading, old: Code, new: Code) -> list[Splice]:
    """The splice that shows an entry's new number and title in a heading."""
    title = heading.title
    found = HEADING.match(text, heading.start)
    number, space, words = "", "", title
    if parted := re.match(rf"({re.escape(old.number)}|\d+(?:\.\d+)*)([ \t]+)", title):
        number, space, words = parted[1], parted[2], title[parted.end() :]
    ours = words in (old.name.strip(), title_of(old.name), title_of(new.name))
    if number and (ours or number == old.number):
        number = new.number
    if words in (old.name.strip(), title_of(old.name)) and old.name != new.name:
        words = title_of(new.name)
    shown = number + space + words
    if found is None or shown == title:
        return []
    at = found.start(2)
    return [Splice(at, at + len(title), shown)]


def _without(text: str, ids: Iterable[str]) -> str:
    """Take out whole cells."""
    for id in ids:
        outline = Outline.of(text)
        heading = outline.cell(id)
        if heading is not None:
            before, rest = text[: heading.start], text[outline.end(heading) :]
            # What set the last cell off goes with it.
            text = before + rest if rest else before.rstrip("\n") + "\n"
    return text


def _without_empty(text: str, old: Codebook, new: Codebook) -> str:
    """Take out the heading of a theme that is no more, if nothing stands beneath it."""
    for theme in old.themes():
        outline = Outline.of(text)
        heading = theme_heading(outline, old, theme) if theme.id not in new.codes else None
        if heading is None:
            continue
        later = (h.start for h in outline.headings if h.start > heading.start and h.level <= heading.level)
        after = next(later, len(text))
        if not text[heading.end : after].strip():
            text = text[: heading.start] + text[after:]
    return text


def _with(text: str, own: _Part | None, moved: Sequence[_Part], into: str) -> str:
    """Put what the parts hold beneath the heading of the one that stays; what it held itself stays there."""
    outline = Outline.of(text)
    heading = outline.cell(into)
    if heading is None:
        raise SpliceError(f"there is no heading of {into}")
    end = heading.end + len(text[heading.end : outline.end(heading)].rstrip())
    opening = f"\n{own.introduction}" if own and not own.blank else ""
    parts = [f"{part.introduction}\n{part.body}".rstrip("\n") for part in moved if not part.blank]
    closing = ("\n\n" if opening or end > heading.end else "\n") + "\n\n".join(parts) if parts else ""
    after = apply(text, [Splice(heading.end, heading.end, opening), Splice(end, end, closing)])
    _whole(after, [*([own] if own else []), *moved], into)
    return after


def _whole(text: str, parts: Sequence[_Part], into: str) -> None:
    """Make sure that all of the parts is read as one cell."""
    outline = Outline.of(text)
    heading = outline.cell(into)
    cell = text[heading.end : outline.end(heading)] if heading else ""
    for part in parts:
        if part.body not in cell or within(outline.comments, text.find(part.introduction)):
            raise SpliceError(
                f"the cells of {part.code.id} and {into} cannot be joined: a heading or an open comment in "
                "one would end the other; write that heading deeper, or close the comment"
            )

"""Changes to one chart file: canonical text in and out; a person's words are never touched.

What is written is headings (number and title for display, the id counts), their attributes, and the
tool's own comments.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framework_cli.model.cell import Evidence
from framework_cli.model.codebook import Code, Codebook
from framework_cli.read.outline import ATTRIBUTE, Comment, Heading, Outline
from framework_cli.write.scalars import word
from framework_cli.write.splice import Splice, apply, line_end, line_start, remove_lines

ORDER = ("charted", "on", "codebook", "reviewed", "state")
_PLAIN = re.compile(r"[^\s\"{}]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be written of a cell: attributes (None takes one out) and evidence.

    `evidence` None leaves the evidence comment as it is; `forget` takes it out.
    """

    attributes: Mapping[str, str | None]
    evidence: tuple[Evidence, ...] | None = None
    forget: bool = False


def new_chart(case: str, wave: str = "", *, hint: str = "") -> str:
    """The start of a chart file: front matter and, if given, a comment where the pen portrait goes."""
    front = f"---\ncase: {word(case)}\n" + (f"wave: {word(wave)}\n" if wave else "") + "---\n"
    return front + (comment(hint) + "\n" if hint else "")


def comment(words: str) -> str:
    """One of the tool's own comments. `--` within is written `-\\-`, so that it cannot end early."""
    end = "" if words.endswith("\n") else " "
    return f"<!-- framework {escape(words)}{end}-->"


def escape(words: str) -> str:
    """Words as they may stand in a comment."""
    return re.sub(r"-(?=-)", r"-\\", words)


def add_headings(text: str, codebook: Codebook, ids: Iterable[str]) -> str:
    """Add the headings of cells that have none yet, each at its place in codebook order."""
    wanted = set(ids)
    for code in codebook.codes.values():
        if code.id in wanted:
            text = _add_heading(text, codebook, code)
    return text


def add_comments(text: str, listed: Mapping[str, Sequence[str]]) -> str:
    """List what belongs to cells as comments beneath their headings, after those already there."""
    outline = Outline.of(text)
    splices = []
    for id, items in listed.items():
        heading = outline.cell(id)
        if heading and items:
            at = below(outline, heading)
            splices.append(Splice(at, at, "".join(f"\n{comment(item)}" for item in items)))
    return apply(text, splices)


def comments_of(text: str, id: str) -> tuple[str, ...]:
    """What the tool has listed in a cell, as it was before escaping."""
    outline = Outline.of(text)
    heading = outline.cell(id)
    found = [c for c in outline.within(heading) if c.tool == "framework"] if heading else []
    inside = (text[c.start + 4 : c.end].removesuffix("-->").strip() for c in found)
    return tuple(each.removeprefix("framework").strip().replace("-\\", "-") for each in inside)


def set_marks(text: str, marks: Mapping[str, Marks]) -> str:
    """Write attributes and evidence comments of cells; those without a heading are passed over."""
    outline = Outline.of(text)
    splices: list[Splice] = []
    for id, mark in marks.items():
        heading = outline.cell(id)
        if heading:
            splices += _attributes(heading, mark.attributes)
            splices += _evidence(outline, heading, mark)
    return apply(text, splices)


def _attributes(heading: Heading, wanted: Mapping[str, str | None]) -> list[Splice]:
    """Change values in place, take out what goes, and put what is new at the end of the braces."""
    there: dict[str, list[re.Match[str]]] = {}
    for token in ATTRIBUTE.finditer(heading.attributes):
        there.setdefault(token[1] or "", []).append(token)
    splices: list[Splice] = []
    new = ""
    for name in sorted(wanted, key=ORDER.index):
        value = wanted[name]
        written = "" if value is None else f"{name}={_value(value)}"
        tokens = there.get(name, [])
        if written and not tokens:
            new += f" {written}"
        for number, token in enumerate(tokens):
            kept = written if number == 0 else ""
            before = heading.attributes[: token.start()]
            start = token.start() if kept else len(before.rstrip())
            splices.append(Splice(heading.inside + start, heading.inside + token.end(), kept))
    end = heading.inside + len(heading.attributes.rstrip())
    return [*splices, Splice(end, end, new)]


def _value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _evidence(outline: Outline, heading: Heading, mark: Marks) -> list[Splice]:
    text = outline.text
    there = next((c for c in outline.within(heading) if c.tool == "evidence"), None)
    items = "".join(f" {item.excerpt}:{item.digest}" for item in mark.evidence or ())
    written = f"<!-- evidence{items} -->"
    if there is None:
        wanted = mark.evidence is not None and not mark.forget
        return [Splice(heading.end, heading.end, "\n" + written)] if wanted else []
    # A comment that was never closed has no end of its own: what follows its line is the person's.
    end = there.end if text.startswith("-->", there.end - 3) else line_end(text, there.start)
    if mark.forget:
        alone = text[line_start(text, there.start) : line_end(text, end)].strip() == text[there.start : end]
        return [remove_lines(text, there.start, end) if alone else Splice(there.start, end, "")]
    return [Splice(there.start, end, written)] if mark.evidence is not None else []


def below(outline: Outline, heading: Heading) -> int:
    """The end of a line after a cell's last tool comment, or of its heading; never within a comment."""
    text, end = outline.text, outline.end(heading)
    tool = [comment for comment in outline.within(heading) if comment.tool]
    at = _out_of(outline.comments, text, line_end(text, tool[-1].end)) if tool else heading.end
    return at if at < end or end == len(text) else end - 1


def _out_of(comments: Sequence[Comment], text: str, at: int) -> int:
    for each in comments:
        if each.start < at < each.end:
            at = line_end(text, each.end)
    return at


def _add_heading(text: str, codebook: Codebook, code: Code) -> str:
    outline = Outline.of(text)
    if outline.cell(code.id):
        return text
    kin = [h for h in outline.headings if h.id in codebook.codes and codebook.codes[h.id].theme == code.theme]
    theme = codebook.codes[code.theme]
    above = theme_heading(outline, codebook, theme)
    if not kin and above is None:
        return _add_theme(outline, codebook, code)
    level = _level(codebook, code, kin, above)
    at = _place(outline, codebook, code, kin, above, level)
    return _insert(text, at, [_line(level, code, id=True)])


def _level(codebook: Codebook, code: Code, kin: Sequence[Heading], above: Heading | None) -> int:
    """The level that suits the headings of the same theme that are there."""
    alike = [h.level for h in kin if codebook.codes[h.id].level == code.level]
    if alike:
        return alike[0]
    if above:
        # A theme's own cell stands below a heading that holds the theme's name already.
        return min(above.level + max(code.level, 1), 6)
    return min(max(kin[0].level - codebook.codes[kin[0].id].level + code.level, 1), 6)


def _place(
    outline: Outline,
    codebook: Codebook,
    code: Code,
    kin: Sequence[Heading],
    above: Heading | None,
    level: int,
) -> int:
    order = list(codebook.codes)
    before = [h for h in kin if order.index(h.id) < order.index(code.id)]
    after = [h for h in kin if order.index(h.id) > order.index(code.id)]
    if before:
        last = max(before, key=lambda h: (order.index(h.id), -h.start))
        # Headings of a person's own, deeper than the new one, stay with what they stood under.
        return outline.next(outline.end(last), level)
    if after:
        return min(after, key=lambda h: order.index(h.id)).start
    return outline.next(above.end if above else 0, level)


def _add_theme(outline: Outline, codebook: Codebook, code: Code) -> str:
    """Add the first cell of a theme, with the theme's heading above it."""
    theme = codebook.codes[code.theme]
    order = list(codebook.codes)
    rank = order.index(theme.id)
    known = [h for h in outline.headings if h.id in codebook.codes]
    lines = (
        [_line(1, theme, id=True)]
        if code is theme
        else [_line(1, theme), _line(code.level + 1, code, id=True)]
    )
    earlier = [h for h in known if order.index(codebook.codes[h.id].theme) < rank]
    later = [h for h in known if order.index(codebook.codes[h.id].theme) > rank]
    if earlier:
        best = max(order.index(codebook.codes[h.id].theme) for h in earlier)
        last = [h for h in earlier if order.index(codebook.codes[h.id].theme) == best][-1]
        at = outline.next(outline.end(last), 1)
    elif later:
        first = min(later, key=lambda h: (order.index(codebook.codes[h.id].theme), h.start))
        above = theme_heading(outline, codebook, codebook.codes[codebook.codes[first.id].theme])
        at = above.start if above and above.start < first.start else first.start
    else:
        at = len(outline.text)
    return _insert(outline.text, at, lines)


def theme_heading(outline: Outline, codebook: Codebook, theme: Code) -> Heading | None:
    """The heading without id that bears a theme's name, with or without a number, and no other's cells."""
    for number, heading in enumerate(outline.headings):
        title = re.sub(r"^[\d.]+\s+", "", heading.title)
        if not heading.id and title in (theme.name.strip(), title_of(theme.name)):
            later = (codebook.codes[h.id] for h in outline.headings[number:] if h.id in codebook.codes)
            first = next(later, theme)
            if first.theme == theme.id or codebook.codes[first.theme].name != theme.name:
                return heading
    return None


def _line(level: int, code: Code, *, id: bool = False) -> str:
    number = f"{code.number} " if code.number else ""
    return f"{'#' * level} {number}{title_of(code.name)}" + (f" {{#{code.id}}}" if id else "")


def title_of(name: str) -> str:
    """A name on one line, without what would make it a comment or attributes."""
    return " ".join(name.translate({ord("{"): "(", ord("}"): ")"}).replace("<!--", "<!-\\-").split())


def _insert(text: str, at: int, lines: Sequence[str]) -> str:
    """Put headings at the start of a line, set off by blank lines."""
    before = text[:at]
    lead = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    tail = "\n" if at < len(text) else ""
    return before + lead + "\n".join(lines) + "\n" + tail + text[at:]

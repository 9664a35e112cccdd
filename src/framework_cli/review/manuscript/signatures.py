"""Whose words a quote is said to be, by what is cited behind it, before it, or somewhere near."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.review.manuscript.citations import Citation, literature
from framework_cli.review.manuscript.draft import NOTHING, Block
from framework_cli.review.manuscript.names import Names

_GROUP = re.compile(
    r"\(([^()\n]{1,160}|[^()\n]{0,100}\([^()\n]{0,60}\)[^()\n]{0,60})\)|\[([^\[\]\n]{1,160})\]"
)
_SECOND = re.compile(rf"[ {NOTHING}]*(?:{_GROUP.pattern})")
_DASH = re.compile(r"(?:[–—]|--)[ \t]*([^\n.;“\"]{1,100})")
_LINKED = re.compile(rf"{NOTHING}[^\n{NOTHING}]{{1,60}}{NOTHING}+")
_BETWEEN = re.compile(rf"[\s.,;:!?…{NOTHING}]*")
_LEAD = re.compile(rf"[\s*“”\"‘'«»{NOTHING}]*:[\s*“”\"‘'«»{NOTHING}]*")
_OWN_LINE = re.compile(rf"[\s{NOTHING}]*(?:[–—]|--)[ \t{NOTHING}]*\S[^\n]*$")
_TAIL = re.compile(rf"[(\[][^()\[\]\n]{{1,160}}[)\]][\s.{NOTHING}]*$")
_AFTER_DASH = re.compile(rf"[\s{NOTHING}]*(?:[–—]|--)[ {NOTHING}]*[^\n–—]{{1,80}}$")
# `(see also P07)` points elsewhere.
_ELSEWHERE = re.compile(r"[(\[]\s*(?:see\s+also|see|cf\.?|compare|vgl\.?)\s", re.IGNORECASE)
# A note's number right behind a quote, raised (`¹²`, `^12^`) or as a word processor's text has it (`”12`).
_RAISED = re.compile(r"[\"”’»'][.,;]?(?:[⁰¹²³⁴-⁹]+|\^\d[\d,–-]*\^|\d{1,3}(?![\w.:/-]))")
# A line that begins with a citation and goes on with a comma or bracket signs what stands above it; with a
# colon it is somebody's label.
_GOES_ON = re.compile(rf"[\s{NOTHING}]*[,;(]")
# A paragraph that is no longer than this, and begins with a bracket or dash, signs the quotation above it.
SHORT = 120


class Signature(NamedTuple):
    """What says whose words a quote is.

    `cited` are the citations. They are `direct` where they follow at once, or stand before with a colon; else
    they stand somewhere in the sentence or paragraph, and only tell which of several places is meant.
    `described` are the cases that have the attributes named behind the quote. `alone` is the one case that
    the sentence names before it, where it names no other. `literature` says that it is cited from a book.
    """

    cited: tuple[Citation, ...] = ()
    direct: bool = False
    described: frozenset[str] = frozenset()
    alone: str = ""
    literature: bool = False

    @property
    def says_who(self) -> bool:
        """Whether it is said whose words these are."""
        return self.direct or bool(self.alone)


@dataclass(frozen=True, slots=True)
class Signatures:
    """The citations of a draft (in order) and the study's names, ready to be asked who signs a quote."""

    text: str
    cited: Sequence[Citation]
    names: Names

    def inline(self, block: Block, start: int, end: int, sentence: tuple[int, int]) -> Signature:
        """Who signs words between marks; `end` is behind the mark that closes."""
        first, last = self._behind(end, block.end)
        inside = self.text[first:last]
        direct = () if _ELSEWHERE.match(inside) else self._within(first, last)
        described = frozenset() if direct else self._described(inside)
        if direct or described:
            return Signature(direct, True, described)
        if block.kind == "cell" and (beside := self._beside(block)):
            return Signature(beside, True)
        before = self._within(block.start, start)
        if before and _LEAD.fullmatch(self.text, before[-1].end, start):
            return Signature(before[-1:], True)
        mentioned = [each for each in before if each.start >= sentence[0] and each.name]
        behind = self._within(end, sentence[1])
        near = tuple(mentioned[-1:]) or behind[:1] or self._within(end, block.end)[:1]
        cases = {self.names.cases.get(each.name, "") for each in mentioned}
        alone = cases.pop() if len(cases) == 1 and not behind else ""
        book = literature(inside) or literature(self.text[sentence[0] : start])
        book = book or bool(_RAISED.match(self.text, end - 1, block.end))
        return Signature(near, alone=alone, literature=book and not mentioned and not behind)

    def set_off(self, block: Block, before: Block | None, after: Block | None) -> tuple[int, Signature]:
        """Where the words of a quotation set off from the text end, and who signs it.

        The signature is its last line or bracket, a short paragraph after it, or, said of lines only, the
        paragraph before it.
        """
        end = self._words_end(block)
        direct = self._within(end, block.end)
        signed = self.text[end : block.end]
        if not direct and after is not None and after.kind == "prose" and after.end - after.start < SHORT:
            signed += self.text[after.start : after.end] if self._signs(after) else ""
            direct = self._within(after.start, after.end) if self._signs(after) else ()
        described = frozenset() if direct else self._described(signed)
        if direct or described:
            return end, Signature(direct, True, described)
        near = self._within(before.start, before.end)[-1:] if before is not None else ()
        return end, Signature(near, literature=literature(signed.strip()))

    def _beside(self, block: Block) -> tuple[Citation, ...]:
        """What is cited in another cell of a table's row that holds nothing else."""
        first = self.text.rfind("\n", 0, block.start) + 1
        last = self.text.find("\n", block.end)
        for cell in re.compile(r"[^|\n]+").finditer(self.text, first, last if last >= 0 else len(self.text)):
            if not cell.start() <= block.start < cell.end() and self._no_more(*cell.span()):
                return self._within(*cell.span())
        return ()

    def _no_more(self, start: int, end: int) -> bool:
        """Whether a stretch holds citations and no words beside them."""
        held = self._within(start, end)
        ends, starts = [start, *(each.end for each in held)], [*(each.start for each in held), end]
        rest = "".join(self.text[one:other] for one, other in zip(ends, starts, strict=True))
        return bool(held) and not re.search(r"[^\W\d_]{2,}", rest)

    def _begins_signed(self, start: int, end: int) -> bool:
        """Whether a line is a signature without a dash: `P07, project lead`."""
        held = self._within(start, end)
        return bool(held) and (
            end - start <= SHORT
            and held[0].start == start
            and bool(_GOES_ON.match(self.text, held[0].end, end))
        )

    def _signs(self, block: Block) -> bool:
        return self.text[block.start : block.end].lstrip(f" {NOTHING}").startswith(("(", "[", "–", "—", "--"))

    def _words_end(self, block: Block) -> int:
        last = self.text.rfind("\n", block.start, block.end) + 1
        if last > block.start:
            body = self.text[last : block.end].lstrip(f"> \t{NOTHING}")
            begin = block.end - len(body)
            if (
                _OWN_LINE.match(body)
                or self._no_more(begin, block.end)
                or self._begins_signed(begin, block.end)
            ):
                return begin
        if found := _TAIL.search(self.text, max(block.start, block.end - 200), block.end):
            return found.start()
        found = _AFTER_DASH.search(self.text, max(block.start, block.end - 120), block.end)
        # A dash may be the speaker's own.
        signs = found is not None and (self._within(*found.span()) or self._described(found[0]))
        return found.start() if found is not None and signs else block.end

    def _within(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations that start in a stretch."""
        first = bisect_left(self.cited, start, key=_start)
        return tuple(self.cited[first : bisect_left(self.cited, end, lo=first, key=_start)])

    def _behind(self, at: int, end: int) -> tuple[int, int]:
        """The bracket, link or words after a dash that follow at once; nothing where none do."""
        begin = self._past(at, end)
        if found := _GROUP.match(self.text, begin, end):
            # (P07) [@id]: both.
            more = _SECOND.match(self.text, found.end(), end)
            return found.start(), (more or found).end()
        if self.text[begin - 1 : begin] == NOTHING:
            begin -= 1
        found = _LINKED.match(self.text, begin, end) or _DASH.match(self.text, begin, end)
        return found.span() if found else (at, at)

    def _past(self, at: int, end: int) -> int:
        found = _BETWEEN.match(self.text, at, end)
        return found.end() if found else at

    def _described(self, words: str) -> frozenset[str]:
        """The cases that words describe by their attributes: `(project lead, Quayfield)`."""
        parts = [part.strip(f"()[]–—- \n>{NOTHING}").casefold() for part in re.split(r"[,;/]", words)]
        held = [self.names.values[part] for part in parts if part in self.names.values]
        return frozenset.intersection(*held) if held else frozenset()


def _start(citation: Citation) -> int:
    return citation.start

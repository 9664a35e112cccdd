"""The quotes of a manuscript: words between marks, and paragraphs set off as quotations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.model.manuscript import WITHHELD
from framework_cli.review.manuscript.citations import Citation
from framework_cli.review.manuscript.draft import NOTHING, Block, Draft
from framework_cli.review.manuscript.marks import Marked, marked
from framework_cli.review.manuscript.names import Names
from framework_cli.review.manuscript.pieces import Piece, pieces
from framework_cli.review.manuscript.signatures import Signature, Signatures

# Fewer words in quotation marks are a term or a title as often as a quote, unless somebody signs them.
FEWEST = 4
# A sentence is looked for no farther than so many characters away.
LONGEST = 1000

SENTENCE = re.compile(rf"(?<=[.!?])[\"”’»)\]{NOTHING}]*\s[\s{NOTHING}]*(?=[\"“‘«(\[]?[^\W\d_a-z])")
_BEGIN = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+")
_JOINED = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_CALL_OUT = re.compile(r"\s*\[!\w+\]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is quoted with, from `start` to `end`; `text` as they are printed.

    `readings` are its pieces, one reading for each end that it may have. `sure` is false where its marks may
    as well be apostrophes. `around` is what the sentence says beside it.
    """

    start: int
    end: int
    text: str
    readings: tuple[tuple[Piece, ...], ...]
    signature: Signature
    around: str = ""
    sure: bool = True

    @property
    def size(self) -> int:
        """How many words it has by its likeliest reading, brackets not counted, joined ones as one."""
        reading = self.readings[0] if self.readings else ()
        return sum(len(piece.keys) - len(_JOINED.findall(piece.words)) for piece in reading)

    @property
    def signed(self) -> bool:
        """Whether it is said whose words these are."""
        return self.signature.says_who


class Extracted(NamedTuple):
    """The quotes that are to be checked; how many are from the literature; marks never closed (offsets)."""

    quotes: tuple[Quote, ...]
    from_literature: int
    unclosed: tuple[int, ...]


def extract(draft: Draft, cited: Sequence[Citation], names: Names, labels: frozenset[str]) -> Extracted:
    """Find the quotes of a draft that have words enough, or a signature."""
    signatures = Signatures(draft.clear, cited, names)
    found: list[Quote] = []
    unclosed: list[int] = []
    for number, block in enumerate(draft.blocks):
        if block.kind == "quote":
            before = draft.blocks[number - 1] if number else None
            after = draft.blocks[number + 1] if number + 1 < len(draft.blocks) else None
            found += _set_off(draft, block, signatures.set_off(block, before, after), labels)
        else:
            stretches, lonely = marked(draft.clear, block.start, block.end)
            found += [_inline(draft, block, each, signatures, labels) for each in stretches]
            for at in lonely:
                if _goes_on(draft, number, at):
                    found.append(_inline(draft, block, Marked(at + 1, (block.end,), ""), signatures, labels))
                elif len(draft.clear[at : block.end].split()) >= FEWEST:
                    unclosed.append(at)
    worth = [quote for quote in found if quote.size >= (1 if quote.signed else FEWEST)]
    kept = tuple(quote for quote in worth if not quote.signature.literature)
    return Extracted(kept, len(worth) - len(kept), tuple(unclosed))


def _goes_on(draft: Draft, number: int, at: int) -> bool:
    """Whether a mark opens its paragraph and the next one too: a long quote is closed in its last alone."""
    text, block = draft.clear, draft.blocks[number]
    after = draft.blocks[number + 1] if number + 1 < len(draft.blocks) else None
    first = text[block.start : at].strip(f" {NOTHING}") == ""
    return first and after is not None and text[after.start : after.end].lstrip(f" {NOTHING}")[:1] == text[at]


def _inline(
    draft: Draft, block: Block, each: Marked, signatures: Signatures, labels: frozenset[str]
) -> Quote:
    text = draft.clear
    readings = (tuple(pieces(text[each.start : end], labels)) for end in each.ends)
    sentence = _sentence(text, block, each.start, each.end)
    return Quote(
        each.start,
        each.end,
        text[each.start : each.end],
        tuple(reading for reading in readings if reading),
        signatures.inline(block, each.start, each.end + 1, sentence),
        f"{text[sentence[0] : each.start]} {text[each.end : sentence[1]]}",
        each.sure,
    )


def _sentence(text: str, block: Block, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch, within its block."""
    # The stretch's first letter tells that a sentence begins there.
    first = max(block.start, start - LONGEST)
    ends = (found.end() for found in SENTENCE.finditer(text, first, min(start + 1, end)))
    last = min(block.end, end + LONGEST)
    after = SENTENCE.search(text, end, last)
    return max(ends, default=first), after.start() if after else last


def _set_off(
    draft: Draft, block: Block, signed: tuple[int, Signature], labels: frozenset[str]
) -> Iterator[Quote]:
    """A quotation set off from the text. A call-out (`> [!NOTE]`) is none, nor is a report's word for one."""
    end, signature = signed
    raw = draft.clear[block.start : end]
    words = _BEGIN.sub(" ", raw)
    bare = words.strip(f" \n\t{NOTHING}").strip('“”"„«»')
    reading = tuple(pieces(bare, labels))
    if reading and bare != WITHHELD and not _CALL_OUT.match(words):
        start = block.start + len(raw) - len(raw.lstrip())
        yield Quote(start, block.start + len(raw.rstrip(f"> \n\t{NOTHING}")), bare, (reading,), signature)

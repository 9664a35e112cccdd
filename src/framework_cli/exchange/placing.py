"""From a segment to its place in its transcript, or the reason why not. Nothing is guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from framework_cli.exchange.codes import Codes, Unknown
from framework_cli.exchange.segments import Segment, Unplaced
from framework_cli.exchange.who import Coders, find_source
from framework_cli.index import resolve
from framework_cli.index.normal import Normal, normalise
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Anchor, Status
from framework_cli.model.source import Source
from framework_cli.model.study import Study

# A shorter segment that stands within a word may as well be a misspelt one from somewhere else.
_TELLING = 25


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage of a source with what one coder said of it; `rows` of the table it comes from.

    `edited` says that the transcript's words are much the same as the segment's, not the same.
    """

    source: str
    coder: str
    start: int
    end: int
    codes: tuple[str, ...]
    memos: tuple[str, ...]
    rows: tuple[Segment, ...]
    edited: bool = False


def place(
    study: Study, segments: Iterable[Segment], codes: Codes, coders: Coders
) -> tuple[list[Placed], list[Unplaced]]:
    """Find every segment's place. Rows of one passage and coder become one excerpt with several codes.

    Not placed are: no or unknown document, code or coder; an empty segment; one that stands in no or in
    several places of its transcript; one that stands word for word in another transcript only.
    """
    texts = _Texts(study)
    unplaced: list[Unplaced] = []
    placed: list[Placed] = []
    for segment in segments:
        found = _place(texts, segment, codes, coders)
        unplaced += found[1]
        placed += found[0]
    return _merged(placed), unplaced


def _place(
    texts: "_Texts", segment: Segment, codes: Codes, coders: Coders
) -> tuple[list[Placed], list[Unplaced]]:
    source, coder = find_source(texts.study, segment.document), coders.find(segment.coder)
    known, unknown = _codes(segment, codes)
    if not segment.segment.strip():
        return [], [Unplaced(segment, "no text in the segment")]
    if isinstance(source, Unknown):
        hint = source.hint or texts.elsewhere(segment.segment, "")
        return [], [Unplaced(segment, source.reason, hint)]
    if isinstance(coder, Unknown):
        return [], [Unplaced(segment, coder.reason, coder.hint)]
    if not known:
        return [], unknown
    anchor = texts.anchor(source, segment.segment)
    if isinstance(anchor, Unknown):
        return [], [Unplaced(segment, anchor.reason, anchor.hint)]
    memo = segment.memo.strip()
    here = Placed(
        source,
        coder,
        anchor.start,
        anchor.end,
        tuple(known),
        (memo,) if memo else (),
        (segment,),
        anchor.status is Status.EDITED,
    )
    return [here], unknown


def _codes(segment: Segment, codes: Codes) -> tuple[list[str], list[Unplaced]]:
    """The ids a row gives, and for each code that is unknown what remains of the row."""
    known: list[str] = []
    unknown: list[Unplaced] = []
    for cell in segment.codes() or [""]:
        found = codes.find(cell)
        if isinstance(found, Unknown):
            unknown.append(Unplaced(replace(segment, code=cell), found.reason, found.hint))
        else:
            known.append(found)
    return known, unknown


def _merged(placed: Sequence[Placed]) -> list[Placed]:
    """One a passage and coder, in order of place."""
    by_place: dict[tuple[str, str, int, int], Placed] = {}
    for one in placed:
        key = (one.source, one.coder, one.start, one.end)
        before = by_place.get(key)
        by_place[key] = _together(before, one) if before else one
    return [by_place[key] for key in sorted(by_place)]


def _together(one: Placed, other: Placed) -> Placed:
    return replace(
        one,
        codes=tuple(dict.fromkeys((*one.codes, *other.codes))),
        memos=tuple(dict.fromkeys((*one.memos, *other.memos))),
        rows=(*one.rows, *other.rows),
        edited=one.edited or other.edited,
    )


class _Texts:
    """The transcripts, each normalised once; a segment that comes in several rows is looked up once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._known: dict[tuple[str, str], Anchor | Unknown] = {}

    @cached_property
    def normal(self) -> dict[str, str]:
        """The normalised text of every source."""
        return {id: Normal.of(source.text).text for id, source in self.study.sources.items()}

    def anchor(self, source: str, segment: str) -> Anchor | Unknown:
        """Where a segment stands in a source, or why there is no one place."""
        key = (source, segment)
        if key not in self._known:
            self._known[key] = self._anchor(self.study.sources[source], segment.strip())
        return self._known[key]

    def _anchor(self, source: Source, quote: str) -> Anchor | Unknown:
        words = normalise(quote)
        # Line breaks differ between tools: what is one place word for word may be two without layout.
        places = _count(self.normal[source.id], words) if words else 0
        if places > 1:
            hint = "lengthen it until it is unique"
            return Unknown("segment stands in several places of its document", hint)
        elsewhere = "" if places else self.elsewhere(quote, source.id)
        if elsewhere:
            return Unknown("segment is not in its document", elsewhere)
        excerpt = Excerpt("", source.id, "", "", 0, quote)
        (found,) = resolve(source.text, [excerpt], lines=source.lines, same_text=None)
        if found.status.resolved:
            if len(words) < _TELLING and _cuts_words(source.text, found.start, found.end):
                return Unknown("segment stands only within longer words of its document")
            return found
        if found.status is Status.AMBIGUOUS:
            return Unknown("several places of its document are like the segment")
        return Unknown("segment is not in its document")

    def elsewhere(self, segment: str, but: str) -> str:
        """Which other sources hold a segment's words; empty for none."""
        words = normalise(segment)
        held = [id for id, text in self.normal.items() if id != but and words and words in text]
        if len(held) == 1:
            return f"its words stand in {held[0]}"
        return f"its words stand in {len(held)} other documents" if held else ""


def _cuts_words(text: str, start: int, end: int) -> bool:
    """Whether a place begins or ends within a word ("ants" in "participants")."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return any(len(pair) == 2 and pair[0].isalnum() and pair[1].isalnum() for pair in (before, after))


def _count(text: str, words: str) -> int:
    """How often words stand in a text, overlapping occurrences included; counting stops at two."""
    first = text.find(words)
    return 0 if first < 0 else 1 + (text.find(words, first + 1) >= 0)

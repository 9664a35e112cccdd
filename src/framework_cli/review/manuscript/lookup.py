"""Looking a quote up: where it stands, how it differs, and whether it is whose it is said to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from framework_cli.index.normal import normalise
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Passage
from framework_cli.model.study import Study
from framework_cli.review.manuscript.citations import Citation
from framework_cli.review.manuscript.names import Names
from framework_cli.review.manuscript.pieces import Piece
from framework_cli.review.manuscript.quotes import Quote
from framework_cli.review.manuscript.search import MEANT, OTHERS, Match, Near, matches, nearest
from framework_cli.review.manuscript.spoken import Place, Said, Spoken
from framework_cli.review.manuscript.words import keys

Standing = Literal["found", "apart", "differs", "changed", "defined", "nowhere"]


class Traced(NamedTuple):
    """A quote and what was found of it.

    `found`: `places` are where it stands, those that its signature means if any are; `against` says what the
    signature has wrong. `apart`: its pieces stand, but not in order in one source; `places` are theirs.
    `differs`: `near` is the place like `piece`. `changed`: an older wording of `excerpt` had it. `defined`:
    the codebook has these words. `nowhere`: `near`, if any, is the place most like it.

    `signed` says that it is told whose it is: by its signature, or by a citation in its sentence that fits.
    """

    quote: Quote
    standing: Standing
    reading: tuple[Piece, ...]
    places: tuple[Match, ...] = ()
    against: Literal["", "case", "lines"] = ""
    signed: bool = False
    near: Near | None = None
    piece: Piece | None = None
    excerpt: Excerpt | None = None

    @property
    def voices(self) -> tuple[str, ...]:
        """The cases whose words these are; nobody's where that is not certain."""
        if self.standing == "differs" and self.near:
            return self.near.place.cases
        held = {match.whole.cases for match in self.places} if self.standing == "found" else set()
        return next(iter(held)) if len(held) == 1 else ()

    @property
    def passages(self) -> list[Passage]:
        """The coded passages that it stands in."""
        places = [part for match in self.places for part in match.parts]
        if self.standing == "differs" and self.near:
            places = [self.near.place]
        return [p for place in places for p in place.said.coded(place.start, place.end)]


@dataclass(frozen=True)
class Tracer:
    """A study made ready for quotes to be looked up in."""

    study: Study
    spoken: Spoken
    names: Names
    excerpts: dict[str, Passage]

    def trace(self, quote: Quote) -> Traced:
        """Look one quote up, by each of its readings; the first that was said so is taken."""
        for reading in quote.readings:
            found = matches(self.spoken, reading)
            if found:
                return self._signed(quote, reading, found)
        return self._differing(quote, quote.readings[0])

    def _signed(self, quote: Quote, reading: tuple[Piece, ...], found: list[Match]) -> Traced:
        """Of the places where a quote stands, those that its signature means.

        A citation that only stands near may be of something else: it chooses, and is not held against it.
        """
        whose = [m for m in found if self._whose(quote, m.whole)]
        where = [m for m in whose if self._where(quote, m.whole)]
        if not quote.signed:
            fits = bool(where) and bool(quote.signature.cited)
            return Traced(quote, "found", reading, tuple(where or whose or found), signed=fits)
        if not whose:
            return Traced(quote, "found", reading, tuple(found), "case", signed=True)
        return Traced(
            quote,
            "found",
            reading,
            tuple(where or whose),
            "" if where or not quote.signature.direct else "lines",
            signed=True,
        )

    def _whose(self, quote: Quote, place: Place) -> bool:
        """Whether a place is of somebody whom the signature names; it may name nobody."""
        signature = quote.signature
        if signature.described:
            return bool(signature.described & set(place.cases)) or not place.cases
        if signature.alone and not signature.direct:
            return signature.alone in place.cases
        wanted = self._persons([c for c in signature.cited if self._known(c)])
        return not wanted or any(self._is_of(c, place) for c in wanted)

    def _persons(self, cited: Sequence[Citation]) -> list[Citation]:
        """Those of some citations that say whose words these are.

        A group's name, lines or excerpt beside one of its speakers (`Ruth, FG1`) only say where.
        """
        people = {self.names.cases[c.name] for c in cited if c.name in self.names.cases}
        return [c for c in cited if c.name in self.names.cases or not self._speakers(c) & people]

    def _speakers(self, citation: Citation) -> frozenset[str]:
        """The cases that speak in the source that a citation points into, where they are several."""
        name = self.excerpts[citation.excerpt].excerpt.source if citation.excerpt else citation.name
        source = self.names.sources.get(name)
        found = source.cases() if source else frozenset[str]()
        return found if len(found) > 1 else frozenset()

    def _known(self, citation: Citation) -> bool:
        return citation.excerpt in self.excerpts or self.names.known(citation.name)

    def _is_of(self, citation: Citation, place: Place) -> bool:
        if citation.excerpt:
            passage = self.excerpts[citation.excerpt]
            theirs = {b.case for b in passage.belongs}
            return passage.excerpt.source == place.said.source.id or bool(theirs & set(place.cases))
        return citation.name == place.said.source.id or bool(
            self.names.cases_of(citation.name) & set(place.cases)
        )

    def _where(self, quote: Quote, place: Place) -> bool:
        """Whether a place lies on the lines or in the excerpt that a signature gives; it may give none."""
        given = [c for c in quote.signature.cited if self._known(c) and (c.excerpt or c.line)]
        return not given or any(self._is_at(c, place) for c in given)

    def _is_at(self, citation: Citation, place: Place) -> bool:
        if citation.excerpt:
            passage = self.excerpts[citation.excerpt]
            return (
                passage.excerpt.source == place.said.source.id
                and passage.start < place.end
                and place.start < passage.end
            )
        first, last = place.lines
        return (
            place.said.source in self.names.sources_of(citation.name)
            and citation.line <= last
            and first <= citation.end_line
        )

    def _differing(self, quote: Quote, reading: tuple[Piece, ...]) -> Traced:
        """What is known of a quote that nobody said so."""
        if not quote.signed and self._defined(reading):
            return Traced(quote, "defined", reading)
        alone = [matches(self.spoken, [piece._replace(gap="")]) for piece in reading]
        missing = [piece for piece, found in zip(reading, alone, strict=True) if not found]
        if older := self._older(missing):
            return Traced(quote, "changed", reading, excerpt=older)
        # A short piece is found anywhere.
        long = [found for piece, found in zip(reading, alone, strict=True) if len(piece.keys) > 2 and found]
        if len(reading) > 1 and not missing and long:
            return Traced(quote, "apart", reading, tuple(self._nearest_of(quote, found) for found in alone))
        piece, near = self._likest(quote, missing or reading, [m.whole.said for found in long for m in found])
        if len(reading) > 1:
            # What looks like an ellipsis may be the transcript's own three dots.
            whole = Piece(" ".join(p.words for p in reading), tuple(key for p in reading for key in p.keys))
            other = self._likest(quote, [whole])
            if other[1] is not None and (near is None or other[1].score > near.score):
                piece, near = other
        return self._judged(quote, reading, piece, near)

    def _likest(
        self, quote: Quote, missing: Sequence[Piece], within: Sequence[Said] = ()
    ) -> tuple[Piece, Near | None]:
        """The longest of some pieces, and the place most like it: in some sources, else in any."""
        piece = max(missing, key=lambda each: len(each.keys))
        near = nearest(self.spoken, piece.keys, within) if within else None
        return piece, self._as_signed(quote, piece, near or nearest(self.spoken, piece.keys))

    def _judged(self, quote: Quote, reading: tuple[Piece, ...], piece: Piece, near: Near | None) -> Traced:
        """Whether a quote that nobody said so differs from a place, or is nowhere."""
        own = near is not None and self._whose(quote, near.place)
        if near is not None and near.meant(piece.keys, own=own):
            beside = near.score >= OTHERS and own and bool(quote.signature.cited)
            beside = beside and self._where(quote, near.place)
            if quote.signed or beside:
                return Traced(quote, "differs", reading, near=near, piece=piece, signed=True)
        return Traced(quote, "nowhere", reading, near=near, piece=piece, signed=quote.signed)

    def _nearest_of(self, quote: Quote, found: Sequence[Match]) -> Match:
        """Of several places that of the one who is named."""
        return next((m for m in found if self._whose(quote, m.whole)), found[0])

    def _as_signed(self, quote: Quote, piece: Piece, near: Near | None) -> Near | None:
        """A place of the one who is named, where there is one as good."""
        if near is None or self._whose(quote, near.place):
            return near
        sources = [s for c in quote.signature.cited if c.name for s in self.names.sources_of(c.name)]
        own = [self.spoken.by_source[s.id] for s in sources if s.id in self.spoken.by_source]
        other = nearest(self.spoken, piece.keys, own) if own else None
        return other if other and other.score >= max(MEANT, near.score - 0.05) else near

    def _defined(self, reading: Sequence[Piece]) -> bool:
        """Whether the codebook has a quote's words, in a name or a definition."""
        return all(f" {' '.join(piece.keys)} " in self._codebook for piece in reading)

    @cached_property
    def _codebook(self) -> str:
        """All words of the codebook, as they are compared."""
        parts = (
            f" {' '.join(keys(text))} "
            for code in self.study.codebook.codes.values()
            for text in (code.name, code.definition, code.include, code.exclude)
        )
        return "\n".join(parts)

    def _older(self, missing: Sequence[Piece]) -> Excerpt | None:
        """The excerpt whose recorded words hold what the transcripts hold no more."""
        longest = max(missing, key=lambda piece: len(piece.keys), default=None)
        if longest is None or len(longest.keys) < 3:
            return None
        wanted = f" {' '.join(longest.keys)} "
        return next((excerpt for text, excerpt in self._recorded if wanted in text), None)

    @cached_property
    def _recorded(self) -> list[tuple[str, Excerpt]]:
        """The words that coders recorded with their excerpts."""
        return [
            (f" {' '.join(keys(excerpt.quote))} ", excerpt)
            for file in self.study.annotations
            for excerpt in file.excerpts
            if excerpt.quote
        ]


def same_signs(reading: Sequence[Piece], match: Match) -> bool:
    """Whether a quote that was found has the transcript's punctuation and capitals too.

    The first letter of a piece may be of either case; what stands at a piece's ends is not compared.
    """
    return all(
        _signs(piece.words) == _signs(part.said.plain[part.start : part.end])
        for piece, part in zip(reading, match.parts, strict=True)
    )


def _signs(text: str) -> str:
    """Words with their punctuation, typography and space made equal; marks of quotes within are nobody's."""
    trimmed = _stripped(normalise(text)).replace('"', "").replace("'", "")
    for sign in "-/…":
        trimmed = trimmed.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return trimmed[:1].casefold() + trimmed[1:]


def _stripped(text: str) -> str:
    """Without what is neither letter nor digit at the ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def differences(written: Sequence[str], said: Sequence[str]) -> Iterator[tuple[str, slice, slice]]:
    """What is to be done to get from what was said to what is written: `changed`, `put in`, `left out`."""
    from rapidfuzz.distance import Levenshtein

    names = {"replace": "changed", "insert": "put in", "delete": "left out"}
    for step in Levenshtein.opcodes(said, written):
        if step.tag in names:
            yield (
                names[step.tag],
                slice(step.dest_start, step.dest_end),
                slice(step.src_start, step.src_end),
            )

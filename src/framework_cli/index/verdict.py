"""What a quote, with the words around it, says by itself about its place in a transcript."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from framework_cli.index.context import Agreement, Context
from framework_cli.index.fuzzy import SHORTEST, Haystack, Window, occurrences
from framework_cli.index.neighbours import Trust, Verdict
from framework_cli.index.normal import Normal, normalise
from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Candidate, Status

LOST = Verdict(Anchor(Status.LOST, 0, 0))

# A place is accepted on its context from this agreement on, and by this margin over the next place.
AGREES, CLOSELY, ALL_BUT_EQUAL, CONTEXT_MARGIN = 0.7, 0.85, 0.95, 0.15
# Letters of context on one side below which there is the start or end of the text, or next to nothing.
SAYS_LITTLE = 16
# Much the same words: likeness; likeness and context together; margin over the next place.
ALIKE, COMBINED, MARGIN = 0.7, 0.65, 0.1
# A quote of this many letters that stands once in a changed text, with nothing like it, is beyond doubt.
TELLING = 25
# Fewer letters come up again by chance (4 of 330 such quotes whose own place was edited were found at a
# copy): they must stand on the lines where their neighbours let them be.
FEW = 20
# Other words without context: from here on accepted unless neighbours speak against it.
VERY_ALIKE, LONG_ENOUGH = 0.85, 60
# Beside words so alike only a copy of them can come near, and a copy shares words in a row.
ALL_BUT = 0.9
# A place this alike may be a quote's own while a copy of it stands elsewhere word for word.
RIVAL, SHORT_RIVAL, SERIOUS = 0.7, 0.62, 0.75
WORTH_SHOWING = 0.6
SHOWN = 100


class Option(NamedTuple):
    """A place that may be meant: in normalised text, how alike its words are, and its context."""

    start: int
    end: int
    score: float
    agreement: Agreement | None

    @property
    def combined(self) -> float:
        """Likeness of words and context together; of words alone where no context was recorded."""
        return self.score if self.agreement is None else (self.score + self.agreement.score) / 2


class Transcript:
    """A transcript ready to be searched; what is worked out for one quote serves the next."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self._known: dict[str, list[int]] = {}

    @cached_property
    def normal(self) -> Normal:
        """The text without its layout."""
        return Normal.of(self.text)

    @cached_property
    def haystack(self) -> Haystack:
        """The text ready for approximate search."""
        return Haystack(self.normal.text)

    def verdict(self, excerpt: Excerpt, same_text: bool | None) -> Verdict:
        """Look for one excerpt: in any layout, then by likeness."""
        quote = excerpt.quote
        recorded = span(excerpt.at, self.lines) if excerpt.at else None
        words = normalise(quote)
        if not words:
            return LOST
        places = self._places(quote, words)
        seeker = _Seeker(self, excerpt, words, same_text, recorded)
        if recorded and same_text is not False:
            inside = [place for place in places if recorded[0] <= place[0] and place[1] <= recorded[1]]
            if len(inside) == 1:
                return seeker.at_hand(inside[0], places)
        return seeker.among(places) if places else seeker.alike([])

    def _places(self, quote: str, words: str) -> list[tuple[int, int]]:
        """Where a quote stands, in this layout or another: a copy broken over two lines is a copy too."""
        normal = self.normal
        found = [normal.raw(at, at + len(words)) for at in self._occurrences(words)]
        # White space at a quote's ends tells copies apart, but must not keep it from being found.
        if found and quote[0] > " " and quote[-1] > " ":
            return found
        exact = [(at, at + len(quote)) for at in occurrences(self.text, quote)]
        return exact or found

    def _occurrences(self, words: str) -> list[int]:
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = occurrences(self.normal.text, words)
        return found


class _Seeker(NamedTuple):
    """The search for one excerpt."""

    transcript: Transcript
    excerpt: Excerpt
    words: str
    same_text: bool | None
    recorded: tuple[int, int] | None

    @property
    def context(self) -> Context | None:
        """The recorded context, if any."""
        context = Context.of(self.excerpt)
        return context if context.before or context.after else None

    def at_hand(self, place: tuple[int, int], places: Sequence[tuple[int, int]]) -> Verdict:
        """A place in the hand chose one of several occurrences; context may speak against it."""
        context = self.context
        if context is not None:
            options = self._options(places, context)
            chosen = next(option for option in options if self._raw(option) == place)
            best = max(option.combined for option in options)
            if best > chosen.combined:
                return self._ambiguous(options)
        return Verdict(self._found(place))

    def among(self, places: Sequence[tuple[int, int]]) -> Verdict:
        """The quote's own words stand in these places."""
        context = self.context
        alone = len(places) == 1
        if alone and (self.same_text or (context is None and self.same_text is None)):
            return Verdict(self._found(places[0]))
        options = sorted(self._options(places, context), key=lambda option: -option.combined)
        if context is not None:
            return self._by_context(options, context)
        if not alone:
            return self._ambiguous(options)
        rivals = self._rivals(options, context)
        if not rivals:
            found = self._found(places[0])
            if len(self.words) < FEW:
                return self._in_doubt(Trust.DOUBTFUL, found, options)
            return Verdict(found, Trust.SURE if len(self.words) >= TELLING else Trust.LIKELY)
        return self._in_doubt(Trust.DOUBTFUL, self._found(places[0]), [*options, *rivals])

    def _by_context(self, options: list[Option], context: Context) -> Verdict:
        best = options[0]
        agreement = best.agreement
        margin = 2 * (best.combined - options[1].combined) if len(options) > 1 else 1.0
        if agreement is None or margin < CONTEXT_MARGIN or not self._agrees(agreement, context):
            # Other words, however alike, cannot be told from copies whose context agrees so well by the
            # margin: there is no need to look for them, and looking takes half a millisecond.
            hopeless = margin < 2 * MARGIN and agreement is not None and agreement.score > 1 - 2 * MARGIN
            return self._ambiguous(options) if hopeless else self.alike(options)
        if self.same_text is False:
            rivals = self._rivals(options, context)
            if any(best.combined - rival.combined < MARGIN for rival in rivals):
                return self._ambiguous([*options, *rivals])
        return Verdict(self._found(self._raw(best)))

    def alike(self, options: list[Option]) -> Verdict:
        """Look for other words as well: `options` are the places of the quote's own words, undecided."""
        context = self.context
        windows = self._windows([(option.start, option.end) for option in options])
        every = [*options, *(self._option(*window, context) for window in windows)]
        every.sort(key=lambda option: (-option.combined, option.start))
        if not every:
            return LOST
        best = every[0]
        margin = best.combined - every[1].combined if len(every) > 1 else 1.0
        enough = self._enough(context is not None)
        if best.score < enough or best.combined < COMBINED or margin < MARGIN:
            return self._undecided(every, bool(options))
        anchor = self._found(self._raw(best), edited=best.score < 1)
        if context is not None and best.agreement is not None:
            # A short quote that repeats itself fits next to its place as well, but not on both sides.
            short = len(self.words) < LONG_ENOUGH
            slips = short and (best.agreement.worse < AGREES or self._slips(best))
            agrees = self._agrees(best.agreement, context) and not slips
            return Verdict(anchor) if agrees else self._undecided(every, bool(options))
        telling = best.score >= VERY_ALIKE and len(self.words) >= LONG_ENOUGH
        return self._in_doubt(Trust.LIKELY if telling else Trust.DOUBTFUL, anchor, every)

    def _windows(self, places: Sequence[tuple[int, int]]) -> list[Window]:
        """The places most like the quote besides some: the best, and those that come near it."""
        haystack = self.transcript.haystack
        windows = haystack.windows(self.words, 1, WORTH_SHOWING, places)
        if not windows:
            return []
        best = windows[0]
        if self.context is not None:
            return windows + haystack.windows(self.words, 2, WORTH_SHOWING, [*places, best[:2]])
        here = haystack.text[best.start : best.end]
        long = len(self.words) >= LONG_ENOUGH
        if best.score >= ALL_BUT and long and not haystack.echoes(self.words, here):
            return windows
        # Without context only what comes within the margin can matter: a higher floor is found faster.
        floor = max(WORTH_SHOWING, best.score - 2 * MARGIN)
        return windows + haystack.windows(self.words, 2, floor, [*places, best[:2]])

    def _slips(self, best: Option) -> bool:
        """Whether the words fit earlier or later as well, as a phrase does that is said twice on end."""
        middle, reach = (best.start + best.end) // 2, len(self.words)
        around = (max(best.start - reach, 0), best.end + reach)
        haystack = self.transcript.haystack
        halves = ((best.start, middle), (middle, best.end))
        return any(haystack.windows(self.words, 1, best.score - MARGIN, [half], around) for half in halves)

    def _agrees(self, agreement: Agreement, context: Context) -> bool:
        """Whether context tells a place; for few words, or where a side says little, it must be close."""
        few = len(self.words) < SHORTEST
        if min(len(context.before), len(context.after)) < SAYS_LITTLE:
            # A word or two with context on one side, in a changed text: copies nearby are told by nothing.
            return agreement.score >= ALL_BUT_EQUAL and not (few and self.same_text is False)
        if few:
            return agreement.score >= CLOSELY and agreement.worse >= AGREES
        return agreement.score >= AGREES

    def _enough(self, has_context: bool) -> float:
        """How alike other words must be: short quotes have chance likenesses, the more without context."""
        length = len(self.words)
        if has_context:
            return ALIKE if length >= 30 else 0.8
        return 2.0 if length < 30 else max(ALIKE, 1.1 - length / 200)

    def _rivals(self, options: Sequence[Option], context: Context | None) -> list[Option]:
        """The place most like the quote elsewhere: it may be its own, edited, where a copy was not.

        Short quotes resemble much: to count, a place must be very alike, or on the recorded line.
        """
        places = [(option.start, option.end) for option in options]
        haystack = self.transcript.haystack
        if len(self.words) < LONG_ENOUGH:
            windows = haystack.windows(self.words, 1, SERIOUS, places)
            line = self._recorded_line()
            if line is not None and not windows:
                windows = haystack.windows(self.words, 1, SHORT_RIVAL, places, line)
        elif len(places) > 1 or haystack.echoes(self.words, self.words):
            windows = haystack.windows(self.words, 1, RIVAL, places)
        else:
            windows = []
        return [self._option(*window, context) for window in windows]

    def _recorded_line(self) -> tuple[int, int] | None:
        """Where in the normalised text the line stands that has the recorded line's number now."""
        at, lines = self.excerpt.at, self.transcript.lines
        start = lines.offset(at.line) if at is not None else None
        if at is None or start is None:
            return None
        here = self.transcript.normal.here
        return here(start), here(lines.end_of(at.line))

    def _options(self, places: Sequence[tuple[int, int]], context: Context | None) -> list[Option]:
        here = self.transcript.normal.here
        return [self._option(here(start), here(end), 1.0, context) for start, end in places]

    def _option(self, start: int, end: int, score: float, context: Context | None) -> Option:
        text = self.transcript.normal.text
        return Option(start, end, score, context.agreement(text, start, end) if context else None)

    def _raw(self, option: Option) -> tuple[int, int]:
        return self.transcript.normal.raw(option.start, option.end)

    def _found(self, place: tuple[int, int], *, edited: bool = False) -> Anchor:
        if edited:
            return Anchor(Status.EDITED, *place)
        start, end = place
        recorded, at = self.recorded, self.excerpt.at
        there = at is None or place == recorded
        if at is not None and at.column is None and recorded is not None:
            there = recorded[0] <= start and end <= recorded[1]
        exact = there and self.transcript.text[start:end] == self.excerpt.quote
        return Anchor(Status.EXACT if exact else Status.MOVED, start, end)

    def _in_doubt(self, trust: Trust, anchor: Anchor, options: Sequence[Option]) -> Verdict:
        own = any(option.score == 1 for option in options)
        rivals = tuple(start for option in options if (start := self._raw(option)[0]) != anchor.start)
        return Verdict(anchor, trust, self._undecided(options, own).anchor, rivals)

    def _undecided(self, options: Sequence[Option], own_words: bool) -> Verdict:
        """Ambiguous where the quote's own words stand somewhere or several places come near; else lost."""
        if own_words or sum(option.score >= ALIKE for option in options) > 1:
            return self._ambiguous(options)
        return Verdict(LOST.anchor._replace(candidates=self._candidates(options)))

    def _ambiguous(self, options: Sequence[Option]) -> Verdict:
        return Verdict(Anchor(Status.AMBIGUOUS, 0, 0, self._candidates(options)))

    def _candidates(self, options: Sequence[Option]) -> tuple[Candidate, ...]:
        found = [Candidate(*self._raw(option), round(option.score, 4)) for option in options[:SHOWN]]
        return tuple(sorted(found))


def span(place: Place, lines: Lines) -> tuple[int, int] | None:
    """Offsets of a recorded place, or None where the text has no such place."""
    start = lines.offset(place.line, place.column or 1)
    if place.end_column is None:
        end = lines.end_of(place.end_line) if 1 <= place.end_line <= len(lines.starts) else None
    else:
        end = lines.offset(place.end_line, place.end_column)
    return None if start is None or end is None else (start, end)

"""“Did you mean …?”: the known word nearest to one that is not known."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

# Below this similarity a suggestion is more often wrong than right.
NEAR = 0.6
# Sets of known words that are kept ready: a rule asks about many words and one set, or one a source.
SETS = 64


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, or None.

    Case, spaces, `_` and `-` are not told apart. A known word that is the last part of a path
    (`theme > stigma`, `theme/stigma`) or of a prefixed word (`c-stigma`), or the only one that goes on
    where the word ends (`P02` for `P02 Tom`), comes before one that is merely spelt alike. Ties go to
    the first by code point, so that output never changes.
    """
    return _known(frozenset(known)).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or an empty string."""
    near = suggest(word, known)
    return f"did you mean “{near}”?" if near else ""


class _Known:
    """Known words, made ready once to be compared with many."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._nearest: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The one most likely meant by a word."""
        if word not in self._nearest:
            self._nearest[word] = self._find(word)
        return self._nearest[word]

    @cached_property
    def _choices(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _plain(self) -> list[str]:
        return [_plain(choice) for choice in self._choices]

    @cached_property
    def _written(self) -> dict[str, list[int]]:
        """The choices that are written so."""
        found: dict[str, list[int]] = {}
        for n, plain in enumerate(self._plain):
            found.setdefault(plain, []).append(n)
        return found

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        """The choices by each of their beginnings that ends before a hyphen."""
        found: dict[str, list[int]] = {}
        for n, plain in enumerate(self._plain):
            for at, letter in enumerate(plain):
                if letter == "-":
                    found.setdefault(plain[:at], []).append(n)
        return found

    def _find(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        wanted = _plain(word)
        if not wanted:
            return None
        last = _plain(word.replace(">", "/").rsplit("/", 1)[-1])
        same = [n for each in (wanted, last) for n in self._written.get(each, ())]
        if same:
            return self._choices[min(same)]
        ends = [wanted[at + 1 :] for at, letter in enumerate(wanted) if letter == "-"]
        parts = [n for end in ends if len(end) > 3 for n in self._written.get(end, ())]
        if parts:
            return max((self._choices[n] for n in sorted(parts)), key=len)
        longer = self._begins.get(wanted, [])
        if len(longer) == 1:
            return self._choices[longer[0]]
        # Of equals the first is taken.
        near = extractOne(wanted, self._plain, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
        return self._choices[near[2]] if near and near[1] > 0 else None


@lru_cache(maxsize=SETS)
def _known(words: frozenset[str]) -> _Known:
    return _Known(words)


def _plain(word: str) -> str:
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())

"""“Did you mean …?”: the known word nearest to one that is not known."""

from collections.abc import Iterable

# Below this similarity a suggestion is more often wrong than right.
NEAR = 0.6


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, or None.

    Case, spaces, `_` and `-` are not told apart. A known word that is the last part of a path
    (`theme > stigma`, `theme/stigma`) or of a prefixed word (`c-stigma`), or the only one that goes on
    where the word ends (`P02` for `P02 Tom`), comes before one that is merely spelt alike. Ties go to
    the first by code point, so that output never changes.
    """
    from rapidfuzz.distance import OSA

    wanted = _plain(word)
    choices = sorted(set(known))
    if not wanted:
        return None
    last = _plain(word.replace(">", "/").rsplit("/", 1)[-1])
    for choice in choices:
        if _plain(choice) in (wanted, last):
            return choice
    parts = [c for c in choices if len(_plain(c)) > 3 and wanted.endswith("-" + _plain(c))]
    if parts:
        return max(parts, key=len)
    longer = [c for c in choices if _plain(c).startswith(wanted + "-")]
    if len(longer) == 1:
        return longer[0]
    score, best = 0.0, None
    for choice in choices:
        alike = OSA.normalized_similarity(wanted, _plain(choice), score_cutoff=NEAR)
        if alike > score:
            score, best = alike, choice
    return best


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or an empty string."""
    near = suggest(word, known)
    return f"did you mean “{near}”?" if near else ""


def _plain(word: str) -> str:
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())

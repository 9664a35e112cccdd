"""Measure how quotes fare when transcripts are edited, with the old text known and without.

`python -m benchmarks.anchoring FOLDER [--half tune|held] [--seeds 3] [--quotes 46] [--without]`: FOLDER holds
interviews as .txt. Thresholds are tuned on one half of the texts and of the seeds alone (even ones); the
other half is looked at once, at the end.

Each outcome is *good* (the very place), *near* (more than half of the place), *wrong* or *reported*.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.index import simulation as sim

from framework_cli.index import resolve
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines

SHARES = (0.01, 0.02, 0.05, 0.1)
KINDS = ("good", "near", "wrong", "reported")
Truth = tuple[int, int] | None
Case = tuple[str, list[Excerpt], list[Truth], str]  # the old text, what was coded, where it is, the new text
Scenario = Callable[[str, random.Random, int], Case]


def main() -> None:
    """Run every scenario on one half and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tune", "held"), default="tune")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--quotes", type=int, default=46)
    parser.add_argument("--only", default="")
    parser.add_argument("--without", action="store_true", help="without the old text as well")
    parser.add_argument(
        "--show", default="", help="print these outcomes, as in wrong,near (words of transcripts)"
    )
    options = parser.parse_args()
    odd = options.half == "held"
    files = sorted(options.folder.glob("*.txt"))[odd::2]
    texts = [file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in files]
    print(f"{len(texts)} texts ({options.half}), {options.seeds} seeds\n")
    print("| | " + " | ".join(KINDS) + " | CPU s |\n|---|" + "---:|" * 5)
    for name, scenario in scenarios().items():
        if options.only not in name:
            continue
        for known in (True, False) if options.without else (True,):
            tally: Counter[str] = Counter()
            spent = 0.0
            for seed in range(options.seeds):
                for n, text in enumerate(texts):
                    rng = random.Random(f"{name} {2 * seed + odd} {n}")
                    case = scenario(text, rng, options.quotes)
                    began = time.process_time()
                    tally += outcomes(*case, known=known, show=options.show)
                    spent += time.process_time() - began
            label = name if known else f"{name}, old text unknown"
            print(f"| {label} | " + " | ".join(str(tally[kind]) for kind in KINDS) + f" | {spent:.1f} |")


def outcomes(
    old: str, excerpts: Sequence[Excerpt], truths: Sequence[Truth], new: str, *, known: bool, show: str
) -> Counter[str]:
    """How each excerpt fared."""
    given = old if known else None
    anchors = resolve(new, excerpts, lines=Lines.of(new), same_text=False, old=given)
    tally: Counter[str] = Counter()
    for excerpt, truth, anchor in zip(excerpts, truths, anchors, strict=True):
        truth = _trimmed(new, truth)
        kind = sim.outcome(anchor, truth)
        tally[kind] += 1
        if known and kind in show.split(","):
            there = new[slice(*truth)] if truth else None
            print(f"  {kind} {anchor}\n   Q {excerpt.quote!r}\n   T {truth} {there!r}")
            print(f"   A {new[anchor.start : anchor.end]!r}")
    return tally


def _trimmed(text: str, place: Truth) -> Truth:
    """A place without the white space at its ends, which a deleted word leaves behind."""
    if place is None:
        return None
    start, end = place
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def scenarios() -> dict[str, Scenario]:
    """What may happen to a transcript after coding."""
    found: dict[str, Scenario] = {"format only": formatted}
    found |= {f"{share:.0%} of characters": words_edited(share) for share in SHARES}
    found |= {f"{share:.0%}, sentences moved, wrapped anew": everything(share) for share in SHARES}
    found |= {f"twice in the old text, {share:.0%}": twice(share) for share in (0.0, *SHARES)}
    found |= {"twice, own passage deleted": twice_deleted}
    found |= {f"copy put in anywhere, {share:.0%}": planted(share) for share in (0.0, *SHARES)}
    found |= {f"copy put in right before, {share:.0%}": planted_beside(share) for share in (0.0, *SHARES)}
    found |= {f"a third deleted, {share:.0%}": deleted(share) for share in (0.0, 0.05)}
    found |= {f"a third rewritten, {share:.0%}": rewritten(share) for share in (0.0, 0.05)}
    found |= {f"a third cut and pasted, {share:.0%}": pasted(share) for share in (0.0, 0.05)}
    return found


def coded(text: str, rng: random.Random, count: int, *, apart: bool = False) -> list[tuple[int, int]]:
    """Passages to code, in order; `apart`: none touches another."""
    found: list[tuple[int, int]] = []
    while len(found) < count:
        start, end = sim.pick(text, rng)
        if not apart or all(end < s or e < start for s, e in found):
            found.append((start, end))
    return sorted(found)


def excerpts_of(text: str, places: Sequence[tuple[int, int]]) -> list[Excerpt]:
    """Excerpts as the tool writes them."""
    return [sim.excerpt_at(text, *place, n) for n, place in enumerate(places)]


def formatted(text: str, rng: random.Random, count: int) -> Case:
    """No word changes."""
    places = coded(text, rng, count)
    edited = sim.reformat(text, rng)
    return text, excerpts_of(text, places), [edited.where(*place) for place in places], edited.text


def words_edited(share: float) -> Scenario:
    """Words put in, taken out, replaced and misspelt."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        places = coded(text, rng, count)
        edited = sim.edit_words(text, share, rng)
        return text, excerpts_of(text, places), [edited.where(*place) for place in places], edited.text

    return scenario


def everything(share: float) -> Scenario:
    """Half of the share by words, the rest by moving sentences that nobody coded; then a new layout."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        places = coded(text, rng, count)
        moved = sim.move_sentences(text, share / 2, rng, places)
        edited = sim.edit_words(moved.text, share / 2, rng)
        wrapped = sim.reformat(edited.text, rng)
        truths: list[Truth] = [wrapped.where(*edited.where(*moved.where(*place))) for place in places]
        return text, excerpts_of(text, places), truths, wrapped.text

    return scenario


def twice(share: float) -> Scenario:
    """Every quote stands a second time before its place, in the old text as well."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        text, places = _doubled(text, rng, count)
        edited = sim.edit_words(text, share, rng)
        return text, excerpts_of(text, places), [edited.where(*place) for place in places], edited.text

    return scenario


def twice_deleted(text: str, rng: random.Random, count: int) -> Case:
    """Of two copies the one that was coded is deleted."""
    text, places = _doubled(text, rng, count)
    gone = sim.replaced(text, [(*place, "") for place in places])
    return text, excerpts_of(text, places), [None] * len(places), gone.text


def _doubled(text: str, rng: random.Random, count: int) -> tuple[str, list[tuple[int, int]]]:
    places = coded(text, rng, min(count, 30), apart=True)
    copied = sim.plant(text, places, rng)
    return copied.text, [copied.where(*place) for place in places]


def planted(share: float) -> Scenario:
    """Passages are edited, and their words as they were put in somewhere before."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        places = coded(text, rng, min(count, 30), apart=True)
        edited = sim.edit_words(text, share, rng)
        now = [edited.where(*place) for place in places]
        words = [w for w in sim.words_of(edited.text) if not any(s < w[0] < e for s, e in now)]
        changes = []
        for (start, end), (here, _) in zip(places, now, strict=True):
            at = rng.choice([w[0] for w in words if w[0] <= here] or [0])
            changes.append((at, at, text[start:end] + " "))
        copied = sim.replaced(edited.text, changes)
        return text, excerpts_of(text, places), [copied.where(*place) for place in now], copied.text

    return scenario


def planted_beside(share: float) -> Scenario:
    """One passage is edited, and its words as they were put in right before it."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        places = coded(text, rng, min(count, 30), apart=True)
        edited = sim.edit_words(text, share, rng)
        now = [edited.where(*place) for place in places]
        chosen = sorted(rng.sample(range(len(places)), len(places) // 3))
        changes = [(now[n][0], now[n][0], text[slice(*places[n])] + " ") for n in chosen]
        copied = sim.replaced(edited.text, changes)
        return text, excerpts_of(text, places), [copied.where(*place) for place in now], copied.text

    return scenario


def deleted(share: float) -> Scenario:
    """A third of the passages is taken out; then words are edited."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        return _lost(text, rng, count, share, lambda _: "")

    return scenario


def rewritten(share: float) -> Scenario:
    """A third of the passages gives way to the text's words at random, about as long; words are edited."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        other_talk = [text[slice(*word)] for word in sim.words_of(text)]
        rng.shuffle(other_talk)

        def other(place: tuple[int, int]) -> str:
            first = rng.randrange(len(other_talk))
            return " ".join(other_talk[first : first + max((place[1] - place[0]) // 6, 1)])

        return _lost(text, rng, count, share, other)

    return scenario


def _lost(
    text: str, rng: random.Random, count: int, share: float, instead: Callable[[tuple[int, int]], str]
) -> Case:
    places = coded(text, rng, min(count, 36), apart=True)
    gone = set(rng.sample(range(len(places)), len(places) // 3))
    cut = sim.replaced(text, [(*places[n], instead(places[n])) for n in sorted(gone)])
    edited = sim.edit_words(cut.text, share, rng)
    truths = [None if n in gone else edited.where(*cut.where(*place)) for n, place in enumerate(places)]
    return text, excerpts_of(text, places), truths, edited.text


def pasted(share: float) -> Scenario:
    """A third of the passages is cut out and put in elsewhere; then words are edited."""

    def scenario(text: str, rng: random.Random, count: int) -> Case:
        places = coded(text, rng, min(count, 36), apart=True)
        chosen = sorted(rng.sample(range(len(places)), len(places) // 3))
        moved, where = sim.cut_and_paste(text, [places[n] for n in chosen], rng, places)
        edited = sim.edit_words(moved.text, share, rng)
        truths = [edited.where(*moved.where(*place)) for place in places]
        for n, place in zip(chosen, where, strict=True):
            truths[n] = edited.where(*place)
        return text, excerpts_of(text, places), list(truths), edited.text

    return scenario


if __name__ == "__main__":
    main()

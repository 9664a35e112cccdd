"""A deterministic study of any size, with the traits that make real ones hard.

Interviews of 60 KB in wrapped turns, two coders, 2 % of quotes that occur twice, transcripts that
were corrected after coding (a tenth of the excerpts has moved, one in a hundred was reworded), some
files with CRLF, some with emoji and combining characters, summaries for a third of the cells.
"""

import hashlib
import random
import textwrap
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

THEMES, SUBTHEMES = 6, 5
BYTES = 60_000
SYLLABLES = [first + second for first in "bcdfghlmnprstvw" for second in "aeio"]
SPICE = ("🙂", "café", "👩🏽‍⚕️", "nai\u0308ve", "“well”", "–")


@dataclass(frozen=True)
class Size:
    """How many cases and excerpts a generated study has."""

    cases: int
    excerpts: int


SMALL, MIDDLE, LARGE = Size(33, 1_500), Size(330, 15_000), Size(1_000, 100_000)


def study(root: Path, size: Size, seed: int = 20260302) -> None:
    """Write a study of that size below `root`, the same bytes each time."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(6_000)]
    _folders(root)
    rows = ["case,kind,site,role"]
    rows += [f"C{n:04d},person,site-{n % 7},role-{n % 4}" for n in range(size.cases)]
    _write(root / "cases.csv", "\n".join(rows) + "\n")
    for n in range(size.cases):
        share = size.excerpts * (n + 1) // size.cases - size.excerpts * n // size.cases
        _source(root, f"C{n:04d}", n, share, words, rng)


def long_source(root: Path, characters: int, excerpts: int, seed: int = 20260302) -> str:
    """Write a study of one long transcript below `root` and return the source's id."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(6_000)]
    _folders(root)
    text = _transcript(words, rng, spiced=True, length=characters)
    _write(root / "transcripts" / "C0000.txt", text)
    _write(root / "annotations" / "C0000.AK.yaml", _annotations(text, _entries(text, excerpts, rng)))
    return "C0000"


def _folders(root: Path) -> None:
    for folder in ("codebooks", "transcripts", "annotations", "charts"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "framework.yaml", "title: Generated study\ninterviewers: [INT]\norder: [site]\n")
    _write(root / "codebooks" / "codebook.yaml", _codebook())


def _codebook() -> str:
    lines = ["version: 3", "themes:"]
    for theme in range(THEMES):
        lines += [
            f"- id: theme-{theme}",
            f"  name: Theme {theme}",
            "  definition: Generated.",
            "  subthemes:",
        ]
        for sub in range(SUBTHEMES):
            lines += [
                f"  - id: code-{theme}-{sub}",
                f"    name: Subtheme {theme}.{sub}",
                "    definition: Generated.",
            ]
    return "\n".join(lines) + "\n"


def _source(root: Path, name: str, n: int, share: int, words: list[str], rng: random.Random) -> None:
    """One case: its transcript as coded, its annotations, then the corrections made after coding."""
    text = _transcript(words, rng, spiced=n % 5 == 0)
    entries = _entries(text, share, rng)
    coders = {"AK": entries} if n % 4 else {"AK": entries[::2], "RS": entries[1::2]}
    for coder, own in coders.items():
        _write(root / "annotations" / f"{name}.{coder}.yaml", _annotations(text, own), crlf=n % 11 == 0)
    _write(root / "charts" / f"{name}.md", _chart(name, words, entries, rng))
    if n % 5 == 1:
        text = _corrected(text, entries)
    _write(root / "transcripts" / f"{name}.txt", text, crlf=n % 7 == 0)


def _transcript(words: list[str], rng: random.Random, *, spiced: bool, length: int = BYTES) -> str:
    turns, written, speaker = [], 0, "INT"
    while written < length:
        sentences = []
        for _ in range(rng.randint(1, 2) if speaker == "INT" else rng.randint(2, 14)):
            sentence = rng.choices(words, k=rng.randint(5, 18))
            if spiced and rng.random() < 0.1:
                sentence[rng.randrange(len(sentence))] = rng.choice(SPICE)
            sentences.append(" ".join(sentence).capitalize() + rng.choice(".....?!"))
        turn = textwrap.fill(f"{speaker}: " + " ".join(sentences), width=100, break_long_words=False)
        turns.append(turn)
        written += len(turn) + 2
        speaker = "INT" if speaker != "INT" else "Speaker"
    middle = len(turns) // 2
    turns.insert(middle, turns[middle - 3])  # a turn said twice, for quotes that occur twice
    return "\n\n".join(turns) + "\n"


@dataclass(frozen=True)
class Entry:
    """A coded passage: offsets in the text as it was when coded."""

    id: str
    start: int
    end: int
    codes: tuple[str, ...]


def _entries(text: str, share: int, rng: random.Random) -> list[Entry]:
    spaces = [i for i, character in enumerate(text) if character == " "]
    doubled = _doubled(text)
    found = []
    said_twice = [space for space in spaces if doubled[0] <= space < doubled[1] - 40]
    for _ in range(share):
        start = rng.choice(said_twice if said_twice and rng.random() < 0.02 else spaces[:-1]) + 1
        end = text.find(" ", min(len(text) - 2, start + rng.randint(30, 500)))
        end = end if end > start else len(text) - 1
        codes = {
            f"code-{rng.randrange(THEMES)}-{rng.randrange(SUBTHEMES)}"
            for _ in range(rng.choice((1, 1, 1, 2)))
        }
        found.append(Entry(_id(rng), start, end, tuple(sorted(codes))))
    return sorted(found, key=lambda e: (e.start, e.end, e.id))


def _doubled(text: str) -> tuple[int, int]:
    """The place of the first of the two equal turns."""
    for turn in text.split("\n\n"):
        first = text.find(turn)
        if text.find(turn, first + 1) >= 0:
            return first, first + len(turn)
    return 0, len(text)


def _id(rng: random.Random) -> str:
    return rng.choice("abcdefghijkmnpqrstuvwxyz") + "".join(
        rng.choices("0123456789abcdefghijkmnpqrstuvwxyz", k=7)
    )


def _annotations(text: str, entries: list[Entry]) -> str:
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    lines = [
        f"text: {hashlib.sha256(text.encode()).hexdigest()}",
        "read: {codebook: 3, on: 2026-03-02}",
        "excerpts:",
    ]
    for entry in entries:
        quote = text[entry.start : entry.end]
        lines += [
            f"- id: {entry.id}",
            f"  at: {_at(starts, entry.start)}-{_at(starts, entry.end)}",
            "  quote: |2-",
        ]
        lines += [f"    {line}" if line else "" for line in quote.split("\n")]
        if text.find(quote, text.find(quote) + 1) >= 0:
            lines += [f"  before: {_quoted(text[max(0, entry.start - 64) : entry.start])}"]
            lines += [f"  after: {_quoted(text[entry.end : entry.end + 64])}"]
        lines += ["  codes:", *(f"    - {code}" for code in entry.codes)]
    return "\n".join(lines) + "\n"


def _at(starts: list[int], offset: int) -> str:
    line = bisect_right(starts, offset)
    return f"{line}:{offset - starts[line - 1] + 1}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _chart(name: str, words: list[str], entries: list[Entry], rng: random.Random) -> str:
    by_code: dict[str, list[str]] = {}
    for entry in entries:
        for code in entry.codes:
            by_code.setdefault(code, []).append(entry.id)
    lines = ["---", f"case: {name}", "---", ""]
    for number, (code, ids) in enumerate(sorted(by_code.items())):
        if number % 3:
            continue
        lines += [f"## Cell {{#{code} charted=AK on=2026-03-09}}", ""]
        lines += [textwrap.fill(" ".join(rng.choices(words, k=50)), width=100), f"[@{ids[0]}]", ""]
    return "\n".join(lines) + "\n"


def _corrected(text: str, entries: list[Entry]) -> str:
    """The transcript after somebody checked it against the recording: a line more, some words other."""
    reworded = 0
    for entry in entries[::7]:
        space = text.find(" ", entry.start + 10)
        if reworded >= len(entries) / 20 or not 0 < space < entry.end:
            break
        text = text[: space + 1] + "X" + text[space + 2 :]
        reworded += sum(other.start <= space + 1 < other.end for other in entries)
    middle = text.find("\n\n", len(text) // 2)
    return text[:middle] + "\n\nINT: Inserted when the recording was heard again." + text[middle:]


def _write(path: Path, text: str, *, crlf: bool = False) -> None:
    path.write_bytes((text.replace("\n", "\r\n") if crlf else text).encode("utf-8"))

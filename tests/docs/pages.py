"""The pages of the documentation as text with blocks: files they show, and commands they run.

A fenced block's info string says what the block is:

- `yaml codebooks/study.yaml` (a language and a path): a whole file, written before what follows runs;
- `console`: commands, each after `$ `, and what they print; `console exit=1` where the last one exits with 1;
- `sh`: commands that are run, without showing what they print;
- `python`: statements after `>>> `, as in an interpreter, and what they print;
- a language alone: a form, to look at.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = frozenset({"yaml", "csv", "text", "markdown", "jsonl", "console", "sh", "html", "json", "python"})
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, the path or flags after it, its words, its line and its offsets."""

    language: str
    rest: tuple[str, ...]
    text: str
    line: int
    start: int
    end: int

    @property
    def path(self) -> str:
        """The file that the block shows; empty where it shows none."""
        return next((word for word in self.rest if "=" not in word), "")

    @property
    def exit(self) -> int:
        """What the block's last command exits with."""
        return next((int(word.removeprefix("exit=")) for word in self.rest if word.startswith("exit=")), 0)


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order; `start` and `end` are those of the words within."""
    return [
        Block(
            (found["info"].split() or [""])[0],
            tuple(found["info"].split()[1:]),
            found["text"],
            page.count("\n", 0, found.start()) + 1,
            found.start("text"),
            found.end("text"),
        )
        for found in FENCE.finditer(page)
    ]


def every_page() -> list[Path]:
    """README, CHANGELOG and all pages of the documentation."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def name(page: Path) -> str:
    """A page's path as tests show it."""
    return page.relative_to(ROOT).as_posix()

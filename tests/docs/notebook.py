"""Python on a page, played as in an interpreter: `>>>` and what it prints, in one namespace."""

import contextlib
import doctest
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.docs.pages import Block


@dataclass(slots=True)
class Notebook:
    """An interpreter at work in a folder."""

    folder: Path
    names: dict[str, Any] = field(default_factory=dict)

    def run(self, source: str) -> str:
        """Run one statement or expression; what it prints, without blanks at the ends of lines."""
        said = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(said):
            exec(compile(source, "<page>", "single"), self.names)  # the pages are our own
        return "".join(f"{line.rstrip()}\n" for line in said.getvalue().split("\n")[:-1])


def examples(block: Block) -> Iterator[tuple[doctest.Example, int]]:
    """The statements of a block, each with its line on the page."""
    for example in doctest.DocTestParser().get_examples(block.text):
        yield example, block.line + 1 + example.lineno


def wrong(block: Block, notebook: Notebook) -> list[str]:
    """Where a block prints something other than the page shows."""
    found = []
    for example, line in examples(block):
        printed = notebook.run(example.source)
        if printed != example.want:
            found.append(f"line {line}: {example.source}prints\n{printed}the page shows\n{example.want}")
    return found


def refreshed(block: Block, run: Callable[[str], str]) -> str:
    """The words of a block with what its statements print today."""
    said = []
    for example, _ in examples(block):
        first, *rest = example.source.rstrip("\n").split("\n")
        said.append("".join(f"{line}\n" for line in (f">>> {first}", *(f"... {each}" for each in rest))))
        said.append(run(example.source))
    return "".join(said)

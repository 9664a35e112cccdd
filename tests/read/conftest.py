"""A small study to write into, and findings in one line each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.study import Study
from framework_cli.read import load

Make = Callable[..., Path]

BASE = {
    "codebooks/c.yaml": "version: 2\nthemes:\n- id: a\n  name: A\n  subthemes:\n  - {id: b, name: B}\n",
    "transcripts/P01.txt": "INT: hi\nP01: yes 🎲\nINT: and\nP01: no\n",
}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write files (text or bytes; None leaves one out) over a small study without problems."""

    def write(files: dict[str, str | bytes | None] | None = None) -> Path:
        for path, content in {**BASE, **(files or {})}.items():
            if content is None:
                continue
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write


def shown(found: list[Diagnostic]) -> list[str]:
    """`F004 path:line:column` for each finding."""
    lines = []
    for item in found:
        assert isinstance(item.primary, Location)
        lines.append(f"{item.rule.id} {item.primary.path}:{item.primary.line}:{item.primary.column}")
    return lines


def read(root: Path) -> tuple[Study, list[str]]:
    """The study and its findings in one line each."""
    study, found = load(root)
    return study, shown(found)

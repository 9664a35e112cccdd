"""Every page that shows commands is played from top to bottom, and prints what it says."""

import pytest

from tests.docs.pages import DOCS, LANGUAGES, blocks, every_page, name
from tests.docs.runner import START, play, start

pytest.importorskip("pty", reason="pages are played on a terminal, which this system does not have")

PAGES = sorted(path for path in DOCS.rglob("*.md") if path.name != "tutorial.md")
RUN = ("console", "sh", "python")


@pytest.mark.parametrize(
    "path", [p for p in PAGES if START.search(p.read_text(encoding="utf-8"))], ids=lambda path: name(path)
)
def test_a_page_prints_what_it_shows(path, tmp_path):
    page = path.read_text(encoding="utf-8")
    start(page, tmp_path)
    assert "\n\n".join(play(page, tmp_path)) == ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: name(path))
def test_a_page_with_commands_says_what_it_is_tested_on(path):
    page = path.read_text(encoding="utf-8")
    commands = [block.line for block in blocks(page) if block.language in RUN]
    assert not commands or START.search(page), f"commands in line {commands[0]} are run by no test"


@pytest.mark.parametrize("path", every_page(), ids=lambda path: name(path))
def test_every_block_says_what_it_is(path):
    page = path.read_text(encoding="utf-8")
    strange = [(block.line, block.language) for block in blocks(page) if block.language not in LANGUAGES]
    assert strange == []
    assert page.count("\n```") % 2 == 0, "a block is not closed"

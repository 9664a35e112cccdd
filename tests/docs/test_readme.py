"""README is played as a newcomer follows it: from a transcript in Word to a charted cell and a report.

What sets the tool up (make, a virtual environment, pip) is checked and not run: the tests run in what it
makes, and the package's own tests install it in bare environments.
"""

import re

import pytest

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from tests.docs.pages import ROOT, Block, blocks
from tests.docs.runner import play, start, steps

pytest.importorskip("pty", reason="README is played on a terminal, which this system does not have")

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
MAKE = (ROOT / "Makefile").read_text(encoding="utf-8")
SET_UP = ("python3 -m venv .venv", "source .venv/bin/activate", "pip install '.[code]'")


def sets_up(block: Block) -> bool:
    """Whether a block sets the tool up or has make do it."""
    typed = [step.command for step in steps(block)] if block.language == "sh" else []
    return bool(typed) and all(each in SET_UP or each.startswith("make ") for each in typed)


def played_part(page: str) -> str:
    """The page without the blocks that set up; its lines keep their numbers."""
    for block in reversed(blocks(page)):
        if sets_up(block):
            page = page[: block.start] + "\n" * page.count("\n", block.start, block.end) + page[block.end :]
    return page


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    start(PAGE, folder)
    return folder / "my-study", play(played_part(PAGE), folder)


def test_every_command_ends_and_prints_as_readme_says(played):
    assert "\n\n".join(played[1]) == ""


def test_a_cell_of_ones_own_is_charted_at_the_end(played):
    study, found = load(played[0])
    index, more = build(study, cache=False)
    assert [*found, *more] == []
    assert {str(key): state.label for key, state in grid(study, index).touched.items()} == {
        "P01/at-home": "charted"
    }
    assert "Sleeps once the children have left" in (played[0] / "reports/report.md").read_text("utf-8")
    assert (played[0] / "reports/report.html").is_file()


def test_what_make_is_asked_for_is_there():
    asked = set(re.findall(r"\bmake ([a-z]+)", PAGE))
    targets = set(re.findall(r"^([a-z]+):", MAKE, re.MULTILINE))
    assert {"demo", "test", "docs"} <= asked <= targets


def test_the_tool_is_set_up_as_the_makefile_sets_it_up():
    typed = [step.command for block in blocks(PAGE) if sets_up(block) for step in steps(block)]
    assert [each for each in typed if not each.startswith("make ")] == list(SET_UP)
    assert "-m venv .venv" in MAKE
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "Python 3.11 or later" in PAGE


def test_no_block_is_left_out():
    for block in blocks(PAGE):
        assert block.path or block.language in ("sh", "console"), (
            f"line {block.line} is neither written nor run"
        )


def test_every_line_that_is_not_set_up_runs_the_tool_or_goes_into_its_folder():
    rest = [step.command for block in blocks(played_part(PAGE)) if not block.path for step in steps(block)]
    assert len(rest) >= 10
    assert all(re.match(r"framework |cd |export FRAMEWORK_CODER=", command) for command in rest)

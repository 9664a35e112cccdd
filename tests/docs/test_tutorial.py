"""The tutorial is played from an empty folder to a report, and leaves the study it promises."""

import pytest

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from tests.docs.pages import DOCS, blocks
from tests.docs.runner import play, start, steps

pytest.importorskip("pty", reason="the tutorial is played on a terminal, which this system does not have")

PAGE = (DOCS / "tutorial.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tutorial")
    start(PAGE, folder)
    return folder / "cafe", play(PAGE, folder)


def test_every_command_prints_what_the_tutorial_shows(played):
    assert "\n\n".join(played[1]) == ""


def test_the_theme_is_charted_at_the_end(played):
    study, found = load(played[0])
    index, more = build(study, cache=False)
    assert [*found, *more] == []
    assert {str(key): state.label for key, state in grid(study, index).states.items()} == {
        "P01/brought": "charted",
        "P01/coming-back": "charted",
        "P01/cost": "not-asked",
        "P01/coming-other": "nothing-said",
    }


def test_there_is_a_report_with_both_summaries(played):
    report = (played[0] / "reports/report.md").read_text(encoding="utf-8")
    assert "would never have gone in by myself" in report
    assert "The toaster was not mended" in report
    assert "<html" in (played[0] / "reports/report.html").read_text(encoding="utf-8")


def test_no_block_is_left_out():
    for block in blocks(PAGE):
        assert block.path or block.language == "console", f"line {block.line} is neither written nor run"


def test_the_commands_of_the_whole_path_are_there():
    typed = [step.command for block in blocks(PAGE) if block.language == "console" for step in steps(block)]
    for command in ("init", "check", "status", "tag", "untag", "index", "show", "chart", "summarise"):
        assert any(each.startswith(f"framework {command}") for each in typed), command

"""The generated pages are up to date, and every command and rule is documented."""

import importlib.util
import re
from types import ModuleType

import pytest

from framework_cli.model.rules import CATALOGUE
from tests.docs.pages import DOCS, blocks
from tests.docs.runner import steps

AGAIN = "run `python docs/generate.py`"


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _generate()
COMMANDS = (DOCS / "reference/commands.md").read_text(encoding="utf-8")


def test_the_help_texts_are_those_of_today():
    assert generate.commands_page(COMMANDS) == COMMANDS, AGAIN


def test_the_list_of_rules_is_that_of_today():
    assert generate.rules_page() == (DOCS / "reference/rules.md").read_text(encoding="utf-8"), AGAIN


def test_the_list_of_decisions_is_that_of_today():
    assert generate.decisions_page() == (DOCS / "decisions/README.md").read_text(encoding="utf-8"), AGAIN


@pytest.mark.parametrize("command", generate.commands())
def test_a_command_has_its_help_on_the_page(command):
    assert COMMANDS.count(f"<!-- help {command} -->") == 1, f"{command} is not documented"


@pytest.mark.parametrize("command", generate.commands())
def test_a_command_has_an_example_that_runs(command):
    run = [block for block in blocks(COMMANDS) if block.language in ("sh", "console")]
    typed = [re.sub(r" -C \S+", "", step.command) for block in run for step in steps(block)]
    assert any(f"{each} ".startswith(f"{command} ") for each in typed), f"{command} has no example"


def test_a_rule_has_one_line_with_its_title_and_severity():
    page = generate.rules_page()
    for rule in CATALOGUE.values():
        (line,) = [line for line in page.split("\n") if line.startswith(f"| [{rule.id}]")]
        assert rule.title[1:] in line and f"| {rule.severity.value} |" in line


def test_every_variable_that_the_tool_reads_is_on_the_page():
    source = DOCS.parent / "src/framework_cli"
    code = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    read = set(re.findall(r"(?:environ\.get\(|envvar=)\"([A-Z_]+)\"", code))
    assert read and read <= set(re.findall(r"`([A-Z_]+)`", COMMANDS))

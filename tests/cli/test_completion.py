"""Completion in the shell: the script is printed, and finishes commands, options and values."""

import os
import subprocess
import sys

import pytest

from tests.cli.test_start import loaded_after

# What stands in for the search for the shell that called, which a test has none of.
NO_SEARCH = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"


def said(*words: str, **env: str) -> str:
    """What the command prints with these words and variables."""
    done = subprocess.run(
        [sys.executable, "-m", "framework_cli", *words],
        env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def completed(typed: str) -> set[str]:
    """What bash is offered after these words have been typed."""
    words = typed.split(" ")
    told = {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1), "_FRAMEWORK_COMPLETE": "complete_bash"}
    return set(said(**told).split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_for_a_shell_is_printed_by_the_option_and_by_the_variable(shell):
    script = said("--show-completion", shell, **{NO_SEARCH: "1"})
    assert "framework" in script
    assert "_FRAMEWORK_COMPLETE" in script
    assert said(_FRAMEWORK_COMPLETE=f"source_{shell}").split() == script.split()


@pytest.mark.parametrize(
    ("words", "variable"),
    [(["--show-completion", "bash"], (NO_SEARCH, "1")), ([], ("_FRAMEWORK_COMPLETE", "source_bash"))],
    ids=["option", "variable"],
)
def test_printing_the_script_loads_no_heavy_library(words, variable):
    code = (
        "import os\n"
        f"os.environ[{variable[0]!r}] = {variable[1]!r}\n"
        f"sys.argv = ['framework', *{words!r}]\n"
        "from framework_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )
    assert loaded_after(code) == set()


def test_a_command_an_option_and_a_value_are_completed():
    assert completed("framework sum") == {"summarise"}
    assert completed("framework chart --tr") == {"--transpose"}
    assert completed("framework chart --cells s") == {"summaries", "states"}


def test_completing_loads_no_heavy_library():
    code = (
        "import os\n"
        "os.environ |= {'COMP_WORDS': 'framework c', 'COMP_CWORD': '1'}\n"
        "os.environ['_FRAMEWORK_COMPLETE'] = 'complete_bash'\n"
        "sys.argv = ['framework']\n"
        "from framework_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )
    assert loaded_after(code) == set()

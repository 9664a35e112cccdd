"""What a command loads when it starts: the light ones stay light."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pandas", "numpy", "jinja2", "rich", "yaml", "pydantic", "msgspec", "rapidfuzz", "openpyxl",
         "starlette", "uvicorn")  # fmt: skip


def loaded_after(code: str, *, cwd: Path | None = None) -> set[str]:
    """The heavy libraries in `sys.modules` of a fresh interpreter after it ran the code."""
    script = f"import sys\n{code}\nprint('\\nLOADED', *(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=cwd, check=True, encoding="utf-8"
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


def test_importing_the_application_loads_no_heavy_library() -> None:
    assert loaded_after("import framework_cli.cli.app") == set()


def test_the_measure_sees_a_heavy_library_when_there_is_one() -> None:
    assert loaded_after("import yaml") == {"yaml"}


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "explain", "F203"],
        ["index", "--format", "csv"],
        ["status"],
        ["show", "P01"],
        ["find", "gambling"],
        ["audit"],
        ["tag", "P01", "--help"],
    ],
    ids=" ".join,
)
def test_light_commands_run_without_pandas_or_jinja(words: list[str]) -> None:
    root = Path(__file__).resolve().parents[2]
    code = (
        "from framework_cli.cli.app import app\n"
        f"try:\n    app(['-C', {str(root)!r}, *{words!r}], prog_name='framework')\nexcept SystemExit as e:\n"
        "    assert e.code == 0, e.code"
    )
    assert loaded_after(code).isdisjoint({"pandas", "numpy", "jinja2", "pydantic", "starlette", "uvicorn"})


def test_help_and_a_call_load_no_command_that_was_not_asked_for() -> None:
    code = (
        "from framework_cli.cli.app import app\n"
        "try:\n    app([%s], prog_name='framework')\nexcept SystemExit as e:\n    assert not e.code\n"
        "assert {name for name in sys.modules if name in "
        "('framework_cli.cli.chart', 'framework_cli.cli.compare', 'framework_cli.model.theory')} == set()"
    )
    loaded_after(code % "'--help'")
    loaded_after(code % "'tag', '--help'")


def test_version_is_answered_without_loading_typer() -> None:
    code = (
        "sys.argv = ['framework', '--version']\n"
        "from framework_cli.__main__ import main\nmain()\nassert 'typer' not in sys.modules"
    )
    assert loaded_after(code) == set()


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "framework_cli", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("framework ")

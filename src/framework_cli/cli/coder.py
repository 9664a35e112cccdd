"""Who writes: as given, else as the environment says, else asked once and remembered."""

import sys
from pathlib import Path

import typer

from framework_cli.cli.opening import usage_error
from framework_cli.model.excerpt import AGREED
from framework_cli.model.study import Study


def who(study: Study, given: str | None) -> str:
    """The coder's id: `--as` or FRAMEWORK_CODER, else the remembered one, else asked on a terminal.

    Ends the command with 2 where nobody can be asked, or the id cannot be part of a file name.
    """
    remembered = study.root / ".framework" / "coder"
    coder = given or _remembered(remembered) or _ask(study, remembered)
    if not _is_id(coder):
        usage_error(f"“{coder}” cannot be a coder's id; use letters, digits, - and _, and not “{AGREED}”")
    if study.settings.coders and coder not in study.settings.coders:
        from framework_cli.read import suggest

        near = suggest(coder, study.settings.coders)
        usage_error(
            f"{coder} is not among the coders of framework.yaml"
            + (f"; did you mean {near}?" if near else f" ({', '.join(study.settings.coders)})")
        )
    return coder


def _remembered(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _ask(study: Study, remember: Path) -> str:
    if not sys.stdin.isatty():
        usage_error("who writes? Say --as CODER, or set FRAMEWORK_CODER")
    known = f" ({', '.join(study.settings.coders)})" if study.settings.coders else ""
    coder: str = typer.prompt(f"Your coder's id{known}", err=True).strip()
    if _is_id(coder):
        from framework_cli.write import private_folder, write_output

        private_folder(study.root)
        write_output(remember, f"{coder}\n".encode())
    return coder


def _is_id(word: str) -> bool:
    plain = word.replace("-", "").replace("_", "")
    return word != AGREED and plain.isascii() and plain.isalnum()

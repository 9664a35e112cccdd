"""`python docs/generate.py`: bring the generated parts of the reference up to date.

In `reference/commands.md` what stands between `<!-- help COMMAND -->` and `<!-- end -->` is that command's
help at 80 columns. `reference/rules.md` is made of the catalogue of rules and their pages,
`decisions/README.md` of the decisions' headings.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from framework_cli.check import page
from framework_cli.cli.app import app
from framework_cli.model.diagnostic import Rule
from framework_cli.model.rules import CATALOGUE

HERE = Path(__file__).resolve().parent
HELP = re.compile(r"(<!-- help (framework[a-z -]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
STAGES = {
    "F0": "Files and syntax",
    "F1": "Codebook and settings",
    "F2": "Excerpts and anchors",
    "F3": "Cases and sources",
    "F4": "Cells and memos",
    "F5": "Theory",
    "F6": "Manuscripts",
}
RULES = """\
# Rules

What `framework check` looks for, and in manuscripts (F6) `framework trace`. Numbers never change. The first
digit is the stage:
{stages}.

An *error* is something that cannot be read, or would be counted wrongly. A *warning* is something that
somebody should look at. A *note* is something to know. `framework check` exits with 1 where there is an
error; `--fail-on` moves that bar. `framework check explain F203` shows a rule's page in the terminal.

<!-- This page is made by docs/generate.py. -->
"""

DECISIONS = """\
# Decisions

Why things are as they are: what was chosen, against what, and what would change our mind.

<!-- This page is made by docs/generate.py. -->

"""


def commands() -> list[str]:
    """Every command and subcommand, as it is typed, in the order of the application."""
    return ["framework", *_below(typer.main.get_command(app), "framework")]


def _below(command: Any, typed: str) -> Iterator[str]:
    names = command.list_commands(None) if isinstance(command, TyperGroup) else []
    for name in names:
        child = command.get_command(None, name)  # type: ignore[arg-type]
        if child.hidden:  # what git or an editor calls, and nobody types
            continue
        yield f"{typed} {name}"
        yield from _below(child, f"{typed} {name}")


def help_of(command: str) -> str:
    """What `COMMAND --help` prints at 80 columns."""
    call = [sys.executable, "-m", "framework_cli", *command.split()[1:], "--help"]
    env = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    said = subprocess.run(call, env=env, capture_output=True, encoding="utf-8", check=True).stdout
    return "\n".join(line.rstrip() for line in said.rstrip("\n").split("\n"))


def commands_page(text: str) -> str:
    """The page of the commands with each help as it is today."""
    return HELP.sub(lambda found: f"{found[1]}```text\n{help_of(found[2])}\n```\n{found[3]}", text)


def rules_page() -> str:
    """The page of all rules."""
    stages = ", ".join(f"{number} {title[0].lower()}{title[1:]}" for number, title in STAGES.items())
    parts = [RULES.format(stages=stages)]
    for number, title in STAGES.items():
        rules = [rule for rule in CATALOGUE.values() if rule.id.startswith(number)]
        parts.append(f"## {number} {title}\n\n| rule | severity | what it says |\n|---|---|---|\n")
        parts.append("".join(_row(rule) for rule in rules) + "\n")
    return "\n".join(part.rstrip("\n") + "\n" for part in _joined(parts))


def _joined(parts: list[str]) -> Iterator[str]:
    """The opening, then each stage's heading and table as one."""
    yield parts[0]
    for heading, table in zip(parts[1::2], parts[2::2], strict=True):
        yield heading + table


def _row(rule: Rule) -> str:
    where = f"../../src/framework_cli/check/pages/{rule.id}.md"
    said = f"{_sentence(rule.title)} {summary(rule.id)}".replace("|", "\\|")
    return f"| [{rule.id}]({where}) | {rule.severity.value} | {said} |\n"


def _sentence(title: str) -> str:
    return f"**{title[0].upper()}{title[1:]}.**"


def summary(id: str) -> str:
    """The first paragraph of a rule's page, without the sentence that tells the severity."""
    paragraph = page(id).split("\n\n")[1].replace("\n", " ")
    return paragraph.partition(". ")[2]


def decisions_page() -> str:
    """The list of all decisions."""
    heads = {
        path.name: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        for path in sorted((HERE / "decisions").glob("0*.md"))
    }
    return DECISIONS + "".join(
        f"- [{head.replace('. ', ' · ', 1)}]({name})\n" for name, head in heads.items()
    )


def main() -> None:
    """Write the pages."""
    place = HERE / "reference/commands.md"
    place.write_bytes(commands_page(place.read_text(encoding="utf-8")).encode())
    (HERE / "reference/rules.md").write_bytes(rules_page().encode())
    (HERE / "decisions/README.md").write_bytes(decisions_page().encode())


if __name__ == "__main__":
    main()

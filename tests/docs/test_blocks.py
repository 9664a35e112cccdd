"""Every block of every page is run, written for what runs, or checked here: none is merely looked at."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from framework_cli import scaffold
from framework_cli.cells import digest
from framework_cli.check import page as rule_page
from framework_cli.model.rules import CATALOGUE
from framework_cli.read import load
from tests.cli.study import framework
from tests.docs.pages import DOCS, FENCE, ROOT, Block, blocks, every_page, name
from tests.docs.runner import START

HELP = re.compile(r"<!-- help framework[a-z -]* -->\n.*?<!-- end -->", re.DOTALL)
RUN = ("console", "sh", "python")
ELSEWHERE = {"README.md", "docs/tutorial.md", "docs/reference/files.md"}  # each has tests of its own


def forms(path: Path) -> Iterator[Block]:
    """The blocks of a page that are neither run nor written, nor a help text that is generated."""
    page = path.read_text(encoding="utf-8")
    helps = [found.span() for found in HELP.finditer(page)]
    for block in blocks(page):
        generated = any(start <= block.start < end for start, end in helps)
        if not generated and not block.path and block.language not in RUN:
            yield block


def turns(block: Block, root: Path) -> None:
    """Each form of a label, on two turns, is read as that speaker's."""
    lines = block.text.rstrip("\n").split("\n")
    shown = [*lines[:4], "\n".join(lines[4:])]
    assert len(shown) == 5
    (root / "transcripts").mkdir()
    for number, turn in enumerate(shown):
        (root / f"transcripts/F{number}.md").write_text(f"{turn}\n\n{turn}\n", encoding="utf-8")
    study, _ = load(root)
    for source in study.sources.values():
        assert [turn.speaker for turn in source.turns if turn.speaker] == ["P01", "P01"], source.id
        assert all("leaflet" in source.text[turn.words : turn.end] for turn in source.turns)


def formula(block: Block, _root: Path) -> None:
    """The digest is made as the form says."""
    assert "words NUL code NUL code" in block.text and "first four hex digits" in block.text
    assert digest("words", ["b", "a"]) == sha256(b"words\0a\0b").hexdigest()[:4]


def modeline(block: Block, _root: Path) -> None:
    """The line stands at the top of what `init` writes."""
    firsts = [text.split("\n")[0] + "\n" for path, text in scaffold.empty_study().items() if "yaml" in path]
    assert block.text in firsts


def editor(block: Block, _root: Path) -> None:
    """The schema is one that `init` writes, for the files that hold coding."""
    ((schema, files),) = json.loads(block.text)["yaml.schemas"].items()
    assert schema.removeprefix("./") in scaffold.schemas()
    assert fnmatch("annotations/P01.AK.yaml", files)


def option(block: Block, _root: Path) -> None:
    """The option is one of the tool's; running it would change the reader's shell."""
    program, word = block.text.split()
    assert program == "framework" and word in framework("--help").stdout


def called(block: Block, _root: Path) -> None:
    """The command and its options are the tool's; to run it the page would need an extra, or a runner."""
    line = next(line for line in block.text.split("\n") if "framework " in line)
    words = line[line.index("framework ") :].split()[1:]
    command = words[: 2 if words[0] in ("import", "theory") else 1]
    said = framework(*command, "--help").stdout
    options = [word for word in words if word.startswith("--")]
    assert options and all(option in said for option in options), said


def shortened(block: Block, _root: Path) -> None:
    """The entry is one of the worked study's theory, with keys and words left out."""
    ((part, (shown,)),) = yaml.safe_load(block.text).items()
    theory = yaml.safe_load((ROOT / "theory/cop.yaml").read_text(encoding="utf-8"))
    assert within(shown, next(entry for entry in theory[part] if entry["id"] == shown["id"]))


def within(shown: Any, whole: Any) -> bool:
    """Whether what is shown is what stands there, or part of it."""
    if isinstance(shown, dict):
        return all(within(value, whole.get(key)) for key, value in shown.items())
    if isinstance(shown, list):
        return all(any(within(value, other) for other in whole) for value in shown)
    return str(whole).startswith(str(shown).rstrip("."))


def theory(block: Block, root: Path) -> None:
    """The file is read without a finding beside the worked study's material."""
    for path in ("codebooks", "transcripts", "annotations", "charts"):
        shutil.copytree(ROOT / path, root / path)
    for path in ("framework.yaml", "cases.csv", "sources.csv"):
        shutil.copy(ROOT / path, root / path)
    (root / "theory").mkdir()
    (root / "theory/shown.yaml").write_text(block.text, encoding="utf-8")
    found = framework("theory", "check", "--fail-on", "error", root=root)
    assert found.returncode == 0 and "F1" not in found.stdout, found.stdout
    assert len(load(root)[0].theories[0].edges) == 1


CHECKED: Mapping[tuple[str, str], Callable[[Block, Path], None]] = {
    ("docs/how-to/completion.md", "framework --install-completion"): option,
    ("docs/how-to/completion.md", "framework --show-completion"): option,
    ("docs/how-to/coefficients.md", "$ framework compare --coefficients --gamma --source P01"): called,
    ("docs/how-to/programme-theory.md", "edges:"): shortened,
    ("docs/how-to/programme-theory.md", "decisions:"): shortened,
    (
        "docs/how-to/reviewing.md",
        '- run: framework diff origin/main...HEAD --format md >> "$GITHUB_STEP_SUMMARY"',
    ): called,
    (
        "docs/how-to/spreadsheets.md",
        "framework import chart matrix.xlsx --take workbook=P07/routes-in --take 'study=P01/*'",
    ): called,
    ("docs/reference/files.md", "theory: {id: cop, kind: realist, version: 3}"): theory,
    ("docs/reference/files.md", "P01: I would not have come for a leaflet."): turns,
    (
        "docs/reference/files.md",
        "digest = SHA-256( words NUL code NUL code … ), first four hex digits",
    ): formula,
    ("docs/reference/files.md", "# yaml-language-server: $schema=.schemas/framework.json"): modeline,
    ("docs/reference/files.md", "# yaml-language-server: $schema=../.schemas/codebook.json"): modeline,
    ("docs/reference/files.md", "{"): editor,
}
FORMS = {(name(path), block.text.split("\n")[0]): block for path in every_page() for block in forms(path)}


def test_every_form_that_a_page_shows_is_checked_and_nothing_else_is():
    assert FORMS.keys() == CHECKED.keys()


@pytest.mark.parametrize("place", CHECKED, ids=lambda place: f"{place[0]} {place[1][:30]}")
def test_a_form_is_as_the_tool_has_it(place, tmp_path):
    CHECKED[place](FORMS[place], tmp_path)


@pytest.mark.parametrize("path", every_page(), ids=lambda path: name(path))
def test_a_block_with_a_path_stands_on_a_page_that_is_played(path):
    page = path.read_text(encoding="utf-8")
    shown = [block.path for block in blocks(page) if block.path]
    assert not shown or name(path) in ELSEWHERE or START.search(page), f"{shown[0]} is used by no test"


@pytest.mark.parametrize("path", every_page(), ids=lambda path: name(path))
def test_a_block_that_is_run_stands_on_a_page_that_is_played(path):
    page = path.read_text(encoding="utf-8")
    run = [block.line for block in blocks(page) if block.language in RUN]
    assert not run or name(path) in ELSEWHERE or START.search(page), f"line {run[0]} is run by no test"


@pytest.mark.parametrize("id", sorted(CATALOGUE))
def test_a_rules_page_has_blocks_only_where_they_are_checked(id):
    page = rule_page(id)
    examples = page[page.index("\n## Fails\n") :]
    assert [found["info"] for found in FENCE.finditer(page)] == [f["info"] for f in FENCE.finditer(examples)]
    assert all(len(found["info"].split()) == 2 for found in FENCE.finditer(page))


def test_a_block_that_nobody_checks_is_found(tmp_path):
    stray = tmp_path / "page.md"
    stray.write_text("```text\nlook at me\n```\n\n```sh\nframework status\n```\n", encoding="utf-8")
    assert [block.text for block in forms(stray)] == ["look at me\n"]
    assert not START.search(stray.read_text(encoding="utf-8"))
    assert ROOT in DOCS.parents

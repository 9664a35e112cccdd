"""The page on the files of a study: its examples are one study that is sound, and it names every key."""

import re
from dataclasses import fields

import pytest

from framework_cli.cells import grid
from framework_cli.check import check
from framework_cli.index import build
from framework_cli.model.diagnostic import Severity
from framework_cli.model.settings import FOLDERS, Settings
from framework_cli.model.source import Kind, Role
from framework_cli.read import cases, charts, load, memos, settings, sources
from framework_cli.write.entry import KEYS, TOP
from tests.docs.pages import DOCS, blocks

PAGE = (DOCS / "reference/files.md").read_text(encoding="utf-8")


@pytest.fixture
def study(tmp_path):
    for block in blocks(PAGE):
        if block.path:
            file = tmp_path / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(block.text.encode())
    return load(tmp_path)


def test_the_examples_are_one_study_without_errors_and_warnings(study):
    read, found = study
    index, more = build(read, cache=False)
    findings = check(read, index, grid(read, index), [*found, *more])
    grave = [f for f in findings if f.severity is not Severity.NOTE]
    assert [(f.rule.id, f.message) for f in grave] == []
    assert index.unresolved == ()


def test_the_examples_read_as_the_page_says(study):
    read, _ = study
    index, _ = build(read, cache=False)
    states = grid(read, index).states
    assert {str(key): state.label for key, state in states.items() if str(key).startswith("P01/")} == {
        "P01/talk": "charted",
        "P01/turning-up": "charted",
        "P01/company-other": "nothing-said",
    }
    assert read.codebook.codes["lifts"].number == "1.2.9"
    assert [p.belongs[0].case for p in index.passages if p.excerpt.source == "FG1"] == ["F01", "F02"]
    assert not read.cases["report"].participant


def test_no_two_examples_show_the_same_file():
    paths = [block.path for block in blocks(PAGE) if block.path]
    assert len(paths) == len(set(paths))


def keys() -> set[str]:
    """Every key, column and attribute that the tool reads."""
    entry = {"id", "name", "number", "definition", "include", "exclude", "examples", "origin"}
    entry |= {"since", "revised", "was", "subthemes", "version", "themes", "retired", "into", "why"}
    given = {field.name for field in fields(Settings)}
    front = {"case", "wave", "date", "kind", "interviewer", "about", "by", "on", "public"}
    return {*given, *entry, *front, *FOLDERS, *KEYS, *TOP, *charts.KEYS, *sources.COLUMNS}


def test_the_page_names_every_key():
    named = set(re.findall(r"[a-z]+", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
    assert keys() - named == set()


def test_the_page_names_every_word_that_a_key_may_have():
    kinds = [*cases.ListedKind, *memos.MemoKind, *Kind, *Role, *settings.LABELS]
    kinds += [*charts.STATES]
    assert [word for word in kinds if f"`{word}`" not in PAGE] == []

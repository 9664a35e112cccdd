"""Every rule has a page, and every page's examples do what the page says."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_cli.check import page, pages
from framework_cli.model.diagnostic import Severity
from framework_cli.model.rules import CATALOGUE
from framework_cli.render.diagnostics import FORMATS, render
from tests.check.manuscripts import found_with_draft as found
from tests.check.studies import SOUND, sound
from tests.cli.repository import Repository
from tests.history.repositories import commit, repository

FENCE = re.compile(r"^```\w+ (?P<path>[^\s`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def not_utf8(root: Path) -> None:
    (root / "transcripts/P02.txt").write_bytes("INT: Café?\nP02: Oui.\n".encode("windows-1252"))


def nul_bytes(root: Path) -> None:
    (root / "transcripts/P02.txt").write_bytes(b"INT: Hello.\nP02: Hel\0lo.\n")


def bare_returns(root: Path) -> None:
    (root / "transcripts/P02.txt").write_bytes(b"INT: Hello.\rP02: Hello.\r")


def unreadable(root: Path) -> None:
    # Unlike one without permission, a link to nowhere cannot be read by an administrator either.
    (root / "transcripts/P02.txt").symlink_to("nowhere.txt")


def link_outside(root: Path) -> None:
    outside = root.parent / "outside.txt"
    outside.write_text("INT: Hello.\n", encoding="utf-8")
    (root / "transcripts/P02.txt").symlink_to(outside)


def no_merge_driver(root: Path) -> None:
    Repository.begun(root)


def key_with_a_name(root: Path) -> None:
    key = root.parent / f"{root.name}-key.csv"
    key.write_text("name,pseudonym\nDenise,Anna\n", encoding="utf-8")
    os.environ["FRAMEWORK_KEY"] = str(key)


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test sets is taken back after it."""
    monkeypatch.setenv("FRAMEWORK_KEY", "")


def no_codebook(root: Path) -> None:
    (root / "codebooks/example.yaml").unlink()


# What cannot be shown as text on a page is set up here.
SPECIAL: dict[str, Callable[[Path], None]] = {
    "F001": unreadable,
    "F002": not_utf8,
    "F003": nul_bytes,
    "F015": no_codebook,
    "F017": link_outside,
    "F018": bare_returns,
    "F019": no_merge_driver,
    "F020": key_with_a_name,
    "F623": key_with_a_name,
}


def states(id: str, heading: str) -> dict[str, list[str]]:
    """The files shown under a heading of a page; one shown twice was committed, and then changed."""
    section = page(id).partition(f"\n## {heading}\n")[2].partition("\n## Mended\n")[0]
    found: dict[str, list[str]] = {}
    for block in FENCE.finditer(section):
        found.setdefault(block["path"], []).append(block["text"])
    return found


def blocks(id: str, heading: str) -> dict[str, str]:
    """The files shown under a heading of a page, as they are in the end."""
    return {path: texts[-1] for path, texts in states(id, heading).items()}


def failing(id: str, root: Path) -> Path:
    shown = states(id, "Fails")
    sound(root, {path: texts[0] for path, texts in shown.items()})
    if any(len(texts) > 1 for texts in shown.values()):
        commit(repository(root), {}, "As it was coded", day="2026-03-01")
        sound(root, blocks(id, "Fails"))
    if id in SPECIAL:
        SPECIAL[id](root)
    return root


def test_the_study_that_pages_start_from_is_sound(tmp_path):
    assert found(sound(tmp_path)) == []


def test_every_page_is_of_a_rule():
    folder = Path(__file__).parents[2] / "src/framework_cli/check/pages"
    assert sorted(path.stem for path in folder.glob("*")) == sorted(CATALOGUE)


@pytest.mark.parametrize("id", CATALOGUE)
def test_a_page_names_its_rule_and_its_severity_and_says_why_and_how(id):
    words = page(id)
    assert words.startswith(f"# {id}: {CATALOGUE[id].title}\n")
    opening = {Severity.ERROR: "An error.", Severity.WARNING: "A warning.", Severity.NOTE: "A note."}
    assert words.split("\n")[2].startswith(opening[CATALOGUE[id].severity])
    assert [line for line in FENCE.sub("", words).split("\n") if line.startswith("## ")] == [
        "## Why it matters",
        "## Fails",
        "## Mended",
    ]


@pytest.mark.parametrize("id", CATALOGUE)
def test_the_failing_example_of_a_page_fails_with_its_rule(id, tmp_path):
    assert id in {diagnostic.rule.id for diagnostic in found(failing(id, tmp_path))}


@pytest.mark.parametrize("id", [id for id in CATALOGUE if id not in SPECIAL])
def test_the_mended_example_of_a_page_has_neither_its_finding_nor_an_error(id, tmp_path):
    left = found(sound(tmp_path, blocks(id, "Mended")))
    assert id not in {d.rule.id for d in left}
    assert [d for d in left if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("id", CATALOGUE)
def test_no_format_shows_words_of_a_transcript_unless_asked(id, format, tmp_path):
    root = failing(id, tmp_path)
    diagnostics = found(root)
    shown = render(diagnostics, format, root=root)
    if format == "sarif":
        # The help of a rule is its page, which quotes its own example.
        shown = re.sub(r'"(text|markdown)": "# F\d.*', "", shown)
    for sentence in sentences(root):
        assert sentence not in shown


def sentences(root: Path) -> set[str]:
    """What the speakers of a study say, in pieces of three words."""
    files = [path for path in (root / "transcripts").glob("*.*") if path.is_file() and not path.is_symlink()]
    said = [path.read_bytes().decode("utf-8", "replace") for path in files] + [SOUND["transcripts/P01.txt"]]
    lines = [re.findall(r"\w+", line.partition(":")[2]) for text in said for line in text.split("\n")]
    return {" ".join(words) for line in lines for words in zip(line, line[1:], line[2:], strict=False)}


def test_the_list_of_rules_has_a_line_for_each():
    lines = pages().splitlines()
    assert [line.split()[0] for line in lines] == list(CATALOGUE)

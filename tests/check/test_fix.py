"""`check --fix`: what is certain is recorded, everything else stays as it is, byte for byte."""

import json
import re
from pathlib import Path

import pytest

from framework_cli.cells import grid
from framework_cli.check.fix import FileChangedError, Mend, apply, as_patch, mends
from framework_cli.index import build
from framework_cli.model.passage import Status
from framework_cli.read import load
from framework_cli.read.files import sha
from tests.check.studies import SOUND, found, sound

A = "annotations/P01.AK.yaml"
TEXT = SOUND["transcripts/P01.txt"]


def planned(root: Path) -> list[Mend]:
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return mends(study, index, grid(study, index))


def fix(root: Path) -> list[Mend]:
    done = planned(root)
    for mend in done:
        assert apply(root, mend)
    return done


def fixed(root: Path, path: str = A) -> str:
    fix(root)
    return (root / path).read_bytes().decode()


def test_a_bare_list_written_by_hand_becomes_a_full_file(tmp_path):
    by_hand = "# first read\n- quote: My sister came every week.  # a comment\n  codes: [family]\n"
    text = fixed(sound(tmp_path, {A: by_hand}))
    id = re.findall(r"id: ([a-z0-9]{8})\n", text)[0]
    assert text == (
        f"# first read\ntext: {sha(TEXT)}\nexcerpts:\n- id: {id}\n  at: 2:6-2:32\n"
        "  quote: My sister came every week.  # a comment\n  codes: [family]\n"
    )


TWICE = SOUND["transcripts/P01.txt"] + "P01: Every week.\nP01: Every week.\n"


@pytest.mark.parametrize(
    ("by_hand", "keys"),
    [
        ("- at: {n}\n  quote: Every week.\n  codes: [family]\n", "id at quote before after codes"),
        ("- quote: Every week.\n  at: {n}\n  codes: [family]\n", "id quote at before after codes"),
        ("- {{quote: Every week., at: {n}, codes: [family]}}\n", "id quote at before after codes"),
    ],
)
def test_words_around_a_quote_come_below_its_place_and_the_place_is_told_as_it_was_written(
    tmp_path, by_hand, keys
):
    line = TWICE.count("\n")
    root = sound(tmp_path, {"transcripts/P01.txt": TWICE, A: by_hand.format(n=line)})
    (mend,) = [mend for mend in planned(root) if mend.path == A]
    assert f"at {line} → {line}:6-{line}:17" in mend.parts[0]
    text = fixed(root)
    assert re.findall(r"\b(id|quote|at|before|after|codes): ?", text.split("excerpts:")[1]) == keys.split()


def test_mending_twice_changes_nothing_the_second_time(tmp_path):
    root = sound(tmp_path, {A: "- quote: My sister came every week.\n  codes: [family]\n"})
    assert fix(root)
    assert planned(root) == []


def test_a_fixed_study_has_no_note_of_a_missing_id_or_an_old_place_left(tmp_path):
    root = sound(tmp_path, {A: "- at: 1-1\n  quote: My sister came every week.\n  codes: [family]\n"})
    fix(root)
    assert {"F207", "F209"}.isdisjoint({d.rule.id for d in found(root)})


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    root = sound(tmp_path)
    (root / A).write_bytes(b"\xef\xbb\xbf- quote: Nobody at work knew.\r\n  codes: [stigma]\r\n")
    fix(root)
    data = (root / A).read_bytes()
    assert data.startswith(b"\xef\xbb\xbftext: ")
    assert data.count(b"\n") == data.count(b"\r\n") == 6


def test_a_quote_that_is_not_unique_gets_the_words_around_it(tmp_path):
    text = TEXT + "INT: Anybody else?\nP01: Nobody at work knew. 🙂\n"
    entry = "- id: a1\n  at: 7-7\n  quote: Nobody at work knew.\n  codes: [stigma]\n"
    root = sound(tmp_path, {"transcripts/P01.txt": text, A: entry})
    fix(root)
    study, _ = load(root)
    [excerpt] = study.annotations[0].excerpts
    start = text.rindex("Nobody")
    assert excerpt.before == text[start - 64 : start]
    assert excerpt.after == " 🙂\n"
    # The words around it find the place again after everything above has moved.
    (root / "transcripts/P01.txt").write_bytes(("INT: Welcome, please sit.\n" * 5 + text).encode())
    study, _ = load(root)
    index, _ = build(study, cache=False)
    [passage] = index.passages
    assert (passage.status, passage.start) == (Status.MOVED, start + 5 * 26)


def test_an_excerpt_without_a_certain_place_keeps_its_place_its_quote_and_the_older_hash(tmp_path):
    entries = (
        "- id: gone1\n  at: 9:1-9:8\n  quote: Entirely different words, said elsewhere.\n  codes: [stigma]\n"
        "- id: here1\n  at: 9:1-9:8\n  quote: Nobody at work knew.\n  codes: [stigma]\n"
    )
    text = fixed(sound(tmp_path, {A: f"text: {'0' * 64}\nexcerpts:\n{entries}"}))
    assert text == (
        f"text: {sha(TEXT)}\nexcerpts:\n"
        "- id: gone1\n  at: 9:1-9:8\n  quote: Entirely different words, said elsewhere.\n  codes: [stigma]\n"
        f'  text: "{"0" * 64}"\n'
        "- id: here1\n  at: 3:6-3:26\n  quote: Nobody at work knew.\n  codes: [stigma]\n"
    )
    assert planned(tmp_path) == []


def test_a_file_is_not_said_to_match_the_transcript_while_an_entry_without_hash_has_no_place(tmp_path):
    text = fixed(sound(tmp_path, {A: "- quote: Never said by anybody here.\n  codes: [stigma]\n"}))
    assert re.fullmatch(
        r"- id: [a-z0-9]{8}\n  quote: Never said by anybody here.\n  codes: \[stigma\]\n", text
    )


def test_the_words_of_an_edited_passage_replace_the_stored_ones(tmp_path):
    entry = "- id: a1\n  quote: |2-\n    My sister  came\n    every week.\n  codes: [family]\n"
    text = fixed(sound(tmp_path, {A: f"text: {'1' * 64}\nexcerpts:\n{entry}"}))
    assert "  quote: |2-\n    My sister came every week.\n  codes: [family]\n" in text


def test_an_ambiguous_quote_is_never_decided(tmp_path):
    text = TEXT + "P01: Nobody at work knew.\n"
    root = sound(
        tmp_path, {"transcripts/P01.txt": text, A: "- quote: Nobody at work knew.\n  codes: [stigma]\n"}
    )
    assert "at:" not in fixed(root)


def test_entries_of_a_broken_or_unknown_source_are_left_alone(tmp_path):
    files = {"annotations/P9.AK.yaml": "- quote: My sister.\n  codes: [family]\n", A: "- quote: a: b\n"}
    before = {path: text.encode() for path, text in files.items()}
    root = sound(tmp_path, files)
    fix(root)
    assert {path: (root / path).read_bytes() for path in files} == before


def test_json_lines_are_mended_too(tmp_path):
    line = '{"quote": "Nobody at work knew.", "codes": ["stigma"]}\n'
    root = sound(tmp_path, {"annotations/P01.RS.jsonl": line})
    header, entry = fixed(root, "annotations/P01.RS.jsonl").removesuffix("\n").split("\n")
    assert json.loads(header) == {"text": sha(TEXT)}
    assert json.loads(entry)["at"] == "3:6-3:26"
    assert json.loads(entry)["codes"] == ["stigma"]


def test_a_line_reference_becomes_a_citation_where_it_can_mean_one_excerpt_only(tmp_path):
    chart = SOUND["charts/P01.md"].replace("[@k3f9a2q7]", "[P01:2]; once more [P01:2-2], never [P01:3]")
    root = sound(tmp_path, {"charts/P01.md": chart})
    text = fixed(root, "charts/P01.md")
    assert text == chart.replace("[P01:2]", "[@k3f9a2q7]").replace("[P01:2-2]", "[@k3f9a2q7]")


def test_a_starred_line_reference_keeps_its_star(tmp_path):
    chart = SOUND["charts/P01.md"].replace("[@k3f9a2q7]", "[*P01:2], never [*P01:3]")
    root = sound(tmp_path, {"charts/P01.md": chart})
    assert fixed(root, "charts/P01.md") == chart.replace("[*P01:2]", "[*@k3f9a2q7]")


def test_a_line_reference_takes_the_id_that_its_excerpt_is_given_in_the_same_run(tmp_path):
    chart = SOUND["charts/P01.md"].replace("[@k3f9a2q7]", "🙂 [P01:2]")
    root = sound(
        tmp_path, {"charts/P01.md": chart, A: "- quote: My sister came every week.\n  codes: [family]\n"}
    )
    fix(root)
    id = re.findall(r"id: (\w{8})", (root / A).read_bytes().decode())[0]
    assert f"🙂 [@{id}]." in (root / "charts/P01.md").read_bytes().decode()


def test_a_line_reference_prefers_the_excerpt_with_exactly_these_lines(tmp_path):
    entries = (
        SOUND[A]
        + "- id: both\n  quote: |2-\n    every week.\n    P01: Nobody at work knew.\n  codes: [family]\n"
    )
    chart = SOUND["charts/P01.md"].replace("[@k3f9a2q7]", "[P01:2-3]")
    root = sound(tmp_path, {A: entries, "charts/P01.md": chart})
    assert "[@both]" in fixed(root, "charts/P01.md")


def test_a_chart_that_changed_since_it_was_read_is_left_alone(tmp_path):
    chart = SOUND["charts/P01.md"].replace("[@k3f9a2q7]", "[P01:2]")
    root = sound(tmp_path, {"charts/P01.md": chart})
    [mend] = [mend for mend in planned(root) if mend.path == "charts/P01.md"]
    changed = "A new first line.\n" + chart
    (root / "charts/P01.md").write_bytes(changed.encode())
    with pytest.raises(FileChangedError):
        apply(root, mend)
    assert (root / "charts/P01.md").read_bytes().decode() == changed


def test_what_a_mend_says_holds_no_words_of_the_transcript_and_its_patch_does(tmp_path):
    root = sound(tmp_path, {A: "- quote: My  sister came every week.\n  codes: [family]\n"})
    [mend] = planned(root)
    assert "sister" not in " ".join(mend.parts)
    assert "+    My sister came every week." in as_patch(root, mend).split("\n")


def test_planning_writes_nothing(tmp_path):
    root = sound(tmp_path, {A: "- quote: My sister came every week.\n  codes: [family]\n"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    planned(root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before

"""`compare`, `saturation`, `cooccur` and `crosstab` as a user runs them."""

import csv
import io
import json
import re
from pathlib import Path

import html5lib
import pytest

from framework_cli.render.tables.text import width
from tests.cli.study import framework
from tests.compare.coding import MYSELF, SISTER, coded, coding

TWO = {"AK": [(SISTER, "family"), (MYSELF, "stigma")], "RS": [(SISTER, "family"), (MYSELF, "family")]}
HOSTILE = "INT: Who?\nP01: </script> {{ 7*7 }} | =1+1 🙂 cafe\u0301\u2028x `a` *b*\nP01: No.\n"


def test_the_agenda_shows_who_coded_what_and_the_words(tmp_path: Path) -> None:
    done = framework("compare", root=coded(tmp_path, TWO))
    assert done.returncode == 0 and done.stderr == ""
    assert "family: RS, where AK gave another code" in done.stdout
    assert re.search(r"AK  akp01x2  P01:5  stigma", done.stdout)
    assert re.search(r"█  █ +5  P01: I kept it to myself\.\n", done.stdout)


def test_no_line_of_the_agenda_is_wider_than_80_places(tmp_path: Path) -> None:
    long = {coder: [(SISTER, "family" if coder == "C0" else "stigma")] for coder in ("C0", "C1", "C2")}
    done = framework("compare", root=coded(tmp_path, long))
    assert max(width(line) for line in done.stdout.split("\n")) <= 80


def test_one_coder_is_said_plainly(tmp_path: Path) -> None:
    done = framework("compare", root=coded(tmp_path, {"AK": [(SISTER, "family")]}))
    assert done.returncode == 0
    assert done.stdout.endswith("\nNo source was read by several coders: there is nothing to compare.\n")


def test_comparing_one_coder_by_name_is_a_mistake(tmp_path: Path) -> None:
    done = framework("compare", "--coder", "AK", root=coded(tmp_path, TWO))
    assert done.returncode == 2 and "one coder alone cannot be compared" in done.stderr


def test_who_is_not_compared_is_said(tmp_path: Path) -> None:
    changed = {"framework.yaml": "interviewers: [INT]\nroster: {P01: [AK, RS, TM]}\n"}
    done = framework("compare", root=coded(tmp_path, TWO, changed))
    assert "on the roster, with nothing coded or marked as read yet: P01 (TM)" in done.stderr


def test_codes_that_differ_by_a_slip_are_told_with_what_would_mend_them(tmp_path: Path) -> None:
    given = {"AK": [(MYSELF, "stigma")], "RS": [(MYSELF, "c-stigma")]}
    root = coded(tmp_path, given)
    done = framework("compare", root=root)
    assert "did RS mean “stigma”? --same c-stigma=stigma reads it so" in done.stderr
    assert (
        "1 item coded alike, 0 in dispute"
        in framework("compare", "--same", "c-stigma=stigma", root=root).stdout
    )


def test_open_labels_that_are_nearly_a_code_are_told(tmp_path: Path) -> None:
    entry = f"- id: oooooo11\n  quote: {SISTER}\n  open: [help from famly]\n  codes: [family]\n"
    done = framework("compare", root=coded(tmp_path, TWO, {"annotations/P01.TM.yaml": entry}))
    assert "TM's open label “help from famly” (1 passage): perhaps the same as “family”" in done.stderr


def test_an_agenda_for_a_meeting_has_room_for_each_decision(tmp_path: Path) -> None:
    root, file = coded(tmp_path / "study", TWO), tmp_path / "agenda.md"
    assert framework("compare", "-o", str(file), root=root).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert text.count("\nDecision:\n") == 1
    assert "framework compare --adopt akp01x2" in text
    assert "| 5 | ● | ● | P01: I kept it to myself. |" in text


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv", "json", "jsonl", "xlsx"])
def test_every_format_takes_hostile_words(tmp_path: Path, suffix: str) -> None:
    changed = {
        "transcripts/P01.txt": HOSTILE,
        "annotations/P01.AK.yaml": "- {id: akp01x1, at: 2, quote: '=1+1', codes: [stigma], memo: '<b>|`'}\n",
        "annotations/P01.RS.yaml": "- {id: rsp01x1, quote: 'No.', codes: [stigma]}\n",
    }
    root, file = coded(tmp_path / "study", TWO, changed), tmp_path / f"agenda.{suffix}"
    done = framework("compare", "-o", str(file), root=root)
    assert done.returncode == 0, done.stderr
    if suffix == "html":
        page = file.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(page)
        assert "</script>" not in page and "<b>" not in page
    if suffix == "csv":
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        assert sorted(row["words"] for row in rows) == ["=1+1", "No."]
    if suffix == "md":
        assert "\\| =1+1" in file.read_text(encoding="utf-8")


def test_json_holds_readers_codes_and_items(tmp_path: Path) -> None:
    facts = json.loads(framework("compare", "--format", "json", root=coded(tmp_path, TWO)).stdout)
    assert facts["sources"][0]["read_through"] == ["AK", "RS"]
    assert {use["code"]: use["other_code"] for use in facts["codes"]} == {"family": 1, "stigma": 1}
    (item,) = facts["items"]
    assert [e["words"] for e in item["excerpts"]] == [MYSELF, MYSELF]
    assert item["differences"][0]["others"]


def test_a_meeting_from_agenda_to_agreed_coding(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    begun = framework("compare", "--agree", "P01", root=root)
    assert begun.returncode == 0 and "P01: 1 agreed, 0 left out in P01.agreed.yaml" in begun.stdout
    assert "the agreed coding alone counts for P01" in begun.stderr
    done = framework("compare", "--adopt", "akp01x2", "--why", "Shame, not help.", "--as", "AK", root=root)
    assert done.returncode == 0 and len(done.stdout.strip()) == 8
    assert "noted in memos/decisions-P01.md" in done.stderr
    now = framework("compare", root=root)
    assert "1 in dispute, 1 of them decided." in now.stdout
    whole = framework("compare", "--all", root=root).stdout
    assert "decided" in whole.split("places")[-1]
    assert framework("check", "--fail-on", "warning", "--select", "F2", root=root).returncode == 0


def test_a_decision_that_cannot_be_noted_is_not_taken(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    (root / "memos/decisions-P01.md").mkdir(parents=True)
    done = framework("compare", "--adopt", "akp01x2", "--as", "AK", root=root)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "P01.agreed.yaml and decisions-P01.md were left as they are: decisions-P01.md: " in done.stderr
    assert done.stdout == "" and not (root / "annotations/P01.agreed.yaml").exists()


def test_who_decides_is_asked_for(tmp_path: Path) -> None:
    done = framework("compare", "--adopt", "akp01x2", root=coded(tmp_path, TWO))
    assert done.returncode == 2 and "--as CODER" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--adopt", "--leave-out", "akp01x2"], "one at a time"),
        (["--codes", "stigma"], "go with --adopt"),
        (["--coefficients", "--slack", "80"], "change no coefficient"),
        (["--coefficients", "--first", "2"], "change no coefficient"),
        (["--why", "Shame."], "goes with --adopt or --leave-out"),
        (["--agree", "P01", "--why", "Shame."], "goes with --adopt or --leave-out"),
        (["--adopt"], "name excerpts or items"),
        (["--agree"], "name the sources"),
        (["--agree", "P1"], "did you mean P01"),
        (["akp01x7"], "did you mean akp01x"),
        (["--same", "x"], "is no pair of codes"),
        (["--same", "stigme=stigma"], "did you mean stigma"),
        (["--adopt", "akp01x2", "--codes", " ,", "--as", "AK"], "names no code"),
        (["--adopt", "akp01x2", "--at", "nowhere", "--as", "AK"], "is no place"),
        (["--adopt", "akp01x2", "--at", "2", "--as", "AK"], "not where any of the excerpts stands"),
    ],
)
def test_a_mistake_in_the_call_is_said_and_ends_with_2(tmp_path: Path, words: list[str], said: str) -> None:
    done = framework("compare", *words, root=coded(tmp_path, TWO))
    assert done.returncode == 2 and said in done.stderr, done.stderr


def test_an_item_is_shown_by_its_id_or_an_excerpts(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    (item,) = json.loads(framework("compare", "--format", "json", root=root).stdout)["items"]
    by_own, by_excerpt = (framework("compare", id, root=root).stdout for id in (item["id"], "rsp01x2"))
    assert by_own == by_excerpt and item["id"] in by_own


def test_an_item_on_which_all_agree_can_be_shown(tmp_path: Path) -> None:
    done = framework("compare", "akp01x1", root=coded(tmp_path, TWO))
    assert done.returncode == 0 and "alike: family" in done.stdout


def test_twenty_coders_fit_into_80_places(tmp_path: Path) -> None:
    given = {f"C{n:02}": [(MYSELF, "stigma" if n else "family")] for n in range(20)}
    done = framework("compare", root=coded(tmp_path, given))
    assert max(width(line) for line in done.stdout.split("\n")) <= 80
    assert re.search(r"20 +5  P01: I kept it to myself\.", done.stdout)


def test_a_source_with_an_annotation_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    done = framework(
        "compare", root=coded(tmp_path, TWO, {"annotations/P01.TM.yaml": "- quote: he said: no\n"})
    )
    assert done.returncode == 1
    assert "left out, since an annotation file cannot be read: P01" in done.stderr


def test_the_agreed_coding_can_be_compared_and_not_be_made_of_itself(tmp_path: Path) -> None:
    agreed = {"annotations/P01.agreed.yaml": f"- id: gggggg11\n  quote: {SISTER}\n  codes: [stigma]\n"}
    root = coded(tmp_path, TWO, agreed)
    words = ("compare", "--coder", "AK", "--coder", "agreed")
    assert "family: AK, where agreed gave another code" in framework(*words, root=root).stdout
    done = framework(*words, "--adopt", "akp01x1", "--as", "AK", root=root)
    assert done.returncode == 2 and "made of the coders'" in done.stderr


def test_excerpts_without_a_place_are_told_and_end_with_1(tmp_path: Path) -> None:
    changed = coding({"RS": [("nobody said this ever anywhere", "family"), (MYSELF, "family")]})
    done = framework("compare", root=coded(tmp_path, TWO, changed))
    assert done.returncode == 1 and "F203" in done.stderr and "stigma" in done.stdout


def test_saturation_says_what_it_is_not(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    done = framework("saturation", root=root)
    assert done.returncode == 0
    assert "Code saturation cannot be shown: 1 source is too few for a base and a run" in done.stdout
    assert "does not show that the meaning of a code was saturated" in " ".join(done.stdout.split())
    facts = json.loads(framework("saturation", "--format", "json", root=root).stdout)
    assert facts["saturation"] is None and facts["reason"] == "too few interviews"
    assert facts["sources"][0]["new"] == ["family", "stigma"]


def test_cooccur_lists_pairs_that_overlap(tmp_path: Path) -> None:
    root = coded(tmp_path, {"AK": [(MYSELF, "stigma family")], "RS": [(SISTER, "family")]})
    done = framework("cooccur", "--format", "csv", root=root)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["code"], row["other"], row["overlapping"], row["c"], row["c_flag"]) == (
        "family", "stigma", "1", "0.5", "",
    )  # fmt: skip
    assert "2 of 3 pairs overlap nowhere" in done.stderr
    assert len(framework("cooccur", "--all", "--format", "csv", root=root).stdout.strip().split("\n")) == 4


def test_what_alone_was_asked_for_is_said_beneath_each_table(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    for words in (["saturation"], ["cooccur", "--all"], ["crosstab", "site"]):
        done = framework(*words, "--theme", "support", "--coder", "RS", root=root)
        assert "Only what was asked for: theme support; coder RS." in done.stdout, done.stderr


def test_crosstab_counts_participants_with_their_number(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    done = framework("crosstab", "site", "--format", "csv", root=root)
    assert done.stdout == "site,participants,family,stigma,support-other\nnorth,1,1,1,0\n"
    wrong = framework("crosstab", "siet", root=root)
    assert wrong.returncode == 2 and "did you mean site?" in wrong.stderr

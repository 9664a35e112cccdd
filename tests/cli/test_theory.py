"""`framework theory` as a person runs it: check, show, table, new."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from framework_cli.scaffold import worked_study
from tests.check.studies import write
from tests.cli.study import framework
from tests.theory.studies import STUDY, edge, study

SUPPORTS = "excerpt: k1aaaaaa, stance: supports, basis: experienced"
AGAINST = "excerpt: k5aaaaaa, stance: contradicts, basis: experienced"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("worked")
    write(root, worked_study())
    return root


def test_check_groups_its_findings_by_claim_and_exits_at_the_bar_asked_for(tmp_path: Path):
    text = edge(SUPPORTS, AGAINST, more="    status: supported\n")
    ran = framework("theory", "check", root=study(tmp_path, text))
    assert ran.returncode == 0
    claim, first, *_ = ran.stdout.split("\n")
    assert claim == "edge e1 (Kin live near → It is told)"
    assert first.startswith("theory/t.yaml:8:9: note F509 ")
    assert "F513" in ran.stdout
    assert ran.stderr == "2 warnings, 2 notes in 2 files\n"
    assert framework("theory", "check", "--fail-on", "warning", root=tmp_path).returncode == 1


def test_check_tells_of_one_theory_where_one_is_named(tmp_path: Path):
    root = study(
        tmp_path, edge(SUPPORTS), {"theory/u.yaml": "theory: {id: u}\nnodes:\n  - {id: a, type: x}\n"}
    )
    ran = framework("theory", "check", "u", root=root)
    assert ran.returncode == 1
    assert "theory/u.yaml:3:19: error F009" in ran.stdout
    assert "theory/t.yaml" not in ran.stdout


def test_an_unknown_theory_says_what_was_meant(tmp_path: Path):
    ran = framework("theory", "show", "tt", root=study(tmp_path, edge()))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "no theory is called tt" in ran.stderr


def test_a_study_without_theory_says_how_to_start_one(tmp_path: Path):
    write(tmp_path, STUDY)
    ran = framework("theory", "check", root=tmp_path)
    assert ran.returncode == 2
    assert "framework theory new NAME" in ran.stderr


def test_a_file_that_cannot_be_read_is_not_called_missing(tmp_path: Path):
    root = study(tmp_path, "nodes: [\n")
    for words in (["check"], ["show", "t"], ["table"]):
        ran = framework("theory", *words, root=root)
        assert ran.returncode == 1
        assert "theory/t.yaml:" in ran.stderr
        assert "F004" in ran.stderr
        assert "there is no theory" not in ran.stderr


def test_show_quotes_the_transcripts_words_signed_for_and_against(tmp_path: Path):
    out = framework("theory", "show", root=study(tmp_path, edge(SUPPORTS, AGAINST))).stdout
    assert "For: 1 person at 1 site in 1 role\n" in out
    assert "    “My sister came every week.” (P01:2)\n" in out
    assert out.index("Against: 1 person") < out.index("“Nobody came at all.” (P03:2)")
    assert "  - excerpt k1aaaaaa, agreed as g1aaaaaa · P01 · north · client · experienced\n" in out


def test_nothing_that_is_shown_is_wider_than_a_terminal_of_old(worked: Path):
    for words in (["show"], ["show", "--what-would-change-this"]):
        out = framework("theory", *words, root=worked).stdout
        assert max(map(len, out.split("\n"))) <= 80


def test_show_takes_one_claim(worked: Path):
    out = framework("theory", "show", "--claim", "cmo1", root=worked).stdout
    assert "configuration cmo1" in out
    assert "the whole in one account: P08" in out
    assert "edge e1" not in out
    wrong = framework("theory", "show", "--claim", "cmo9", root=worked)
    assert wrong.returncode == 2
    assert "did you mean cmo" in wrong.stderr


def test_every_format_of_the_page_holds_hostile_words_as_words(tmp_path: Path):
    label = "</script><b>{{ 7*7 }}</b> | =1+1 [x](http://x) @anna"
    text = edge(SUPPORTS).replace("label: Kin live near", f"label: {json.dumps(label)}")
    root = study(tmp_path, text)
    html = framework("theory", "show", "--format", "html", root=root).stdout
    assert "<b>" not in html
    assert "&lt;/script&gt;&lt;b&gt;{{ 7*7 }}" in html
    md = framework("theory", "show", "--format", "md", root=root).stdout
    assert "<b>" not in md
    assert "](http://" not in md
    read = json.loads(framework("theory", "show", "--format", "json", root=root).stdout)
    assert read[0]["claims"][0]["label"].startswith(label)


def test_json_has_every_piece_with_its_words(worked: Path):
    (theory,) = json.loads(framework("theory", "show", "cop", "--format", "json", root=worked).stdout)
    harm = next(claim for claim in theory["claims"] if claim["id"] == "h-burden")
    assert harm["supporting"]["people"] == ["P01", "P05", "F04", "P08"]
    assert harm["contradicting"]["documents"] == ["R01"]
    assert harm["decisions"] == ["d1"]
    chain = next(claim for claim in theory["claims"] if claim["id"] == "cmo3")["chain"]
    assert chain["whole"] == []
    assert all(chain["parts"][node]["pieces"] for node in chain["nodes"])


def test_a_table_has_a_row_for_each_piece_of_evidence(tmp_path: Path):
    root = study(tmp_path, edge(SUPPORTS, AGAINST, "excerpt: zz, stance: supports"))
    ran = framework("theory", "table", "--format", "csv", root=root)
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert [(r["claim"], r["stance"], r["people"], r["words"]) for r in rows] == [
        ("e1", "supports", "P01", "My sister came every week."),
        ("e1", "contradicts", "P03", "Nobody came at all."),
        ("e1", "supports", "", ""),
    ]
    assert rows[2]["evidence"] == "excerpt zz (not in the study)"


def test_rivals_and_sites_have_rows_and_evidence_of_their_own(tmp_path: Path):
    more = """\
    status: supported
    rivals:
      - Chance <b>alone</b>
      - {text: They met before, note: said twice, evidence: [{excerpt: k3aaaaaa, stance: contradicts}]}
    variation: {south: {status: contested, note: nobody came, evidence: [{excerpt: k5aaaaaa}]}}
"""
    root = study(tmp_path, edge(SUPPORTS, more=more))
    rows = csv.DictReader(io.StringIO(framework("theory", "table", "--format", "csv", root=root).stdout))
    told = [(row["kind"], row["label"], row["stance"], row["people"], row["status"]) for row in rows]
    assert told == [
        ("edge", "Kin live near → It is told", "supports", "P01", "supported"),
        ("rival", "Chance <b>alone</b>", "", "", ""),
        ("rival", "They met before", "contradicts", "P02", ""),
        ("site", "south", "supports", "P03", "contested"),
    ]
    claims = framework("theory", "table", "--claims", "--format", "html", root=root).stdout
    assert "Chance &lt;b&gt;alone&lt;/b&gt;; They met before" in claims
    (shown,) = json.loads(framework("theory", "show", "--format", "json", root=root).stdout)
    rivals = shown["claims"][0]["rivals"]
    assert [(rival["text"], len(rival["evidence"])) for rival in rivals] == [
        ("Chance <b>alone</b>", 0),
        ("They met before", 1),
    ]
    drawn = framework("theory", "draw", root=root).stdout
    assert "e1: They met before [P02 against it]" in drawn


def test_a_table_of_claims_counts_people_sites_and_documents(worked: Path):
    ran = framework("theory", "table", "--claims", "--format", "csv", root=worked)
    rows = {row["claim"]: row for row in csv.DictReader(io.StringIO(ran.stdout))}
    assert (rows["e8"]["people"], rows["e8"]["documents"], rows["e8"]["against"]) == ("4", "1", "P05")
    assert rows["cmo1"]["whole"] == "P08"
    assert rows["e12"]["doubts"] == "no evidence"


def test_what_would_change_a_claim_is_a_table_too(worked: Path):
    ran = framework("theory", "table", "--what-would-change-this", "--format", "csv", root=worked)
    rows = [(r["claim"], r["doubt"]) for r in csv.DictReader(io.StringIO(ran.stdout))]
    assert ("e7", "single source") in rows
    assert ("h-burden", "contested") in rows


@pytest.mark.parametrize("format", ["text", "md", "html", "json", "xlsx"])
def test_tables_come_in_every_format_and_always_the_same(format: str, worked: Path, tmp_path: Path):
    for name in ("one", "two"):
        ran = framework(
            "theory", "table", "-o", str(tmp_path / f"{name}.{format.replace('text', 'txt')}"), root=worked
        )
        assert (ran.returncode, ran.stderr) == (0, "")
    suffix = format.replace("text", "txt")
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_new_starts_a_theory_that_passes_check_and_never_writes_over_one(worked: Path, tmp_path: Path):
    write(tmp_path, {k: v for k, v in worked_study().items() if not k.startswith("theory/")})
    before = framework("check", root=tmp_path).stdout
    ran = framework("theory", "new", "first", "--kind", "logic-model", root=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "theory/first.yaml\n")
    text = (tmp_path / "theory/first.yaml").read_text(encoding="utf-8")
    assert "theory: {id: first, kind: logic-model, version: 1}" in text
    assert "mechanism" not in text
    assert framework("check", root=tmp_path).stdout == before
    again = framework("theory", "new", "first", root=tmp_path)
    assert again.returncode == 2
    assert (tmp_path / "theory/first.yaml").read_text(encoding="utf-8") == text


def test_new_lays_a_column_out_case_by_case_as_elements_that_only_need_their_sign_taken_out(tmp_path: Path):
    write(tmp_path, STUDY)
    framework("theory", "new", "first", "--from", "family", root=tmp_path)
    text = (tmp_path / "theory/first.yaml").read_text(encoding="utf-8")
    assert "      # P02/family: His brother drove him [*@k3aaaaaa].\n" in text
    taken = re.sub(r"^(      )# (?=- id|  label|  elements|    - \{cell)", r"\1", text, flags=re.MULTILINE)
    (tmp_path / "theory/first.yaml").write_text(taken, encoding="utf-8")
    ran = framework("theory", "check", root=tmp_path)
    assert "error" not in ran.stdout
    assert "F522" not in ran.stdout


def test_new_lets_no_title_out_of_its_comment(tmp_path: Path):
    title = 'Help\\u2028nodes: [x]\\u0085 <b>: {{ 7*7 }} # \\"quoted\\"'
    book = STUDY["codebooks/example.yaml"].replace("name: Help from family", f'name: "{title}"')
    write(tmp_path, {**STUDY, "codebooks/example.yaml": book})
    framework("theory", "new", "first", "--from", "support", root=tmp_path)
    assert "theory/" not in framework("check", "--select", "F0", root=tmp_path).stdout


@pytest.mark.parametrize("name", ["../x", "a b", "con", "", "a/b"])
def test_a_name_that_no_file_can_have_is_refused(name: str, tmp_path: Path):
    write(tmp_path, STUDY)
    assert framework("theory", "new", name, root=tmp_path).returncode == 2
    assert not (tmp_path / "theory").exists()


def test_status_names_claims_without_evidence_and_show_what_rests_on_a_thing(tmp_path: Path):
    root = study(tmp_path, edge(SUPPORTS) + "  - {id: e2, from: o, to: h}\n")
    out = framework("status", root=root).stdout
    assert "look for evidence, for and against, on 1 claim of theory t: e2" in " ".join(out.split())
    assert json.loads(framework("status", "--format", "json", root=root).stdout)["claims"] == [
        {"theory": "t", "claims": 2, "without_evidence": ["e2"]}
    ]
    for word in ("g1aaaaaa", "k1aaaaaa", "P01"):
        shown = framework("show", word, root=root).stdout
        assert "Claims that rest on it" in shown, word
        assert "t: edge e1 (Kin live near → It is told) – supports" in shown
    assert "Claims that rest on it" not in framework("show", "P02", root=root).stdout

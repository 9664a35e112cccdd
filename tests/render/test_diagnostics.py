"""Findings in every format: the same places, and nothing that a terminal or a log would obey."""

import json
import os
import re

import jsonschema
import pytest

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.render.diagnostics import FORMATS, render, summary

PLAIN = Diagnostic(
    rules.UNKNOWN_CODE,
    "code “stigmaa” is not in the codebook",
    Location("annotations/P01.AK.yaml", 12, 9, 12, 16),
    hint="did you mean “stigma”?",
    related=(Related(Location("codebooks/my book.yaml", 3, 5), "the codebook"),),
    words="words of the transcript",
)
NOTE = Diagnostic(rules.NO_EXCERPT_ID, "excerpt has no id yet", Location("annotations/P01.AK.yaml", 2, 3))
LONG = Diagnostic(rules.STALE, "cell is stale", Location("charts/P01.md", 4, 1, 6, 3))


def test_text_gives_place_severity_rule_message_related_places_and_hint():
    assert render([PLAIN, NOTE], "text") == (
        "annotations/P01.AK.yaml:12:9: error F201 code “stigmaa” is not in the codebook\n"
        "  codebooks/my book.yaml:3:5: the codebook\n"
        "  = hint: did you mean “stigma”?\n"
        "annotations/P01.AK.yaml:2:3: note F209 excerpt has no id yet\n"
    )


def test_words_and_source_lines_are_shown_on_request_with_a_caret_below(tmp_path):
    folder = tmp_path / "annotations"
    folder.mkdir()
    (folder / "P01.AK.yaml").write_bytes(b"\n" * 11 + "漢e\u0301 🙂 [stigmaa]\r\n".encode())
    place = Location("annotations/P01.AK.yaml", 12, 8, 12, 15)
    shown = render(
        [Diagnostic(rules.UNKNOWN_CODE, "unknown", place, words="one\ntwo")],
        "text",
        root=tmp_path,
        show_text=True,
    )
    assert shown == (
        "annotations/P01.AK.yaml:12:8: error F201 unknown\n"
        "  | 漢e\u0301 🙂 [stigmaa]\n"
        "  |         ^^^^^^^\n"
        "  > one\n"
        "  > two\n"
    )


@pytest.mark.parametrize("format", FORMATS)
def test_words_are_shown_by_no_format_unless_asked(format):
    assert "words of the transcript" not in render([PLAIN], format)
    assert "words of the transcript" in render([PLAIN], format, show_text=True)


def test_a_place_beyond_the_end_of_its_file_shows_no_line(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"one\n")
    shown = render(
        [Diagnostic(rules.UNREADABLE, "gone", Location("a.yaml", 9, 9))],
        "text",
        root=tmp_path,
        show_text=True,
    )
    assert shown == "a.yaml:9:9: error F001 gone\n"


@pytest.mark.parametrize("format", ["text", "github"])
def test_control_characters_of_a_file_name_or_id_do_not_reach_the_terminal(format):
    hostile = "\x1b[31mred\x1b[0m\u2028\u202egnal\x07\r\n::error::x"
    found = Diagnostic(
        rules.UNKNOWN_CODE,
        hostile,
        Location(hostile),
        hint=hostile,
        words=hostile,
        related=(Related(Location(hostile), hostile),),
    )
    shown = render([found], format, show_text=True)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", shown) == []
    assert [line for line in shown.split("\n") if line.lstrip().startswith("::error::x")] == []


def test_nothing_found_is_nothing_in_text_and_an_empty_list_in_json():
    assert render([], "text") == ""
    assert render([], "github") == ""
    assert json.loads(render([], "json")) == []
    assert json.loads(render([], "sarif"))["runs"][0]["results"] == []


def test_the_summary_counts_by_severity_and_file():
    assert summary([]) == "nothing found"
    assert summary([PLAIN]) == "1 error in 1 file"
    assert summary([PLAIN, PLAIN, NOTE, LONG]) == "2 errors, 1 warning, 1 note in 2 files"


def test_json_is_a_list_of_flat_objects():
    [one, two] = json.loads(render([PLAIN, NOTE], "json"))
    assert one == {
        "rule": "F201",
        "title": "code is not in the codebook",
        "severity": "error",
        "message": "code “stigmaa” is not in the codebook",
        "hint": "did you mean “stigma”?",
        "path": "annotations/P01.AK.yaml",
        "line": 12,
        "column": 9,
        "end_line": 12,
        "end_column": 16,
        "related": [
            {
                "path": "codebooks/my book.yaml",
                "line": 3,
                "column": 5,
                "end_line": None,
                "end_column": None,
                "message": "the codebook",
            }
        ],
    }
    assert (two["end_line"], two["end_column"], two["related"]) == (None, None, [])


def test_json_writes_hostile_words_so_that_they_read_back():
    hostile = '"</script>{{ 7*7 }}|=1+1\u2028🙂\ud7ff'
    [read] = json.loads(
        render([Diagnostic(rules.LOST, hostile, Location("a"), words=hostile)], "json", show_text=True)
    )
    assert (read["message"], read["words"]) == (hostile, hostile)


def test_github_gets_one_command_a_finding_with_columns_on_one_line_only():
    assert render([PLAIN, LONG, NOTE], "github").split("\n") == [
        "::error file=annotations/P01.AK.yaml,line=12,col=9,endLine=12,endColumn=15,"
        "title=F201 code is not in the codebook::code “stigmaa” is not in the codebook"
        "%0Acodebooks/my book.yaml:3:5: the codebook%0Ahint: did you mean “stigma”?",
        "::warning file=charts/P01.md,line=4,endLine=6,title=F403 cell is stale::cell is stale",
        "::notice file=annotations/P01.AK.yaml,line=2,col=3,title=F209 excerpt has no id yet"
        "::excerpt has no id yet",
        "",
    ]


def test_github_escapes_what_would_end_a_property_or_a_message():
    found = Diagnostic(rules.LOST, "100% of\nit: a,b", Location("a,b:c%.txt"))
    assert render([found], "github") == (
        "::error file=a%2Cb%3Ac%25.txt,line=1,col=1,title=F203 quote is not in the transcript"
        "::100%25 of\\nit: a,b\n"
    )


@pytest.mark.parametrize("format", ["github", "sarif"])
def test_paths_start_where_the_command_runs_if_the_study_lies_below(format, tmp_path, monkeypatch):
    (tmp_path / "my study").mkdir()
    monkeypatch.chdir(tmp_path)
    shown = render([NOTE], format, root=tmp_path / "my study")
    assert ("file=my study/annotations/" if format == "github" else '"my%20study/annotations/') in shown
    monkeypatch.chdir(tmp_path / "my study")
    assert "my" not in render([NOTE], format, root=tmp_path / "my study").replace("my book", "")


SARIF = {  # the part of the OASIS schema that this tool writes, with every key it requires
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "items": {
                "required": ["tool"],
                "properties": {
                    "columnKind": {"const": "unicodeCodePoints"},
                    "tool": {"required": ["driver"], "properties": {"driver": {"$ref": "#/$defs/driver"}}},
                    "results": {"items": {"$ref": "#/$defs/result"}},
                },
            }
        },
    },
    "$defs": {
        "driver": {
            "required": ["name", "rules"],
            "properties": {
                "rules": {
                    "uniqueItems": True,
                    "items": {
                        "required": ["id"],
                        "properties": {
                            "shortDescription": {"required": ["text"]},
                            "help": {"required": ["text"]},
                            "defaultConfiguration": {
                                "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}
                            },
                        },
                    },
                }
            },
        },
        "result": {
            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
            "properties": {
                "message": {"required": ["text"]},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "locations": {"items": {"$ref": "#/$defs/location"}, "minItems": 1},
                "relatedLocations": {"items": {"$ref": "#/$defs/location"}, "uniqueItems": True},
            },
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$"}}
                        },
                        "region": {
                            "required": ["startLine", "startColumn"],
                            "additionalProperties": {"type": "integer", "minimum": 1},
                        },
                    },
                }
            },
        },
    },
}


def test_sarif_has_what_its_schema_asks_for_and_points_at_the_same_places():
    log = json.loads(render([PLAIN, NOTE, LONG], "sarif"))
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    by_index = [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]]
    assert by_index == [result["ruleId"] for result in run["results"]] == ["F201", "F209", "F403"]
    [one, _, long] = run["results"]
    assert one["message"]["text"] == "code “stigmaa” is not in the codebook\nhint: did you mean “stigma”?"
    place = one["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 12, "startColumn": 9, "endLine": 12, "endColumn": 16}
    assert (
        one["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "codebooks/my%20book.yaml"
    )
    region = long["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 1, "endLine": 6, "endColumn": 3}


def test_sarif_explains_each_rule_by_its_page():
    [rule] = json.loads(render([PLAIN, PLAIN], "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "F201"
    assert rule["help"]["markdown"].startswith("# F201: code is not in the codebook\n")


def test_sarif_encodes_names_that_are_no_addresses():
    found = Diagnostic(rules.LOST, "{0} [x](1)", Location("a b/é#?%:.txt"))
    log = json.loads(render([found], "sarif"))
    jsonschema.validate(log, SARIF)
    [result] = log["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%C3%A9%23%3F%25%3A.txt"
    # Braces would stand for an argument, brackets for a link (SARIF 3.11.5 and 3.11.6).
    assert result["message"]["text"] == "{{0}} \\[x](1)"


def test_a_route_that_nobody_located_stands_for_the_start_of_its_file():
    assert (
        render([Diagnostic(rules.LOST, "lost", Route("a.yaml", ("excerpts", 3)))], "text")
        == "a.yaml:1:1: error F203 lost\n"
    )


def test_there_is_no_other_format():
    with pytest.raises(ValueError, match="no such format"):
        render([], "xml")


def test_colour_is_for_terminals_and_leaves_the_words_as_they_are(monkeypatch, capsys):
    from framework_cli.render.diagnostics.text import print_coloured

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    print_coloured([PLAIN, NOTE])
    shown = capsys.readouterr().out
    assert "\x1b[" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == render([PLAIN, NOTE], "text")
    assert os.environ["FORCE_COLOR"] == "1"

"""The JSON Schemas know what the reader knows: the same keys, and nothing that the tool accepts is wrong."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from framework_cli.model import rules
from framework_cli.model.case import CaseKind
from framework_cli.model.codebook import Origin
from framework_cli.model.settings import FOLDERS
from framework_cli.model.theory import (
    Basis,
    Confidence,
    NodeType,
    Relation,
    Stance,
    Status,
    TheoryKind,
    Valence,
)
from framework_cli.read import load
from framework_cli.read.settings import LABELS
from framework_cli.scaffold import empty_study, schemas, worked_study
from tests.docs.pages import DOCS, blocks
from tests.scaffold.editor import core, older, told

SCHEMAS = {PurePosixPath(path).stem: json.loads(text) for path, text in schemas().items()}
EDITORS = pytest.mark.parametrize("seen", [core, older], ids=["YAML 1.2", "YAML 1.1"])
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def objections(format: str, content: Any) -> list[str]:
    """What an editor would underline."""
    return [error.message for error in Draft202012Validator(SCHEMAS[format]).iter_errors(content)]


def format_of(path: str) -> str:
    """Which schema a file of a study has."""
    formats = {"codebooks": "codebook", "annotations": "annotations", "theory": "theory"}
    return formats.get(path.split("/")[0], "framework")


def every(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """All schemas within a schema, each with its path."""
    if isinstance(schema, dict):
        yield where, schema
        for key, value in schema.items():
            yield from every(value, f"{where}/{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from every(value, f"{where}/{number}")


@pytest.mark.parametrize("format", SCHEMAS)
def test_a_schema_is_valid_and_says_which_draft_it_is(format: str):
    assert SCHEMAS[format]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[format])


@pytest.mark.parametrize("format", SCHEMAS)
def test_every_key_has_a_description_that_an_editor_shows(format: str):
    bare = [
        f"{where}/{key}"
        for where, schema in every(SCHEMAS[format])
        if where.endswith("/properties") and "/allOf/" not in where
        for key, value in schema.items()
        if not value["description"].endswith(".")
    ]
    assert bare == []


def test_every_pattern_says_in_words_what_it_asks_for():
    parts = [part for schema in SCHEMAS.values() for _, part in every(schema)]
    patterns = [part for part in parts if isinstance(part.get("pattern"), str)]
    assert len(patterns) > 10
    assert [part for part in patterns if not part.get("patternErrorMessage", "").endswith(".")] == []


def test_there_is_a_schema_for_each_yaml_format_and_no_other():
    formats = ("annotations", "codebook", "framework", "theory")
    assert sorted(schemas()) == [f".schemas/{name}.json" for name in formats]


# Where each closed mapping stands, and a file in which it has a key that nobody knows.
MAPPINGS = {
    ("framework", ""): ("{}: 1\n", ""),
    ("framework", "/properties/labels"): ("labels:\n  {}: 1\n", ""),
    ("framework", "/properties/folders"): ("folders:\n  {}: 1\n", ""),
    ("codebook", ""): ("themes: []\n{}: 1\n", ""),
    ("codebook", "/$defs/entry"): ("themes:\n- id: a\n  name: A\n  {}: 1\n", ""),
    ("codebook", "/$defs/retired"): ("themes: []\nretired:\n- id: a\n  {}: 1\n", ""),
    # `dropped` is a key of agreed files only; there is one schema for both, because editors choose by folder.
    ("annotations", ""): ("excerpts: []\n{}: 1\n", "annotations/P01.agreed.yaml"),
    ("annotations", "/properties/read"): ("read:\n  {}: 1\n", ""),
    ("annotations", "/$defs/excerpt"): ("- quote: a\n  {}: 1\n", ""),
    ("theory", ""): ("{}: 1\n", ""),
    ("theory", "/properties/theory"): ("theory: {{}: 1}\n", ""),
    ("theory", "/$defs/evidence"): ("nodes: [{id: a, type: output, evidence: [{memo: m, {}: 1}]}]\n", ""),
    ("theory", "/$defs/linked"): ("configurations: [{id: a, evidence: [{memo: m, {}: 1}]}]\n", ""),
    ("theory", "/$defs/dimension"): ("dimensions: [{id: a, {}: 1}]\n", ""),
    ("theory", "/$defs/category"): ("dimensions: [{id: a, categories: [{id: b, {}: 1}]}]\n", ""),
    ("theory", "/$defs/element"): (
        "dimensions: [{id: a, categories: [{id: b, elements: [{cell: P01/a, {}: 1}]}]}]\n",
        "",
    ),
    ("theory", "/$defs/typology"): ("typologies: [{id: a, {}: 1}]\n", ""),
    ("theory", "/$defs/type"): ("typologies: [{id: a, types: [{id: b, {}: 1}]}]\n", ""),
    ("theory", "/$defs/place"): ("typologies: [{id: a, places: {P01: {type: b, {}: 1}}}]\n", ""),
    ("theory", "/$defs/node"): ("nodes: [{id: a, type: output, {}: 1}]\n", ""),
    ("theory", "/$defs/edge"): ("edges: [{id: a, from: b, to: c, {}: 1}]\n", ""),
    ("theory", "/$defs/variation"): ("edges: [{id: a, from: b, to: c, variation: {north: {{}: 1}}}]\n", ""),
    ("theory", "/$defs/rival"): ("configurations: [{id: a, rivals: [{text: b, {}: 1}]}]\n", ""),
    ("theory", "/$defs/configuration"): ("configurations: [{id: a, {}: 1}]\n", ""),
    ("theory", "/$defs/judgement"): ("configurations: [{id: a, judgement: {{}: 1}}]\n", ""),
    ("theory", "/$defs/decision"): ("decisions: [{id: a, {}: 1}]\n", ""),
}
STRANGE = "qqqqqqqqqqqqqqq"


@pytest.mark.parametrize(("format", "where"), MAPPINGS, ids=" ".join)
def test_schema_and_reader_know_the_same_keys(format: str, where: str, tmp_path: Path):
    text, path = MAPPINGS[format, where]
    (found,) = told(format, tmp_path, text.replace("{}", STRANGE), path=path)
    assert found.rule is rules.UNKNOWN_KEY
    known = set(found.hint.removeprefix("known keys: ").split(", "))
    (schema,) = [schema for place, schema in every(SCHEMAS[format]) if place == where]
    assert set(schema["properties"]) == known
    assert objections(format, core(text.replace("{}", STRANGE)))


def test_no_mapping_of_a_schema_is_left_open_or_left_out_above():
    closed = {
        (format, where)
        for format, schema in SCHEMAS.items()
        for where, part in every(schema)
        if part.get("additionalProperties") is False
    }
    assert closed == set(MAPPINGS)
    lists_keys = {
        (format, where)
        for format, schema in SCHEMAS.items()
        for where, part in every(schema)
        if "properties" in part and "type" in part
    }
    assert lists_keys == closed


@pytest.mark.parametrize("below", ["subtheme", "third level"])
def test_an_entry_has_the_same_keys_on_every_level(below: str, tmp_path: Path):
    text = "themes:\n- id: a\n  name: A\n  subthemes:\n  - id: b\n    name: B\n    {}: 1\n"
    if below == "third level":
        text = text.replace("{}: 1", "subthemes:\n    - id: c\n      name: C\n      {}: 1")
    (found,) = told("codebook", tmp_path, text.replace("{}", STRANGE))
    known = set(found.hint.removeprefix("known keys: ").split(", "))
    assert known == set(SCHEMAS["codebook"]["$defs"]["entry"]["properties"])


def test_choices_are_those_of_the_model():
    assert SCHEMAS["codebook"]["$defs"]["entry"]["properties"]["origin"]["enum"] == [*Origin, None]
    assert list(SCHEMAS["framework"]["properties"]["folders"]["properties"]) == list(FOLDERS)
    theory = SCHEMAS["theory"]["$defs"]
    for part, key, kinds in (
        ("node", "valence", Valence),
        ("node", "origin", Origin),
        ("edge", "relation", Relation),
        ("edge", "status", Status),
        ("evidence", "stance", Stance),
        ("evidence", "basis", Basis),
        ("judgement", "confidence", Confidence),
        ("typology", "of", CaseKind),
    ):
        assert theory[part]["properties"][key]["enum"] == [*kinds, None]
    assert theory["node"]["properties"]["type"]["enum"] == list(NodeType)
    assert SCHEMAS["theory"]["properties"]["theory"]["properties"]["kind"]["enum"] == [*TheoryKind, None]


def sound_files() -> list[tuple[str, str]]:
    """Every YAML file of the studies that init writes and of the page on files."""
    page = blocks((DOCS / "reference/files.md").read_text(encoding="utf-8"))
    texts = [*worked_study().items(), *empty_study().items(), *((b.path, b.text) for b in page if b.path)]
    return [(path, text) for path, text in texts if path.endswith(".yaml")]


@EDITORS
def test_an_editor_has_nothing_to_say_of_a_sound_file(seen: Any):
    files = sound_files()
    assert {format_of(path) for path, _ in files} == set(SCHEMAS)
    assert len(files) > 25
    for path, text in files:
        assert objections(format_of(path), seen(text)) == [], path


@pytest.mark.parametrize("path", sorted((DOCS / "how-to").glob("*.md")), ids=lambda path: path.stem)
def test_an_editor_has_nothing_to_say_of_the_files_of_a_how_to_page(path: Path):
    for block in blocks(path.read_text(encoding="utf-8")):
        if block.path.endswith(".yaml") and not block.path.startswith("."):
            assert objections(format_of(block.path), core(block.text)) == [], block.line


CODE = "themes:\n- id: a\n  name: A\n"
QUOTE = "- quote: a\n"
BROKEN = [
    ("framework", "titel: A study\n"),
    ("framework", "title: [A study]\n"),
    ("framework", "- title\n"),
    ("framework", "coders: [AK]\n"),
    ("framework", "coders: {A K: Asha}\n"),
    ("framework", "coders: {Agreed: Asha}\n"),
    ("framework", "coders: {AK: [Asha]}\n"),
    ("framework", "interviewers: INT\n"),
    ("framework", "interviewers: [INT, ]\norder:\n- \n"),
    ("framework", "roster: {P01: AK}\n"),
    ("framework", "roster: {P01: }\n"),
    ("framework", "labels: {themes: Theme}\n"),
    ("framework", "folders: {report: output}\n"),
    ("framework", "folders: {reports: /output}\n"),
    ("framework", "folders: {reports: a/../../output}\n"),
    ("framework", "folders: {reports: 'C:\\output'}\n"),
    ("framework", "folders: {reports: ./}\n"),
    ("codebook", "version: 1\n"),
    ("codebook", "themes:\n"),
    ("codebook", "- id: a\n  name: A\n"),
    ("codebook", "themes: {a: A}\n"),
    ("codebook", "themes:\n- \n"),
    ("codebook", "themes:\n- a\n"),
    ("codebook", "themes:\n- name: A\n"),
    ("codebook", "themes:\n- id: a\n"),
    ("codebook", "themes:\n- id:\n  name: A\n"),
    ("codebook", "themes:\n- id: Stigma\n  name: A\n"),
    ("codebook", "themes:\n- id: 1.2\n  name: A\n"),
    ("codebook", CODE + "version: four\n"),
    ("codebook", CODE + "version: -4\n"),
    ("codebook", CODE + "version: 1.5\n"),
    ("codebook", CODE + "  origin: apriori\n"),
    ("codebook", CODE + "  since: v1\n"),
    ("codebook", CODE + "  revised: 4000000000\n"),
    ("codebook", CODE + "  examples: t7c2m9xe\n"),
    ("codebook", CODE + "  was:\n  - \n"),
    ("codebook", CODE + "  definition: {one: two}\n"),
    ("codebook", CODE + "  themes: []\n"),
    ("codebook", CODE + "retired:\n- into: [a]\n"),
    ("codebook", CODE + "retired: [b]\n"),
    ("codebook", CODE + "retired:\n- {id: b, into: a}\n"),
    (
        "codebook",
        CODE + "  subthemes:\n  - id: b\n    name: B\n    subthemes:\n    - id: c\n      name: C\n"
        "      subthemes:\n      - id: d\n        name: D\n",
    ),
    ("annotations", "codes: [a]\n"),
    ("annotations", "- codes: [a]\n"),
    ("annotations", "- quote:\n  codes: [a]\n"),
    ("annotations", "- quote: '  '\n"),
    ("annotations", "- quote: [a]\n"),
    ("annotations", "- I would not have come.\n"),
    ("annotations", QUOTE + "  codes: a\n"),
    ("annotations", QUOTE + "  code: [a]\n"),
    ("annotations", QUOTE + "  note: a\n"),
    ("annotations", QUOTE + "  codes: [{a: b}]\n"),
    ("annotations", QUOTE + "  id: (t7c2m9xe)\n"),
    ("annotations", QUOTE + "  id: -7\n  at: 0\n"),
    ("annotations", QUOTE + "  at: line 4\n"),
    ("annotations", QUOTE + "  at: 3:6-3\n"),
    ("annotations", QUOTE + "  at: 0\n"),
    ("annotations", QUOTE + "  at: 4.5\n"),
    ("annotations", QUOTE + "  quotable: maybe\n"),
    ("annotations", QUOTE + "  quotable: 1\n"),
    ("annotations", QUOTE + "  memo: {a: b}\n"),
    ("annotations", "excerpts: {quote: a}\n"),
    ("annotations", "read: yesterday\n"),
    ("annotations", "read: {codebook: new}\n"),
    ("annotations", "read: {version: 2}\n"),
    ("theory", "- nodes\n"),
    ("theory", "theory: cop\n"),
    ("theory", "theory: {kind: realistic}\n"),
    ("theory", "theory: {version: three}\n"),
    ("theory", "node: []\n"),
    ("theory", "nodes: {id: a}\n"),
    ("theory", "nodes: [{type: output}]\n"),
    ("theory", "nodes: [{id: a}]\n"),
    ("theory", "nodes: [{id: a b, type: output}]\n"),
    ("theory", "nodes: [{id: a, type: mechanism}]\n"),
    ("theory", "edges: [{id: a, from: b}]\n"),
    ("theory", "edges: [{id: a, from: b, to: c, relation: causes}]\n"),
    ("theory", "edges: [{id: a, from: b, to: c, status: proven}]\n"),
    ("theory", "edges: [{id: a, from: b, to: c, variation: [north]}]\n"),
    ("theory", "configurations: [{id: a, if: b}]\n"),
    ("theory", "configurations: [{id: a, judgement: {confidence: certain}}]\n"),
    ("theory", "typologies: [{id: a, of: people}]\n"),
    ("theory", "typologies: [{id: a, places: {P01: }}]\n"),
    ("theory", "typologies: [{id: a, places: {P01: {why: b}}}]\n"),
    ("theory", "decisions: [{id: a, changed: e1}]\n"),
]


@EDITORS
@pytest.mark.parametrize(("format", "text"), BROKEN)
def test_a_broken_file_is_reported_by_the_tool_and_underlined_by_the_editor(
    seen: Any, format: str, text: str, tmp_path: Path
):
    assert told(format, tmp_path, text)
    assert objections(format, seen(text))


# A key and a file with a place for its value.
VALUES = [
    *((name, "framework", name + ": {}\n") for name in ("title", "notice", "codebook")),
    *((name, "framework", name + ": [{}]\n") for name in ("interviewers", "order", "attribution")),
    ("coders", "framework", "coders: {AK: {}}\n"),
    ("coder id", "framework", "coders:\n  {}: Asha\n"),
    ("roster", "framework", "roster: {P01: [{}]}\n"),
    ("roster source", "framework", "roster:\n  {}: [AK]\n"),
    *((f"labels {name}", "framework", f"labels:\n  {name}: {{}}\n") for name in LABELS),
    *((f"folders {name}", "framework", f"folders:\n  {name}: {{}}\n") for name in FOLDERS),
    ("version", "codebook", CODE + "version: {}\n"),
    ("id", "codebook", "themes:\n- id: {}\n  name: A\n"),
    ("name", "codebook", "themes:\n- id: a\n  name: {}\n"),
    *(
        (name, "codebook", f"{CODE}  {name}: {{}}\n")
        for name in ("number", "definition", "include", "exclude", "origin", "since", "revised")
    ),
    *((name, "codebook", f"{CODE}  {name}: [{{}}]\n") for name in ("examples", "was")),
    *((f"retired {n}", "codebook", f"{CODE}retired:\n- id: b\n  {n}: {{}}\n") for n in ("on", "why")),
    ("retired id", "codebook", CODE + "retired:\n- id: {}\n"),
    ("text", "annotations", "text: {}\n"),
    ("read codebook", "annotations", "read: {codebook: {}}\n"),
    ("read on", "annotations", "read: {on: {}}\n"),
    ("quote", "annotations", "- quote: {}\n"),
    *(
        (f"excerpt {n}", "annotations", f"{QUOTE}  {n}: {{}}\n")
        for n in ("id", "at", "before", "after", "quotable", "memo", "text")
    ),
    *((f"excerpt {n}", "annotations", f"{QUOTE}  {n}: [{{}}]\n") for n in ("open", "from")),
    ("theory version", "theory", "theory: {version: {}}\n"),
    *((f"node {n}", "theory", f"nodes:\n- id: a\n  type: output\n  {n}: {{}}\n") for n in ("label", "note")),
    ("node id", "theory", "nodes:\n- type: output\n  id: {}\n"),
    ("placement", "theory", "typologies:\n- id: a\n  places: {P01: {}}\n"),
    ("rival", "theory", "configurations:\n- id: a\n  rivals: [{}]\n"),
    ("links", "theory", "configurations:\n- id: a\n  evidence: [{memo: m, links: [{}]}]\n"),
]  # fmt: skip
PLAIN = [
    "1.10",
    "no",
    "NO",
    "off",
    "yes",
    "y",
    "true",
    "True",
    "false",
    "007",
    "08",
    "1e3",
    "1234e567",
    "0x1F",
    "0o17",
    "0b11",
    "1_000",
    "12:30",
    "3:6-3:64",
    "4",
    "41-43",
    "0",
    "-1",
    "+3",
    "2026-01-12",
    ".inf",
    ".nan",
    "P01",
    "P.1",
    "a_priori",
    "emergent",
    "agreed",
    "AGREED",
    "Zoë",
    "été",
    "山",
    "t7c2m9xe",
    "x/y",
    ".",
    "..",
    "../x",
    "x/..",
    "./.",
    "a\\b",
    "null-and-void",
    "~x",
    "999999999",
    "1000000000",
    "10000000000",
    "a:b",
]


@EDITORS
@pytest.mark.parametrize(("key", "format", "text"), VALUES, ids=[value[0] for value in VALUES])
def test_what_the_tool_reads_without_a_word_the_editor_accepts(
    seen: Any, key: str, format: str, text: str, tmp_path: Path
):
    silent = [word for word in PLAIN if not told(format, tmp_path, text.replace("{}", word, 1))]
    underlined = [w for w in silent if objections(format, seen(text.replace("{}", w, 1)))]
    assert silent
    # To an editor this is a number without end. As a code it needs quotes; as an excerpt's id it does not.
    assert underlined == (["1234e567"] if key == "id" and seen is core else [])


@pytest.mark.parametrize(("key", "format", "text"), VALUES, ids=[value[0] for value in VALUES])
def test_of_a_quoted_value_tool_and_editor_think_alike(key: str, format: str, text: str, tmp_path: Path):
    words = [*PLAIN, "", "null", "two words", " ", "a, b", "4.", ".5", "#1", "é", "a/b/c", "*"]
    if key.startswith("coder id"):
        words.remove("")  # a key that is not there, for the schema as for the tool
    for word in words:
        file = text.replace("{}", json.dumps(word, ensure_ascii=False), 1)
        assert bool(objections(format, core(file))) == bool(told(format, tmp_path, file)), word


@pytest.mark.parametrize("study", [empty_study, worked_study], ids=lambda make: make.__name__)
def test_settings_and_codebook_of_a_new_study_name_a_schema_that_is_there(study: Any, tmp_path: Path):
    files = study()
    named = {}
    for path, text in files.items():
        if found := MODELINE.match(text):
            named[path] = (tmp_path / path).parent.joinpath(found[1]).resolve()
    codebooks = [path for path in files if path.startswith("codebooks/")]
    theories = [path for path in files if path.startswith("theory/")]
    assert sorted(named) == sorted(["framework.yaml", *codebooks, *theories])
    for path, schema in named.items():
        at_home = schema.relative_to(tmp_path.resolve()).as_posix()
        assert json.loads(files[at_home]) == SCHEMAS[format_of(path)]


def test_the_folder_of_schemas_is_no_part_of_the_study(tmp_path: Path):
    for path, text in worked_study().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    assert (tmp_path / ".schemas/codebook.json").is_file()
    study, found = load(tmp_path)
    assert study.codebook.codes
    assert [d for d in found if d.rule in (rules.STRAY_FILE, rules.FILE_NAME, rules.UNKNOWN_KEY)] == []

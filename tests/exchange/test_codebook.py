"""A table of code paths becomes a codebook that reads back as it was meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.exchange import Sheet, import_codebook
from framework_cli.exchange.codebook import codebook_text
from framework_cli.exchange.codes import Codes, Unknown
from framework_cli.exchange.sheet import Row, parse_csv
from framework_cli.exchange.slug import LONGEST, slug
from framework_cli.model.codebook import Codebook
from framework_cli.model.diagnostic import Severity
from framework_cli.model.settings import Settings
from framework_cli.read.codebook import read_codebook


def read(tmp_path: Path, text: str) -> Codebook:
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8", newline="\n")
    codebook, found = read_codebook(tmp_path, "c.yaml")
    assert [d for d in found if d.severity is Severity.ERROR] == []
    return codebook


def made(tmp_path: Path, csv: str, **told: str) -> tuple[Codebook, list[str]]:
    sheet, _ = parse_csv(csv)
    assert sheet is not None
    text, notes = codebook_text(sheet, told)
    assert text is not None, notes
    return read(tmp_path, text), [note.message for note in notes]


def test_levels_names_and_definitions_are_kept_in_order(tmp_path: Path) -> None:
    csv = "Code,Memo,Freq\nAccess,Getting in,3\nAccess > Cost,,1\nAccess > Cost > Tea,Tea costs,0\nTrust,,2\n"
    codebook, said = made(tmp_path, csv)
    assert [(c.number, c.id, c.name, c.definition) for c in codebook.codes.values()] == [
        ("1", "access", "Access", "Getting in"),
        ("1.1", "cost", "Cost", ""),
        ("1.1.1", "tea", "Tea", "Tea costs"),
        ("2", "trust", "Trust", ""),
    ]
    assert said == ["columns left out: “Freq”"]


def test_what_is_deeper_than_three_levels_is_folded_and_still_found_by_its_path(tmp_path: Path) -> None:
    codebook, said = made(tmp_path, "path\nA\nA > B\nA > B > C\nA > B > C > D\nA > B > C > D > E\n")
    assert [code.name for code in codebook.codes.values()] == ["A", "B", "C", "C > D", "C > D > E"]
    assert said == [
        "2 codes stood deeper than three levels: folded into the third, with the names joined by “>”"
    ]
    assert Codes(codebook).find("A > B > C > D") == "c-d"


def test_levels_without_a_row_are_made_and_repeated_rows_taken_as_one(tmp_path: Path) -> None:
    codebook, said = made(tmp_path, "path,definition\nA > B,one\nA > B,two\nA > B,one\n")
    assert [code.name for code in codebook.codes.values()] == ["A", "B"]
    assert codebook.codes["b"].definition == "one"
    assert said == [
        "row 3 has the same code as row 2: taken as one",
        "row 3 gives another definition than row 2, whose words stay",
        "row 4 has the same code as row 2: taken as one",
        "1 level made that had no row of their own",
    ]


def test_a_column_for_the_parent_makes_the_path(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "Parent code,Code\n,A\nA,B\nA > B,C\n")
    assert [code.number for code in codebook.codes.values()] == ["1", "1.1", "1.1.1"]


def test_columns_can_be_told(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "Was,Heisst\nEins,Erstes\n", path="Was", definition="Heisst")
    assert codebook.codes["eins"].definition == "Erstes"


def test_another_separator_is_suggested_and_used() -> None:
    sheet, _ = parse_csv("code\nA\\B\nA\\C\n")
    assert sheet is not None
    _, notes = codebook_text(sheet, {})
    assert notes[-1].hint == "--separator '\\'"
    text, _ = codebook_text(sheet, {}, "\\")
    assert text is not None
    assert text.count("subthemes:") == 1


def test_a_slash_in_a_name_is_no_level(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "path\nTools\nTools > PDP/ICE\n")
    assert codebook.codes["pdp-ice"].name == "PDP/ICE"


def test_ids_are_unique_and_say_where_a_second_one_stands(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "path\nA\nA > Other\nB\nB > Other\nB > Other!\n")
    assert list(codebook.codes) == ["a", "other", "b", "b-other", "b-other-2"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Forming a community", "forming-a-community"),
        ("Don't & won't", "dont-and-wont"),
        ("Größe, Ärger", "grosse-arger"),
        ("Łódź œuvre Ðorn", "lodz-oeuvre-dorn"),
        ("Доверие и стыд", "doverie-i-styd"),
        ("Εμπιστοσύνη", "empistosyni"),
        ("e\u0301clat", "eclat"),
        ("1.10", "1-10"),
        ("信任", ""),
        ("🙂", ""),
    ],
)
def test_ids_are_spelt_in_latin_letters(name: str, id: str) -> None:
    assert slug(name) == id


def test_names_in_another_script_get_an_id_by_position(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "path\n信任\n信任 > 羞耻\n")
    assert [(c.id, c.name) for c in codebook.codes.values()] == [("code-1", "信任"), ("code-1-1", "羞耻")]


@given(st.text(max_size=200))
def test_an_id_is_always_well_formed(name: str) -> None:
    made = slug(name)
    assert len(made) <= LONGEST
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
) | st.sampled_from(
    [
        "yes",
        "no",
        "null",
        "~",
        "1.10",
        "07",
        "a: b",
        "# x",
        "- x",
        "{a",
        "[b",
        "&a",
        "*a",
        "!x",
        "|",
        "'",
        '"',
        "a\nb\n",
    ]
)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=6))
def test_any_name_and_definition_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    rows = tuple(Row(n, pair) for n, pair in enumerate(pairs, 2))
    text, _ = codebook_text(Sheet(("code", "definition"), rows), {}, "\x00")
    names = {" ".join(name.split()): None for name, _ in pairs if name.strip()}
    assert (text is None) == (not names)
    if text is None:
        return
    codebook = read(tmp_path_factory.mktemp("codebook"), text)
    assert [code.name for code in codebook.codes.values()] == list(names)
    first: dict[str, str] = {}
    for name, definition in pairs:
        if name.strip() and definition.strip():
            first.setdefault(" ".join(name.split()), definition.strip())
    assert {c.name: c.definition for c in codebook.codes.values() if c.definition} == first


def test_a_codebook_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("path\nA\n", encoding="utf-8")
    path, _, _ = import_codebook(tmp_path, Settings(), table, id="mine")
    assert path == "codebooks/mine.yaml"
    before = (tmp_path / path).read_bytes()
    table.write_text("path\nB\n", encoding="utf-8")
    path, _, notes = import_codebook(tmp_path, Settings(), table, id="mine")
    assert path == ""
    assert notes[-1].message == "codebooks/mine.yaml is already there and stays as it is"
    assert (tmp_path / "codebooks/mine.yaml").read_bytes() == before


def test_a_table_without_codes_is_refused() -> None:
    sheet, _ = parse_csv("a,b\n1,2\n")
    assert sheet is not None
    text, notes = codebook_text(sheet, {})
    assert text is None
    assert notes[0].message == "no column with the codes"
    assert notes[0].hint == "--map path=COLUMN; the columns are: a, b"


CODES = "path\nAccess\nAccess > Cost\nAccess > Other\nTrust\nTrust > Other\n"


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        ("cost", "cost"),
        ("Cost", "cost"),
        ("Access > Cost", "cost"),
        (" access >  COST ", "cost"),
        ("Access\\Cost", "cost"),
        ("Access/Cost", "cost"),
        ("Trust > Other", "trust-other"),
    ],
)
def test_a_code_is_found_by_id_name_or_path(tmp_path: Path, cell: str, id: str) -> None:
    assert Codes(made(tmp_path, CODES)[0]).find(cell) == id


def test_a_code_is_never_guessed(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, CODES + "Access > Other things\n")
    codes = Codes(codebook)
    near = codes.find("Acess > Cost")
    assert near == Unknown("code “Acess > Cost” is not in the codebook", "did you mean “cost”?")
    assert codes.find("zebra") == Unknown(
        "code “zebra” is not in the codebook",
        "add it to the codebook, or name a code that is there",
    )
    assert codes.find(" ") == Unknown("no code")


def test_what_is_too_long_for_a_code_may_be_somebodys_words_and_is_not_shown(tmp_path: Path) -> None:
    words = "I never told anybody about the money " * 3
    found = Codes(made(tmp_path, CODES)[0]).find(words)
    assert isinstance(found, Unknown)
    assert found.reason == "a code of 21 words is not in the codebook"
    assert "money" not in found.hint


def test_a_name_that_two_codes_bear_is_ambiguous_even_where_it_is_an_id_too(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "path\nA\nA > other\nB\nB > other\n")
    several = Unknown("code “other” stands for several", "ids: other, b-other")
    assert Codes(codebook).find("other") == several
    assert Codes(codebook, cells=["B > other", "other"]).find("other") == several
    assert Codes(codebook).find("A > other") == "other"


def test_a_single_name_is_a_theme_only_where_the_table_gives_paths(tmp_path: Path) -> None:
    codebook, _ = made(tmp_path, "path\nCost\nTea\nTea > Cost\n")
    several = Unknown("code “Cost” stands for several", "ids: cost, tea-cost")
    assert Codes(codebook, cells=["Cost", "Tea"]).find("Cost") == several
    assert Codes(codebook, cells=["Cost", "Tea > Cost"]).find("Cost") == "cost"
    assert Codes(codebook, cells=["Cost", "Tea > Cost"]).find("Tea > Cost") == "tea-cost"


def test_a_second_codebook_comes_with_the_setting_it_needs(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("path\nA\n", encoding="utf-8")
    _, _, notes = import_codebook(tmp_path, Settings(), table, id="one")
    assert notes == []
    _, _, notes = import_codebook(tmp_path, Settings(), table, id="two")
    assert notes[0].message == "there is another codebook (one.yaml): the study must name one"
    assert notes[0].hint == "say `codebook: codebooks/two.yaml` in framework.yaml"

"""Coefficients of a study: who counts for what, what is left out and said, themes, cells, filters."""

from pathlib import Path

import pytest

from framework_cli.compare.agreement import Undefined
from framework_cli.compare.coefficients import ANY, DECISIONS, Coefficients, Row, coefficients
from framework_cli.index import Filters
from tests.compare.coded import MYSELF, SISTER, WORK, coding, study, twice


def figures(root: Path, files: dict[str, str], settings: str = "", **asked: object) -> Coefficients:
    found, index = study(root, files, settings)
    return coefficients(found, index, resamples=100, **asked)  # type: ignore[arg-type]


def row(found: Coefficients, id: str) -> Row:
    return next(each for each in found.rows if each.id == id)


def test_each_code_is_a_variable_of_its_own_over_turns(tmp_path):
    ak = coding((SISTER, "family"), (WORK, "stigma"))
    rs = coding((SISTER, "family, friends"), (MYSELF, "stigma"))
    found = figures(tmp_path, twice(AK=ak, RS=rs))
    assert [(each.id, each.units, each.marked) for each in found.rows] == [
        ("family", 3, 1), ("friends", 3, 1), ("stigma", 3, 2),
    ]  # fmt: skip
    assert row(found, "family").figures["alpha"].value == pytest.approx(1.0)
    assert row(found, "stigma").uses == {"AK": 1, "RS": 1}
    # n = 6 ratings, 2 of them marks, two units in dispute: 1 - (4/6) / (2 * 2 * 4 / (6 * 5)).
    assert row(found, "stigma").figures["alpha"].value == pytest.approx(1 - (4 / 6) / (16 / 30))


def test_a_theme_is_the_union_of_its_codes_and_no_mean(tmp_path):
    ak = coding((SISTER, "family"), (WORK, "friends"))
    rs = coding((SISTER, "friends"), (WORK, "family"))
    codes = figures(tmp_path / "a", twice(AK=ak, RS=rs))
    theme = figures(tmp_path / "b", twice(AK=ak, RS=rs), by="theme")
    assert [each.figures["dice"].value for each in codes.rows] == [0.0, 0.0]
    assert row(theme, "support").figures["alpha"].value == pytest.approx(1.0)


def test_overall_is_of_the_union_of_all_codes_and_of_every_decision(tmp_path):
    ak = coding((SISTER, "family"), (WORK, "stigma"))
    rs = coding((SISTER, "friends"), (WORK, "stigma"))
    found = figures(tmp_path, twice(AK=ak, RS=rs), by="overall")
    assert [(each.id, each.units) for each in found.rows] == [(ANY, 3), (DECISIONS, 9)]
    assert row(found, ANY).figures["alpha"].value == pytest.approx(1.0)
    assert row(found, DECISIONS).figures["percent"].value == pytest.approx(7 / 9)


def test_both_sets_of_units_are_told(tmp_path):
    ak, rs = coding((SISTER, "family"), (WORK, "family")), coding((SISTER, "family"))
    one = row(figures(tmp_path, twice(AK=ak, RS=rs)), "family")
    assert (one.units, one.marked) == (3, 2)
    assert one.figures["percent"].value == pytest.approx(2 / 3)
    assert one.someone["percent"].value == pytest.approx(1 / 2)


def test_a_coder_who_read_and_coded_nothing_counts_and_one_who_was_not_asked_does_not(tmp_path):
    ak = coding((SISTER, "family"))
    silent = figures(tmp_path / "a", twice(AK=ak, RS=coding((WORK, "family")), MP=coding()))
    absent = figures(tmp_path / "b", twice(AK=ak, RS=coding((WORK, "family"))))
    assert silent.coders == ("AK", "MP", "RS")
    assert absent.coders == ("AK", "RS")
    assert row(silent, "family").prevalence == pytest.approx(2 / 9)
    assert row(absent, "family").prevalence == pytest.approx(2 / 6)


def test_a_coder_midway_is_left_out_and_named(tmp_path):
    files = twice(
        AK=coding((SISTER, "family")), RS=coding((SISTER, "family")), MP=coding((WORK, "stigma"), read=False)
    )
    found = figures(tmp_path, files)
    assert found.coders == ("AK", "RS")
    assert found.left == ("not marked as read through: P01 by MP",)


def test_a_coder_on_the_roster_who_did_not_begin_is_left_out_and_named(tmp_path):
    files = twice(AK=coding((SISTER, "family")), RS=coding((SISTER, "family")))
    found = figures(tmp_path, files, "roster: {P01: [AK, RS, MP]}\n")
    assert found.coders == ("AK", "RS")
    assert found.left == ("on the roster, and neither coded nor read: P01 by MP",)


def test_coders_on_two_versions_of_a_transcript_are_never_compared(tmp_path):
    old = "0" * 64
    files = twice(AK=coding((SISTER, "family")), RS=coding((SISTER, "family"), text=old))
    found = figures(tmp_path, files)
    assert found.rows == ()
    assert "coded in another version of the transcript: P01 by RS" in found.left


def test_missing_is_not_zero_where_sources_have_different_coders(tmp_path):
    both = coding((SISTER, "family"))
    files = {**twice(AK=both, RS=both), "annotations/P02.AK.yaml": both, "annotations/P02.MP.yaml": coding(),
             "annotations/P03.AK.yaml": both}  # fmt: skip
    found = figures(tmp_path, files)
    assert found.sources == ("P01", "P02")
    assert row(found, "family").units == 6
    assert row(found, "family").prevalence == pytest.approx(3 / 12)
    assert found.left == ("sources that one coder alone read: P03",)


def test_one_coder_alone_gives_nothing_and_says_so(tmp_path):
    found = figures(tmp_path, twice(AK=coding((SISTER, "family"))))
    assert (found.rows, found.coders) == ((), ())
    assert found.left == ("sources that one coder alone read: P01",)


def test_coders_who_share_no_source_give_nothing(tmp_path):
    files = {"annotations/P01.AK.yaml": coding((SISTER, "family")),
             "annotations/P02.RS.yaml": coding((SISTER, "family"))}  # fmt: skip
    assert figures(tmp_path, files).rows == ()


def test_an_agreed_coding_is_no_coder(tmp_path):
    both = coding((SISTER, "family"))
    found = figures(tmp_path, twice(AK=both, RS=both, agreed=both))
    assert found.coders == ("AK", "RS")


def test_interviewers_talk_is_left_out_and_counted_unless_all_speakers_count(tmp_path):
    files = twice(AK=coding(("And later?", "family"), (SISTER, "family")), RS=coding((SISTER, "family")))
    found = figures(tmp_path / "a", files)
    assert row(found, "family").units == 3
    assert found.left == ("1 passage of talk that does not count here",)
    assert row(figures(tmp_path / "b", files, speakers="all"), "family").units == 5


def test_a_cell_is_filled_by_a_coder_who_coded_any_of_the_cases_talk(tmp_path):
    ak, rs = coding((SISTER, "family"), (WORK, "family")), coding((MYSELF, "family"))
    found = figures(tmp_path, twice(AK=ak, RS=rs), unit="cell", by="overall")
    assert row(found, DECISIONS).units == 1
    assert isinstance(row(found, DECISIONS).figures["alpha"].value, Undefined)


def test_a_case_that_says_nothing_that_counts_has_no_cell(tmp_path):
    nobody = coding()
    files = {
        **twice(AK=coding((SISTER, "family")), RS=coding((SISTER, "family"))),
        "transcripts/P02.txt": "INT: Hello?\nINT: Nobody there.\n",
        "annotations/P02.AK.yaml": nobody,
        "annotations/P02.RS.yaml": nobody,
    }
    found = figures(tmp_path, files, unit="cell")
    assert (found.sources, row(found, "family").units) == (("P01",), 1)
    assert isinstance(row(found, "family").figures["alpha"].value, Undefined)
    assert figures(tmp_path, files, unit="cell", speakers="all").rows[0].units == 2


def test_cases_of_one_transcript_are_resampled_together(tmp_path):
    text = "MOD: Well?\nRuth: My sister came every week.\nTariq: Nobody at work knew.\n"
    files = {
        "transcripts/FG1.txt": text,
        "sources.csv": "source,speaker,role,case\nFG1,MOD,interviewer,\nFG1,Ruth,,F01\nFG1,Tariq,,F02\n",
        "annotations/FG1.AK.yaml": coding((SISTER, "family")),
        "annotations/FG1.RS.yaml": coding((WORK, "family")),
        **twice(AK=coding((SISTER, "family")), RS=coding((SISTER, "family"))),
    }
    found = figures(tmp_path, files, unit="cell")
    assert row(found, "family").units == 3
    assert found.clusters == 2
    assert row(found, "family").uses == {"AK": 2, "RS": 2}


def test_a_coder_counts_for_a_case_only_who_read_all_its_compared_sources(tmp_path):
    both = coding((SISTER, "family"))
    files = {
        "sources.csv": "source,case\nP01,P01\nP02,P01\n",
        **twice(AK=both, RS=both),
        "annotations/P02.RS.yaml": both,
        "annotations/P02.MP.yaml": both,
    }
    found = figures(tmp_path, files, unit="cell")
    assert found.rows == ()
    assert found.left == ("cases whose sources were read by different coders: P01",)


def test_what_was_not_asked_for_is_not_said_to_be_left_out(tmp_path):
    both = coding((SISTER, "family"))
    files = {**twice(AK=both, RS=both), "annotations/P02.AK.yaml": both}
    assert figures(tmp_path, files).left == ("sources that one coder alone read: P02",)
    assert figures(tmp_path, files, filters=Filters(case=("P01",))).left == ()


def test_filters_narrow_the_units_too(tmp_path):
    both = coding((SISTER, "family"))
    files = {**twice(AK=both, RS=both), "annotations/P02.AK.yaml": both, "annotations/P02.RS.yaml": both}
    assert row(figures(tmp_path / "a", files), "family").units == 6
    assert row(figures(tmp_path / "b", files, filters=Filters(case=("P02",))), "family").units == 3
    assert row(figures(tmp_path / "c", files, filters=Filters(source=("P01",))), "family").units == 3
    assert figures(tmp_path / "d", files, filters=Filters(code=("stigma",))).rows == ()


def test_what_alone_was_asked_for_and_what_is_read_as_another_is_said_with_the_figures(tmp_path):
    files = twice(AK=coding((SISTER, "c-family")), RS=coding((SISTER, "family")))
    asked = Filters(theme=("support",), case=("P01",), where=())
    found = figures(tmp_path, files, filters=asked, same={"c-family": "family"})
    assert found.narrowed == (
        "Only what was asked for: case P01; theme support.", "Read as another: c-family as family.",
    )  # fmt: skip


def test_codes_that_nobody_gave_are_named_as_far_as_they_were_asked_for(tmp_path):
    files = twice(AK=coding((SISTER, "family")), RS=coding((SISTER, "family")))
    assert figures(tmp_path / "a", files).unused == ("friends", "stigma")
    both = Filters(theme=("support",), code=("friends", "stigma"))
    assert figures(tmp_path / "b", files, filters=both).unused == ("friends",)


def test_one_code_can_be_read_as_another(tmp_path):
    files = twice(AK=coding((SISTER, "c-family")), RS=coding((SISTER, "family")))
    found = figures(tmp_path, files, same={"c-family": "family"})
    assert [each.id for each in found.rows] == ["family"]
    assert row(found, "family").figures["alpha"].value == pytest.approx(1.0)


def test_a_code_with_a_slip_in_it_is_told_with_the_way_to_read_it(tmp_path):
    files = twice(AK=coding((SISTER, "famly")), RS=coding((SISTER, "family")))
    assert figures(tmp_path / "a", files).slips == ("--same famly=family",)
    assert figures(tmp_path / "b", files, same={"famly": "family"}).slips == ()


def test_a_source_with_a_file_that_cannot_be_read_is_left_out(tmp_path):
    both = coding((SISTER, "family"))
    files = {**twice(AK=both, RS=both), "annotations/P02.AK.yaml": both, "annotations/P02.RS.yaml": "{[ torn"}
    found = figures(tmp_path, files)
    assert found.sources == ("P01",)
    assert found.left == ("sources with an annotation file that cannot be read: P02",)


def test_codes_outside_the_codebook_are_rows_and_named_where_themes_are_asked_for(tmp_path):
    files = twice(AK=coding((SISTER, "freinds")), RS=coding((SISTER, "family")))
    assert [each.id for each in figures(tmp_path / "a", files).rows] == ["family", "freinds"]
    assert figures(tmp_path / "b", files, by="theme").left == ("codes that are not in the codebook: freinds",)


def test_a_coders_own_overlapping_passages_count_once(tmp_path):
    ak = coding((SISTER, "family"), ("sister came", "family"))
    found = figures(tmp_path, twice(AK=ak, RS=coding((SISTER, "family"))), unit="character")
    assert row(found, "family").figures["alpha"].value == pytest.approx(1.0)
    assert row(found, "family").figures["soft_f1"].value == pytest.approx(1.0)


def test_an_excerpt_without_a_place_is_left_out_and_counted(tmp_path):
    files = twice(
        AK=coding((SISTER, "family"), ("nowhere to be found at all", "family")), RS=coding((SISTER, "family"))
    )
    assert "1 excerpt without a certain place (framework check)" in figures(tmp_path, files).left


def test_twenty_coders_can_be_compared(tmp_path):
    files = twice(**{f"C{n:02d}": coding((SISTER if n % 3 else WORK, "family")) for n in range(20)})
    for unit in ("turn", "character", "cell"):
        found = figures(tmp_path / unit, files, unit=unit)
        assert len(found.coders) == 20
        assert isinstance(row(found, "family").figures["percent"].value, float)


def test_a_unit_or_level_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no unit “word”"):
        figures(tmp_path / "a", {}, unit="word")
    with pytest.raises(ValueError, match="no level “all”"):
        figures(tmp_path / "b", {}, by="all")


def test_the_same_study_gives_the_same_intervals(tmp_path):
    both = {f"annotations/P0{n}.{who}.yaml": coding((SISTER if n % 2 or who == "AK" else WORK, "family"))
            for n in range(1, 9) for who in ("AK", "RS")}  # fmt: skip
    found, index = study(tmp_path, both)
    assert coefficients(found, index, resamples=50) == coefficients(found, index, resamples=50)

"""Who can be compared in which source: assigned, begun, midway, another version."""

from pathlib import Path

from framework_cli.compare import readers
from tests.compare.coding import MYSELF, SISTER, coded, coding, compared, opened, told

READ = "read: {codebook: 2, on: 2024-03-02}\n"
ROSTER = "interviewers: [INT]\nroster: {P01: [AK, RS]}\ncoders: {RS: Rob, AK: Asha, TM: Tess}\n"


def test_one_coder_alone_is_not_compared(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(SISTER, "family")]})
    assert (found.readers, found.disputes, found.codes) == ((), (), ())


def test_a_coder_who_read_it_and_coded_nothing_missed_what_the_other_coded(tmp_path: Path) -> None:
    found = compared(
        tmp_path, {"AK": [(SISTER, "family")]}, coding({"AK": [(SISTER, "family")], "RS": []}, head=READ)
    )
    assert told(found) == [("family", "missed", "AK", "RS")]


def test_a_coder_on_the_roster_who_has_not_begun_missed_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(SISTER, "family")]}, {"framework.yaml": ROSTER})
    assert found.disputes == ()
    assert [(each.source, each.waiting) for each in found.left] == [("P01", ("RS",))]


def test_a_coder_who_is_not_on_the_roster_missed_nothing_and_is_compared_where_they_coded(
    tmp_path: Path,
) -> None:
    given = {
        "AK": [(SISTER, "family"), (MYSELF, "stigma")],
        "RS": [(SISTER, "family"), (MYSELF, "stigma")],
        "TM": [(MYSELF, "family")],
    }
    found = compared(tmp_path, given, {"framework.yaml": ROSTER})
    assert found.readers[0].unasked == ("TM",)
    assert found.readers[0].coders == ("RS", "AK", "TM")
    assert told(found) == [("family", "other code", "TM", "RS AK")]


def test_without_a_mark_a_coder_is_midway_where_the_study_uses_marks(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family"), (MYSELF, "stigma")], "RS": [(SISTER, "stigma")]}
    marked = coding({"AK": given["AK"]}, head=READ)
    found = compared(tmp_path, given, marked)
    assert found.readers[0].midway == ("RS",)
    assert sorted(told(found)) == [("stigma", "other code", "RS", "AK")]
    assert len(compared(tmp_path / "none", given).disputes) == 2


def test_a_coder_on_another_version_of_the_transcript_is_left_out(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family")], "RS": [(SISTER, "family")], "TM": [(MYSELF, "stigma")]}
    old = coding({"TM": given["TM"]}, head=f"text: {'0' * 64}\n")
    found = compared(tmp_path, given, old)
    assert (found.readers[0].coders, found.readers[0].apart) == (("AK", "RS"), ("TM",))
    assert found.disputes == ()


def test_two_coders_on_two_versions_cannot_be_compared(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family")], "RS": [(SISTER, "stigma")]}
    found = compared(tmp_path, given, coding({"RS": given["RS"]}, head=f"text: {'0' * 64}\n"))
    assert found.readers == ()
    assert [(each.coders, each.apart) for each in found.left] == [(("AK",), ("RS",))]


def test_two_coders_on_the_same_old_version_are_compared(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family")], "RS": [(SISTER, "stigma")]}
    found = compared(tmp_path, given, coding(given, head=f"text: {'0' * 64}\n"))
    assert len(found.disputes) == 1


def test_the_agreed_coding_is_a_reader_only_where_it_is_named(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family")], "RS": [(SISTER, "stigma")]}
    agreed = {"annotations/P01.agreed.yaml": f"- id: gggggg11\n  quote: {SISTER}\n  codes: [family]\n"}
    study, _ = opened(coded(tmp_path, given, agreed))
    assert next(readers(study)).coders == ("AK", "RS")
    assert next(readers(study, ("AK", "agreed"))).coders == ("AK", "agreed")

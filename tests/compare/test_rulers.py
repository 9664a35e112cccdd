"""What counts of a source, and as how many units."""

from pathlib import Path

from framework_cli.compare.rulers import Ruler, heard, ruler
from framework_cli.model.source import Source
from tests.compare.coded import SISTER, TEXT, coding, study


def source_of(tmp_path: Path, text: str = TEXT, settings: str = "") -> Source:
    found, _ = study(tmp_path, {"annotations/P01.AK.yaml": coding(), "transcripts/P01.txt": text}, settings)
    return found.sources["P01"]


def words(source: Source, unit: str, everybody: bool = False) -> tuple[list[str], Ruler]:
    stretches = heard(source, everybody=everybody, asked=lambda _: True)
    cut = ruler(source, unit, stretches)
    return [source.text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)], cut


def test_turns_of_participants_without_their_labels(tmp_path: Path):
    turns, cut = words(source_of(tmp_path), "turn")
    assert turns == ["My sister came every week.", "Nobody at work knew.", "I kept it to myself."]
    assert cut.size == 3


def test_everybodys_turns_where_all_speakers_count(tmp_path: Path):
    assert words(source_of(tmp_path), "turn", everybody=True)[1].size == 5


def test_lines_with_words_and_no_others(tmp_path: Path):
    source = source_of(tmp_path, "INT: Well?\n\nP: First\n   \nsecond line \n\nP: third\nINT: And?\n")
    assert words(source, "line")[0] == ["First", "second line", "third"]


def test_characters_are_those_of_the_turns_with_the_white_space_within(tmp_path: Path):
    source = source_of(tmp_path, "INT: Well?\nP: one\ntwo\n\nP: 🙂🙂\n")
    assert words(source, "character")[1].size == len("one\ntwo") + 2


def test_a_passage_is_the_units_that_it_touches(tmp_path: Path):
    source = source_of(tmp_path)
    whole = source.text.index("My sister"), len(source.text)
    sister = source.text.index("sister"), source.text.index("sister") + len("sister")
    assert words(source, "turn")[1].place(*whole) == (0, 3)
    assert words(source, "turn")[1].place(*sister) == (0, 1)
    assert words(source, "character")[1].place(*sister) == (3, 9)
    assert words(source, "source")[1].place(*sister) == (0, 1)


def test_a_passage_of_the_interviewer_alone_touches_nothing(tmp_path: Path):
    source = source_of(tmp_path)
    asked = source.text.index("And later?")
    for unit in ("turn", "line", "character", "source"):
        assert words(source, unit)[1].place(asked, asked + len("And later?")) is None


def test_a_passage_into_the_interviewers_talk_counts_as_far_as_the_participants(tmp_path: Path):
    source = source_of(tmp_path)
    start = source.text.index("work knew.")
    placed = words(source, "character")[1].place(start, source.text.index("And later?") + 3)
    assert placed == (len(SISTER) + 10, len(SISTER) + 20)


def test_front_matter_is_no_talk_and_a_source_without_turns_has_paragraphs(tmp_path: Path):
    text = "---\ndate: 2026-01-01\n---\nOne paragraph\nof two lines.\n \nAnother.\u2028Same line.\n"
    turns, cut = words(source_of(tmp_path, text), "turn")
    assert turns == ["One paragraph\nof two lines.", "Another.\u2028Same line."]
    assert cut.size == 2


def test_an_empty_source_has_no_units(tmp_path: Path):
    source = source_of(tmp_path, "\n")
    for unit in ("turn", "line", "character", "source"):
        assert words(source, unit)[1].size == 0

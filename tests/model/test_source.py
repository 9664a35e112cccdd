"""What a source says of its turns and its cases."""

import pytest

from framework_cli.model.lines import Lines
from framework_cli.model.source import Role, Source, Speaker, Turn

TURNS = (Turn("INT", 0, 5, 10), Turn("Dee", 10, 15, 20), Turn("Oz", 20, 24, 30))


def source(turns: tuple[Turn, ...] = TURNS, **more: object) -> Source:
    text = "x" * 30
    return Source("G", "transcripts/G.txt", text, "", Lines.of(text), turns, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        (0, 3, [0]),
        (9, 10, [0]),
        (9, 11, [0, 1]),
        (10, 20, [1]),
        (12, 30, [1, 2]),
        (5, 5, [0]),
        (0, 30, [0, 1, 2]),
    ],
)
def test_a_stretch_touches_the_turns_that_share_a_character_with_it(start: int, end: int, touched: list[int]):
    assert list(source().touched(start, end)) == touched


def test_without_turns_none_is_touched():
    assert list(source(()).touched(3, 9)) == []


def test_a_source_speaks_for_its_own_case_and_for_those_of_its_participants():
    speakers = {
        "Dee": Speaker("Dee", Role.PARTICIPANT, "P04", "2"),
        "Oz": Speaker("Oz", Role.PARTICIPANT, "P05"),
        "Eve": Speaker("Eve", Role.PARTICIPANT),
        "INT": Speaker("INT", Role.INTERVIEWER, "P09"),
    }
    found = source(case="G", wave="1", speakers=speakers)
    assert list(found.belongs()) == [("G", "1"), ("P04", "2"), ("P05", "1")]
    assert found.cases() == {"G", "P04", "P05"}

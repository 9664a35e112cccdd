"""What an agreed coding leaves out on purpose."""

from pathlib import Path

from framework_cli.read import load
from tests.check.studies import places, sound

AGREED = "dropped: [{}]\nexcerpts:\n- id: w7p1c4zz\n  quote: Nobody at work knew.\n  codes: [stigma]\n"


def test_an_excerpt_that_was_talked_through_and_left_out_is_not_reported(tmp_path: Path) -> None:
    root = sound(tmp_path, {"annotations/P01.agreed.yaml": AGREED.format("k3f9a2q7")})
    assert places(root, "F219") == []
    (file,) = (a for a in load(root)[0].annotations if a.coder == "agreed")
    assert file.dropped == ("k3f9a2q7",)
    assert [excerpt.id for excerpt in file.excerpts] == ["w7p1c4zz"]


def test_a_dropped_excerpt_that_nobody_has_is_an_error_at_its_place(tmp_path: Path) -> None:
    root = sound(tmp_path, {"annotations/P01.agreed.yaml": AGREED.format("k3f9a2q8")})
    assert places(root, "F218") == [("annotations/P01.agreed.yaml", 1, 11)]
    assert places(root, "F219") == [("annotations/P01.AK.yaml", 1, 7)]


def test_a_coder_drops_nothing(tmp_path: Path) -> None:
    root = sound(tmp_path, {"annotations/P01.RS.yaml": AGREED.format("k3f9a2q7")})
    assert places(root, "F007") == [("annotations/P01.RS.yaml", 1, 1)]

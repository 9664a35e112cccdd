"""What is not said of documents, in which nobody speaks."""

from pathlib import Path

from tests.check.studies import places, sound

RETURN = "Name of project: The door\nFunder: A trust\n"


def test_lines_of_a_document_that_begin_like_turns_are_not_reported(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/R01.txt": f"---\nkind: document\n---\n{RETURN}"})
    assert places(root, "F303") == []


def test_the_same_lines_in_an_interview_are(tmp_path: Path) -> None:
    text = f"INT: And?\nP02: No.\nINT: So?\nP02: Yes.\n{RETURN}"
    root = sound(tmp_path, {"transcripts/P02.txt": text})
    assert places(root, "F303") == [("transcripts/P02.txt", 5, 1), ("transcripts/P02.txt", 6, 1)]

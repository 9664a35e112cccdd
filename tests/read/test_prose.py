"""Files of prose and the front matter that they may start with."""

import pytest

from framework_cli.read import load
from tests.read.conftest import Make, read


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("transcripts/P02.txt", "---\ncase: P01\nwave: 2\nINT: hi\nP: no\nINT: so\nP: yes\n"),
        ("charts/P01.md", "---\n# which\n\ncase: P01\n## B {#b}\nsaid\n"),
        ("memos/m.md", "---\nabout: [study]\nA memo.\n"),
        ("memos/n.md", "---\nby:\n"),
    ],
)
def test_front_matter_that_is_never_closed_is_told_and_not_taken_for_words_in_silence(
    make: Make, path: str, text: str
) -> None:
    root = make({path: text})
    assert read(root)[1] == [f"F004 {path}:1:1"]
    (found,) = load(root)[1]
    assert (found.message, found.hint) == (
        "the front matter is never closed",
        "write a line `---` below its last key",
    )


@pytest.mark.parametrize(
    "text", ["---\nINT: hi\nP: no\nINT: so\nP: yes\n", "---\nkinder: words\n", "---\n\nA\n", "---\ncase:x\n"]
)
def test_a_rule_of_dashes_above_words_is_no_front_matter(make: Make, text: str) -> None:
    assert read(make({"transcripts/P02.txt": text}))[1] == []

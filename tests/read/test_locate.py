"""Where findings stand: the places that positions in a list lead to."""

from pathlib import Path

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Route
from framework_cli.read import locate

PATH = "annotations/P01.AK.yaml"


def placed(root: Path, text: str, *keys: str | int) -> tuple[int, int]:
    file = root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    (found,) = locate(root, [Diagnostic(rules.UNKNOWN_CODE, "code is unknown", Route(PATH, keys))])
    assert isinstance(found.primary, Location)
    return found.primary.line, found.primary.column


def test_the_code_after_a_blank_item_is_found_at_its_own_line(tmp_path: Path) -> None:
    text = "- quote: My sister came\n  codes:\n  - family\n  -\n  - stigm\n"
    assert placed(tmp_path, text, 0, "codes", 1) == (5, 5)


def test_the_code_after_a_blank_item_of_a_list_in_brackets_is_found_at_its_own_column(tmp_path: Path) -> None:
    text = "- quote: My sister came\n  codes: [family, ~, stigm]\n"
    assert placed(tmp_path, text, 0, "codes", 2) == (2, 22)
    text = "excerpts:\n- quote: My sister came\n  codes: ['', stigm]\n"
    assert placed(tmp_path, text, "excerpts", 0, "codes", 1) == (3, 15)


def test_blank_entries_between_entries_keep_their_numbers(tmp_path: Path) -> None:
    text = "- quote: one\n  codes: [family]\n-\n- quote: two\n  codes: [stigm]\n"
    assert placed(tmp_path, text, 2, "codes", 0) == (5, 11)

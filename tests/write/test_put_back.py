"""Files given the bytes that they had: all of them, and only where they hold what is expected."""

from pathlib import Path

import pytest

from framework_cli.write import CannotWriteError, EntryGoneError, put_back

OLD, NEW = b"\xef\xbb\xbfone\r\ntwo\n", b"other\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/a.yaml").write_bytes(NEW)
    (tmp_path / "annotations/b.yaml").write_bytes(NEW)
    return tmp_path


def content(root: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (root / "annotations").iterdir()}


def test_bytes_come_back_as_they_were_files_are_made_and_taken_away(root: Path) -> None:
    put_back(root, [("annotations/a.yaml", NEW, OLD)])
    assert content(root) == {"a.yaml": OLD, "b.yaml": NEW}
    put_back(
        root,
        [
            ("annotations/a.yaml", OLD, NEW),
            ("annotations/b.yaml", NEW, OLD),
            ("annotations/c.yaml", None, OLD),
        ],
    )
    assert content(root) == {"a.yaml": NEW, "b.yaml": OLD, "c.yaml": OLD}
    put_back(root, [("annotations/a.yaml", NEW, None), ("annotations/c.yaml", OLD, None)])
    assert content(root) == {"b.yaml": OLD}


@pytest.mark.parametrize("held", [None, OLD, b""])
def test_a_file_that_holds_something_else_keeps_all_of_them_as_they_are(
    root: Path, held: bytes | None
) -> None:
    before = content(root)
    with pytest.raises(EntryGoneError, match=r"annotations/b\.yaml was changed meanwhile"):
        put_back(root, [("annotations/a.yaml", NEW, None), ("annotations/b.yaml", held, OLD)])
    assert content(root) == before


def test_nothing_is_put_back_outside_the_study(root: Path) -> None:
    with pytest.raises(CannotWriteError):
        put_back(root, [("../elsewhere.yaml", None, OLD)])
    assert not (root.parent / "elsewhere.yaml").exists()

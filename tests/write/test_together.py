"""Several files change as one: all of them or none, whatever happens in between."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from framework_cli.write import (
    CannotWriteError,
    EntryGoneError,
    Rewrite,
    UnfinishedError,
    edit,
    edit_all,
    edit_together,
    recover,
)
from framework_cli.write import journal as journal_module

FILES = {"codebooks/a.yaml": "one\n", "charts/P01.md": "two\r\nmore\r\n", "memos/m.md": "\ufeffthree\n"}
AFTER = {
    "codebooks/a.yaml": b"ONE\n",
    "charts/P01.md": b"TWO\r\nMORE\r\n",
    "memos/m.md": b"\xef\xbb\xbfTHREE\n",
}
REWRITES = [
    Rewrite("codebooks/a.yaml", "one\n", "ONE\n"),
    Rewrite("charts/P01.md", "two\nmore\n", "TWO\nMORE\n"),
    Rewrite("memos/m.md", "three\n", "THREE\n"),
]
BEFORE = {path: text.encode() for path, text in FILES.items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in BEFORE.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def state(root: Path) -> dict[str, bytes]:
    """Every file of the study but the tool's own."""
    files = (path for path in root.rglob("*") if path.is_file() and ".framework" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_all_files_change_each_in_its_own_manner_and_nothing_is_left_beside_them(root: Path):
    edit_together(root, REWRITES)
    assert state(root) == AFTER
    assert not (root / journal_module.FILE).exists()
    assert recover(root) == 0


def test_a_file_that_was_changed_meanwhile_keeps_all_as_they_are(root: Path):
    (root / "memos/m.md").write_bytes(b"mine\n")
    with pytest.raises(EntryGoneError, match=r"memos/m\.md was changed meanwhile"):
        edit_together(root, REWRITES)
    assert state(root) == {**BEFORE, "memos/m.md": b"mine\n"}


def test_a_path_that_leads_out_of_the_study_keeps_all_as_they_are(root: Path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "m.md"
    outside.write_bytes(b"three\n")
    (root / "memos/m.md").unlink()
    (root / "memos/m.md").symlink_to(outside)
    with pytest.raises(CannotWriteError, match="out of the study"):
        edit_together(root, REWRITES)
    assert outside.read_bytes() == b"three\n"
    assert state(root)["codebooks/a.yaml"] == b"one\n"


@pytest.mark.parametrize("fails", range(1, 5))
def test_where_the_system_refuses_in_the_middle_all_is_put_back(root: Path, monkeypatch, fails: int):
    """The journal is the first to be put in place, then come the three files."""
    real, calls = Path.replace, []

    def refuses(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuses)
    with pytest.raises(OSError, match="Input/output error"):
        edit_together(root, REWRITES)
    assert state(root) == BEFORE
    assert not (root / journal_module.FILE).exists()


def test_where_putting_back_is_refused_too_the_next_command_carries_on(root: Path, monkeypatch):
    real, calls = Path.replace, []

    def refuses(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 2:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuses)
    with pytest.raises(OSError, match="Input/output error"):
        edit_together(root, REWRITES)
    monkeypatch.undo()
    assert recover(root) == 3
    assert state(root) == AFTER


KILLED = """
import os, signal, sys
from pathlib import Path
from framework_cli.write import edit_together, Rewrite
calls, real = [], getattr(os, sys.argv[2])
def dies(*words, **more):
    calls.append(words)
    if len(calls) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words, **more)
edit_together.__globals__["private_folder"](Path(sys.argv[1]))
setattr(os, sys.argv[2], dies)
edit_together(Path(sys.argv[1]), [Rewrite(*each) for each in eval(sys.argv[4])])
"""


def killed(root: Path, call: str, number: int, rewrites=REWRITES) -> int:
    told = repr([(each.path, each.before, each.after) for each in rewrites])
    words = [sys.executable, "-c", KILLED, str(root), call, str(number), told]
    return subprocess.run(words, check=False, timeout=60, capture_output=True).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", range(1, 5))
def test_a_kill_before_the_journal_lies_there_leaves_all_as_it_was(root: Path, number: int):
    """Each staged file and the journal are brought to the disk before anything is replaced."""
    assert killed(root, "fsync", number) == -9
    assert {path: data for path, data in state(root).items() if path in BEFORE} == BEFORE
    edit_together(root, REWRITES)
    assert state(root) == AFTER


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", range(2, 5))
def test_a_kill_between_two_files_is_finished_by_the_next_command(root: Path, number: int):
    assert killed(root, "replace", number) == -9
    assert (root / journal_module.FILE).exists()
    half = state(root)
    assert sum(half[path] == AFTER[path] for path in AFTER) == number - 2
    assert recover(root) == 3
    assert state(root) == AFTER
    assert recover(root) == 0


BEGUN = [Rewrite("codebooks/a.yaml", "one\n", "ONE\n"), Rewrite("new/charts/P02.md", "", "begun\n"),
         Rewrite("memos/m.md", "three\n", "THREE\n")]  # fmt: skip
WITH_BEGUN = {**AFTER, "charts/P01.md": BEFORE["charts/P01.md"], "new/charts/P02.md": b"begun\n"}


def test_a_new_file_is_begun_with_the_others_change(root: Path):
    edit_together(root, BEGUN)
    assert state(root) == WITH_BEGUN
    (root / "charts/empty.md").write_bytes(b"")
    edit_together(root, [Rewrite("charts/empty.md", "", "words\n")])
    assert (root / "charts/empty.md").read_bytes() == b"words\n"


def test_a_file_that_somebody_else_began_meanwhile_keeps_all_as_they_are(root: Path):
    (root / "new/charts").mkdir(parents=True)
    (root / "new/charts/P02.md").write_bytes(b"mine\n")
    with pytest.raises(EntryGoneError, match=r"P02\.md was changed meanwhile"):
        edit_together(root, BEGUN)
    assert state(root) == {**BEFORE, "new/charts/P02.md": b"mine\n"}


@pytest.mark.parametrize("fails", range(1, 5))
def test_where_the_system_refuses_a_new_file_is_gone_again(root: Path, monkeypatch, fails: int):
    real, calls = Path.replace, []

    def refuses(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuses)
    with pytest.raises(OSError, match="Input/output error"):
        edit_together(root, BEGUN)
    assert state(root) == BEFORE
    assert not (root / journal_module.FILE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", range(1, 5))
def test_a_kill_before_the_journal_begins_no_file(root: Path, number: int):
    assert killed(root, "fsync", number, BEGUN) == -9
    assert {path: data for path, data in state(root).items() if not path.endswith("-tmp")} == BEFORE
    edit_together(root, BEGUN)
    assert state(root) == WITH_BEGUN


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", range(2, 5))
def test_a_kill_in_the_middle_is_finished_new_files_too(root: Path, number: int):
    assert killed(root, "replace", number, BEGUN) == -9
    assert recover(root) == 3
    assert state(root) == WITH_BEGUN


def test_a_file_begun_by_somebody_since_the_cut_is_never_written_over(root: Path, monkeypatch):
    interrupted(root, monkeypatch, BEGUN)
    (root / "new/charts/P02.md").write_bytes(b"mine\n")
    with pytest.raises(UnfinishedError, match=r"P02\.md was changed since"):
        recover(root)
    assert (root / "new/charts/P02.md").read_bytes() == b"mine\n"


def interrupted(root: Path, monkeypatch, rewrites=REWRITES) -> None:
    """Leave a study half written, as a kill after the first file would."""
    real, calls = Path.replace, []

    def stops(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        edit_together(root, rewrites)
    monkeypatch.undo()


def test_any_other_edit_first_finishes_what_was_cut_short(root: Path, monkeypatch):
    interrupted(root, monkeypatch)
    edit(root, root / "charts/P01.md", lambda text: text + "new\n")
    assert state(root) == {**AFTER, "charts/P01.md": b"TWO\r\nMORE\r\nnew\r\n"}


def test_a_file_changed_since_the_cut_is_never_written_over(root: Path, monkeypatch):
    interrupted(root, monkeypatch)
    (root / "memos/m.md").write_bytes(b"mine\n")
    with pytest.raises(UnfinishedError, match=r"3 files was cut short, and memos/m\.md was changed since"):
        recover(root)
    with pytest.raises(UnfinishedError):
        edit(root, root / "charts/P01.md", str.upper)
    (root / journal_module.FILE).unlink()
    assert edit(root, root / "memos/m.md", str.upper)
    assert state(root)["memos/m.md"] == b"MINE\n"


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "{}",
        '[{"path": "memos/m.md"}]',
        '[{"path": "../out.md", "old": "", "new": "", "staged": "x"}]',
        '[{"path": "memos/m.md", "old": "", "new": "", "staged": "../codebooks/a.yaml"}]',
        '[{"path": "memos/m.md", "old": "", "new": "", "staged": ""}]',
        '[{"path": "memos/m.md", "old": "00", "new": "", "staged": ""}]',
        '[{"path": "../out.md", "old": "00", "new": "", "staged": ""}]',
        "[1]",
    ],
)
def test_a_journal_that_nobody_wrote_moves_nothing(root: Path, journal: str):
    (root / ".framework").mkdir()
    (root / journal_module.FILE).write_text(journal, encoding="utf-8")
    if journal == "{}":
        assert recover(root) == 0
    else:
        with pytest.raises(UnfinishedError, match="delete"):
            recover(root)
    assert state(root) == BEFORE


def test_the_journal_holds_no_words(root: Path, monkeypatch):
    interrupted(root, monkeypatch)
    written = (root / journal_module.FILE).read_text(encoding="utf-8")
    assert not any(word in written for word in ("ONE", "TWO", "THREE", "more"))


def test_each_file_is_changed_by_its_own_function_all_or_none(root: Path):
    def fails(text: str) -> str:
        raise EntryGoneError("it is gone")

    with pytest.raises(EntryGoneError, match="it is gone"):
        edit_all(root, [(root / "codebooks/a.yaml", str.upper), (root / "memos/m.md", fails)])
    assert state(root) == BEFORE
    new = root / "new/n.md"
    edit_all(root, [(root / path, str.upper) for path in BEFORE] + [(new, lambda text: text + "begun\n")])
    assert state(root) == {**AFTER, "new/n.md": b"begun\n"}

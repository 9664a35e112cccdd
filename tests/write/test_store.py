"""Files change atomically, under a lock, in their own manner."""

import errno
import multiprocessing
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.read.files import BOM, decode
from framework_cli.write import CannotWriteError, annotations, create, edit, temporary, write_output
from framework_cli.write import store as store_module
from framework_cli.write.endings import encode


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annotations" / "P01.AK.yaml"
    path.parent.mkdir()
    path.write_bytes(b"- quote: a\n- quote: b\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_edit_changes_the_file_and_says_so(tmp_path: Path, file: Path):
    assert edit(tmp_path, file, lambda text: text.replace("b", "c")) is True
    assert file.read_bytes() == b"- quote: a\n- quote: c\n"
    assert edit(tmp_path, file, lambda text: text) is False
    assert names(file.parent) == ["P01.AK.yaml"]


def test_the_private_folder_hides_itself_from_git(tmp_path: Path, file: Path):
    edit(tmp_path, file, str.upper)
    assert (tmp_path / ".framework" / ".gitignore").read_bytes() == b"*\n"
    (tmp_path / ".framework" / ".gitignore").write_bytes(b"mine\n")
    edit(tmp_path, file, str.lower)
    assert (tmp_path / ".framework" / ".gitignore").read_bytes() == b"mine\n"


def test_byte_order_mark_and_crlf_stay_and_the_change_sees_neither(tmp_path: Path, file: Path):
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\r\n")
    seen = []
    edit(tmp_path, file, lambda text: seen.append(text) or text + "c\n")  # type: ignore[func-returns-value]
    assert seen == ["a\nb\n"]
    assert file.read_bytes() == b"\xef\xbb\xbfa\r\nb\r\nc\r\n"


def test_where_line_ends_are_mixed_each_untouched_line_keeps_its_own(tmp_path: Path, file: Path):
    file.write_bytes(b"a\r\nb\nc\r\n\rd\nlast")
    edit(tmp_path, file, lambda text: text.replace("b\n", "b\nnew\n").replace("d", "D"))
    assert file.read_bytes() == b"a\r\nb\nnew\nc\r\n\rD\nlast"


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b\r", "\u2028", "é"]), st.sampled_from(["\n", "\r\n"]))),
    st.integers(0, 8),
    st.integers(0, 8),
    st.sampled_from(["", "new", "new\n", "x\ny\n"]),
    st.booleans(),
)
def test_bytes_before_and_after_a_splice_stay(lines, start, end, new, mark):
    raw = (b"\xef\xbb\xbf" if mark else b"") + "".join(map("".join, lines)).encode()
    text = decode(raw)
    assert encode(text, raw) == raw
    kept = text.split("\n")
    start, end = sorted((min(start, len(kept) - 1), min(end, len(kept) - 1)))
    changed = "\n".join([*kept[:start], *([new] if new else []), *kept[end:]])
    out = encode(changed, raw)
    assert decode(out) == changed
    pieces = raw.removeprefix(BOM).split(b"\n")
    before = len(raw) - len(raw.removeprefix(BOM)) + sum(len(piece) + 1 for piece in pieces[:start])
    assert out[:before] == raw[:before] or start >= len(changed.split("\n"))
    if b"\r\n" not in raw:
        assert out.endswith(b"\n".join(pieces[end:]))


def test_a_file_that_is_not_there_yet_is_handed_over_empty_and_made_with_its_folder(tmp_path: Path):
    path = tmp_path / "charts" / "P01.md"
    assert edit(tmp_path, path, lambda text: f"[{text}]\n")
    assert path.read_bytes() == b"[]\n"


def test_create_refuses_what_is_there_even_a_link_that_leads_nowhere(tmp_path: Path, file: Path):
    with pytest.raises(FileExistsError):
        create(tmp_path, file, "other")
    assert file.read_bytes() == b"- quote: a\n- quote: b\n"
    link = tmp_path / "new.md"
    link.symlink_to(tmp_path / "nowhere.md")
    with pytest.raises(FileExistsError):
        create(tmp_path, link, "text")
    create(tmp_path, tmp_path / "deep" / "new.md", "é\n")
    assert (tmp_path / "deep" / "new.md").read_bytes() == "é\n".encode()


def test_nothing_is_written_through_a_link_out_of_the_study(tmp_path: Path):
    outside, study = tmp_path / "outside", tmp_path / "study"
    outside.mkdir()
    study.mkdir()
    (outside / "a.md").write_text("theirs", encoding="utf-8")
    (study / "a.md").symlink_to(outside / "a.md")
    (study / "charts").symlink_to(outside)
    for path in (study / "a.md", study / "charts" / "a.md", study / "charts" / "b.md", study / ".." / "b.md"):
        with pytest.raises(CannotWriteError, match="out of the study"):
            edit(study, path, lambda text: text + "!")
    assert (outside / "a.md").read_text(encoding="utf-8") == "theirs"
    assert names(outside) == ["a.md"]


def test_a_link_within_the_study_stays_a_link(tmp_path: Path, file: Path):
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    edit(tmp_path, link, str.upper)
    assert link.is_symlink()
    assert file.read_bytes() == b"- QUOTE: A\n- QUOTE: B\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_mode_of_a_file_stays_and_a_new_one_heeds_the_umask(tmp_path: Path, file: Path):
    file.chmod(0o640)
    edit(tmp_path, file, str.upper)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    old = os.umask(0o027)
    try:
        create(tmp_path, tmp_path / "new.md", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_a_file_that_is_not_utf8_is_refused_and_left(tmp_path: Path, file: Path):
    file.write_bytes(b"caf\xe9\n")
    with pytest.raises(CannotWriteError, match="not UTF-8 at byte 3"):
        edit(tmp_path, file, str.upper)
    assert file.read_bytes() == b"caf\xe9\n"


def overtaken(monkeypatch: pytest.MonkeyPatch, file: Path, times: int) -> None:
    """An editor that saves while the new content is being written beside the file, some times."""
    real = temporary.stage

    def stage(target: Path, data: bytes) -> Path:
        nonlocal times
        made = real(target, data)
        if times and target == file:
            times -= 1
            file.write_bytes((file.read_bytes() if file.exists() else b"") + b"- quote: theirs\n")
        return made

    monkeypatch.setattr(store_module, "stage", stage)


@pytest.mark.parametrize("times", [1, 3])
def test_what_an_editor_saves_while_the_new_file_is_written_is_not_lost(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, times: int
):
    overtaken(monkeypatch, file, times)
    assert edit(tmp_path, file, lambda text: text + "- quote: ours\n")
    assert (
        file.read_bytes() == b"- quote: a\n- quote: b\n" + b"- quote: theirs\n" * times + b"- quote: ours\n"
    )
    assert names(file.parent) == ["P01.AK.yaml"]


def test_a_file_that_appears_while_it_is_being_begun_is_not_overwritten(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
):
    file.unlink()
    overtaken(monkeypatch, file, 1)
    assert edit(tmp_path, file, lambda text: text + "- quote: ours\n")
    assert file.read_bytes() == b"- quote: theirs\n- quote: ours\n"


def test_a_file_that_is_written_to_all_the_time_is_given_up(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
):
    overtaken(monkeypatch, file, 1000)
    with pytest.raises(CannotWriteError, match="all the time"):
        edit(tmp_path, file, lambda text: text + "- quote: ours\n")
    assert b"ours" not in file.read_bytes()
    assert names(file.parent) == ["P01.AK.yaml"]


def test_what_goes_wrong_in_the_change_leaves_the_file_and_frees_the_lock(tmp_path: Path, file: Path):
    with pytest.raises(ZeroDivisionError):
        edit(tmp_path, file, lambda text: str(1 / 0))
    assert edit(tmp_path, file, str.upper)


def test_a_file_that_another_program_reads_just_now_is_replaced_once_it_is_done(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
):
    real, refused = Path.replace, [PermissionError(), PermissionError()]

    def busy(self: Path, target: Path) -> Path:
        if refused:
            raise refused.pop()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    assert edit(tmp_path, file, str.upper)
    assert refused == []
    assert names(file.parent) == ["P01.AK.yaml"]


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    edit(tmp_path, file, str.upper)
    real = os.write

    def full(descriptor: int, data: bytes | None = None) -> int:
        if data is not None and len(data) > 4:
            return real(descriptor, data[:4])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        edit(tmp_path, file, str.lower)
    with pytest.raises(OSError, match="No space left"):
        create(tmp_path, file.parent / "new.yaml", "text")
    with pytest.raises(OSError, match="No space left"):
        write_output(file.parent / "report.html", b"text")
    monkeypatch.undo()
    assert file.read_bytes() == b"- QUOTE: A\n- QUOTE: B\n"
    assert names(file.parent) == ["P01.AK.yaml"]


KILLED = """
import os, signal, sys
from pathlib import Path
from framework_cli.write import edit
def dies(descriptor): os.kill(os.getpid(), signal.SIGKILL)
os.fsync = dies
edit(Path(sys.argv[1]), Path(sys.argv[2]), lambda text: text + "never\\n")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_in_the_middle_of_a_write_leaves_the_old_file_and_the_next_write_cleans_up(
    tmp_path: Path, file: Path
):
    edit(tmp_path, file, str.upper)
    edit(tmp_path, file, str.lower)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(file)], check=False, timeout=60)
    assert done.returncode == -9
    assert file.read_bytes() == b"- quote: a\n- quote: b\n"
    assert len(names(file.parent)) == 2
    assert edit(tmp_path, file, lambda text: text + "- quote: c\n")
    assert file.read_bytes() == b"- quote: a\n- quote: b\n- quote: c\n"
    assert names(file.parent) == ["P01.AK.yaml"]


def add_many(root: Path, path: Path, name: str) -> None:
    from framework_cli.model.excerpt import Excerpt, Place

    for number in range(50):
        id = f"{name}{number:02}xxxxx"
        entry = Excerpt(id, "P01", "AK", "", 0, f"quote {id}", at=Place(number + 1, 1, number + 1, 9))
        edit(root, path, lambda text, entry=entry: annotations.add_excerpt(text, entry))  # type: ignore[misc]


def test_two_processes_at_once_lose_nothing(tmp_path: Path):
    path = tmp_path / "annotations" / "P01.AK.yaml"
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=add_many, args=(tmp_path, path, name)) for name in "pq"]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=120)
    assert [process.exitcode for process in both] == [0, 0]
    text = path.read_text(encoding="utf-8")
    assert sorted(line.removeprefix("- id: ") for line in text.split("\n") if "id:" in line) == sorted(
        f"{name}{number:02}xxxxx" for name in "pq" for number in range(50)
    )
    assert names(path.parent) == ["P01.AK.yaml"]


def test_a_lock_held_too_long_is_an_error_and_not_a_wait_for_ever(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)

    def nested(text: str) -> str:
        with pytest.raises(CannotWriteError, match="another command is still writing"):
            edit(tmp_path, file, str.upper)
        return text + "- quote: c\n"

    assert edit(tmp_path, file, nested)
    assert file.read_bytes() == b"- quote: a\n- quote: b\n- quote: c\n"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_file_is_refused(tmp_path: Path, file: Path):
    file.chmod(0o440)
    with pytest.raises(CannotWriteError, match="write-protected"):
        edit(tmp_path, file, str.upper)


def test_a_report_replaces_the_old_one_and_a_device_is_written_to(tmp_path: Path):
    report = tmp_path / "reports" / "report.html"
    write_output(report, b"one")
    write_output(report, b"two")
    assert report.read_bytes() == b"two"
    assert names(report.parent) == ["report.html"]
    write_output(Path(os.devnull), b"three")
    assert not Path(os.devnull).is_file()


def test_a_file_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path):
    path = tmp_path / ("é" * 125 + ".md")
    assert edit(tmp_path, path, lambda text: "x")
    assert path.read_bytes() == b"x"

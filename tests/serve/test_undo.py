"""Undo and redo: the first bytes come back, others' work stays, a conflict is told and changes nothing."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.serve import coding, undo
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.saving import bytes_of, changed
from framework_cli.serve.steps import KEPT, FileChange, Step, Steps
from framework_cli.write import EntryGoneError, put_back
from framework_cli.write.temporary import stage
from tests.check.studies import sound, write
from tests.serve.wishes import MARK, anew, as_read, etag, marked, opened, wish

SISTER = "My sister came every week."
WORDS = ["My sister", "came every week.", "Nobody at work knew.", "kept it", SISTER]
FORMS = [
    None,
    f"- id: k3f9a2q7\n  quote: {SISTER}\n  codes: [family]\n",
    f"\ufeff# mine\r\n- id: k3f9a2q7\r\n  quote: {SISTER}\n  codes: [family]\r\n\n",
    f"excerpts: [{{id: k3f9a2q7, quote: {SISTER}, codes: [family]}}]",
    f"- quote: {SISTER}\n  codes: [family]\n",
]


def files(root: Path) -> dict[str, bytes]:
    """Every file of the annotations and charts."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("annotations", "charts")
        for path in (root / folder).iterdir()
    }


def start(root: Path, form: str | None) -> Desk:
    desk = opened(sound(root))
    if form is None:
        (root / MARK).unlink()
    else:
        write(root, {MARK: form})
    desk.reload()
    return desk


def one(desk: Desk, number: int) -> None:
    """An edit that is told by a number; one that is refused does nothing."""
    own = desk.own("P01")
    held = own.excerpts if own else ()
    word = WORDS[number % len(WORDS)]
    if number % 4 == 0 or not held:
        marked(desk, "P01", word, ["family", "stigma"][number % 2])
    elif number % 4 == 1:
        coding.read(desk, wish("P01"))
    else:
        excerpt = held[number % len(held)]
        id = excerpt.id or f"~P01.AK~{excerpt.position}"
        if number % 4 == 2:
            coding.change(desk, wish(id, etag=etag(desk), memo=f"Note {number}\nand more", quotable=True))
        else:
            coding.remove(desk, wish(id, etag=etag(desk)))


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(FORMS), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_as_many_undone_as_done_gives_the_first_bytes_and_redone_the_last(
    form: str | None, edits: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        desk = start(Path(folder), form)
        states = [files(desk.root)]
        for number in edits:
            done = len(desk.steps.done)
            one(desk, number)
            states += [files(desk.root)] * (len(desk.steps.done) - done)
        for state in states[-2::-1]:
            undo.undo(desk, wish())
            assert files(desk.root) == state
        for state in states[1:]:
            undo.redo(desk, wish())
            assert files(desk.root) == state
        assert as_read(desk) == anew(desk.root)


def test_nothing_done_is_nothing_undone(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path))
    for done in (undo.undo, undo.redo):
        with pytest.raises(WishError) as refused:
            done(desk, wish())
        assert refused.value.status == 409


def test_what_another_wrote_meanwhile_stays_when_a_step_is_undone_and_redone(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    id = marked(desk, "P01", "Nobody at work knew.", "stigma").body["excerpt"]["id"]
    text = (tmp_path / MARK).read_text(encoding="utf-8")
    write(tmp_path, {MARK: text + "- id: z3f9a2q7\n  quote: I kept it to myself.\n  codes: [stigma]\n"})
    desk.look()
    told = undo.undo(desk, wish()).body
    assert [e.id for e in desk.own("P01").excerpts] == ["k3f9a2q7", "z3f9a2q7"]  # type: ignore[union-attr]
    assert (told["said"], told["undo"], told["redo"]) == (
        "undone: P01:3 tagged stigma", None, "P01:3 tagged stigma",
    )  # fmt: skip
    undo.redo(desk, wish())
    assert {e.id for e in desk.own("P01").excerpts} == {"k3f9a2q7", "z3f9a2q7", id}  # type: ignore[union-attr]


def test_what_another_wrote_into_a_file_that_was_new_stays_when_it_is_undone(tmp_path: Path) -> None:
    desk = start(tmp_path, None)
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    text = (tmp_path / MARK).read_text(encoding="utf-8")
    write(tmp_path, {MARK: text + "- id: z3f9a2q7\n  quote: I kept it to myself.\n  codes: [stigma]\n"})
    desk.look()
    undo.undo(desk, wish())
    own = desk.own("P01")
    assert own is not None
    assert [e.id for e in own.excerpts] == ["z3f9a2q7"]
    assert own.text == desk.study.sources["P01"].sha


def test_a_step_that_another_changed_meanwhile_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo="Mine."))
    text = (tmp_path / MARK).read_text(encoding="utf-8")
    write(tmp_path, {MARK: text.replace("Mine.", "Theirs.")})
    before = files(tmp_path)
    with pytest.raises(WishError, match=r"annotations/P01\.AK\.yaml was changed since") as refused:
        undo.undo(desk, wish())
    assert refused.value.status == 409
    assert files(tmp_path) == before
    assert desk.steps.told["undo"]


def test_words_that_were_redacted_meanwhile_are_not_brought_back(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    coding.remove(desk, wish("k3f9a2q7", etag=etag(desk)))
    text = (tmp_path / "transcripts/P01.txt").read_text(encoding="utf-8")
    write(tmp_path, {"transcripts/P01.txt": text.replace("My sister", "[A relative]")})
    desk.look()
    before = files(tmp_path)
    with pytest.raises(WishError, match="the transcript of P01 has changed since"):
        undo.undo(desk, wish())
    assert files(tmp_path) == before
    (tmp_path / "transcripts/P01.txt").unlink()
    desk.look()
    with pytest.raises(WishError, match="the transcript of P01 has changed since"):
        undo.undo(desk, wish())


def test_a_file_that_another_deleted_or_broke_is_left_so(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo="Mine."))
    broken = "excerpts:\n- id: k3f9a2q7\n  quote: he said: no\n"
    write(tmp_path, {MARK: broken})
    with pytest.raises(WishError, match="cannot be undone"):
        undo.undo(desk, wish())
    assert (tmp_path / MARK).read_text(encoding="utf-8") == broken
    (tmp_path / MARK).unlink()
    with pytest.raises(WishError, match="was deleted since"):
        undo.undo(desk, wish())
    assert not (tmp_path / MARK).exists()


def test_a_new_edit_ends_what_could_be_done_again(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    marked(desk, "P01", "My sister", "stigma")
    undo.undo(desk, wish())
    assert marked(desk, "P01", "kept it", "stigma").body["redo"] is None


def test_several_files_of_one_step_go_back_together_or_not_at_all(tmp_path: Path) -> None:
    desk = start(tmp_path, FORMS[1])
    first = files(tmp_path)
    paths = (MARK, "charts/P01.md", "annotations/P01.RS.yaml")
    made = [changed(desk, path, bytes_of(desk, path), lambda text: text + "# noted\n") for path in paths]
    desk.steps.did(Step("three noted", tuple(each for each in made if each), cell="P01/family"))
    last = files(tmp_path)
    told = undo.undo(desk, wish()).body
    assert (told["cell"], files(tmp_path)) == ("P01/family", first)
    undo.redo(desk, wish())
    assert files(tmp_path) == last
    (tmp_path / "charts/P01.md").unlink()
    before = files(tmp_path)
    with pytest.raises(WishError, match="cannot be undone"):
        undo.undo(desk, wish())
    assert files(tmp_path) == before


def test_a_disk_that_refuses_leaves_the_step_to_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start(tmp_path, FORMS[1])
    marked(desk, "P01", "My sister", "stigma")
    before = files(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("framework_cli.write.temporary.write_new", full)
    with pytest.raises(OSError, match="No space left"):
        undo.undo(desk, wish())
    assert files(tmp_path) == before
    monkeypatch.undo()
    assert undo.undo(desk, wish()).body["undo"] is None


def test_the_oldest_steps_are_forgotten_before_memory_runs_out() -> None:
    steps = Steps()
    for number in range(5):
        half = b"x" * (KEPT // 4)
        steps.did(Step(f"step {number}", (FileChange("a", half, half),)))
    assert [step.said for step in steps.done] == ["step 3", "step 4"]


def held(desk: Desk) -> set[str]:
    own = desk.own("P01")
    return {excerpt.id for excerpt in own.excerpts} if own else set()


@pytest.mark.parametrize("moment", ["framework_cli.serve.undo.put_back", "framework_cli.write.store.stage"])
@pytest.mark.parametrize("form", [None, FORMS[1]])
def test_what_an_editor_saves_while_a_step_is_undone_or_redone_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, form: str | None
) -> None:
    """It saves between the look and the lock, or while the new file is being written."""
    desk = start(tmp_path, form)
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    before = held(desk)
    marked(desk, "P01", "My sister", "stigma")
    after = held(desk)
    module, _, name = moment.rpartition(".")
    real = getattr(import_module(module), name)
    theirs: set[str] = set()

    def overtaken(*given: Any, **named: Any) -> Any:
        if len(theirs) < most:
            theirs.add(f"z3f9a2q{most}")
            entry = f"- id: z3f9a2q{most}\n  quote: I kept it to myself.\n  codes: [stigma]\n"
            write(tmp_path, {MARK: (tmp_path / MARK).read_text(encoding="utf-8") + entry})
        return real(*given, **named)

    monkeypatch.setattr(moment, overtaken)
    for most, done, own in ((1, undo.undo, before), (2, undo.redo, after)):
        done(desk, wish())
        assert held(desk) == own | theirs
        assert len(theirs) == most
        assert as_read(desk) == anew(tmp_path)


def test_a_file_that_another_broke_elsewhere_is_not_written_into(tmp_path: Path) -> None:
    desk = start(tmp_path, f"{FORMS[1]}{''.join(f'# {number}{chr(10)}' for number in range(20))}")
    coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo="Mine."))
    broken = (tmp_path / MARK).read_text(encoding="utf-8") + "- quote: [\n"
    write(tmp_path, {MARK: broken})
    with pytest.raises(WishError, match="cannot be undone"):
        undo.undo(desk, wish())
    assert (tmp_path / MARK).read_text(encoding="utf-8") == broken


def test_a_new_file_that_an_editor_makes_while_one_is_put_back_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound(tmp_path)
    (tmp_path / MARK).unlink()
    theirs = "- id: z3f9a2q7\n  quote: I kept it to myself.\n  codes: [stigma]\n"

    def overtaken(target: Path, data: bytes) -> Path:
        write(tmp_path, {MARK: theirs})
        return stage(target, data)

    monkeypatch.setattr("framework_cli.write.store.stage", overtaken)
    with pytest.raises(EntryGoneError):
        put_back(tmp_path, [(MARK, None, b"mine")])
    assert (tmp_path / MARK).read_text(encoding="utf-8") == theirs


def test_a_file_that_holds_something_else_is_neither_put_back_nor_taken_away(tmp_path: Path) -> None:
    sound(tmp_path)
    (tmp_path / "annotations" / "more.yaml").write_bytes(b"more")
    before = files(tmp_path)
    for wanted in (None, b"mine"):
        for rest in ([], [("annotations/more.yaml", b"more", b"less")]):
            with pytest.raises(EntryGoneError):
                put_back(tmp_path, [*rest, (MARK, b"something else", wanted)])
            assert files(tmp_path) == before

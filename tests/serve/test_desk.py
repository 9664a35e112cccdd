"""The desk after edits: what it knows is what reading the study anew would give."""

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Semaphore, Thread
from time import sleep
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.model import rules
from framework_cli.model.cell import CellKey
from framework_cli.model.diagnostic import Diagnostic, Location, Related
from framework_cli.read.files import sha
from framework_cli.serve import coding, study, undo
from framework_cli.serve.app import answer
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.wish import Wish
from tests.check.studies import SOUND, sound, write
from tests.serve.wishes import MARK, anew, as_read, etag, marked, opened, wish

OTHERS = {
    "sources.csv": "source,speaker,role,case,wave,kind,date\nP02,,,P02,2,interview,\n",
    "transcripts/P02.txt": "INT: And you?\nP02: It was hard. 🙂\nINT: Later?\nP02: It was hard.\n",
    "annotations/P01.RS.yaml": "- id: m2x8d0aa\n  quote: I kept it to myself.\n  codes: [stigma]\n",
    "annotations/P02.RS.jsonl": '{"id": "n2x8d0ab", "quote": "And you?", "codes": ["gone"]}\n',
}
TODAYS = sha(SOUND["transcripts/P01.txt"])
# Recorded against another text, so that places are searched for.
OLDER = f"""\
text: {"0" * 64}
excerpts:
- id: k3f9a2q7
  at: 9:6-9:32
  quote: My sister came every week.
  codes: [family]
- id: m3f9a2q7
  at: 10:6-10:27
  quote: Nobody at work know.
  codes: [stigma]
"""
# What an editor, or a pull, may leave of a file.
VERSIONS = {
    MARK: [
        None,
        "",
        "- id: k3f9a2q7\n  quote: My sister came every week.\n  codes: [family]\n",
        "excerpts:\n- id: k3f9a2q7\n  quote: My sister: no\n",
        "- quote: nobody said this\n  codes: [stigma]\n- quote: It\n  codes: [nothing]\n",
        "read: {codebook: 9, on: 2024-01-01}\nexcerpts: []\n",
        "\ufeff- id: k3f9a2q7\r\n  quote: Nobody at work knew.\r\n  codes: [stigma]\r\n",
        "<<<<<<< ours\n",
        OLDER,
        OLDER + "- id: n3f9a2q8\n  at: 5:6-5:13\n  quote: I kept it\n  codes: [stigma]\n",
        OLDER + f"- id: n3f9a2q9\n  at: 3:6-3:12\n  quote: Nobody\n  codes: [stigma]\n  text: {TODAYS}\n",
    ],
    "annotations/P02.AK.yaml": [None, "- quote: It was hard.\n  codes: [stigma]\n", "excerpts: 7\n"],
    "annotations/P02.RS.jsonl": [None, '{"quote": "And you?"}\n{"quote"\n', ""],
    "annotations/P09.AK.yaml": [None, "- quote: It was hard.\n  codes: [stigma]\n"],
    "annotations/nobody.yaml": [None, "- quote: It was hard.\n"],
    "annotations/p01.ak.yaml": [None, "- quote: Nobody at work knew.\n  codes: [stigma]\n"],
    "annotations/notes.txt": [None, "a stray file"],
    "charts/P01.md": [None, "---\ncase: P01\n---\n## Shame {#stigma}\nAlone [@m2x8d0aa].\n", "<!-- evidence"],
    "charts/P02@2.md": [None, "## Shame {#stigma state=not-asked}\n"],
}  # fmt: skip
changes = st.sampled_from([(path, text) for path, texts in VERSIONS.items() for text in texts])


def put(root: Path, path: str, text: str | None) -> None:
    """Leave a file as an editor would, or take it away."""
    if text is None:
        (root / path).unlink(missing_ok=True)
    else:
        write(root, {path: text})


@settings(deadline=None, max_examples=30)
@given(st.lists(changes, max_size=6))
def test_a_desk_that_read_file_after_file_anew_knows_what_a_new_one_knows(
    edits: list[tuple[str, str | None]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = opened(sound(Path(folder), OTHERS))
        for path, text in edits:
            put(desk.root, path, text)
            desk.refresh(path)
            assert as_read(desk) == anew(desk.root)


WORDS = ["My sister", "came every week.", "Nobody at work knew.", "kept it", "Who helped"]
wishes = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(WORDS), st.sampled_from(["family", "stigma"])),
    st.tuples(st.just("memo"), st.integers(0, 3), st.sampled_from(["", "Two\nlines", "{{ 7*7 }} | =1+1"])),
    st.tuples(st.just("move"), st.integers(0, 3), st.sampled_from(WORDS)),
    st.tuples(st.just("label"), st.integers(0, 3), st.sampled_from(["new, odd", "</script>"])),
    st.tuples(st.sampled_from(["remove", "code", "read", "undo", "redo"]), st.integers(0, 3), st.just("")),
)


def carry_out(desk, what: str, at, more: str) -> None:
    """One wish of the page; what is refused changes nothing."""
    own = desk.own("P01")
    held = own.excerpts if own else ()
    id = held[at % len(held)].id if held and isinstance(at, int) else "none"
    tag = etag(desk)
    text = desk.study.sources["P01"].text
    try:
        if what == "mark":
            marked(desk, "P01", at, more)
        elif what == "memo":
            coding.change(desk, wish(id, etag=tag, memo=more))
        elif what == "move":
            start = text.index(more)
            coding.change(desk, wish(id, etag=tag, start=start, end=start + len(more), quote=more))
        elif what == "label":
            coding.change(desk, wish(id, etag=tag, open=[more]))
        elif what == "remove":
            coding.remove(desk, wish(id, etag=tag))
        elif what == "code":
            coding.remove_code(desk, wish(id, etag=tag, code="stigma"))
        elif what == "read":
            coding.read(desk, wish("P01"))
        else:
            (undo.undo if what == "undo" else undo.redo)(desk, wish())
    except (WishError, ValueError):
        pass


@settings(deadline=None, max_examples=25)
@given(st.lists(wishes, max_size=10))
def test_a_desk_after_the_pages_wishes_knows_what_a_new_one_knows(listed) -> None:
    with TemporaryDirectory() as folder:
        desk = opened(sound(Path(folder), OTHERS))
        for each in listed:
            carry_out(desk, *each)
        assert as_read(desk) == anew(desk.root)
        assert desk.watch.look() == []


def test_a_change_outside_is_read_at_the_next_look(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    write(tmp_path, {"annotations/P01.RS.yaml": "- quote: Nobody at work knew.\n  codes: [stigma]\n"})
    desk.look()
    assert as_read(desk) == anew(tmp_path)


def test_a_transcript_or_codebook_changed_outside_has_everything_read_anew(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    text = (tmp_path / "transcripts/P01.txt").read_text(encoding="utf-8")
    write(
        tmp_path,
        {"transcripts/P01.txt": "INT: Good morning.\n" + text, "framework.yaml": "title: New name\n"},
    )
    desk.look()
    assert as_read(desk) == anew(tmp_path)
    assert desk.study.settings.title == "New name"


def test_a_source_and_its_codes_deleted_outside_leave_the_desk_at_work(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    (tmp_path / "transcripts/P01.txt").unlink()
    write(tmp_path, {"codebooks/example.yaml": "version: 3\nthemes:\n- {id: support, name: Support}\n"})
    desk.look()
    assert "P01" not in desk.study.sources
    assert CellKey("P01", "", "stigma") not in desk.grid.states


def test_two_wishes_at_once_are_both_carried_out(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))

    def mark(words: str) -> None:
        with desk.lock:
            desk.look()
            marked(desk, "P01", words, "stigma")

    threads = [Thread(target=mark, args=(words,)) for words in WORDS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own = desk.own("P01")
    assert own is not None
    assert {e.quote for e in own.excerpts} >= set(WORDS)
    assert as_read(desk) == anew(tmp_path)


def test_what_could_not_be_read_is_read_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(sound(tmp_path, OTHERS))

    def broken(*_: object) -> NoReturn:
        raise OSError(24, "Too many open files")

    for path, reader in (("annotations/P01.RS.yaml", "read_again"), ("transcripts/P02.txt", "load")):
        (tmp_path / path).unlink()
        with monkeypatch.context() as patch, pytest.raises(OSError, match="Too many"):
            patch.setattr(f"framework_cli.serve.desk.{reader}", broken)
            desk.look()
        desk.look()
        assert as_read(desk) == anew(tmp_path)


def test_what_is_read_again_and_again_can_all_be_freed(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    frozen = gc.get_freeze_count()
    for number in range(3):
        write(tmp_path, {"charts/P01.md": f"## Shame {{#stigma}}\nAlone {number}.\n"})
        write(tmp_path, {"framework.yaml": f"title: Name {number}\n"})
        assert answer(study.study, desk, wish()).body["title"] == f"Name {number}"
        reply = answer(coding.add, desk, wish("P01", start=5, end=8, quote="Who", open=[str(number)]))
        assert reply.status == 201
    assert gc.get_freeze_count() <= frozen
    assert gc.isenabled()


def test_what_an_editor_saves_while_the_desk_reads_back_is_found_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    real = desk.refresh

    def overtaken(path: str) -> None:
        real(path)
        write(tmp_path, {MARK: (tmp_path / MARK).read_text(encoding="utf-8") + "  memo: theirs\n"})

    monkeypatch.setattr(desk, "refresh", overtaken)
    marked(desk, "P01", "kept it", "stigma")
    monkeypatch.undo()
    desk.look()
    assert as_read(desk) == anew(tmp_path)


def test_two_who_hold_one_desk_are_answered_one_after_the_other(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path))
    inside, met = Semaphore(1), []

    def handler(_: Desk, __: Wish) -> Reply:
        met.append(inside.acquire(blocking=False))
        sleep(0.02)
        inside.release()
        return Reply({})

    threads = [Thread(target=answer, args=(handler, desk, wish())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [True] * 3


def test_blind_no_finding_that_speaks_of_others_work_is_told(tmp_path: Path) -> None:
    desk = opened(sound(tmp_path, OTHERS))
    own, theirs = Location(MARK), Location("annotations/P01.RS.yaml")
    places = [own, theirs, *(Location(f"{name}/x.md") for name in ("charts", "memos", "theory"))]
    both = Diagnostic(rules.DUPLICATE_EXCERPT, "twice", own, related=(Related(theirs, "the other"),))
    found = [*(Diagnostic(rules.DUPLICATE_EXCERPT, "x", place) for place in places), both]
    assert all(map(desk.tells, found))
    desk.view = "blind"
    assert [desk.tells(each) for each in found] == [True, *[False] * 5]

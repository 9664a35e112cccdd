"""Coding on the page: the same bytes as the command line writes, and nobody's work lost."""

from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from framework_cli.cli.app import app
from framework_cli.revise import RefusedError
from framework_cli.serve import coding, source
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.write import edit
from tests.check.studies import sound, write
from tests.serve.conftest import Client
from tests.serve.wishes import MARK, etag, marked, opened, wish

SISTER = "My sister came every week."
AGREED = "annotations/P01.agreed.yaml"
FORMS = {
    "by hand": "- id: k3f9a2q7\n  quote: My sister came every week.\n  codes: [family]\n",
    "in full": "text: {sha}\nexcerpts:\n- id: k3f9a2q7\n  at: 2:6-2:32\n  quote: |2-\n"
    "    My sister came every week.\n  codes:\n    - family\n",
    "in braces": "excerpts: [{{id: k3f9a2q7, quote: My sister came every week., codes: [family]}}]\n",
    "CRLF and BOM": "\ufeff- id: k3f9a2q7\r\n  quote: My sister came every week.\r\n  codes: [family]\r\n",
    "with comments": "# mine\n- id: k3f9a2q7  # the first\n  quote: My sister came every week.\n"
    "  codes:\n  - family  # really\n",
    "older text": f"text: {'0' * 64}\nexcerpts:\n- id: k3f9a2q7\n  quote: My sister came every week.\n"
    "  codes: [family]\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sound(tmp_path / "page")


def content(desk: Desk, path: str = MARK) -> bytes:
    return (desk.root / path).read_bytes()


def at(start: int, quote: str) -> dict[str, Any]:
    """A place as the page names it."""
    return {"start": start, "end": start + len(quote), "quote": quote}


def typed(root: Path, *words: str) -> None:
    """The command line, in a study of its own."""
    result = CliRunner().invoke(app, ["-C", str(root), *words, "--as", "AK"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "edits",
    [
        [("tag", "P01", "3:6-3:26", "stigma", "support-other")],
        [("tag", "P01", "1:6-1:14", "--open", "new, odd", "--memo", "A |\n{{ 7*7 }}", "--quotable")],
        [("tag", "P01", "2:6-2:32", "stigma")],
        [("untag", "k3f9a2q7")],
        [("untag", "k3f9a2q7", "family")],
        [("tag", "P01", "2:6-2:32", "stigma"), ("untag", "k3f9a2q7", "family")],
        [("anchor", "k3f9a2q7", "--to", "2:6-2:15")],
        [("tag", "P01", "--read")],
    ],
)
def test_the_page_writes_what_the_command_line_writes(
    root: Path, tmp_path: Path, form: str, edits: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framework_cli.revise.coding.new_id", lambda _: "newone22")
    sha = opened(root).study.sources["P01"].sha
    write(root, {MARK: FORMS[form].format(sha=sha)})
    typing = copytree(root, tmp_path / "typed")
    desk = opened(root)
    for each in edits:
        if each[0] == "anchor":
            result = CliRunner().invoke(app, ["-C", str(typing), *each])
            assert result.exit_code == 0, result.output
        else:
            typed(typing, *each)
        clicked(desk, *each)
    assert content(desk) == (typing / MARK).read_bytes()
    assert content(desk) != FORMS[form].format(sha=sha).encode()


def clicked(desk: Desk, *edit: str) -> None:
    """What the page sends for an edit that is typed."""
    text = desk.study.sources["P01"]
    match edit:
        case ("tag", _, "--read"):
            coding.read(desk, wish("P01"))
        case ("tag", _, place, *rest):
            (line, column), (_, last) = (part.split(":") for part in place.split("-"))
            start, end = (text.lines.offset(int(line), int(each)) or 0 for each in (column, last))
            more: dict[str, Any] = {"codes": rest}
            if rest[0] == "--open":
                more = {"codes": [], "open": [rest[1]], "memo": rest[3], "quotable": True}
            coding.add(desk, wish("P01", start=start, end=end, quote=text.text[start:end], **more))
        case ("untag", id):
            coding.remove(desk, wish(id, etag=etag(desk)))
        case ("untag", id, code):
            coding.remove_code(desk, wish(id, etag=etag(desk), code=code))
        case ("anchor", id, *_):
            start = text.lines.offset(2, 6) or 0
            coding.change(desk, wish(id, etag=etag(desk), **at(start, "My sister")))
        case _:
            raise AssertionError(edit)


def test_a_marked_passage_comes_back_with_its_place_cells_and_state(root: Path) -> None:
    desk = opened(root)
    reply = marked(desk, "P01", "Nobody at work knew.", "stigma", memo="Why?", quotable=True)
    told = reply.body["excerpt"]
    assert reply.status == 201
    assert (told["line"], told["codes"], told["cells"]) == (3, ["stigma"], ["P01/stigma"])
    assert (told["memo"], told["quotable"], told["mine"], told["status"]) == ("Why?", True, True, "exact")
    assert reply.body["undo"] == "P01:3 tagged stigma"
    assert reply.etag == reply.body["etag"] == source.source(desk, wish("P01")).etag


def test_the_first_passage_of_a_source_makes_the_coders_file(root: Path) -> None:
    desk = opened(root, "RS")
    before = source.source(desk, wish("P01"))
    reply = marked(desk, "P01", SISTER, "stigma")
    assert before.etag == "none"
    assert content(desk, "annotations/P01.RS.yaml").startswith(b"text: ")
    assert reply.body["excerpt"]["coder"] == "RS"


def test_the_same_place_again_takes_the_codes_that_are_new(root: Path) -> None:
    desk = opened(root)
    reply = marked(desk, "P01", SISTER, "family", "stigma")
    assert reply.body["excerpt"]["id"] == "k3f9a2q7"
    assert reply.body["excerpt"]["codes"] == ["family", "stigma"]


def test_words_that_do_not_stand_at_the_place_are_refused_and_nothing_is_written(root: Path) -> None:
    desk = opened(root)
    before = content(desk)
    for start, end, quote in (
        (31, 57, "My brother came every week."),
        (31, 31, ""),
        (-3, 4, "x"),
        (31, 10**9, "x"),
    ):
        with pytest.raises(WishError) as refused:
            coding.add(desk, wish("P01", start=start, end=end, quote=quote, codes=["family"]))
        assert refused.value.status == 422
    assert content(desk) == before


def test_places_counted_from_the_end_are_no_places(root: Path) -> None:
    desk = opened(root)
    text = desk.study.sources["P01"].text
    for start, end in ((-8, -1), (0, -1), (-8, len(text)), (31, 31), (40, 31)):
        with pytest.raises(WishError, match="other words") as refused:
            coding.add(desk, wish("P01", start=start, end=end, quote=text[start:end], codes=["stigma"]))
        assert refused.value.status == 422


def test_white_space_and_front_matter_are_no_passages(root: Path) -> None:
    write(root, {"transcripts/P01.txt": "---\ncase: P01\n---\n\n\nP01: My sister came every week.\n"})
    desk = opened(root)
    for start, end, quote in ((4, 8, "case"), (18, 20, "\n\n")):
        with pytest.raises(WishError) as refused:
            coding.add(desk, wish("P01", start=start, end=end, quote=quote, codes=["family"]))
        assert refused.value.status == 422


def test_codes_that_are_unknown_or_retired_are_refused_with_what_to_use(root: Path) -> None:
    book = (root / "codebooks/example.yaml").read_text(encoding="utf-8")
    write(
        root, {"codebooks/example.yaml": book + "retired:\n- {id: shame, into: [stigma], on: 2024-01-01}\n"}
    )
    desk = opened(root)
    before = content(desk)
    with pytest.raises(RefusedError, match="did you mean stigma"):
        marked(desk, "P01", SISTER, "stigm")
    with pytest.raises(RefusedError, match="retired; use stigma"):
        marked(desk, "P01", SISTER, "shame")
    with pytest.raises(WishError, match="at least one code"):
        marked(desk, "P01", SISTER, open=["  "])
    assert content(desk) == before


def test_a_retired_or_unknown_code_that_is_there_can_stay_or_be_taken_off(root: Path) -> None:
    write(root, {MARK: f"- id: k3f9a2q7\n  quote: {SISTER}\n  codes: [gone, family]\n"})
    desk = opened(root)
    reply = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), codes=["gone", "stigma"]))
    assert reply.body["excerpt"]["codes"] == ["gone", "stigma"]
    reply = coding.remove_code(desk, wish("k3f9a2q7", etag=reply.etag, code="gone"))
    assert reply.body["excerpt"]["codes"] == ["stigma"]


def test_talk_of_interviewers_is_marked_and_said_to_count_nowhere(root: Path) -> None:
    reply = marked(opened(root), "P01", "Who helped you then?", "family")
    assert "counts nowhere" in reply.body["note"]
    assert reply.body["excerpt"]["cells"] == []
    assert reply.body["excerpt"]["counts"] is False


def test_what_is_coded_beside_an_agreed_coding_is_said_to_wait(root: Path) -> None:
    write(root, {AGREED: f"- id: a3f9a2q7\n  quote: {SISTER}\n  codes: [family]\n  from: [k3f9a2q7]\n"})
    desk = opened(root)
    agreed = content(desk, AGREED)
    assert "agreed coding" in marked(desk, "P01", "Nobody at work knew.", "stigma").body["note"]
    for view, status in (("mine", 404), ("others", 403), ("blind", 404)):
        desk.view = view
        with pytest.raises(WishError) as refused:
            coding.change(desk, wish("a3f9a2q7", etag=etag(desk), memo="Mine now"))
        assert refused.value.status == status
    assert content(desk, AGREED) == agreed


def test_an_edit_of_an_older_state_gets_both_versions_and_writes_nothing(root: Path) -> None:
    desk = opened(root)
    old = etag(desk)
    write(root, {MARK: f"- id: k3f9a2q7\n  quote: {SISTER}\n  codes: [stigma]\n  memo: Theirs.\n"})
    before = content(desk)
    reply = coding.change(desk, wish("k3f9a2q7", etag=old, memo="Mine."))
    assert reply.status == 412
    assert reply.body["conflict"]["yours"] == {"memo": "Mine."}
    assert reply.body["conflict"]["theirs"]["memo"] == "Theirs."
    assert content(desk) == before
    again = coding.change(desk, wish("k3f9a2q7", etag=reply.etag, memo="Mine."))
    assert again.status == 200
    assert again.body["excerpt"]["codes"] == ["stigma"]


def test_an_edit_that_names_no_state_is_refused(root: Path) -> None:
    desk = opened(root)
    with pytest.raises(WishError) as refused:
        coding.remove(desk, wish("k3f9a2q7"))
    assert refused.value.status == 400


def test_a_passage_is_added_to_a_file_that_an_editor_changed_meanwhile(root: Path) -> None:
    desk = opened(root)
    write(root, {MARK: f"- id: z3f9a2q7\n  quote: {SISTER}\n  codes: [stigma]\n"})
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    assert b"z3f9a2q7" in content(desk)
    assert [e.quote for e in desk.own("P01").excerpts] == [SISTER, "Nobody at work knew."]  # type: ignore[union-attr]


def test_a_file_that_is_written_between_look_and_lock_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(root)
    theirs: list[bool] = []

    def raced(*given: Any) -> bool:
        if not theirs:
            theirs.append(True)
            write(root, {MARK: f"- id: z3f9a2q7\n  quote: {SISTER}\n  codes: [stigma]\n"})
        return edit(*given)

    monkeypatch.setattr("framework_cli.serve.saving.edit", raced)
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    assert b"z3f9a2q7" in content(desk)
    theirs.clear()
    reply = coding.change(desk, wish("z3f9a2q7", etag=etag(desk), memo="Mine."))
    assert reply.status == 412


def test_a_boundary_is_moved_and_keeps_all_the_rest(root: Path) -> None:
    write(root, {MARK: f"- id: k3f9a2q7\n  quote: {SISTER}\n  codes: [family]\n  open: [odd]\n  memo: Hm.\n"})
    desk = opened(root)
    told = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), **at(31, "My sister"))).body["excerpt"]
    assert (told["start"], told["end"]) == (31, 40)
    assert (told["codes"], told["open"], told["memo"]) == (["family"], ["odd"], "Hm.")


def test_a_boundary_moved_onto_another_excerpts_place_is_refused(root: Path) -> None:
    desk = opened(root)
    reply = marked(desk, "P01", "My sister", "stigma")
    with pytest.raises(RefusedError, match="k3f9a2q7 of yours stands at just that place"):
        coding.change(desk, wish(reply.body["excerpt"]["id"], etag=reply.etag, **at(31, SISTER)))
    assert coding.change(desk, wish("k3f9a2q7", etag=reply.etag, **at(31, SISTER))).status == 200


def test_the_same_sentence_twice_is_kept_apart_by_its_surroundings(root: Path) -> None:
    write(
        root, {"transcripts/P01.txt": "INT: A?\nP01: It was hard.\nINT: B?\nP01: It was hard. 🙂\n", MARK: ""}
    )
    desk = opened(root)
    text = desk.study.sources["P01"].text
    for start in (text.index("It was"), text.rindex("It was")):
        coding.add(desk, wish("P01", start=start, end=start + 12, quote="It was hard.", codes=["stigma"]))
    assert [e["start"] for e in source.source(desk, wish("P01")).body["excerpts"]] == [13, 39]
    assert content(desk).count(b"before:") == 2


def test_an_excerpt_without_an_id_is_shown_and_gets_one_by_its_first_edit(root: Path) -> None:
    write(
        root,
        {MARK: f"- quote: {SISTER}\n  codes: [family]\n- quote: Nobody at work knew.\n  codes: [stigma]\n"},
    )
    desk = opened(root)
    told = source.source(desk, wish("P01")).body["excerpts"]
    assert [(e["id"], e["nameless"]) for e in told] == [("~P01.AK~0", True), ("~P01.AK~1", True)]
    reply = coding.change(desk, wish("~P01.AK~1", etag=etag(desk), memo="Hm."))
    id = reply.body["excerpt"]["id"]
    assert not reply.body["excerpt"]["nameless"]
    assert content(desk).decode().count(f"id: {id}") == 1
    assert [e.id for e in desk.own("P01").excerpts] == ["", id]  # type: ignore[union-attr]
    moved = coding.change(desk, wish("~P01.AK~0", etag=reply.etag, **at(31, "My sister")))
    assert moved.body["excerpt"]["end"] == 40
    gone = coding.remove(desk, wish(id, etag=moved.etag))
    assert gone.body["excerpt"] is None


def test_an_excerpt_without_id_can_be_taken_out_and_takes_codes_where_it_stands(root: Path) -> None:
    write(root, {MARK: f"- quote: {SISTER}\n  codes: [family]\n"})
    desk = opened(root)
    assert marked(desk, "P01", SISTER, "stigma").body["excerpt"]["codes"] == ["family", "stigma"]
    coding.remove(desk, wish("~P01.AK~0", etag=etag(desk)))
    assert desk.own("P01").excerpts == ()  # type: ignore[union-attr]


def test_ids_that_stand_twice_are_not_edited(root: Path) -> None:
    one = "- id: k3f9a2q7\n  quote: {}\n  codes: [family]\n"
    write(root, {MARK: one.format(SISTER) + one.format("Nobody at work knew.")})
    desk = opened(root)
    with pytest.raises(WishError, match="2 excerpts are called k3f9a2q7"):
        coding.remove(desk, wish("k3f9a2q7", etag=etag(desk)))


def test_labels_are_set_and_taken_off_one_by_one(root: Path) -> None:
    desk = opened(root)
    reply = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), open=[" new, odd ", "", "it's"]))
    assert reply.body["excerpt"]["open"] == ["new, odd", "it's"]
    reply = coding.remove_label(desk, wish("k3f9a2q7", etag=reply.etag, label="new, odd"))
    assert reply.body["excerpt"]["open"] == ["it's"]
    with pytest.raises(RefusedError, match="does not carry the label"):
        coding.remove_label(desk, wish("k3f9a2q7", etag=reply.etag, label="new, odd"))


def test_the_last_code_takes_the_excerpt_with_it_unless_it_carries_more(root: Path) -> None:
    desk = opened(root)
    reply = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo="Hm."))
    reply = coding.remove_code(desk, wish("k3f9a2q7", etag=reply.etag, code="family"))
    assert reply.body["excerpt"]["memo"] == "Hm."
    with pytest.raises(RefusedError, match="take it out instead"):
        coding.change(desk, wish("k3f9a2q7", etag=reply.etag, memo=""))


@pytest.mark.parametrize(
    "words",
    [
        "</script><!--",
        "{{ 7*7 }} {% raw %}",
        "=1+1 | x",
        "🙂 e\u0301\u00e9\u2028\u0085",
        "a\r\nb",
        "- id: x\n# no",
        "\0\x07",
    ],
)
def test_hostile_words_in_memos_and_labels_come_back_as_they_were(root: Path, words: str) -> None:
    desk = opened(root)
    reply = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo=words, open=[words]))
    assert reply.body["excerpt"]["memo"] == words.replace("\r\n", "\n")
    assert reply.body["excerpt"]["open"] == [" ".join(words.split())]
    assert not [d for d in desk.found if d.severity == "error"]


def test_transcripts_with_crlf_bom_emoji_and_composed_letters_keep_their_offsets(root: Path) -> None:
    text = "INT: Ça va?\nP01: 🙂 cafe\u0301 \U0001f469\u200d\U0001f467 fine.\nP01: Then.\n"
    (root / "transcripts/P01.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    desk = opened(root)
    told = marked(desk, "P01", "cafe\u0301 \U0001f469\u200d\U0001f467 fine.\nP01: Then", "stigma").body[
        "excerpt"
    ]
    body = source.source(desk, wish("P01")).body
    assert body["text"] == text
    assert (
        body["text"][told["start"] : told["end"]] == "cafe\u0301 \U0001f469\u200d\U0001f467 fine.\nP01: Then"
    )
    assert told["status"] == "exact"


def test_a_broken_file_is_shown_with_its_rule_and_line_and_not_written_into(root: Path) -> None:
    broken = b"excerpts:\n- id: k3f9a2q7\n  quote: he said: no\n  codes: [family]\n"
    (root / MARK).write_bytes(broken)
    desk = opened(root)
    problem = source.source(desk, wish("P01")).body["problems"][0]
    assert (problem["rule"], problem["blocks"], bool(problem["hint"])) == ("F004", True, True)
    assert "line 3" in problem["message"]
    with pytest.raises(WishError, match="F004 line 3") as refused:
        marked(desk, "P01", SISTER, "stigma")
    assert (refused.value.status, bool(refused.value.hint)) == (409, True)
    with pytest.raises(WishError, match="F004 line 3"):
        coding.read(desk, wish("P01"))
    assert (root / MARK).read_bytes() == broken


def test_a_link_out_of_the_study_is_not_written_through(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_bytes(b"excerpts: []\n")
    (root / MARK).unlink()
    (root / MARK).symlink_to(outside)
    desk = opened(root)
    with pytest.raises(WishError, match="F017"):
        marked(desk, "P01", SISTER, "stigma")
    assert outside.read_bytes() == b"excerpts: []\n"


def test_no_second_file_is_begun_beside_one_that_cannot_be_read(root: Path) -> None:
    (root / MARK).unlink()
    other = root / "annotations/P01.AK.jsonl"
    other.write_bytes(b'{"quote": "caf\xe9"}\n')
    desk = opened(root)
    with pytest.raises(WishError, match=r"annotations/P01\.AK\.jsonl cannot be read whole"):
        marked(desk, "P01", SISTER, "stigma")
    assert not (root / MARK).exists()


def test_a_label_that_is_there_is_kept_as_it_is_written(root: Path) -> None:
    write(root, {MARK: f'- id: k3f9a2q7\n  quote: {SISTER}\n  open: ["two  spaces"]\n'})
    desk = opened(root)
    reply = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), open=["two  spaces", "and  more"]))
    assert reply.body["excerpt"]["open"] == ["two  spaces", "and more"]


def test_a_place_and_codes_are_not_changed_in_one_wish(root: Path) -> None:
    desk = opened(root)
    with pytest.raises(WishError) as refused:
        coding.change(desk, wish("k3f9a2q7", etag=etag(desk), codes=["stigma"], **at(31, "My sister")))
    assert refused.value.status == 400


def test_what_can_be_undone_is_told_by_its_place_and_never_by_an_id(root: Path) -> None:
    write(root, {MARK: f"- quote: {SISTER}\n  codes: [family]\n"})
    desk = opened(root)
    reply = coding.change(desk, wish("~P01.AK~0", etag=etag(desk), memo="Hm."))
    assert reply.body["undo"] == "P01:2 is now with a memo"
    id = reply.body["excerpt"]["id"]
    reply = coding.change(desk, wish(id, etag=reply.etag, **at(31, "My sister")))
    assert reply.body["undo"] == "P01:2 now stands at P01:2:6-2:15"
    assert coding.remove(desk, wish(id, etag=reply.etag)).body["undo"] == "P01:2 removed"


def test_a_file_in_lines_of_json_is_written_as_such(root: Path) -> None:
    (root / MARK).unlink()
    write(
        root,
        {
            "annotations/P01.AK.jsonl": '{"id": "k3f9a2q7", "quote": "My sister came every week.", '
            '"codes": ["family"]}\n'
        },
    )
    desk = opened(root)
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    coding.change(desk, wish("k3f9a2q7", etag=etag(desk), memo="Hm.", quotable=True))
    assert not (root / MARK).exists()
    assert [e.memo for e in desk.own("P01").excerpts] == ["Hm.", ""]  # type: ignore[union-attr]


def test_a_source_that_is_gone_or_unknown_is_not_there(root: Path) -> None:
    desk = opened(root)
    for id in ("P1", "../P01", "transcripts/P01.txt", "", "\0"):
        with pytest.raises(WishError) as refused:
            source.source(desk, wish(id))
        assert refused.value.status == 404


def test_the_first_reading_mark_makes_a_file_and_says_under_which_codebook(root: Path) -> None:
    desk = opened(root, "RS")
    reply = coding.read(desk, wish("P01"))
    assert reply.body["read"]["codebook"] == 2
    assert source.source(desk, wish("P01")).body["readers"] == [{"coder": "RS", **reply.body["read"]}]


def test_two_browsers_and_an_editor_at_once_lose_nothing(client: Client, desk: Desk) -> None:
    source = desk.study.sources["P01"]
    places = [(n, n + 5) for n in range(source.body, 60, 3)]
    answers: list[int] = []

    def ask(mine: list[tuple[int, int]]) -> None:
        for start, end in mine:
            body = {**at(start, source.text[start:end]), "codes": ["stigma"]}
            answers.append(client.send("POST", "/api/source/P01/excerpts", body).status)

    def typed_in(text: str) -> str:
        number = text.count("typed")
        return f"{text}- id: typed{number}x\n  quote: I kept it to myself.\n  codes: [family]\n"

    def type_in() -> None:
        for _ in range(10):
            edit(desk.root, desk.root / MARK, typed_in)

    threads = [Thread(target=ask, args=(mine,)) for mine in (places[::2], places[1::2])]
    threads.append(Thread(target=type_in))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {201}
    told = client.get("/api/source/P01").json["excerpts"]
    assert {(e["start"], e["end"]) for e in told} >= set(places)
    assert {e["id"] for e in told} >= {f"typed{number}x" for number in range(10)}

"""Two states of a study compared: every difference told once, in the study's words."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework_cli.read.snapshot import Snapshot
from framework_cli.trail import Change, Kind, State, changes, state_of
from tests.check.studies import SOUND

BOOK, CODING, CHART = "codebooks/example.yaml", "annotations/P01.AK.yaml", "charts/P01.md"
TEXT = "transcripts/P01.txt"


def state(changed: Mapping[str, str | None] | None = None) -> State:
    """The sound study with some files in place of its own; None takes one away."""
    files = {path: text for path, text in {**SOUND, **(changed or {})}.items() if text is not None}
    return state_of(
        Snapshot(Path("study"), {path: path for path in files}, lambda name: files[name].encode())
    )


def found(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> list[Change]:
    return list(changes(state(before), state(after)))


def told(
    before: Mapping[str, str | None], after: Mapping[str, str | None], kind: Kind
) -> list[tuple[str, list[str]]]:
    """Ids and what differs, of one kind."""
    return [(c.id, [a.name for a in c.aspects]) for c in found(before, after) if c.kind is kind]


def by(change: Change) -> tuple[str, str, str]:
    """An order of changes that does not depend on which of two states came first."""
    return change.kind, change.id, repr((change.before, change.after))


def told_backwards(change: Change) -> Change:
    aspects = tuple(a._replace(before=a.after, after=a.before) for a in change.aspects)
    return replace(change, before=change.after, after=change.before, aspects=aspects)


def entry(id: str, quote: str, *codes: str, more: str = "") -> str:
    head = f"- id: {id}\n" if id else "- "
    lead = "  " if id else ""
    return f"{head}{lead}quote: {quote}\n  codes: [{', '.join(codes)}]\n{more}"


SISTER = entry("k3f9a2q7", "My sister came every week.", "family")
WORK = entry("m2x8d0aa", "Nobody at work knew.", "stigma")


def test_a_state_compared_with_itself_has_not_changed():
    assert found({}, {}) == []


def test_a_new_excerpt_is_told_with_its_coder_place_and_codes():
    (change,) = [c for c in found({}, {CODING: SISTER + WORK}) if c.kind is Kind.EXCERPT]
    assert change.added
    assert change.after == {
        "source": "P01",
        "coder": "AK",
        "place": "3:6-3:26",
        "reference": "P01:3",
        "codes": "stigma",
    }


def test_a_recoded_excerpt_is_told_once_with_both_codes():
    recoded = SISTER.replace("[family]", "[stigma]")
    (change,) = [c for c in found({}, {CODING: recoded}) if c.kind is Kind.EXCERPT]
    assert [(a.name, a.before, a.after) for a in change.aspects] == [("recoded", "family", "stigma")]


def test_recoding_that_the_codebook_ordered_is_carried_over():
    merged = SOUND[BOOK].replace(
        "      - {id: stigma, name: Shame, definition: 'Being judged, or fearing to be.'}\n",
        "      - {id: shame, name: Shame, definition: Being judged., was: [stigma]}\n",
    )
    (change,) = [
        c
        for c in found({CODING: WORK}, {CODING: WORK.replace("stigma", "shame"), BOOK: merged})
        if c.kind is Kind.EXCERPT
    ]
    assert [a.name for a in change.aspects] == ["carried over"]


def test_a_boundary_that_a_coder_drew_anew_is_redrawn_and_one_that_the_transcript_shifted_has_moved():
    longer = entry("k3f9a2q7", "came every week.", "family")
    assert told({}, {CODING: longer}, Kind.EXCERPT) == [("k3f9a2q7", ["redrawn", "place"])]
    shifted = {TEXT: "INT: Welcome.\n" + SOUND[TEXT]}
    assert told({}, shifted, Kind.EXCERPT) == [("k3f9a2q7", ["moved"])]


def test_words_that_were_corrected_in_the_transcript_are_edited():
    said = "My sister came every week and my brother rang when he was let, at Christmas."
    coding = entry("k3f9a2q7", f"'{said}'", "family")
    before = {TEXT: f"INT: Who helped?\nP01: {said}\n", CODING: coding, CHART: None}
    after = {**before, TEXT: f"INT: Who helped?\nP01: {said.replace('rang', 'rung')}\n"}
    assert told(before, after, Kind.EXCERPT) == [("k3f9a2q7", ["edited"])]


def test_an_excerpt_that_lost_its_place_and_found_it_again():
    gone = {TEXT: "INT: Who?\nP01: I would rather not say.\n"}
    (change,) = [c for c in found({}, gone) if c.kind is Kind.EXCERPT]
    anchor = change.aspect("anchor")
    assert anchor is not None
    assert (anchor.before, anchor.after) == ("certain", "lost")
    (back,) = [c for c in found(gone, {}) if c.kind is Kind.EXCERPT]
    anchor = back.aspect("anchor")
    assert anchor is not None
    assert (anchor.before, anchor.after) == ("lost", "certain")


def test_an_excerpt_that_is_given_its_id_stays_itself():
    by_hand = SISTER.replace("- id: k3f9a2q7\n  quote", "- quote")
    assert told({CODING: by_hand}, {}, Kind.EXCERPT) == [("k3f9a2q7", ["id"])]


def test_a_source_that_was_renamed_takes_its_excerpts_along():
    renamed = {
        TEXT: None,
        "transcripts/Ann.txt": SOUND[TEXT],
        CODING: None,
        "annotations/Ann.AK.yaml": SOUND[CODING],
    }
    assert told({}, renamed, Kind.EXCERPT) == []
    assert told({}, renamed, Kind.SOURCE) == [("Ann", ["case", "name"])]


def test_coding_that_went_from_one_coder_to_another():
    given_away = {CODING: None, "annotations/P01.RS.yaml": SOUND[CODING]}
    assert told({}, given_away, Kind.EXCERPT) == [("k3f9a2q7", ["coder"])]


def test_codebook_entries_added_renamed_moved_redefined_merged_and_split():
    book = """\
version: 3
themes:
  - id: support
    name: Support
    subthemes:
      - {id: stigma, name: Stigma, definition: 'Being judged.', was: [old-shame]}
      - {id: support-other, name: Other}
      - {id: friends, name: Friends, definition: What friends did.}
  - {id: later, name: Later}
retired:
  - {id: family, into: [friends, support-other], on: 2026-03-01, why: too broad}
"""
    changed = {c.id: c for c in found({}, {BOOK: book}) if c.kind is Kind.CODE}
    assert [a.name for a in changed["stigma"].aspects] == ["definition", "name", "was"]
    assert changed["family"].after == {"retired": "yes", "into": "friends, support-other"}
    assert changed["old-shame"].after == {"retired": "yes", "into": "stigma"}
    assert changed["friends"].added
    assert changed["later"].added
    assert "support-other" not in changed, "its number alone has changed"
    (whole,) = [c for c in found({}, {BOOK: book}) if c.kind is Kind.CODEBOOK]
    assert [(a.name, a.before, a.after) for a in whole.aspects] == [("version", "2", "3")]


def test_entries_that_changed_places_among_themselves_are_told_of_the_theme_above():
    lines = SOUND[BOOK].split("\n")
    lines[5], lines[6] = lines[6], lines[5]
    (whole,) = found({}, {BOOK: "\n".join(lines)})
    assert [a.name for a in whole.aspects] == ["order of support"]


def test_cells_written_rewritten_cleared_marked_and_stale_with_the_reason():
    assert told({CHART: None}, {}, Kind.CELL) == [("P01/family", ["charted", "evidence", "state", "summary"])]
    rewritten = {CHART: SOUND[CHART].replace("came every week", "came weekly")}
    assert told({}, rewritten, Kind.CELL) == [("P01/family", ["summary"])]
    marked = {CHART: SOUND[CHART] + "## 1.2 Shame {#stigma state=not-asked}\n"}
    assert told({}, marked, Kind.CELL) == [("P01/stigma", ["state"])]
    more = SISTER + entry("m2x8d0aa", "I kept it to myself.", "family")
    (stale,) = [c for c in found({}, {CODING: more}) if c.kind is Kind.CELL]
    assert [(a.name, a.before, a.after) for a in stale.aspects] == [("stale", "", "m2x8d0aa added")]


def test_reading_marks_and_agreed_codings():
    marked = f"read: {{codebook: 2, on: 2026-03-02}}\nexcerpts:\n{SISTER}"
    (change,) = [c for c in found({}, {CODING: marked}) if c.kind is Kind.READING]
    assert change.after == {"source": "P01", "coder": "AK", "codebook": "2", "on": "2026-03-02"}
    agreed = {"annotations/P01.agreed.yaml": entry("z9z9z9z9", "My sister came every week.", "family")}
    assert told({}, agreed, Kind.AGREEMENT) == [("P01", [])]


def test_attributes_memos_settings_and_theory():
    after = {
        "cases.csv": "case,kind,site\nP01,person,south\nP02,person,south\n",
        "memos/m1.md": "---\nabout: [code:stigma]\nby: AK\nkind: decision\n---\nWe split it.\n",
        "framework.yaml": SOUND["framework.yaml"].replace("Example study", "Another"),
        "theory/t.yaml": "theory: {id: t, kind: realist}\nnodes:\n  - {id: n1, type: context}\n",
    }
    assert told({}, after, Kind.CASE) == [("P01", ["site"]), ("P02", [])]
    assert told({}, after, Kind.MEMO) == [("m1", [])]
    assert told({}, after, Kind.SETTING) == [("title", ["title"])]
    assert told({}, after, Kind.THEORY) == [("theory/t.yaml", []), ("n1", [])]
    more = {**after, "theory/t.yaml": after["theory/t.yaml"] + "  - {id: n2, type: outcome}\n"}
    assert told(after, more, Kind.THEORY) == [("n2", [])]


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        (CODING, {Kind.EXCERPT, Kind.READING}),
        (BOOK, {Kind.CODE, Kind.CODEBOOK}),
        (CHART, {Kind.CELL, Kind.PORTRAIT}),
        ("cases.csv", {Kind.CASE}),
    ],
)
def test_nothing_is_called_gone_because_a_file_cannot_be_read(path: str, kinds: set[Kind]):
    torn = f"<<<<<<< ours\n{SOUND[path]}=======\n\x00: [\n>>>>>>> theirs\n"
    after = state({path: torn})
    assert path in after.blind
    assert after.problems
    assert not [c for c in changes(state(), after) if c.kind in kinds]


LATER = SOUND[BOOK].replace("version: 2", "version: 3")
FAMILY = "      - {id: family, name: Help from family, definition: What relatives did.}\n"
BOOKS = st.sampled_from(
    [
        SOUND[BOOK],
        LATER.replace(FAMILY, "").replace("name: Shame", "name: Shame, was: [family]"),
        LATER.replace(FAMILY, FAMILY.replace("Help from family", "Kin").replace("relatives", "kin")),
        LATER.replace(FAMILY, "").replace("name: Other}\n", f"name: Other}}\n{FAMILY}"),
        LATER.replace(FAMILY, "")
        + "retired:\n  - {id: family, into: [stigma, support-other], why: too broad}\n",
        LATER + "  - {id: later, name: Later}\n",
    ]
)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["a1a1a1a1", "b2b2b2b2", "c3c3c3c3", "d4d4d4d4", ""]),
        st.sampled_from(
            ["My sister came every week.", "Nobody at work knew.", "I kept it to myself.", "Gone."]
        ),
        st.sampled_from(["family", "stigma", "support-other", "unheard-of"]),
        st.sampled_from(["AK", "RS"]),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda e: e[0] or e[1:4],
)


def coded(entries: list[tuple[str, str, str, str, bool]]) -> dict[str, str | None]:
    files: dict[str, str | None] = {CODING: None}
    for id, quote, code, coder, quotable in entries:
        path = f"annotations/P01.{coder}.yaml"
        more = "  quotable: true\n" if quotable else ""
        files[path] = (files.get(path) or "") + entry(id, quote, code, more=more)
    return files


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, ENTRIES, BOOKS, BOOKS, st.booleans(), st.booleans())
def test_told_backwards_it_is_the_change_back_and_every_excerpt_that_differs_is_told_once(
    first: list[tuple[str, str, str, str, bool]],
    second: list[tuple[str, str, str, str, bool]],
    old_book: str,
    new_book: str,
    edited: bool,
    charted: bool,
):
    one, other = {**coded(first), BOOK: old_book}, {**coded(second), BOOK: new_book}
    if edited:
        other[TEXT] = SOUND[TEXT].replace("INT: And later?\n", "")
    if charted:
        one[CHART] = None
    before, after = state(one), state(other)
    there, back = changes(before, after), changes(after, before)
    assert sorted(back, key=by) == sorted(map(told_backwards, there), key=by)
    assert changes(before, before) == ()
    told = [c.id for c in there if c.kind is Kind.EXCERPT and c.id]
    assert len(told) == len(set(told))
    old, new = ({e[0]: e[1:] for e in entries if e[0]} for entries in (first, second))
    differing = {id for id in old.keys() | new.keys() if old.get(id) != new.get(id)}
    assert differing <= set(told)

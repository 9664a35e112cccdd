"""The worked study at the top of the repository reads clean and holds what a methodologist would look for."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from framework_cli import cells, index, read
from framework_cli.check import check
from framework_cli.model import rules
from framework_cli.model.cell import State
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index, Status
from framework_cli.model.severity import Severity
from framework_cli.model.source import Kind
from framework_cli.model.study import Study

ROOT = Path(__file__).resolve().parents[2]
STALE = "P02/referral"


@dataclass(frozen=True, slots=True)
class Worked:
    study: Study
    index: Index
    grid: cells.Grid
    found: list[Diagnostic]


@pytest.fixture(scope="module")
def worked() -> Worked:
    study, reading = read.load(ROOT)
    built, indexing = index.build(study, cache=False)
    grid = cells.grid(study, built)
    return Worked(study, built, grid, check(study, built, grid, [*reading, *indexing]))


def squeezed(text: str) -> str:
    """Words of a transcript on one line, without the labels of speakers, in small letters."""
    return " ".join(re.sub(r"^\*\*\w+:\*\* |^\w+: ", "", text, flags=re.MULTILINE).split()).lower()


def test_check_finds_one_stale_cell_on_purpose_and_beside_it_notes_only(worked: Worked):
    assert [(d.rule.id, d.message.split(" is ")[0].split(" (")[0]) for d in worked.found] == [
        (rules.SINGLED_OUT.id, "attributes single out 16 of 16 people"),
        (rules.STALE.id, f"cell {STALE}"),
        ("F509", "edge e2"),  # the theories' own thin places, left as real ones have them
        ("F509", "edge e7"),
        ("F509", "edge e9"),
        ("F507", "edge e12"),
        ("F514", "configuration cmo3"),
        ("F509", "edge g2"),
        ("F509", "edge g4"),
        ("F510", "edge g5"),
        ("F510", "edge g6"),
        ("F509", "edge g7"),
        ("F507", "edge g8"),
    ]
    assert {d.severity for d in worked.found if d.rule.id != rules.STALE.id} == {Severity.NOTE}
    primary = worked.found[1].primary
    assert isinstance(primary, Location)
    heading = (ROOT / primary.path).read_text(encoding="utf-8").split("\n")[primary.line - 1]
    assert heading.startswith("## 2.3 ")
    assert primary.column == heading.index("{#") + 1


def test_a_memo_says_why_that_cell_is_stale(worked: Worked):
    (stale,) = [state for state in worked.grid.states.values() if state.stale]
    assert str(stale.key) == STALE
    assert [change.what for change in stale.changes] == ["recoded"]
    about = [memo for memo in worked.study.memos if f"cell:{STALE}" in memo.about]
    assert any(f"excerpt:{stale.changes[0].excerpt}" in memo.about for memo in about)


def test_every_excerpt_stands_where_its_file_says(worked: Worked):
    assert worked.index.passages
    assert not worked.index.unresolved
    assert {passage.status for passage in worked.index.passages} == {Status.EXACT}


def test_every_state_of_a_cell_occurs(worked: Worked):
    labels = Counter(state.label for state in worked.grid.states.values())
    assert set(labels) == {*State, "stale"}
    assert labels["stale"] == 1
    charted = [s for s in worked.grid.states.values() if s.state is State.CHARTED and s.cell]
    assert any(s.cell and s.cell.reviewed for s in charted)
    uncharted = [s for s in worked.grid.states.values() if s.state is State.UNCHARTED]
    assert any(s.evidence for s in uncharted)
    assert any(not s.evidence for s in uncharted)


def test_every_case_has_a_chart_with_a_heading_for_every_subtheme(worked: Worked):
    columns = [code.id for code in worked.study.codebook.charted()]
    assert {chart.case for chart in worked.study.charts} == set(worked.study.cases)
    for chart in worked.study.charts:
        assert [cell.key.code for cell in chart.cells] == columns, chart.path
        assert chart.portrait, chart.path


def test_headings_carry_the_numbers_and_names_of_the_codebook(worked: Worked):
    codes = worked.study.codebook.codes
    for chart in worked.study.charts:
        lines = chart.text.split("\n")
        for cell in chart.cells:
            code = codes[cell.key.code]
            assert lines[cell.line - 1].startswith(f"## {code.number} {code.name} {{#{code.id}"), cell.key


def test_a_summary_has_20_to_80_words_and_cites_every_excerpt_of_its_cell(worked: Worked):
    for state in worked.grid.states.values():
        if state.state is not State.CHARTED or state.cell is None:
            continue
        words = re.sub(r"\[\*?@[a-z0-9]+\]", "", state.cell.summary).split()
        assert 20 <= len(words) <= 80, state.key
        assert {citation.excerpt for citation in state.cell.citations} == set(state.evidence), state.key


def test_what_a_summary_puts_in_quotation_marks_was_said_in_a_passage_it_cites(worked: Worked):
    quoted = 0
    passages = {passage.excerpt.id: passage for passage in worked.index.passages}
    for state in worked.grid.states.values():
        if state.cell is None:
            continue
        said = " | ".join(
            squeezed(cells.words_of(worked.study, passages[citation.excerpt]))
            for citation in state.cell.citations
        )
        for quote in re.findall(r'"([^"]+)"', state.cell.summary):
            quoted += 1
            assert squeezed(quote).rstrip(".,?! ") in said, f"{state.key}: {quote}"
    assert quoted > 50


def test_every_file_that_a_person_reads_says_that_it_is_fictional(worked: Worked):
    folders = ("codebooks", "transcripts", "charts", "memos")
    files = [path for name in folders for path in sorted((ROOT / name).iterdir()) if path.is_file()]
    assert len(files) > 15
    for path in [*files, ROOT / "framework.yaml"]:
        head = "\n".join(path.read_text(encoding="utf-8").split("\n")[:12])
        assert "ictional" in head, path
    assert worked.study.settings.notice.startswith("Fictional data")


def test_no_two_transcripts_open_alike(worked: Worked):
    openings = []
    for source in worked.study.sources.values():
        spoken = [turn for turn in source.turns if turn.speaker] or list(source.turns)
        words = source.text[spoken[0].words : spoken[0].end].split()
        openings.append((source.id, [word.strip(".,?!").lower() for word in words[:6]]))
    assert len(openings) >= 5
    for (one, first), (other, second) in combinations(openings, 2):
        assert first[:2] != second[:2], f"{one} and {other}"
        assert len(set(first) & set(second)) <= 3, f"{one} and {other}"


def test_transcripts_are_wrapped_so_that_a_line_reference_is_narrow(worked: Worked):
    for source in worked.study.sources.values():
        assert max(len(line) for line in source.text.split("\n")) <= 100, source.id


def test_interviews_a_group_and_a_document_are_told_apart(worked: Worked):
    kinds = Counter(source.kind for source in worked.study.sources.values())
    assert kinds[Kind.INTERVIEW] >= 3
    assert kinds[Kind.FOCUS_GROUP] == 1
    assert kinds[Kind.DOCUMENT] == 2
    (group,) = [s for s in worked.study.sources.values() if s.kind is Kind.FOCUS_GROUP]
    assert len(group.cases()) == 4
    assert "MOD" in group.interviewers
    assert [case.id for case in worked.study.cases.values() if not case.participant] == ["R01", "R02"]


@pytest.mark.parametrize("source", ["P01", "P09"])
def test_two_coders_disagreed_and_then_agreed(worked: Worked, source: str):
    files = {(file.source, file.coder): file for file in worked.study.annotations}
    one, other, agreed = files[source, "AK"], files[source, "RS"], files[source, AGREED]
    theirs = {excerpt.id for file in (one, other) for excerpt in file.excerpts}
    assert {origin for excerpt in agreed.excerpts for origin in excerpt.origins} <= theirs
    assert any(len(excerpt.origins) == 2 for excerpt in agreed.excerpts)
    assert any(len(excerpt.origins) == 1 for excerpt in agreed.excerpts)
    assert {(e.quote, e.codes) for e in one.excerpts} != {(e.quote, e.codes) for e in other.excerpts}
    assert {coder for _, coder in files} == {*worked.study.settings.coders, AGREED}
    assert all(file.read and file.read.codebook for file in files.values() if file.coder != AGREED)


def test_two_coders_who_have_not_agreed_both_count_and_a_memo_says_where_they_part(worked: Worked):
    files = {(file.source, file.coder): file for file in worked.study.annotations}
    assert ("P11", AGREED) not in files
    counting = {passage.excerpt.coder for passage in worked.index.passages if passage.excerpt.source == "P11"}
    assert counting == {"AK", "RS"}
    assert not any("burden" in excerpt.codes for excerpt in files["P11", "RS"].excerpts)
    assert any("burden" in excerpt.codes for excerpt in files["P11", "AK"].excerpts)
    assert any({"source:P11", "code:burden"} <= set(memo.about) for memo in worked.study.memos)


def test_somebody_interviewed_twice_is_one_case_with_a_row_for_each_chart(worked: Worked):
    waves = {source.id: source.wave for source in worked.study.sources.values() if source.case == "P01"}
    assert waves == {"P01": "1", "P01-2": "2"}
    assert [row.wave for row in worked.grid.rows if row.case == "P01"] == ["", "2"]
    sources = {passage.excerpt.id: passage.excerpt.source for passage in worked.index.passages}
    for key, state in worked.grid.states.items():
        if key.case == "P01":
            assert {sources[id] for id in state.evidence} <= {"P01-2" if key.wave else "P01"}, key


def test_the_coding_shows_what_a_tool_has_to_bear(worked: Worked):
    excerpts = [passage.excerpt for passage in worked.index.passages]
    assert any(len(excerpt.codes) > 1 for excerpt in excerpts)
    assert any(excerpt.open for excerpt in excerpts)
    assert any(excerpt.memo for excerpt in excerpts)
    assert any(excerpt.quotable for excerpt in excerpts)
    assert any(excerpt.before and excerpt.after for excerpt in excerpts)
    counting = [passage for passage in worked.index.passages if passage.counts]
    pairs = [(a, b) for a, b in combinations(counting, 2) if a.excerpt.source == b.excerpt.source]
    assert any(a.start <= b.start and b.end < a.end for a, b in pairs)
    assert any(len(passage.belongs) > 1 for passage in counting)


def test_the_codebook_says_what_belongs_where_and_what_became_of_a_retired_code(worked: Worked):
    book = worked.study.codebook
    assert book.version == 4
    assert len(list(book.themes())) == 5
    for theme in book.themes():
        assert any(child.id.endswith("-other") for child in book.children(theme.id)), theme.id
    for code in book.codes.values():
        assert code.definition and code.origin and code.since, code.id
        if code.level:
            assert code.include and code.exclude, code.id
    placed = {passage.excerpt.id for passage in worked.index.passages}
    examples = [example for code in book.codes.values() for example in code.examples]
    assert examples and set(examples) <= placed
    assert all(set(old.into) <= set(book.codes) and old.on and old.why for old in book.retired.values())
    assert book.retired and any(code.revised for code in book.codes.values())

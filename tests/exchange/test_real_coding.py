"""A real coded study, imported whole; and with its segments altered, doubled and misfiled."""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from framework_cli.exchange import (
    Options,
    Segment,
    declared,
    import_codebook,
    import_segments,
    import_transcripts,
    parse_sheet,
    read_segments,
)
from framework_cli.index import build, rows
from framework_cli.index.normal import normalise
from framework_cli.model.diagnostic import Severity
from framework_cli.model.settings import Settings
from framework_cli.read import load

pytestmark = pytest.mark.shared
WRAPS = pytest.mark.parametrize("width", [0, 72, 100])


@pytest.fixture
def data(shared: Path) -> Path:
    return shared / "pdpilot"


def made(root: Path, data: Path, width: int = 100) -> None:
    """The study without its coding."""
    (root / "framework.yaml").write_text("title: PDPilot\n", encoding="utf-8")
    assert import_codebook(root, Settings(), data / "codebook.csv")[0]
    files = sorted((data / "transcripts").glob("*.txt"))
    options = Options(declared(["Particpant"], ["Dan"]), width)
    done, _ = import_transcripts(root, Settings(), files, options)
    assert [one.path for one in done] == [f"transcripts/P{n}.txt" for n in range(1, 8)]


def segments(data: Path) -> list[Segment]:
    file = data / "coded-segments.csv"
    sheet, _ = parse_sheet(file.name, file.read_bytes())
    assert sheet is not None
    found, _ = read_segments(sheet, {})
    assert found is not None
    return found


def test_transcripts_that_are_well_formed_stay_as_they_are_without_wrapping(
    data: Path, tmp_path: Path
) -> None:
    made(tmp_path, data, 0)
    for file in (data / "transcripts").glob("*.txt"):
        assert (tmp_path / "transcripts" / file.name).read_bytes() == file.read_bytes()


@WRAPS
def test_every_segment_is_placed_and_every_code_counted_as_often_as_it_was(
    data: Path, tmp_path: Path, width: int
) -> None:
    made(tmp_path, data, width)
    study, _ = load(tmp_path)
    coded = import_segments(study, segments(data), default="DK")
    assert coded.unplaced == ()
    assert coded.notes == ()
    assert (sum(len(one.rows) for one in coded.placed), coded.new) == (261, 213)

    study, found = load(tmp_path)
    index, more = build(study)
    assert [d for d in [*found, *more] if d.severity is Severity.ERROR] == []
    with (data / "codebook.csv").open(encoding="utf-8", newline="") as stream:
        stated = {r["path"].rpartition(" > ")[2]: int(r["frequency"]) for r in csv.DictReader(stream)}
    names = Counter(study.codebook.codes[row.code].name for row in rows(index, study))
    stated.pop("Anonymize")
    assert {name: names.get(name, 0) for name in stated} == stated

    again = import_segments(study, segments(data), default="DK")
    assert (again.new, again.more, again.paths) == (0, 0, ())


def test_the_import_of_the_codebook_keeps_order_levels_and_names(data: Path, tmp_path: Path) -> None:
    made(tmp_path, data)
    codebook = load(tmp_path)[0].codebook
    with (data / "codebook.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [(c.name, c.level, c.definition) for c in codebook.codes.values()] == [
        (r["path"].rpartition(" > ")[2], r["path"].count(" > "), r["memo"]) for r in listed
    ]


def test_misfiled_segments_are_all_reported_and_none_is_placed(data: Path, tmp_path: Path) -> None:
    made(tmp_path, data)
    study, _ = load(tmp_path)
    wrong = [
        Segment(s.row, f"P{int(s.document[1]) % 7 + 1}", s.code, s.segment)
        for s in segments(data)
        if len(s.segment) > 20
    ]
    coded = import_segments(study, wrong, default="DK", dry_run=True)
    truth = {s.row: s.document for s in segments(data)}
    assert len(coded.unplaced) == len(wrong) == len(truth) - sum(len(s.segment) <= 20 for s in segments(data))
    for one in coded.unplaced:
        assert one.reason == "segment is not in its document"
        assert one.hint == f"its words stand in {truth[one.segment.row]}"


def test_segments_of_a_doubled_transcript_are_all_reported(data: Path, tmp_path: Path) -> None:
    made(tmp_path, data)
    for file in (tmp_path / "transcripts").glob("*.txt"):
        file.write_bytes(file.read_bytes() + b"\n" + file.read_bytes())
    coded = import_segments(load(tmp_path)[0], segments(data), default="DK")
    assert len(coded.unplaced) == 261
    assert {one.reason for one in coded.unplaced} == {"segment stands in several places of its document"}
    assert not (tmp_path / "annotations").exists()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [0.02, 0.1, 0.4])
def test_altered_segments_are_placed_where_they_belong_or_reported(
    data: Path, tmp_path: Path, share: float, seed: int
) -> None:
    made(tmp_path, data)
    study, _ = load(tmp_path)
    true = import_segments(study, segments(data), default="DK", dry_run=True)
    places = {row.row: (one.source, one.start, one.end) for one in true.placed for row in one.rows}
    chance = random.Random(seed)
    altered = [Segment(s.row, s.document, s.code, _altered(s.segment, share, chance)) for s in segments(data)]
    coded = import_segments(study, altered, default="DK", dry_run=True)
    placed = {row.row: one for one in coded.placed for row in one.rows}
    assert len(placed) + len(coded.unplaced) == 261
    for number, one in placed.items():
        source, start, end = places[number]
        assert one.source == source
        overlap = min(one.end, end) - max(one.start, start)
        # A segment that lost its first or last words is a part of the passage.
        assert overlap > 0.8 * (one.end - one.start), f"row {number} was placed elsewhere"
        same = normalise(study.sources[source].text[one.start : one.end]) in {
            normalise(row.segment) for row in one.rows
        }
        assert same or one.edited
    if share < 0.05:
        assert len(placed) > 200


def _altered(text: str, share: float, chance: random.Random) -> str:
    """A text with some of its words left out, doubled or misspelt."""
    words = text.split(" ")
    made = []
    for word in words:
        if chance.random() >= share:
            made.append(word)
        else:
            made += chance.choice(([], [word, word], [word[::-1]], ["erm,", word]))
    return " ".join(made)

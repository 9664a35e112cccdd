"""`framework_cli.load`: a study as values and frames, the same as the commands show."""

import csv
import dataclasses
import inspect
import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import framework_cli
from framework_cli.api import Analysis
from framework_cli.model.diagnostic import Location
from framework_cli.model.severity import Severity
from tests.cli.test_start import loaded_after
from tests.docs.runner import worked_study

NUMBERS = ["start", "end", "start_line", "end_line", "quotable"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("worked")
    worked_study(made)
    return made


@pytest.fixture(scope="module")
def analysis(folder):
    return framework_cli.load(folder)


def printed(folder: Path, *words: str) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "framework_cli", "-C", str(folder), *words, "--format", "csv"],
        capture_output=True,
        check=True,
    )
    return list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))


def as_rows(frame: pd.DataFrame) -> list[list[str]]:
    return [list(map(str, row)) for row in frame.itertuples(index=False)]


def test_importing_the_package_loads_no_room_and_nothing_heavy():
    code = (
        "import framework_cli\n"
        "assert callable(framework_cli.load)\n"
        "assert not [m for m in sys.modules if m.startswith('framework_cli.')]"
    )
    assert loaded_after(code) == set()


def test_loading_a_study_leaves_pandas_to_the_first_frame(folder):
    assert "pandas" not in loaded_after(f"import framework_cli\nframework_cli.load({str(folder)!r}).problems")


def test_the_index_is_what_the_command_prints(analysis, folder):
    heading, *rows = printed(folder, "index")
    assert list(analysis.index.columns) == heading
    assert as_rows(analysis.index) == rows


def test_the_columns_of_the_index_have_the_types_that_are_documented(analysis):
    kinds = {name: str(kind) for name, kind in analysis.index.dtypes.items()}
    assert {name for name, kind in kinds.items() if kind == "int64"} == set(NUMBERS)
    assert {kind for name, kind in kinds.items() if name not in NUMBERS} == {"object"}
    documented = inspect.getdoc(type(analysis).index)
    assert documented and all(name in documented for name in kinds)


@pytest.mark.parametrize("cells", ["summaries", "quotes", "counts", "presence", "states"])
def test_a_chart_is_what_the_command_prints(analysis, folder, cells):
    frame = analysis.chart(cells, theme="changed")
    heading, *rows = printed(folder, "chart", "--cells", cells, "--theme", "changed")
    assert [*map(str, frame.index.names), *frame.columns] == heading
    assert as_rows(frame.reset_index()) == rows
    wanted = "int64" if cells in ("counts", "presence") else "object"
    assert {str(kind) for kind in frame.dtypes} == {wanted}


def test_a_chart_takes_every_option_and_filter_of_the_command(analysis, folder):
    frame = analysis.chart(
        "counts", level="theme", by="site", speakers="all", coder=["AK", "RS"], where="role!=funder"
    )
    words = ["--cells", "counts", "--level", "theme", "--by", "site", "--speakers", "all"]
    words += ["--coder", "AK", "--coder", "RS", "--where", "role!=funder"]
    heading, *rows = printed(folder, "chart", *words)
    assert [*map(str, frame.index.names), *frame.columns] == heading
    assert as_rows(frame.reset_index()) == rows


def test_one_word_and_several_words_choose_alike(analysis):
    assert analysis.chart(case="P01").equals(analysis.chart(case=["P01"]))
    assert {case for case, _ in analysis.chart(case=["P01", "P02"]).index} == {"P01", "P02"}


def test_a_name_that_the_study_does_not_have_is_refused_with_a_suggestion(analysis):
    with pytest.raises(ValueError, match="no theme “chnged” in this study: did you mean “changed”"):
        analysis.chart(theme="chnged")
    with pytest.raises(ValueError, match="cells are one of summaries"):
        analysis.chart("words")
    with pytest.raises(TypeError, match="themes"):
        analysis.chart(themes="changed")


def test_coverage_adds_up_to_the_participants(analysis):
    people = sum(case.participant for case in analysis.study.cases.values())
    coverage = analysis.coverage
    assert set(coverage[["charted", "nothing_said", "not_asked", "uncharted"]].sum(axis=1)) == {people}
    assert list(coverage.index) == list(analysis.chart("states").columns)
    assert coverage["stale"].sum() == (analysis.chart("states") == "stale").to_numpy().sum() == 1


def test_a_frame_is_the_callers_own(analysis):
    frame = analysis.index
    frame.loc[:, "quote"] = "gone"
    assert (analysis.index["quote"] != "gone").all()


def test_an_analysis_is_frozen_and_tells_how_much_there_is_without_words(analysis):
    with pytest.raises(dataclasses.FrozenInstanceError):
        analysis.study = None
    assert isinstance(analysis, Analysis)
    title = analysis.study.settings.title
    assert repr(analysis) == f"<{title}: 16 sources, 18 cases, 453 excerpts, 0 problems>"


def test_problems_are_located_and_the_rest_is_there(tmp_path):
    worked_study(tmp_path)
    annotations = tmp_path / "annotations" / "P01.AK.yaml"
    text = annotations.read_text(encoding="utf-8")
    at = text.index("quote:")
    annotations.write_bytes((text[:at] + "quot:" + text[at + len("quote:") :]).encode())
    broken = framework_cli.load(tmp_path)
    where = Location("annotations/P01.AK.yaml", text.count("\n", 0, at) + 1, at - text.rindex("\n", 0, at))
    (told,) = [p.primary for p in broken.problems if p.rule.id == "F007"]
    assert isinstance(told, Location)
    assert (told.path, told.line, told.column) == (where.path, where.line, where.column)
    assert any(p.severity is Severity.ERROR for p in broken.problems)
    assert len(broken.index) > 0


def test_an_empty_folder_gives_empty_frames_with_their_columns(tmp_path):
    empty = framework_cli.load(tmp_path)
    assert [p.rule.id for p in empty.problems] == ["F015", "F015"]
    assert empty.index.shape == (0, 18)
    assert {name for name, kind in empty.index.dtypes.items() if str(kind) == "int64"} == set(NUMBERS)
    assert empty.chart().shape == (0, 0)
    assert empty.coverage.shape == (0, 5)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(NotADirectoryError, match="there is no folder"):
        framework_cli.load(tmp_path / "nowhere")


def test_a_path_may_be_a_string_and_relative(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert framework_cli.load(folder.name).study.root == folder.resolve()

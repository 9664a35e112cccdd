"""One file read anew: as reading all of it would (`tests/serve/test_desk.py` has the law)."""

from pathlib import Path

import pytest

from framework_cli.read import again, load
from tests.check.studies import sound, write


def test_a_file_read_anew_takes_its_findings_with_it(tmp_path: Path) -> None:
    study, found = load(sound(tmp_path))
    write(tmp_path, {"annotations/P01.AK.yaml": "excerpts:\n- quote: he said: no\n"})
    study, broken = again(study, found, "annotations/P01.AK.yaml")
    assert [(d.rule.id, d.primary.line) for d in broken] == [("F004", 2)]  # type: ignore[union-attr]
    assert study.torn == {"P01"}
    write(tmp_path, {"annotations/P01.AK.yaml": "- quote: My sister\n  codes: [family]\n"})
    study, mended = again(study, broken, "annotations/P01.AK.yaml")
    assert (mended, study.torn) == ([], frozenset())


def test_a_file_that_is_gone_is_read_as_gone(tmp_path: Path) -> None:
    study, found = load(sound(tmp_path))
    for path in ("annotations/P01.AK.yaml", "charts/P01.md"):
        (tmp_path / path).unlink()
        study, found = again(study, found, path)
    assert (study.annotations, study.charts) == ((), ())


def test_other_files_are_not_read_by_themselves(tmp_path: Path) -> None:
    study, found = load(sound(tmp_path))
    for path in ("transcripts/P01.txt", "framework.yaml", "annotations/more/P01.AK.yaml"):
        with pytest.raises(ValueError, match="neither an annotation file nor a chart"):
            again(study, found, path)

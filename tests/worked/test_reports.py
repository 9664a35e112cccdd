"""The worked study's reports are tracked: what is committed is what is rendered today."""

from pathlib import Path

import pytest

from tests.cli.study import framework

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_the_tracked_report_is_what_is_rendered_today(name: str, tmp_path: Path) -> None:
    done = framework("summarise", "-o", str(tmp_path / name), root=ROOT, env={"PYTHONHASHSEED": "11"})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes() == (ROOT / "reports" / name).read_bytes(), (
        "run `framework summarise`"
    )

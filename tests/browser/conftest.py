"""The report of a small study in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from framework_cli.render.report import to_html
from tests.render.report_study import THEORY, report, write_study

SECOND = """\
excerpts:
- id: ksecond3
  quote: The secret lever is behind the boiler.
  codes: [window]
"""


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study, with a transcript that two people coded, each otherwise, and a theory."""
    root = write_study(tmp_path_factory.mktemp("report") / "study")
    (root / "annotations" / "P03.AK.yaml").write_text(SECOND, encoding="utf-8", newline="\n")
    (root / "theory").mkdir()
    (root / "theory" / "doors.yaml").write_text(THEORY, encoding="utf-8", newline="\n")
    return root


@pytest.fixture(scope="session")
def address(study: Path) -> str:
    """Where the report of the small study lies."""
    page = study.parent / "report.html"
    page.write_bytes(to_html(report(study)).encode())
    return page.as_uri()


class Watched:
    """A page with what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def watched(context: BrowserContext, address: str) -> Watched:
    watched = Watched(context.new_page())
    watched.page.goto(address)
    return watched


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page

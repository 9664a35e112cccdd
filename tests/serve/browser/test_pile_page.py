"""The pile in a real browser: all passages of one code, recoded by the keys of the transcript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.serve.charts import FILES
from tests.serve.charts import study as written

RETIRED = (
    FILES["codebooks/example.yaml"]
    + "retired:\n  - {id: kin, into: [family, stigma], on: 2024-03-01, why: too broad}\n"
)
OPEN = """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [kin]
- id: m2x8d0aa
  quote: Nobody at work knew.
  codes: [stigma]
  open: [it's hidden]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    changed = {"codebooks/example.yaml": RETIRED, "annotations/P01.AK.yaml": OPEN}
    return written(tmp_path / "study", changed)


def pile(page: Page, address: str) -> Page:
    page.goto(f"{page.url.partition('#')[0]}#/pile{address}")
    expect(page.locator(".excerpt").first).to_be_focused()
    return page


def coded(study: Path) -> str:
    return (study / "annotations/P01.AK.yaml").read_text(encoding="utf-8")


def test_the_passages_stand_one_under_the_other_with_case_and_context(page: Page) -> None:
    pile(page, "/stigma")
    expect(page.locator(".excerpt")).to_have_count(2)
    expect(page.locator(".excerpt").last).to_contain_text("P01: My sister came every week.")
    expect(page.locator(".excerpt").last.get_by_role("link", name="P01", exact=True)).to_be_visible()
    page.locator("#pile-filter").select_option(label="site: north")
    expect(page.locator(".excerpt")).to_have_count(1)


def test_what_a_split_left_is_worked_off(page: Page, study: Path) -> None:
    pile(page, "/kin")
    expect(page.locator(".pile-says")).to_contain_text("too broad")
    page.keyboard.press("/")
    page.keyboard.type("shame")
    page.keyboard.press("Enter")
    expect(page.locator(".excerpt")).to_contain_text("not in this pile any more")
    expect(page.locator(".tally")).to_have_text("0 passages left of 1")
    assert "kin" not in coded(study)
    expect(page.locator(".excerpt")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(".tally")).to_have_text("1 passage")
    assert "kin" in coded(study)


def test_codes_memo_and_flag_by_the_keys_of_the_transcript(page: Page, study: Path) -> None:
    pile(page, "/stigma")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("3")
    expect(page.locator(".excerpt").last.locator(".excerpt-codes .code-name")).to_have_count(3)
    page.keyboard.press("*")
    expect(page.locator(".excerpt").last).to_contain_text("worth quoting")
    page.keyboard.press("m")
    page.keyboard.type("Compare P02.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".excerpt").last).to_contain_text("Compare P02.")
    page.keyboard.press("d")
    expect(page.locator(".excerpt").last).to_contain_text("not in this pile any more")
    text = coded(study)
    assert "memo: Compare P02." in text
    assert "quotable: true" in text
    assert text.count("stigma") == 0


def test_an_open_label_says_how_it_is_adopted(page: Page, study: Path) -> None:
    pile(page, "?open=it%27s%20hidden")
    expect(page.locator(".pile-says")).to_contain_text("framework codebook adopt 'it'\\''s hidden' --as ID")
    page.keyboard.press("d")
    expect(page.locator(".excerpt")).to_contain_text("not in this pile any more")
    assert "hidden" not in coded(study)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    pile(page, "/stigma").emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    results = axe.Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_esc_keeps_the_memo_and_cancel_does_not(page: Page, study: Path) -> None:
    pile(page, "/kin")
    page.keyboard.press("m")
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(page.locator(".excerpt-memo")).to_contain_text("Half a thought")
    expect(page.locator(".excerpt")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.type(" more")
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.locator(".excerpt-memo")).to_have_text("Memo: Half a thought")
    assert "memo: Half a thought\n" in coded(study)


def test_a_memo_that_was_changed_elsewhere_is_shown_in_both_versions(
    page: Page, study: Path, watched: Watched
) -> None:
    pile(page, "/kin")
    page.keyboard.press("m")
    page.keyboard.type("My memo")
    theirs = OPEN.replace("codes: [kin]", "codes: [kin]\n  memo: Their memo")
    (study / "annotations/P01.AK.yaml").write_text(theirs, encoding="utf-8", newline="\n")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Mine")).to_contain_text("My memo")
    expect(page.get_by_role("region", name="Theirs")).to_contain_text("Their memo")
    page.get_by_role("button", name="Keep mine").press("Enter")
    expect(page.locator(".excerpt-memo")).to_contain_text("My memo")
    assert "memo: My memo" in coded(study)
    watched.complaints = [each for each in watched.complaints if "412" not in each]


def test_where_no_passage_is_left_the_keys_still_work(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#/pile?open=nowhere")
    expect(page.locator(".pile-of")).to_be_focused()
    expect(page.locator(".nothing")).to_have_text("No passage is left here.")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.get_by_role("grid")).to_be_visible()


def test_what_did_not_change_is_not_drawn_anew(page: Page, study: Path) -> None:
    pile(page, "/stigma")
    page.locator(".excerpt").first.evaluate("node => { node.dataset.same = 'yes' }")
    changed = OPEN.replace("codes: [stigma]", "codes: [stigma]\n  memo: New")
    (study / "annotations/P01.AK.yaml").write_text(changed, encoding="utf-8", newline="\n")
    expect(page.locator(".excerpt-memo")).to_contain_text("New")
    expect(page.locator("[data-same=yes]")).to_have_count(1)
    expect(page.locator(".excerpt").first).to_be_focused()


def test_the_pile_fits_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    pile(page, "/stigma")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

"""Reading a report in a real browser: in another order, on a phone, on paper, to the source and back."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import charted
from playwright.sync_api import Browser, BrowserContext, Page, expect

from framework_cli.model.audience import Transcripts
from framework_cli.render.report import Options, to_html
from tests.browser.conftest import Watched
from tests.browser.test_report_page import MATRIX, go, shown_rows
from tests.render.report_study import report, write_study

pytestmark = pytest.mark.browser

SUMMARIES = """query => [...document.querySelectorAll(query)].map(cell => {
  const copy = cell.cloneNode(true);
  const besides = '.state, .signed, .note, .foot, .apart, .memo, .refs';
  for (const each of copy.querySelectorAll(besides)) each.remove();
  return [cell.dataset.cell, copy.textContent.trim()];
}).filter(([, text]) => text).sort()"""


@pytest.fixture
def whole(context: BrowserContext, study: Path) -> Page:
    """The report with all transcripts in it."""
    path = study.parent / "whole.html"
    path.write_bytes(to_html(report(study, Options(transcripts=Transcripts.FULL))).encode())
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A report of 33 cases by 30 subthemes, one of whose cells has 5,000 words."""
    root = tmp_path_factory.mktemp("large")
    charted.study(root, 33, 6, 5)
    path = root / "charts" / "P001.md"
    text = path.read_text(encoding="utf-8")
    heading = "charted=AK on=2026-01-01}\n"
    path.write_text(text.replace(heading, heading + "Windmill " * 5000, 1), encoding="utf-8", newline="\n")
    page = root / "report.html"
    page.write_bytes(to_html(report(root)).encode())
    yield page.as_uri()


def test_the_panel_says_who_charted_what_the_case_says_once(context: BrowserContext, tmp_path: Path):
    root = write_study(tmp_path / "study")
    cells = [f"## {code} {{#{code} charted=AK on=2026-02-01}}\nSays so.\n" for code in ("door", "window")]
    cells += ["## b {#believed state=not-asked}\n"]
    chart = "---\ncase: P05\n---\n" + "".join(cells)
    (root / "charts" / "P05.md").write_text(chart, encoding="utf-8", newline="\n")
    (tmp_path / "report.html").write_bytes(to_html(report(root)).encode())
    page = context.new_page()
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#matrix?cell=P05/window")
    signed = page.get_by_role("dialog").locator(".signed")
    expect(signed).to_have_text("Charted by Asha Karim on 2026-02-01")
    go(page, "matrix?cell=P05/believed")
    expect(page.get_by_role("dialog").locator("h2")).to_have_text("2.1 Being believed")
    expect(signed).to_have_count(0)


def test_a_cell_opens_with_its_own_excerpts_though_its_words_cite_only_those_of_others(
    context: BrowserContext, tmp_path: Path
):
    root = write_study(tmp_path / "study")
    chart = "---\ncase: P03\n---\n## 1.1 The door {#door}\nAs a porter says [@kdoor0p1].\n"
    (root / "charts" / "P03.md").write_text(chart, encoding="utf-8", newline="\n")
    (tmp_path / "report.html").write_bytes(to_html(report(root)).encode())
    page = context.new_page()
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#matrix?cell=P03/door")
    articles = page.get_by_role("dialog").locator("article")
    assert [each.get_attribute("data-id") for each in articles.all()] == ["q-kdoor0p3"]


def test_each_summary_stands_in_the_matrix_in_its_theme_and_in_its_case(page: Page):
    by_part = [page.evaluate(SUMMARIES, f"#{part} td[data-cell]") for part in ("matrix", "themes", "cases")]
    assert by_part[0] == by_part[1] == by_part[2]
    assert [key for key, _ in by_part[0]] == ["P01/door", "P02/door", "P03/door", "P04/window"]


def test_rows_are_sorted_by_an_attribute_in_groups_and_by_coverage(page: Page):
    go(page, "matrix")
    page.locator("select[name=sort]").select_option(label="by role")
    expect(page.locator(f"{MATRIX} tr.group:visible")).to_have_count(5)
    titles = page.locator(f"{MATRIX} tr.group:visible").all_inner_texts()
    assert titles == ["guard", "nurse", "porter", "porter | <b>lead</b>", "Documents"]
    assert shown_rows(page) == ["P05", "P02", "P04", "P01", "P03", "REPORT"]
    assert "sort=f1" in page.url
    page.locator("select[name=sort]").select_option(label="by coverage")
    expect(page.locator(f"{MATRIX} tr.group:visible")).to_have_count(1)
    assert shown_rows(page)[-2:] == ["P05", "REPORT"]
    page.locator("select[name=sort]").select_option(label="as in the study")
    expect(page.locator(f"{MATRIX} tr.group:visible").first).to_have_text("north")
    assert shown_rows(page) == ["P02", "P01", "P05", "P04", "P03", "REPORT"]


def test_arrow_keys_follow_the_order_that_is_seen(page: Page):
    go(page, "matrix?sort=f1")
    page.locator("#matrix td[data-cell='P05/door']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.cell") == "P02/door"


def test_single_columns_are_chosen_and_the_address_keeps_them(page: Page, browser: Browser):
    go(page, "matrix")
    page.locator(".chooser summary").click()
    page.get_by_role("checkbox", name="1.2 The window").uncheck()
    expect(page.locator(".tally")).to_have_text("6 of 6 rows, 3 of 4 columns")
    assert page.get_by_role("checkbox", name="1 Getting in").evaluate("box => box.indeterminate")
    page.get_by_role("button", name="only Trust").click()
    expect(page.locator(f"{MATRIX} .tier2 th:visible")).to_have_text(
        ["2.1 Being believed", "2.2 Other, trust"]
    )
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator(f"{MATRIX} .tier2 th:visible")).to_have_count(2)
    other.close()
    page.keyboard.press("Escape")
    expect(page.locator(".chooser .menu")).to_be_hidden()
    expect(page.locator(".chooser summary")).to_be_focused()


def test_back_and_forth_brings_back_what_was_chosen(page: Page):
    go(page, "matrix?q=lever")
    expect(page.locator(".tally")).to_have_text("1 of 6 rows, 1 hit")
    page.locator(".bar a[href='#cases']").click()
    expect(page.locator("#cases")).to_be_visible()
    page.go_back()
    expect(page.locator(".tally")).to_have_text("1 of 6 rows, 1 hit")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("lever")


def test_what_is_chosen_while_a_cell_is_open_stays_when_it_is_closed(page: Page):
    go(page, "matrix")
    page.locator("#matrix td.held").first.click()
    panel = page.locator(".panel")
    expect(panel).to_be_visible()
    page.locator("[name=q]").fill("door")
    expect(page.locator(".tally")).to_contain_text("hit")
    told = page.locator(".tally").inner_text()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.locator(".tally").inner_text() == told
    assert page.url.endswith("#matrix?q=door")


def test_a_study_with_nothing_in_it_yet_takes_the_address_of_a_cell(context: BrowserContext, tmp_path: Path):
    (tmp_path / "framework.yaml").write_text("title: Nothing yet\n", encoding="utf-8")
    (tmp_path / "report.html").write_bytes(to_html(report(tmp_path)).encode())
    watched = Watched(context.new_page())
    watched.page.goto((tmp_path / "report.html").as_uri() + "#matrix?cell=P01/door")
    expect(watched.page.locator(".tally")).to_have_text("0 of 0 rows")
    assert watched.complaints == []


def test_references_of_cells_and_excerpts_are_copied(context: BrowserContext, address: str):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}#matrix?cell=P01%2Fdoor")
    copied = "navigator.clipboard.readText()"
    page.get_by_role("dialog").get_by_role("button", name="Copy reference").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate(copied) == "P01/door"
    page.get_by_role("dialog").locator("article").get_by_role("button", name="Copy reference").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate(copied) == "P01:3-4 [@kdoor0p1]"
    page.keyboard.press("Escape")
    go(page, "excerpts")
    assert page.locator("#excerpts article .copy").count() == page.locator("#excerpts article").count()


def test_from_a_summary_to_the_passage_in_its_transcript_and_back(whole: Page):
    whole.goto(whole.url + "#matrix")
    whole.locator("#matrix td[data-cell='P01/door'] a[href='#q-kdoor0p1']").click()
    panel = whole.get_by_role("dialog")
    panel.get_by_role("link", name="In the transcript").first.click()
    line = whole.locator("[id='t-P01:3']")
    expect(line).to_be_in_viewport()
    assert "coded" in (line.get_attribute("class") or "").split()
    whole.get_by_role("button", name="Back to P01, 1.1 The door").click()
    expect(panel.locator("h2")).to_have_text("1.1 The door")
    expect(whole.locator(".return")).to_be_hidden()


def test_a_coded_line_of_a_transcript_leads_to_its_excerpt(whole: Page):
    go(whole, "transcripts")
    whole.get_by_role("link", name="Excerpt P01:3-4").click()
    expect(whole.locator("#q-kdoor0p1")).to_be_in_viewport()


def test_on_a_phone_the_matrix_is_a_list_of_one_theme(browser: Browser, address: str):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}#matrix")
    expect(page.locator("select[name=only]")).to_have_value("access")
    cell = page.locator("#matrix td[data-cell='P01/door']")
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"1.1 The door"'
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] > 350
    page.locator("select[name=only]").select_option(label="2 Trust")
    expect(page.locator("#matrix td[data-cell='P01/believed']")).to_be_visible()
    expect(cell).to_be_hidden()
    page.locator("select[name=only]").select_option("*")
    expect(page.locator(".tally")).to_have_text("6 of 6 rows")
    page.reload()
    expect(page.locator(".tally")).to_have_text("6 of 6 rows")
    page.close()


def test_on_a_phone_a_shared_address_opens_the_cell_of_another_theme(browser: Browser, address: str):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}#matrix?cell=P01%2Fbelieved")
    expect(page.get_by_role("dialog").locator("h2")).to_have_text("2.1 Being believed")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.close()


def test_contents_say_which_theme_is_being_read(page: Page):
    go(page, "theme-trust")
    expect(page.locator("#themes .contents a[aria-current]")).to_have_attribute("href", "#theme-trust")


@pytest.mark.parametrize("part", ["matrix", "cases", "figures"])
def test_paper_gets_a_tagged_document(page: Page, part: str):
    go(page, part)
    document = page.pdf(tagged=True, prefer_css_page_size=True)
    assert document.startswith(b"%PDF")
    assert b"/StructTreeRoot" in document


def test_on_paper_no_cell_ends_on_the_next_page_and_no_heading_stands_alone(
    context: BrowserContext, tmp_path: Path
):
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip(
            "PDFTOTEXT NOT FOUND: install it (Debian: apt-get install poppler-utils) to run this test"
        )
    charted.study(tmp_path / "study", 14, 2, 5)
    (tmp_path / "report.html").write_bytes(to_html(report(tmp_path / "study")).encode())
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri() + "#themes")
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    command = [reader, "-layout", str(tmp_path / "report.pdf"), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.split("\f")
    charts = [text for text in pages if re.search("^ *Case ", text, re.MULTILINE)]
    assert len(charts) > 4
    for text in charts:
        row = re.search(r"^ *P\d{3} ", text, re.MULTILINE)
        assert row is not None, text
        foot = re.search(r"\d excerpts?\b", text)
        assert foot is None or row.start() < foot.start(), text


def test_on_paper_the_numbers_beside_a_figure_are_printed_too(page: Page):
    go(page, "figures")
    page.emulate_media(media="print")
    expect(page.locator("#figures .data table").first).to_be_visible()
    expect(page.locator("#figures .data summary").first).to_be_hidden()


def test_a_cell_of_5000_words_is_clipped_until_it_is_asked_for(browser: Browser, large: str):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{large}#matrix?q=windmill")
    expect(page.locator(".tally")).to_have_text("1 of 33 rows, 5000 hits")
    page.get_by_role("searchbox", name="Search").fill("")
    cell = page.locator("#matrix td:has-text('Windmill')")
    expect(page.locator(".tally")).to_have_text("33 of 33 rows")
    box = cell.bounding_box()
    assert box is not None
    assert box["height"] < 300
    cell.locator("p").first.click()
    assert len(page.get_by_role("dialog").locator(".summary").inner_text()) > 40_000
    page.close()


def test_the_structure_of_a_large_report_has_no_faults(browser: Browser, large: str):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{large}#matrix")
    structure = ["cat.tables", "cat.structure", "cat.semantics", "cat.name-role-value", "cat.keyboard"]
    results = axe.Axe().run(page, options={"runOnly": structure, "resultTypes": ["violations"]})
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_nothing_is_asked_of_the_network_by_a_whole_reading(context: BrowserContext, address: str):
    watched = Watched(context.new_page())
    page = watched.page
    page.goto(f"{address}#matrix?q=door&sort=f1")
    page.locator("#matrix td[data-cell='P01/door'] .foot").click()
    page.keyboard.press("Escape")
    go(page, "figures")
    page.locator("#figures summary").first.click()
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    assert len(watched.requests) == 1
    assert watched.complaints == []

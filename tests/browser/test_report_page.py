"""The report in a real browser: filter, search, drill-down and back, by keyboard alone; and no network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from framework_cli.model.audience import Audience
from framework_cli.render.report import Options, to_html
from tests.browser.conftest import Watched
from tests.render.report_study import report

pytestmark = pytest.mark.browser

MATRIX = "#matrix table"
PARTS = ("matrix", "themes", "cases", "figures", "theory", "agreement", "codebook", "excerpts", "overview")


def shown_rows(page: Page) -> list[str]:
    rows = page.locator(f"{MATRIX} tbody tr:not(.group):visible th a")
    return rows.all_inner_texts()


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    expect(page.locator(f"#{fragment.split('?')[0]}")).to_be_visible()


def test_the_page_asks_for_nothing_and_complains_of_nothing(watched: Watched):
    page = watched.page
    for part in PARTS:
        page.locator(f".bar a[href='#{part}']").click()
        expect(page.locator(f"#{part}")).to_be_visible()
        expect(page.locator(".bar a[aria-current]")).to_have_attribute("href", f"#{part}")
    assert watched.requests == [page.url.split("#")[0]]
    assert watched.complaints == []


def test_hostile_text_is_seen_and_not_obeyed(watched: Watched):
    page = watched.page
    go(page, "excerpts")
    assert page.title() == "Waiting rooms & <i>windows</i> – Fictional data"
    words = page.locator("#q-kdoor0p2 blockquote p").inner_text()
    assert "</script><img src=x onerror=\"document.title='owned'\">" in words
    assert "{{ 7*7 }}" in words
    assert page.locator("img").count() == 0
    assert watched.complaints == []


def test_search_hides_rows_without_a_hit_and_marks_the_hits(page: Page):
    go(page, "matrix")
    page.get_by_role("searchbox", name="Search").fill("LEVER")
    expect(page.locator(".tally")).to_have_text("1 of 6 rows, 1 hit")
    assert shown_rows(page) == ["P03"]
    marked = page.evaluate("[...CSS.highlights.get('hit')].map(range => range.toString())")
    assert marked == ["lever"]
    assert page.url.endswith("#matrix?q=LEVER")
    page.get_by_role("searchbox", name="Search").fill("no such word")
    expect(page.locator(".none")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    assert shown_rows(page) == ["P02", "P01", "P05", "P04", "P03", "REPORT"]


def test_search_takes_no_sign_for_a_pattern(page: Page):
    go(page, "matrix")
    page.get_by_role("searchbox", name="Search").fill("(.*[")
    expect(page.locator(".none")).to_be_visible()
    page.get_by_role("searchbox", name="Search").fill("{{ 7*7 }}")
    expect(page.locator(".tally")).to_have_text("1 of 6 rows, 1 hit")


def test_rows_are_chosen_by_attribute_and_columns_by_theme(page: Page):
    go(page, "matrix")
    page.locator("select[name=f0]").select_option(label="north")
    expect(page.locator(".tally")).to_have_text("2 of 6 rows")
    assert shown_rows(page) == ["P02", "P01"]
    page.locator(".chooser summary").click()
    page.get_by_role("checkbox", name="2 Trust").uncheck()
    expect(page.locator(f"{MATRIX} thead th:visible")).to_have_text(
        ["Participant", "1 Getting in", "1.1 The door", "1.2 The window"]
    )
    assert "hide=trust" in page.url


def test_the_address_brings_back_what_was_chosen(page: Page, browser: Browser):
    go(page, "matrix")
    page.locator("select[name=f0]").select_option(label="south")
    page.get_by_label("Full text").check()
    expect(page.locator(".tally")).to_have_text("3 of 6 rows")
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator(".tally")).to_have_text("3 of 6 rows")
    expect(other.get_by_label("Full text")).to_be_checked()
    other.close()


def test_from_a_cell_to_its_excerpts_to_their_context_and_back_by_keyboard_alone(page: Page):
    go(page, "matrix")
    page.locator("#matrix .scroller").focus()
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('td')"):
        page.keyboard.press("Tab")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.cell") == "P01/believed"
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(panel).to_have_accessible_name("2.1 Being believed")
    expect(panel.locator("h3")).to_have_text("1 excerpt waiting to be charted")
    expect(panel.locator("blockquote")).to_have_text("The tall nurse believed me.")
    expect(panel.locator(".said")).to_contain_text("P01:12")
    assert page.evaluate("document.querySelector('.panel').contains(document.activeElement)")
    while not page.evaluate("document.activeElement.matches('summary')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.locator(".turn")).to_have_text(
        ["INT Who was believed?", "P01 Not me, at first. The tall nurse believed me."]
    )
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#matrix td[data-cell='P01/believed']")).to_be_focused()


def test_a_citation_opens_its_quote_and_the_browsers_back_closes_it(page: Page):
    go(page, "matrix")
    page.locator("#matrix td[data-cell='P02/door'] a[href^='#q-']").last.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("article.at blockquote")).to_have_text("We leave it on the latch these days.")
    assert "cell=P02%2Fdoor" in page.url
    page.go_back()
    expect(panel).to_be_hidden()


def test_a_blank_cell_opens_too_and_says_that_there_are_no_excerpts(page: Page):
    go(page, "matrix")
    page.locator("#matrix td[data-cell='P02/door'] .state").click()
    page.keyboard.press("Escape")
    expect(page.locator("#matrix td[data-cell='P02/door']")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator(".state")).to_have_text("Not yet charted")
    expect(page.get_by_role("dialog").locator("h3")).to_have_text("No excerpts")


def test_a_cell_of_a_thematic_chart_opens_its_excerpts(page: Page):
    go(page, "theme-access")
    page.locator("#theme-access td[data-cell='P01/door'] .foot").click()
    expect(page.get_by_role("dialog").locator("h2")).to_have_text("1.1 The door")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_links_lead_from_the_matrix_to_the_case_and_from_there_to_the_theme(page: Page):
    go(page, "matrix")
    page.locator(f"{MATRIX} tbody th a").first.click()
    expect(page.locator("#case-P02 h3")).to_be_in_viewport()
    expect(page.locator("#case-P02")).to_be_focused()
    page.locator("#case-P02 .group a").last.click()
    expect(page.locator("#theme-trust h3")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_part_is_wider_than_the_window(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    for part in PARTS:
        go(page, part)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, part


def test_without_script_all_parts_can_be_read(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    for part in PARTS:
        expect(page.locator(f"#{part} > h2, #{part} .part-head h2")).to_be_visible()
    assert not any(each.is_visible() for each in page.locator(".tools").all())
    context.close()


def test_paper_shows_the_themes_instead_of_the_wide_grid(page: Page):
    go(page, "matrix")
    page.emulate_media(media="print")
    expect(page.locator("#matrix table")).to_be_hidden()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#theme-access .chart")).to_be_visible()
    assert page.locator("#theme-access .chart").bounding_box()["height"] > 100  # type: ignore[index]


def test_paper_shows_the_part_that_is_open(page: Page):
    go(page, "cases")
    page.emulate_media(media="print")
    expect(page.locator("#case-P01 table")).to_be_visible()
    assert page.locator("#themes").bounding_box()["height"] == 0  # type: ignore[index]


def test_the_browsers_own_search_opens_the_part_in_which_it_found_something(page: Page):
    page.evaluate("document.querySelector('#codebook').dispatchEvent(new Event('beforematch'))")
    expect(page.locator(".bar a[aria-current]")).to_have_attribute("href", "#codebook")
    assert page.evaluate("document.querySelector('#overview').hidden") == "until-found"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", [*PARTS, "panel"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, part: str):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    # The page's own policy keeps axe out as well: it is lifted for the test alone.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}#{'matrix?cell=P01%2Fdoor' if part == 'panel' else part}")
    page.wait_for_timeout(250)
    results = axe.Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_the_report_for_outside_works_without_a_matrix(context: BrowserContext, study: Path):
    path = study.parent / "outside.html"
    path.write_bytes(to_html(report(study, Options(audience=Audience.OUTSIDE))).encode())
    watched = Watched(context.new_page())
    watched.page.goto(path.as_uri())
    assert watched.page.locator(".bar a").all_inner_texts() == ["Overview", "Themes", "Figures", "Codebook"]
    watched.page.locator(".bar a[href='#themes']").click()
    watched.page.locator("#theme-access a[href^='#q-']").click()
    expect(watched.page.locator("#q-2")).to_be_in_viewport()
    assert watched.complaints == []


def test_a_click_on_a_claim_of_the_drawing_opens_its_evidence(watched: Watched):
    page = watched.page
    go(page, "theory")
    line, label = (
        page.locator(".theory-map a[href]:has(.m-hit)").first,
        page.locator(".theory-map a:has(text)").last,
    )
    for mark in (line, label):
        target = (mark.get_attribute("href") or "").removeprefix("#")
        place = mark.evaluate(
            """mark => {
              const way = mark.querySelector(".m-hit");
              const box = mark.getBoundingClientRect();
              if (!way) return [box.x + box.width / 2, box.y + 6];
              const at = way.getPointAtLength(way.getTotalLength() / 2).matrixTransform(way.getScreenCTM());
              return [at.x, at.y];
            }"""
        )
        page.mouse.click(*place)
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
        page.evaluate("scrollTo(0, 0)")
    assert watched.complaints == []

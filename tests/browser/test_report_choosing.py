"""Choosing in a report in a real browser: many filters, phrases across citations, charts regrouped."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from framework_cli.render.report import Options, Part, to_html
from tests.browser.conftest import Watched
from tests.browser.test_report_page import MATRIX, go, shown_rows
from tests.render.report_study import report, write_study

pytestmark = pytest.mark.browser

MARKED = "[...CSS.highlights.get('hit')].map(range => range.toString())"


def opened(context: BrowserContext, root: Path, fragment: str, options: Options | None = None) -> Page:
    path = root.parent / "report.html"
    path.write_bytes(to_html(report(root, options)).encode())
    watched = Watched(context.new_page())
    watched.page.goto(f"{path.as_uri()}#{fragment}")
    assert watched.complaints == []
    return watched.page


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A study of its own for a test that changes it."""
    return write_study(tmp_path / "study")


@pytest.fixture
def many(own: Path) -> Path:
    """The small study with a hundred attributes, one of them called wave, and a case in two waves."""
    names = ["wave", *(f"a{n:02}" for n in range(97))]
    rows = [f"case,kind,site,role,{','.join(names)}"]
    for n in range(1, 6):
        values = ["early" if n % 2 else "late", *(f"v{(n + k) % 3}" for k in range(97))]
        fixed = [f"P0{n}", "person", "north" if n < 3 else "south", "nurse" if n % 2 else "porter"]
        rows.append(",".join(fixed + values))
    (own / "cases.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (own / "charts" / "P01@2.md").write_text("## 1.1 The door {#door}\nOpens.\n", encoding="utf-8")
    return own


def test_of_a_hundred_filters_six_are_seen_and_the_others_wait_behind_one_more_step(
    context: BrowserContext, many: Path
):
    page = opened(context, many, "matrix")
    assert page.locator(".tools select[data-filter]:visible").count() == 6
    tools = page.locator("#matrix .tools").bounding_box()
    assert tools is not None
    assert tools["height"] < 130
    more = page.locator(".more summary")
    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "f6"
    page.locator("select[name=f10]").select_option("=v1")
    expect(more).to_have_text("More filters (1)")
    page.keyboard.press("Escape")
    expect(page.locator("select[name=f10]")).to_be_hidden()
    expect(more).to_be_focused()
    rows = shown_rows(page)
    assert 0 < len(rows) < 7
    assert "f10=v1" in page.url
    page.reload()
    expect(more).to_have_text("More filters (1)")
    assert shown_rows(page) == rows
    page.get_by_label("Search").fill("no such word")
    page.get_by_role("button", name="Show all").click()
    expect(more).to_have_text("More filters")


def test_of_a_hundred_attributes_six_stand_in_the_overview_and_beside_a_name(
    context: BrowserContext, many: Path
):
    page = opened(context, many, "overview")
    assert page.locator("#overview .small:visible").count() == 6
    page.get_by_text("94 more attributes").click()
    assert page.locator("#overview .small:visible").count() == 100
    go(page, "matrix")
    row = page.locator("#matrix tr:has(a[href='#case-P02'])").bounding_box()
    assert row is not None
    assert row["height"] < 200
    go(page, "case-P02")
    expect(page.locator("#case-P02 .attributes > span")).to_have_count(100)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_many_filters_and_text_from_right_to_left(
    browser: Browser, many: Path, scheme: Literal["light", "dark"]
):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    cases = many / "cases.csv"
    cases.write_text(
        cases.read_text(encoding="utf-8").replace("south", "\u05d3\u05e8\u05d5\u05dd\u202e"), encoding="utf-8"
    )
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = opened(context, many, "matrix?f10=v1")
    page.locator(".more summary").click()
    results = axe.Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_an_attribute_called_wave_and_the_waves_of_cases_are_two_filters(context: BrowserContext, many: Path):
    page = opened(context, many, "matrix")
    names = page.locator("#matrix .tools label:has(select[data-filter]) > span").all_inner_texts()
    assert names[:3] == ["Site", "Role", "Wave, as an attribute"]
    assert page.locator("#matrix .tools label:has(select[data-filter]) > span").last.text_content() == "Wave"
    page.locator("select[name=f2]").select_option(label="early")
    expect(page.locator(".tally")).to_have_text("4 of 7 rows")
    assert shown_rows(page) == ["P01", "P01 · wave 2", "P03", "P05"]
    page.locator(".more summary").click()
    page.locator("select[data-filter]").last.select_option(label="2")
    expect(page.locator(".tally")).to_have_text("1 of 7 rows")
    assert shown_rows(page) == ["P01 · wave 2"]


@pytest.mark.parametrize("menu", ["More filters", "Columns"])
def test_on_a_phone_a_menu_opens_where_its_button_is(context: BrowserContext, many: Path, menu: str):
    page = opened(context, many, "matrix")
    page.set_viewport_size({"width": 390, "height": 844})
    summary = page.locator(".chooser summary", has_text=menu)
    summary.click()
    button, box = summary.bounding_box(), page.locator(".chooser[open] .menu").bounding_box()
    assert button is not None
    assert box is not None
    assert 0 < box["y"] - button["y"] < 60
    assert box["x"] + box["width"] <= 390


def test_a_long_menu_of_filters_is_not_cut_off_where_few_rows_are_left(context: BrowserContext, many: Path):
    page = opened(context, many, "matrix?q=lever")
    page.locator(".more summary").click()
    menu, part = page.locator(".more .menu").bounding_box(), page.locator("#matrix").bounding_box()
    assert menu is not None
    assert part is not None
    assert menu["y"] + menu["height"] <= part["y"] + part["height"]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("sat on the step. Compare", 0),
        ("sat  on the STEP.", 1),
        ("opens it; see also.", 1),
        ("P01:3-4", 1),
        ("step ★", 0),
        ("second point", 1),
        ("first point second", 0),
    ],
)
def test_a_phrase_is_found_across_a_citation_and_not_across_a_paragraph(page: Page, words: str, hits: int):
    go(page, "matrix")
    page.get_by_role("searchbox", name="Search").fill(words)
    count = f"{hits} {'hit' if hits == 1 else 'hits'}"
    expect(page.locator(".tally")).to_have_text(f"{hits} of 6 rows, {count}")


def test_what_is_marked_runs_from_before_a_citation_to_after_it(context: BrowserContext, own: Path):
    words = "It’s shut [@kdoor0p1], he said, and [@kwind0p1] [@ktrus0p1] it stays shut.\n"
    chart = f"---\ncase: P05\n---\n## 1.1 The door {{#door}}\n{words}"
    (own / "charts" / "P05.md").write_text(chart, encoding="utf-8")
    page = opened(context, own, "matrix?q=it%27s+shut%2C+he+said%2C+and+it+stays")
    expect(page.locator(".tally")).to_have_text("1 of 6 rows, 1 hit")
    assert shown_rows(page) == ["P05"]
    assert page.evaluate(MARKED) == ["It’s shut P01:3-4, he said, and P01:8 P01:12 it stays"]


def test_thematic_charts_are_grouped_by_another_attribute_and_the_address_keeps_it(page: Page):
    go(page, "theme-trust")
    chart = page.locator("#theme-trust .chart")
    expect(chart.locator(".group")).to_have_text(["north", "south", "Documents"])
    page.locator("select[name=by]").select_option(label="by role")
    expect(chart.locator(".group")).to_have_text(
        ["guard", "nurse", "porter", "porter | <b>lead</b>", "Documents"]
    )
    expect(page.locator("#theme-access .group")).to_have_count(5)
    assert chart.locator("tbody th[scope=row] a").all_inner_texts() == [
        "P05",
        "P02",
        "P04",
        "P01",
        "P03",
        "REPORT",
    ]
    assert page.url.endswith("#theme-trust?by=f1")
    page.reload()
    expect(chart.locator(".group").first).to_have_text("guard")
    expect(page.locator("#theme-trust")).to_be_in_viewport()
    page.locator("#themes .contents a").first.click()
    expect(page.locator("#theme-access .group").first).to_have_text("guard")
    assert page.url.endswith("#theme-access?by=f1")
    page.emulate_media(media="print")
    expect(page.locator(".grouping")).to_be_hidden()
    expect(chart.locator(".group").first).to_have_text("guard")
    page.emulate_media(media="screen")
    page.locator("select[name=by]").select_option(label="as in the study")
    expect(chart.locator(".group")).to_have_text(["north", "south", "Documents"])
    assert page.url.endswith("#theme-access")


def test_charts_are_grouped_in_a_report_of_the_themes_alone(context: BrowserContext, own: Path):
    page = opened(context, own, "themes?by=f1", Options(parts=(Part.THEMES,)))
    expect(page.locator("#theme-access .group").first).to_have_text("guard")
    page.locator("#theme-access td[data-cell='P01/door'] .foot").click()
    expect(page.get_by_role("dialog").locator("h2")).to_have_text("1.1 The door")


def test_a_chart_in_another_order_opens_the_excerpts_of_its_own_cells(page: Page):
    go(page, "theme-access?by=f1")
    page.locator("#theme-access td[data-cell='P05/window'] .state").click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".of")).to_have_text("P05")
    expect(panel.locator("article")).to_have_count(1)


def test_rows_grouped_otherwise_still_say_what_the_study_groups_them_by(page: Page):
    go(page, "matrix?sort=f1")
    beside = page.locator(f"{MATRIX} tr:has(a[href='#case-P05']) .attributes")
    expect(beside).to_have_attribute("data-group", "south, ")
    assert beside.evaluate("span => getComputedStyle(span, '::before').content") == '"south, "'
    page.locator("select[name=sort]").select_option(label="by site")
    expect(beside).to_have_attribute("data-group", "")

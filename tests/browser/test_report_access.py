"""Reading a report by keyboard alone, with forced colours, without motion, without a script, enlarged."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_report_page import PARTS, go

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const box = each.getBoundingClientRect(), look = getComputedStyle(each);
  const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0;
  const across = box.right > 0 && box.left < innerWidth && box.width > 0;
  const seen = across && box.bottom > 0 && box.top < innerHeight;
  return [each.tagName + ' ' + each.textContent.trim().slice(0, 30), ring && seen];
}"""


@pytest.mark.parametrize("part", PARTS)
def test_tab_alone_walks_through_a_part_and_out_of_it_and_what_has_the_focus_is_seen(page: Page, part: str):
    go(page, part)
    page.locator(f"#{part}").evaluate(
        "part => { part.tabIndex = -1; part.focus(); part.removeAttribute('tabindex') }"
    )
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    else:
        pytest.fail(f"a trap: {stops[-3:]}")
    assert stops
    assert [name for name, seen in stops if not seen] == []


def test_the_first_stop_of_a_page_skips_to_the_report(page: Page):
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the report")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_with_forced_colours_the_open_part_and_the_shades_are_still_told_apart(
    browser: Browser, address: str
):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}#figures")
    colour = "link => getComputedStyle(link).borderBottomColor"
    here = page.locator(".bar a[aria-current]").evaluate(colour)
    others = {each.evaluate(colour) for each in page.locator(".bar a:not([aria-current])").all()}
    assert len(others) == 1
    assert here not in others
    shades = page.locator(".heat td").evaluate_all(
        "all => all.map(td => getComputedStyle(td).backgroundColor)"
    )
    assert len(set(shades)) > 2
    context.close()


def test_who_wants_no_motion_gets_none(browser: Browser, address: str):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}#matrix?cell=P01/door")
    expect(page.get_by_role("dialog")).to_be_visible()
    moved = page.evaluate("document.getAnimations().length")
    assert moved == 0
    assert page.locator(".panel").evaluate("panel => getComputedStyle(panel).animationName") == "none"
    context.close()


def test_without_a_script_nothing_is_promised_that_needs_one(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}#matrix")
    expect(page.locator("#matrix .hint")).to_be_hidden()
    page.locator("#matrix a[href='#cell-P01/door']").click()
    expect(page.locator("[id='cell-P01/door']")).to_be_in_viewport()
    expect(page.locator("[id='cell-P01/door']")).to_contain_text("Waited an hour")
    context.close()


@pytest.mark.parametrize("part", PARTS)
def test_enlarged_four_times_no_part_scrolls_sideways(browser: Browser, address: str, part: str):
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    page.goto(f"{address}#{part}")
    expect(page.locator(f"#{part}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_browsers_own_search_leads_into_a_part_that_is_not_shown(browser: Browser, address: str):
    """A fragment of text is looked for as the browser's own search looks."""
    page = browser.new_page()
    page.goto(f"{address}#:~:text=How%20people%20come%20through")
    expect(page.locator("#themes")).to_be_visible()
    expect(page.locator(".bar a[aria-current]")).to_have_attribute("href", "#themes")
    page.close()

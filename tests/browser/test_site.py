"""The documentation's site in a browser, opened as files."""

import pytest

from tests.browser.conftest import Watched
from tests.docs.site import build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("docs") / "site")


@pytest.fixture
def opened(context, site):
    watched = Watched(context.new_page())
    watched.page.goto((site / "index.html").as_uri())
    return watched


def test_pages_ask_for_nothing_but_files_and_complain_of_nothing(opened, site):
    for name in ("tutorial", "reference/commands", "reference/rules/F203"):
        opened.page.goto((site / f"{name}.html").as_uri())
        opened.page.wait_for_load_state("networkidle")
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
    assert opened.complaints == []


def test_search_finds_a_rule_without_a_server(opened):
    page = opened.page
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("excerpt stands in several places")
    found = page.locator(".md-search-result__link").first
    found.wait_for(timeout=30_000)  # the index is built when it is asked for the first time
    assert any("F204" in each for each in page.locator(".md-search-result__link").all_inner_texts())


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_window(opened, site, width):
    opened.page.set_viewport_size({"width": width, "height": 900})
    for path in sorted(site.rglob("*.html")):
        opened.page.goto(path.as_uri())
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_no_word_of_code_is_broken_in_a_table_on_a_telephone(opened, site):
    opened.page.set_viewport_size({"width": 390, "height": 900})
    broken = """() => [...document.querySelectorAll('td code')]
        .filter(code => /^[\\w.]+$/.test(code.textContent) && code.getClientRects().length > 1)
        .map(code => code.textContent)"""
    for name in ("explanation/method", "reference/python", "reference/files"):
        opened.page.goto((site / f"{name}.html").as_uri())
        assert opened.page.locator("td code").count() > 5
        assert opened.page.evaluate(broken) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_site_follows_the_system_by_day_and_by_night(opened, scheme):
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.reload()
    said = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert said == {"light": "rgb(250, 248, 244)", "dark": "rgb(26, 25, 23)"}[scheme]

"""The coding page as a page: outside changes, conflicts, where one was, access, colours, narrow windows."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from framework_cli.serve.app import STATIC
from tests.browser.conftest import Watched
from tests.render.test_report_palette import contrast, linear
from tests.serve.browser.reading_study import (
    HOSTILE,
    TEXT,
    chosen,
    entries,
    entry,
    press,
    reading_study,
    ready,
    saved,
)
from tests.serve.conftest import Client

pytestmark = pytest.mark.browser

WEEK = "My sister came every week."
NOBODY = "Nobody at work knew."
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return reading_study(tmp_path / "study")


@pytest.fixture
def text(page: Page) -> Page:
    return ready(page)


@pytest.fixture
def opened(browser: Browser, stranger: Client) -> Iterator[Callable[..., Page]]:
    """The page in a window of its own kind; `open_(color_scheme="dark")`."""
    made: list[BrowserContext] = []

    def open_(**how: object) -> Page:
        context = browser.new_context(bypass_csp=True, **how)  # type: ignore[arg-type]
        context.set_default_timeout(5000)
        made.append(context)
        page = context.new_page()
        page.goto(stranger.link)
        return ready(page)

    yield open_
    for context in made:
        context.close()


def axe(page: Page) -> None:
    found = pytest.importorskip("axe_playwright_python.sync_playwright", reason="AXE NOT FOUND")
    results = found.Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_in_either_mode_nor_in_the_palette_nor_in_the_dialogs(
    opened: Callable[..., Page], mode: str
):
    page = opened(color_scheme=mode, viewport={"width": 1440, "height": 900})
    axe(page)
    press(page, "v")
    expect(page.locator(".stripe.other").first).to_be_visible()
    press(page, "n", "o")
    axe(page)
    press(page, "/")
    page.keyboard.type("sh")
    axe(page)
    press(page, "Escape", "?")
    axe(page)
    page.get_by_role("button", name="Change keys …").click()
    axe(page)


@pytest.mark.parametrize("width", [1024, 390])
def test_a_narrower_window_scrolls_only_down_and_axe_finds_nothing(opened: Callable[..., Page], width: int):
    page = opened(viewport={"width": width, "height": 800})
    press(page, "n")
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    assert (
        page.evaluate("(node => node.scrollWidth - node.clientWidth)(document.querySelector('.reading'))")
        == 0
    )
    axe(page)


def test_on_a_narrow_window_a_passage_is_coded_by_finger(opened: Callable[..., Page], study: Path):
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.locator(".line", has_text="And later?").tap()
    expect(page.locator("main .foot b")).to_have_text("P01:5")
    assert chosen(page) == "And later?"
    page.get_by_role("button", name="Find a code", exact=True).tap()
    page.get_by_role("option", name="Shame").tap()
    saved(page)
    assert entry(study, "And later?")["codes"] == ["stigma"]
    page.get_by_role("button", name="Passage", exact=True).tap()
    expect(page.get_by_role("tabpanel", name="Passage")).to_contain_text("Shame")


def tokens(file: str) -> dict[str, tuple[str, str]]:
    """The colours of a style sheet: name to light and dark."""
    css = (STATIC / file).read_text(encoding="utf-8")
    found = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return {name: (light, dark) for name, light, dark in found}


def washed(paper: str, hue: str, times: int) -> tuple[float, float, float]:
    """Paper under so many washes of a hue, mixed as the browser mixes them: in sRGB."""
    share = float(re.search(r"--wash: (\d+)%", (STATIC / "coding.css").read_text())[1]) / 100  # type: ignore[index]
    parts = [int(paper[n : n + 2], 16) for n in (1, 3, 5)]
    over = [int(hue[n : n + 2], 16) for n in (1, 3, 5)]
    for _ in range(times):
        parts = [round(a * (1 - share) + b * share) for a, b in zip(parts, over, strict=True)]
    return linear("#" + "".join(f"{part:02x}" for part in parts))


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("hue", [*range(12), "none"])
def test_every_hue_is_seen_on_paper_and_words_are_read_on_its_wash(hue: int | str, mode: int):
    look, hues = tokens("base.css"), tokens("hues.css")
    colour = hues[f"hue-{hue}"][mode]
    for paper in ("paper", "surface", "sunk", "chosen"):
        assert contrast(linear(colour), linear(look[paper][mode])) >= 3
    for ink in ("ink", "soft"):
        assert contrast(linear(look[ink][mode]), washed(look["paper"][mode], colour, 1)) >= 4.5
    assert contrast(linear(look["ink"][mode]), washed(look["paper"][mode], colour, 3)) >= 4.5
    assert contrast(linear(look["ink"][mode]), linear(look["chosen"][mode])) >= 4.5


def test_whose_coding_it_is_shows_in_more_than_colour(text: Page):
    press(text, "v")
    expect(text.locator(".stripe.other").first).to_be_visible()
    rods = [text.locator(f".stripe.{kind} .rod").first for kind in ("mine", "other")]
    styles = [rod.evaluate("node => getComputedStyle(node).borderInlineStartStyle") for rod in rods]
    assert styles == ["none", "dotted"]
    names = text.evaluate("[...CSS.highlights].filter(([, one]) => one.size).map(([name]) => name)")
    assert {"mine-0-0", "mine-0-1", "other-0-0"} <= set(names)


def test_overlapping_codes_lie_on_levels_of_their_own(text: Page):
    expect(text.locator(".stripe").first).to_be_visible()
    names = text.evaluate("[...CSS.highlights].filter(([, one]) => one.size).map(([name]) => name)")
    assert {"mine-0-0", "mine-0-1", "mine-0-2"} <= set(names)


def test_what_another_program_writes_appears_and_place_and_passage_stay(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4)
    file = study / "annotations" / "P01.AK.yaml"
    file.write_text(file.read_text() + "- id: fresh001\n  quote: And later?\n  codes: [stigma]\n")
    expect(text.get_by_role("button", name="1.2 Shame, line 5, mine")).to_be_visible(timeout=6000)
    assert chosen(text) == NOBODY


def test_a_transcript_changed_on_disk_is_shown_and_the_passage_found_again(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4)
    (study / "transcripts" / "P01.txt").write_text(
        TEXT.replace("INT: Who", "INT: A line before.\n\nINT: Who")
    )
    expect(text.locator(".block").first).to_contain_text("A line before.", timeout=6000)
    assert chosen(text) == NOBODY
    press(text, "2")
    saved(text)
    assert entry(study, NOBODY)["at"] == "5:60-5:80"


def elsewhere(study: Path, old: str, new: str) -> None:
    file = study / "annotations" / "P01.AK.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def memo(page: Page, words: str) -> None:
    page.route("**/api/changes*", lambda route: route.abort())
    press(page, "m")
    page.get_by_role("textbox", name="Memo").fill(words)


def test_a_change_of_something_else_in_the_file_is_no_conflict(text: Page, study: Path):
    press(text, "n")
    memo(text, "Mine")
    elsewhere(study, "codes: [stigma, support-other]", "codes: [stigma]")
    press(text, "Control+Enter")
    expect(text.get_by_role("dialog")).to_have_count(0)
    saved(text)
    assert entry(study, WEEK)["memo"] == "Mine"
    assert [each["codes"] for each in entries(study) if each["id"] == "m2x8d0aa"] == [["stigma"]]


@pytest.mark.parametrize(("keep", "kept"), [("Keep mine", f"Mine {HOSTILE}"), ("Keep theirs", "Theirs <i>")])
def test_a_conflict_shows_both_versions_and_loses_neither(text: Page, study: Path, keep: str, kept: str):
    press(text, "n")
    memo(text, f"Mine {HOSTILE}")
    elsewhere(
        study,
        f"quote: {WEEK}\n  codes: [family]\n",
        f"quote: {WEEK}\n  codes: [family]\n  memo: Theirs <i>\n",
    )
    press(text, "Control+Enter")
    dialog = text.get_by_role("dialog", name="This passage was changed elsewhere")
    expect(dialog.get_by_role("region", name="Mine")).to_contain_text(f"Mine {HOSTILE}")
    expect(dialog.get_by_role("region", name="Theirs, on disk now")).to_contain_text("Theirs <i>")
    press(text, "Escape")
    expect(dialog).to_be_visible()
    assert entry(study, WEEK)["memo"] == "Theirs <i>"
    dialog.get_by_role("button", name=keep).click()
    saved(text)
    expect(dialog).to_have_count(0)
    assert entry(study, WEEK)["memo"] == kept
    press(text, "n")
    assert text.locator("img").count() == 0


def test_what_could_not_be_written_is_kept_said_and_tried_again(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4)
    text.route("**/api/source/P01/excerpts", lambda route: route.abort())
    press(text, "2")
    expect(text.locator("#saved")).to_contain_text("Not saved: The server does not answer.")
    expect(text.get_by_role("button", name="1.2 Shame, line 3, mine")).to_have_count(2)
    text.unroute("**/api/source/P01/excerpts")
    text.get_by_role("button", name="Retry").click()
    saved(text)
    assert entry(study, NOBODY)["codes"] == ["stigma"]


def test_it_opens_again_where_one_was(text: Page):
    press(text, *["ArrowDown"] * 4)
    with text.expect_response("**/api/place"):
        pass
    text.goto(text.url.split("#")[0])
    expect(text.get_by_role("application", name="Transcript P01")).to_be_focused()
    assert chosen(text) == NOBODY


def test_an_address_leads_to_a_line_and_to_an_excerpt(text: Page):
    ready(text, "P01", "/9")
    expect(text.locator("main .foot b")).to_have_text("P01:7-9")
    ready(text, "P01", "?excerpt=m2x8d0aa")
    expect(text.locator("main .foot b")).to_have_text("P01:3")
    assert chosen(text).startswith("came every week.")


def test_transcripts_are_found_by_name_and_gone_through_in_order(text: Page):
    text.get_by_role("button", name="Transcripts …").click()
    text.keyboard.type("p02")
    press(text, "Enter")
    expect(text.get_by_role("application", name="Transcript P02")).to_be_focused()
    text.get_by_role("button", name="Next transcript").click()
    expect(text.get_by_role("application", name="Transcript P01")).to_be_focused()


def test_the_header_says_case_attributes_excerpts_and_codes(text: Page):
    facts = text.locator("#facts")
    expect(facts).to_contain_text("interview · north")
    expect(facts).to_contain_text("2 excerpts · 3 of 5 codes used")
    expect(facts).to_contain_text("Fictional data")
    press(text, *["ArrowDown"] * 4, "4")
    expect(facts).to_contain_text("3 excerpts · 4 of 5 codes used")


def test_the_mode_is_chosen_and_kept(watched: Watched):
    page = ready(watched.page)
    switch = page.get_by_role("button", name="press to change")
    switch.click()
    switch.click()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.reload()
    ready(page)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert watched.complaints == []


def test_front_matter_is_no_talk(text: Page, study: Path):
    (study / "transcripts" / "P02.txt").write_text(
        "---\ncase: P02\n---\nP02: We were two.\n", encoding="utf-8", newline="\n"
    )
    ready(text, "P02")
    expect(text.locator(".front")).to_contain_text("case: P02")
    expect(text.locator(".block")).to_have_text(["P02: We were two."])
    press(text, "ArrowUp", "ArrowDown", "Shift+ArrowUp")
    assert chosen(text) == "P02: We were two."


def test_a_drag_takes_whole_words(text: Page):
    line = text.locator(".line", has_text="Nobody at work knew.")
    line.evaluate(
        """node => {
      const words = node.firstChild, at = words.data.indexOf("body at wo");
      getSelection().setBaseAndExtent(words, at, words, at + 10);
    }"""
    )
    line.dispatch_event("pointerdown", {"pointerType": "mouse"})
    line.dispatch_event("pointerup", {"pointerType": "mouse"})
    expect(text.get_by_role("group", name="Codes for the selected passage")).to_be_visible()
    assert chosen(text) == "Nobody at work"


def test_a_memo_being_written_survives_a_change_from_outside(text: Page, study: Path):
    press(text, "n", "m")
    field = text.get_by_role("textbox", name="Memo")
    field.press_sequentially("Half a thou")
    file = study / "annotations" / "P01.RS.yaml"
    file.write_text(file.read_text().replace("stigma", "family"), encoding="utf-8", newline="\n")
    elsewhere(study, "codes: [stigma, support-other]", "codes: [stigma]")
    expect(text.get_by_role("button", name=re.compile("Other support, line 3"))).to_have_count(
        0, timeout=6000
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("Half a thou")
    press(text, "g", "h", "t", "Control+Enter")
    saved(text)
    assert entry(study, WEEK)["memo"] == "Half a thought"


def test_a_selection_by_finger_keeps_its_handles_and_offers_the_codes(text: Page, study: Path):
    line = text.locator(".line", has_text="Nobody at work knew.")
    line.dispatch_event("pointerdown", {"pointerType": "touch"})
    line.dispatch_event("pointercancel", {"pointerType": "touch"})
    line.evaluate(
        """node => {
      const words = node.firstChild, at = words.data.indexOf("Nobody");
      getSelection().setBaseAndExtent(words, at, words, at + 9);
    }"""
    )
    beside = text.get_by_role("group", name="Codes for the selected passage")
    expect(beside).to_be_visible()
    assert text.evaluate("String(getSelection())") == "Nobody at"
    beside.get_by_role("button", name="Shame").click()
    saved(text)
    assert entry(study, "Nobody at")["codes"] == ["stigma"]


def test_the_focus_stays_where_it_was_or_goes_back_to_the_text(text: Page):
    text.get_by_role("button", name="Not read through").click()
    expect(text.locator("#bar .read")).to_have_text("Read through, codebook 2")
    expect(text.locator("#bar .read")).to_be_focused()
    text.get_by_role("application").focus()
    press(text, "n")
    text.get_by_role("button", name="Remove Help from family").click()
    expect(text.get_by_role("application")).to_be_focused()
    stripe = text.get_by_role("button", name=re.compile("Shame, line 3"))
    stripe.focus()
    press(text, "Enter", "d")
    expect(stripe).to_have_count(0)
    expect(text.get_by_role("application")).to_be_focused()


def test_an_ambiguous_passage_goes_where_somebody_says(text: Page, study: Path):
    twice = TEXT.replace("And later?", "And so: my sister came every week?")
    (study / "transcripts" / "P01.txt").write_text(twice, encoding="utf-8", newline="\n")
    elsewhere(study, "quote: These words are nowhere.", "quote: ister came every week")
    above = text.locator(".unresolved")
    expect(above).to_contain_text("its words stand in more than one place", timeout=6000)
    above.get_by_role("button", name="Line 5").click()
    expect(text.locator("main .foot b")).to_have_text("P01:5")
    above.get_by_role("button", name="It is this one").last.click()
    expect(above).to_have_count(0)
    assert entry(study, "ister came every week")["at"] == "5:18-5:39"

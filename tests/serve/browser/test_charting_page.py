"""Charting in a real browser: by keyboard, with the evidence beside it, and nothing typed is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched
from tests.serve.charts import FILES
from tests.serve.charts import study as written
from tests.serve.conftest import desk_of, serving

HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7*7 }} 🎲"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return written(tmp_path / "study")


def go(page: Page, address: str) -> None:
    page.goto(f"{page.url.partition('#')[0]}#{address}")


@pytest.fixture
def charting(page: Page) -> Page:
    go(page, "/cell/P01/support/family")
    expect(page.get_by_role("textbox", name="Help from family")).to_be_focused()
    return page


def chart(study: Path, name: str = "P01") -> str:
    return (study / "charts" / f"{name}.md").read_text(encoding="utf-8")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator(".cell-foot .state", has_text="saved")).to_have_count(0)


def field(page: Page, name: str = "Help from family") -> Locator:
    return page.get_by_role("textbox", name=name)


def test_a_cell_is_charted_by_keyboard_alone(charting: Page, study: Path) -> None:
    keys = charting.keyboard
    keys.press("Control+A")
    keys.type("Her sister came every week")
    keys.press("Escape")
    keys.press("Home")
    keys.press("i")
    keys.press("ArrowDown")
    keys.press("*")
    keys.press("Enter")
    expect(field(charting)).to_be_focused()
    keys.type(". Nobody else.")
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7] [*@m2x8d0aa]. Nobody else.")
    keys.press("Control+Enter")
    expect(charting.locator("[data-code=family] .chip")).to_have_text("C charted")
    saved(charting)
    text = chart(study)
    assert "\nHer sister came every week [@k3f9a2q7] [*@m2x8d0aa]. Nobody else.\n" in text
    assert "{#family charted=AK on=" in text
    assert "<!-- evidence k3f9a2q7:5f82 m2x8d0aa:" in text


def test_words_are_saved_shortly_after_typing_stops(charting: Page, study: Path) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.type(" More.")
    expect(charting.locator("[data-code=family] .state")).to_have_text("")
    saved(charting)
    assert chart(study) == FILES["charts/P01.md"].replace("[@k3f9a2q7].", "[@k3f9a2q7]. More.")


def test_leaving_saves_at_once(charting: Page, study: Path) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.type(" Left.")
    charting.keyboard.press("Alt+ArrowDown")
    expect(charting.locator("#what h1")).to_contain_text("P02")
    saved(charting)
    assert "[@k3f9a2q7]. Left." in chart(study)
    charting.keyboard.press("Alt+PageDown")
    expect(charting.locator("#what h1")).to_contain_text("2 Money")
    charting.keyboard.press("Alt+ArrowUp")
    expect(charting.locator("#what h1")).to_contain_text("P01")


def test_a_chart_that_is_not_there_yet_is_started(page: Page, study: Path) -> None:
    go(page, "/cell/ANN/support/stigma")
    expect(field(page, "Shame")).to_be_focused()
    page.keyboard.type("They hid it.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-code=stigma] .chip")).to_have_text("C charted")
    assert chart(study, "ANN").startswith("---\ncase: ANN\n---\n")


def test_what_changed_since_it_was_charted_is_said_by_excerpt(charting: Page) -> None:
    expect(charting.locator("[data-code=family] .chip")).to_have_text("S stale")
    remark = charting.locator("[data-code=family] .remarks")
    expect(remark).to_contain_text("1 excerpt new")
    expect(charting.locator(".excerpt[data-id=m2x8d0aa] .changed")).to_contain_text("new since")
    remark.get_by_role("button", name="P01:3").click()
    expect(charting.locator(".excerpt[data-id=m2x8d0aa]")).to_be_focused()


def test_a_summary_without_references_and_one_that_leads_nowhere_are_said(charting: Page) -> None:
    charting.keyboard.press("Control+A")
    charting.keyboard.type("Nothing cited")
    expect(charting.locator("[data-code=family] .remarks")).to_contain_text("No reference yet")
    charting.keyboard.type(" [@gonegone]")
    expect(charting.locator("[data-code=family] .remarks")).to_contain_text("[@gonegone] leads nowhere")


def test_a_reference_shows_its_excerpt_to_the_pointer_and_to_the_focus(charting: Page) -> None:
    charting.locator("[data-code=family] .chips button").focus()
    expect(charting.locator(".peek")).to_contain_text("My sister came every week.")
    charting.keyboard.press("Escape")
    expect(charting.locator(".peek")).to_have_count(0)
    box = charting.locator("[data-code=family] .mirror .in-reference").bounding_box()
    assert box
    charting.mouse.move(box["x"] + 8, box["y"] + 6)
    expect(charting.locator(".peek")).to_contain_text("My sister came every week.")


def test_three_views_of_the_excerpts(charting: Page) -> None:
    names = [("This cell", 2), ("In this summary", 1), ("Whole case", 2)]
    for name, count in names:
        charting.get_by_role("button", name=name).click()
        expect(charting.locator(".excerpt")).to_have_count(count)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("Keep mine", "Mine."),
        ("Keep theirs", "A sister came every week [@k3f9a2q7]."),
        ("Both, one after the other", "A sister came every week [@k3f9a2q7].\n\nMine."),
    ],
)
def test_a_conflict_shows_both_versions_and_loses_neither(
    charting: Page, study: Path, choice: str, words: str
) -> None:
    newer = FILES["charts/P01.md"].replace("Her sister", "A sister")
    charting.keyboard.press("Control+A")
    charting.keyboard.type("Mine.")
    (study / "charts/P01.md").write_text(newer, encoding="utf-8", newline="\n")
    merge = charting.get_by_role("group", name="Two versions of this cell")
    expect(merge).to_be_visible()
    expect(merge.get_by_role("region", name="Mine").get_by_text("Mine.")).to_be_visible()
    expect(merge.get_by_role("region", name="Theirs, on disk now")).to_contain_text(
        "A sister came every week"
    )
    assert chart(study) == newer
    expect(field(charting)).to_be_focused()
    merge.get_by_role("button", name=choice).click()
    expect(field(charting)).to_have_value(words)
    saved(charting)
    expect(merge).to_have_count(0)
    charting.wait_for_timeout(300)
    assert f"\n{words}\n" in chart(study)


def test_an_outside_change_of_another_cell_goes_by_without_a_word(charting: Page, study: Path) -> None:
    newer = FILES["charts/P01.md"] + "\n## 1.2 Shame {#stigma}\nFrom an editor.\n"
    charting.keyboard.press("Control+A")
    charting.keyboard.type("Mine [@k3f9a2q7].")
    (study / "charts/P01.md").write_text(newer, encoding="utf-8", newline="\n")
    expect(field(charting, "Shame")).to_have_value("From an editor.")
    saved(charting)
    assert "\nMine [@k3f9a2q7].\n" in chart(study)
    assert "From an editor." in chart(study)


def test_words_that_would_break_the_cell_stay_in_the_page_with_the_reason(
    charting: Page, study: Path
) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.press("Enter")
    charting.keyboard.type("# A heading")
    expect(charting.locator("[data-code=family] .trouble")).to_contain_text("heading")
    assert chart(study) == FILES["charts/P01.md"]
    charting.keyboard.type(" no")
    charting.keyboard.press("Home")
    charting.keyboard.type("Not ")
    expect(charting.locator("[data-code=family] .trouble")).to_be_empty()
    saved(charting)
    assert "\nNot # A heading no\n" in chart(study)


def test_hostile_words_stay_words(charting: Page, study: Path, watched: Watched) -> None:
    charting.keyboard.press("Control+A")
    charting.keyboard.insert_text(HOSTILE)
    charting.keyboard.press("Alt+ArrowDown")
    expect(charting.locator(".previous p").first).to_have_text(HOSTILE)
    charting.keyboard.press("Alt+ArrowUp")
    expect(field(charting)).to_have_value(HOSTILE)
    assert charting.locator("main img").count() == 0
    assert f"\n{HOSTILE}\n" in chart(study)
    assert watched.complaints == []


def test_undo_takes_a_charted_cell_back(charting: Page, study: Path) -> None:
    charting.keyboard.press("Control+A")
    charting.keyboard.type("Other words.")
    charting.keyboard.press("Control+Enter")
    expect(charting.locator("[data-code=family] .chip")).to_have_text("C charted")
    charting.keyboard.press("Escape")
    charting.keyboard.press("u")
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7].")
    assert chart(study) == FILES["charts/P01.md"]


def test_a_draft_outlives_a_server_that_is_stopped_and_started(context: BrowserContext, study: Path) -> None:
    page = context.new_page()
    with serving(desk_of(study)) as first:
        page.goto(first.link)
        go(page, "/cell/P01/support/family")
        expect(field(page)).to_be_focused()
        port = first.port
    page.keyboard.press("Control+A")
    page.keyboard.type("Typed while it was away.")
    expect(page.locator("#saved")).to_contain_text("Not saved")
    retry = page.get_by_role("button", name="Retry")
    with serving(desk_of(study), port=port) as second:
        retry.click()
        expect(page.locator("#saved")).to_contain_text("not opened the link of this run")
        other = context.new_page()
        other.goto(second.link)
        page.bring_to_front()
        retry.click()
        saved(page)
        expect(field(page)).to_have_value("Typed while it was away.")
        page.wait_for_timeout(300)
    assert "\nTyped while it was away.\n" in chart(study)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(charting: Page, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    charting.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    results = axe.Axe().run(charting)
    assert results.violations_count == 0, results.generate_report()


def test_the_page_fits_a_telephone(charting: Page) -> None:
    charting.set_viewport_size({"width": 390, "height": 844})
    assert charting.evaluate("document.documentElement.scrollWidth") <= 390
    expect(field(charting)).to_be_visible()
    expect(charting.locator(".excerpt").first).to_be_visible()


def test_an_inserted_reference_is_taken_back_by_the_fields_own_undo(charting: Page) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.press("Escape")
    charting.keyboard.press("End")
    charting.keyboard.press("i")
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7]. [@m2x8d0aa]")
    expect(charting.locator(".excerpt[data-id=m2x8d0aa]")).to_be_focused()
    charting.keyboard.press("Enter")
    charting.keyboard.press("Control+Z")
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7].")


def test_a_cell_is_marked_as_charted_from_its_excerpts(charting: Page, study: Path) -> None:
    charting.keyboard.press("Escape")
    charting.keyboard.press("End")
    charting.keyboard.press("i")
    expect(charting.locator(".strip")).to_contain_text("Enter back to the text")
    charting.keyboard.press("Control+Enter")
    expect(charting.locator("[data-code=family] .chip")).to_have_text("C charted")
    expect(charting.locator(".excerpt[data-id=m2x8d0aa]")).to_be_focused()
    saved(charting)
    assert "[@m2x8d0aa]" in chart(study)


def test_silence_is_taken_back_and_the_focus_stays_in_the_cell(page: Page, study: Path) -> None:
    go(page, "/cell/P01/money/debt")
    expect(field(page, "Debt")).to_be_focused()
    page.get_by_role("button", name="Not asked").press("Enter")
    expect(page.locator("[data-code=debt] .chip")).to_have_text("A not asked")
    page.get_by_role("button", name="Take the mark back").press("Enter")
    expect(page.locator("[data-code=debt] .chip")).to_have_text("U uncharted")
    expect(field(page, "Debt")).to_be_focused()
    saved(page)
    assert "{#debt}" in chart(study)


def changed_elsewhere(page: Page, study: Path, words: str) -> None:
    text = chart(study)
    words = text.replace(text.split("-->\n")[1].strip(), words)
    (study / "charts" / "P01.md").write_text(words, encoding="utf-8", newline="\n")


def test_theirs_may_change_again_and_mine_comes_back_by_the_fields_own_undo(
    charting: Page, study: Path, watched: Watched
) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.type(" Mine.")
    changed_elsewhere(charting, study, "Theirs.")
    theirs = charting.get_by_role("region", name="Theirs, on disk now")
    expect(theirs).to_contain_text("Theirs.")
    changed_elsewhere(charting, study, "Theirs, later.")
    expect(theirs).to_contain_text("Theirs, later.")
    expect(field(charting)).to_be_focused()
    charting.get_by_role("button", name="Keep theirs").press("Enter")
    expect(field(charting)).to_have_value("Theirs, later.")
    expect(field(charting)).to_be_focused()
    charting.keyboard.press("Control+Z")
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7]. Mine.")
    charting.keyboard.press("Control+Enter")
    expect(charting.locator("[data-code=family] .chip")).to_have_text("C charted")
    assert "[@k3f9a2q7]. Mine." in chart(study)
    watched.complaints = [each for each in watched.complaints if "412" not in each]


def test_words_that_are_refused_keep_the_focus_when_tried_again(charting: Page, watched: Watched) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.type("\n\n# A heading")
    again = charting.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    again.press("Enter")
    expect(field(charting)).to_be_focused()
    expect(charting.locator(".trouble").first).to_contain_text("hold a heading")
    watched.complaints = [each for each in watched.complaints if "422" not in each]


def test_two_versions_wait_for_whoever_leaves_and_comes_back(
    charting: Page, study: Path, watched: Watched
) -> None:
    charting.keyboard.press("Control+End")
    charting.keyboard.type(" Mine.")
    changed_elsewhere(charting, study, "Theirs.")
    merge = charting.get_by_role("group", name="Two versions of this cell")
    expect(merge).to_be_visible()
    charting.keyboard.press("Alt+ArrowDown")
    expect(charting.locator("#what h1")).to_contain_text("P02")
    charting.keyboard.press("Alt+ArrowUp")
    expect(merge).to_be_visible()
    expect(field(charting)).to_have_value("Her sister came every week [@k3f9a2q7]. Mine.")
    assert "\nTheirs.\n" in chart(study)
    charting.get_by_role("button", name="Both, one after the other").press("Enter")
    saved(charting)
    assert "\nTheirs.\n\nHer sister came every week [@k3f9a2q7]. Mine.\n" in chart(study)
    watched.complaints = [each for each in watched.complaints if "412" not in each]

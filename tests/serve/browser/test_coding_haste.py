"""Somebody faster than the server, or whose server says no: nothing typed is lost, no key goes astray."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Watched
from tests.serve.browser.reading_study import chosen, entries, entry, press, reading_study, ready

pytestmark = pytest.mark.browser

WEEK = "My sister came every week."
NOBODY = "Nobody at work knew."
# What the page asks goes out at once; what it writes, and what it reads of a source, is answered late.
SLOW = """wait => {
  const real = window.fetch;
  window.fetch = async (path, how) => {
    const reply = await real(path, how);
    if (how.method !== "GET" || path.includes("/api/source/") || path.includes("/api/cells/"))
      await new Promise((done) => setTimeout(done, wait));
    return reply;
  };
}"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return reading_study(tmp_path / "study")


@pytest.fixture
def text(page: Page) -> Page:
    return ready(page)


def slow(page: Page, wait: int = 700) -> None:
    page.evaluate(SLOW, wait)


def saved(page: Page) -> None:
    """Many writes, each answered late."""
    expect(page.locator("#saved")).to_have_text("Saved", timeout=15_000)


def asked(page: Page, of: str = "") -> list[str]:
    """What the page writes from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method != "GET" and of in request.url:
            found.append(f"{request.method} {request.url.split('/api/')[1]}")

    page.on("request", note)
    return found


def test_a_star_a_memo_and_a_second_code_pressed_before_the_answer_all_land(watched: Watched, study: Path):
    page = ready(watched.page)
    slow(page)
    press(page, *["ArrowDown"] * 4, "2", "*", "1", "m")
    page.keyboard.type("He says this twice. d u 1", delay=70)
    press(page, "Escape")
    expect(page.get_by_role("application")).to_be_focused()
    saved(page)
    made = entry(study, NOBODY)
    assert (made["codes"], made["quotable"], made["memo"]) == (
        ["stigma", "family"],
        True,
        "He says this twice. d u 1",
    )
    assert watched.complaints == []


def test_a_code_taken_off_before_it_was_answered_leaves_nothing(watched: Watched, study: Path):
    page = ready(watched.page)
    before = (study / "annotations" / "P01.AK.yaml").read_bytes()
    slow(page, 300)
    press(page, *["ArrowDown"] * 4, "2", "d", "2", "d")
    saved(page)
    assert (study / "annotations" / "P01.AK.yaml").read_bytes() == before
    assert watched.complaints == []


def test_what_was_done_to_a_passage_that_was_refused_is_not_asked_for_and_its_memo_is_offered(text: Page):
    def refuse(route: Route) -> None:
        route.fulfill(status=422, json={"problem": {"message": "No room here.", "hint": ""}})

    text.route("**/api/source/P01/excerpts", refuse)
    slow(text, 600)
    writes = asked(text, "/api/excerpts")
    press(text, *["ArrowDown"] * 4, "2", "*", "m")
    text.keyboard.type("Words that matter")
    press(text, "Control+Enter")
    expect(text.locator(".toast", has_text="No room here.")).to_be_visible()
    offer = text.get_by_role("button", name="Show what I wrote")
    offer.click()
    expect(text.get_by_role("textbox", name="What you wrote")).to_have_value("Words that matter")
    assert writes == []


def test_a_memo_goes_on_while_it_is_saved_in_the_pauses(text: Page, study: Path):
    slow(text, 400)
    press(text, "n", "m")
    for words in ("He says", " this", " twice."):
        text.keyboard.type(words, delay=20)
        text.wait_for_timeout(1650)
    expect(text.get_by_role("textbox", name="Memo")).to_be_focused()
    text.evaluate("document.activeElement.setSelectionRange(0, 0)")
    text.keyboard.type("Note: ", delay=90)
    press(text, "Escape")
    saved(text)
    assert entry(study, WEEK)["memo"] == "Note: He says this twice."


def test_the_field_of_a_memo_is_the_same_one_through_every_answer(text: Page):
    slow(text, 200)
    press(text, *["ArrowDown"] * 4, "2", "*", "m")
    text.evaluate("window.field = document.activeElement")
    text.keyboard.type("a", delay=20)
    text.wait_for_timeout(1200)
    assert text.evaluate("document.activeElement === window.field && window.field.isConnected")


def test_letters_typed_into_the_memo_of_a_passage_taken_out_elsewhere_are_no_keys(text: Page, study: Path):
    press(text, "n", "m")
    text.keyboard.type("Half")
    file = study / "annotations" / "P01.AK.yaml"
    _, rest = file.read_text(encoding="utf-8").split("- id: m2x8d0aa")
    file.write_text("- id: m2x8d0aa" + rest, encoding="utf-8", newline="\n")
    expect(text.locator("#facts")).to_contain_text("1 excerpt ", timeout=6000)
    expect(text.get_by_role("textbox", name="Memo")).to_be_focused()
    writes = asked(text, "/api/undo")
    text.keyboard.type(" udr1")
    press(text, "Escape")
    text.wait_for_timeout(800)
    text.get_by_role("button", name="Show what I wrote").click()
    expect(text.get_by_role("textbox", name="What you wrote")).to_have_value("Half udr1")
    assert writes == []
    assert [each["id"] for each in entries(study)] == ["m2x8d0aa", "lost0001"]


@pytest.mark.parametrize("steps", [["n"], ["ArrowDown"] * 4], ids=["coded", "not coded"])
def test_a_memo_is_saved_when_one_goes_back_in_the_middle_of_it(text: Page, study: Path, steps: list[str]):
    ready(text, "P02")
    ready(text)
    press(text, "Escape", *steps, "m")
    text.keyboard.type("Left in the middle")
    text.go_back()
    expect(text.get_by_role("application", name="Transcript P02")).to_be_focused()
    saved(text)
    assert "Left in the middle" in [each.get("memo") for each in entries(study)]


def test_an_answer_that_comes_after_one_has_gone_on_changes_nothing_there(text: Page):
    slow(text, 1000)
    press(text, *["ArrowDown"] * 4, "2")
    text.get_by_role("button", name="Next transcript").click()
    expect(text.get_by_role("application", name="Transcript P02")).to_be_visible()
    press(text, "ArrowDown")
    saved(text)
    expect(text.locator("#bar h1")).to_have_text("P02")
    expect(text.locator("main .foot b")).to_have_text("P02:1")
    assert chosen(text) == "P02: We were two."


def test_a_view_that_comes_late_does_not_cover_the_one_that_was_asked_for_since(text: Page):
    slow(text, 900)
    press(text, "n", "g", "c")
    text.wait_for_url("**/#/cell/P01/support/family")
    text.go_back()
    expect(text.get_by_role("application", name="Transcript P01")).to_be_focused()
    text.wait_for_timeout(1500)
    expect(text.get_by_role("application", name="Transcript P01")).to_be_focused()
    expect(text.locator("#bar h1")).to_have_text("P01")


def test_undo_pressed_many_times_and_a_code_right_behind_it(watched: Watched, study: Path):
    page = ready(watched.page)
    before = (study / "annotations" / "P01.AK.yaml").read_bytes()
    slow(page, 120)
    press(page, *["ArrowDown"] * 4, "1", "2", "3", "*")
    press(page, *["u"] * 6)
    saved(page)
    assert (study / "annotations" / "P01.AK.yaml").read_bytes() == before
    expect(page.get_by_role("application")).to_be_focused()
    press(page, *["Shift+U"] * 4)
    saved(page)
    made = entry(study, NOBODY)
    assert (made["codes"], made["quotable"]) == (["family", "stigma", "support-other"], True)
    press(page, "u", "m")
    page.keyboard.type("After all")
    press(page, "Escape")
    saved(page)
    assert entry(study, NOBODY)["memo"] == "After all"


def test_a_passage_on_its_way_stays_in_sight_while_the_view_changes(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4)
    slow(text, 500)
    press(text, "v", "2")
    stripe = text.get_by_role("button", name="1.2 Shame, line 3, mine").last
    press(text, "*")
    saved(text)
    expect(text.get_by_role("button", name="1.2 Shame, line 3, mine, quotable")).to_have_count(1)
    expect(stripe).to_be_visible()
    assert entry(study, NOBODY)["quotable"]


def test_a_key_held_down_takes_one_code_off(text: Page, study: Path):
    press(text, "n", "o")
    for _ in range(3):
        text.keyboard.down("d")
    text.keyboard.up("d")
    saved(text)
    assert [each["codes"] for each in entries(study) if each["id"] == "m2x8d0aa"] == [["support-other"]]


def test_enter_finds_a_code_also_where_the_palette_has_another_key(text: Page):
    text.evaluate(
        """() => fetch("/api/place", {method: "POST", headers: {"Content-Type": "application/json"},
        body: JSON.stringify({keys: {palette: "f"}})})"""
    )
    text.reload()
    ready(text)
    for key in ("f", "Enter"):
        press(text, "ArrowDown", key)
        expect(text.get_by_role("combobox")).to_be_focused()
        press(text, "Escape")
        expect(text.get_by_role("application")).to_be_focused()


def test_a_button_that_goes_gives_the_focus_back_to_the_text(text: Page):
    press(text, *["ArrowDown"] * 4)
    text.route("**/api/source/P01/excerpts", lambda route: route.abort())
    press(text, "2")
    expect(text.locator("#saved")).to_contain_text("Not saved: The server does not answer.")
    text.unroute("**/api/source/P01/excerpts")
    text.get_by_role("button", name="Retry").focus()
    press(text, "Enter")
    saved(text)
    expect(text.get_by_role("application")).to_be_focused()
    press(text, "u")
    text.get_by_role("button", name="Close this message").last.focus()
    press(text, "Enter")
    expect(text.get_by_role("application")).to_be_focused()


def test_a_file_that_cannot_be_read_whole_is_said_above_the_text_and_is_left_alone(text: Page, study: Path):
    file = study / "annotations" / "P01.AK.yaml"
    broken = file.read_text(encoding="utf-8") + "- id: [never closed\n"
    file.write_text(broken, encoding="utf-8", newline="\n")
    banner = text.get_by_role("region", name="A file that must be mended")
    expect(banner).to_contain_text("annotations/P01.AK.yaml", timeout=6000)
    press(text, *["ArrowDown"] * 4, "2")
    expect(text.locator("#saved")).to_contain_text("Not saved")
    assert file.read_text(encoding="utf-8") == broken
    text.get_by_role("button", name="Drop it").click()
    file.write_text(broken.replace("- id: [never closed\n", ""), encoding="utf-8", newline="\n")
    expect(banner).to_have_count(0, timeout=6000)
    expect(text.locator("#facts")).to_contain_text("2 excerpts")


def test_codes_used_are_those_of_the_codebook(text: Page, study: Path):
    file = study / "annotations" / "P01.AK.yaml"
    file.write_text(file.read_text().replace("[family]", "[family, gone, support]", 1), newline="\n")
    expect(text.get_by_role("button", name="gone, line 3, mine")).to_have_count(1, timeout=6000)
    expect(text.locator("#facts")).to_contain_text("3 of 5 codes used")


def test_an_agreed_coding_is_a_double_line_and_can_be_told_in_the_margin(text: Page, study: Path):
    (study / "annotations" / "P01.agreed.yaml").write_text(
        f"- id: ag000001\n  quote: {NOBODY}\n  codes: [stigma]\n", encoding="utf-8", newline="\n"
    )
    press(text, "v")
    stripe = text.get_by_role("button", name="1.2 Shame, line 3, agreed")
    expect(stripe).to_be_visible(timeout=6000)
    rules = text.evaluate("[...document.adoptedStyleSheets[0].cssRules].map((rule) => rule.cssText)")
    drawn = text.evaluate("[...CSS.highlights].filter(([, one]) => one.size).map(([name]) => name)")
    (name,) = (name for name in drawn if name.startswith("agreed-"))
    (rule,) = (rule for rule in rules if f"::highlight({name})" in rule)
    assert "double" in rule
    sides = "node => [getComputedStyle(node).borderLeftWidth, getComputedStyle(node).borderRightWidth]"
    assert stripe.locator(".rod").evaluate(sides) == ["2px", "2px"]
    stripe.click()
    text.get_by_role("application").focus()
    press(text, "d")
    expect(text.locator("#live")).to_contain_text("agreed coding")


def test_the_same_message_is_not_stacked(text: Page):
    for _ in range(3):
        press(text, "r")
        saved(text)
    expect(text.locator(".toast", has_text="is read through")).to_have_count(1)


@pytest.mark.parametrize("name", ["Lines", "One"])
def test_a_source_without_a_blank_line_stays_usable(text: Page, study: Path, name: str):
    sentence = "We managed somehow and nobody asked us what it cost."
    talk = "\n".join([sentence] * 1500) if name == "Lines" else " ".join([sentence] * 5700)
    (study / "transcripts" / f"{name}.txt").write_text(talk + "\n", encoding="utf-8", newline="\n")
    text.evaluate("where => { location.hash = where }", f"/source/{name}")
    text.reload(timeout=30_000)
    expect(text.get_by_role("application", name=f"Transcript {name}")).to_be_focused(timeout=30_000)
    press(text, *["ArrowDown"] * 120)
    assert chosen(text) == sentence
    expect(text.locator("main .foot b")).to_have_text(f"{name}:{120 if name == 'Lines' else 1}")
    press(text, "Shift+ArrowDown", "2")
    saved(text)
    (made,) = entries(study, f"{name}.AK")
    assert made["quote"].split() == f"{sentence} {sentence}".split()


def test_without_motion_nothing_moves_and_forced_colours_keep_what_is_picked(text: Page):
    text.emulate_media(reduced_motion="reduce", forced_colors="active")
    press(text, "n", "r")
    toast = text.locator(".toast").last
    assert toast.evaluate("node => getComputedStyle(node).animationName") == "none"
    rod = text.locator(".stripe.is .rod").first
    assert rod.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(3, 95, 151)"
    tab = text.get_by_role("tab", name="Passage")
    assert tab.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


def test_a_passage_far_away_is_in_sight_once_it_is_picked(text: Page, study: Path):
    turns = [f"P01: Turn {n}. " + "We managed somehow. " * (n % 40) for n in range(600)]
    turns[430] = "P01: This is the one."
    (study / "transcripts" / "Far.txt").write_text("\n\n".join(turns) + "\n", encoding="utf-8", newline="\n")
    (study / "annotations" / "Far.AK.yaml").write_text(
        "- id: far00001\n  quote: This is the one.\n  codes: [stigma]\n", encoding="utf-8", newline="\n"
    )
    text.reload()
    ready(text, "Far")
    press(text, "n")
    assert chosen(text) == "This is the one."
    line = text.locator(".line", has_text="This is the one.")
    expect(line).to_be_in_viewport()
    text.wait_for_timeout(500)
    expect(line).to_be_in_viewport()


def test_two_pages_of_the_same_transcript_write_by_turns(watched: Watched, study: Path):
    one = ready(watched.page)
    two = one.context.new_page()
    two.goto(one.url)
    ready(two)
    for page, key in ((one, "1"), (two, "2"), (one, "3"), (two, "*")):
        page.bring_to_front()
        press(page, "Escape", *["ArrowUp"] * 12, *["ArrowDown"] * 3, key)
        saved(page)
    made = entry(study, NOBODY)
    assert (sorted(made["codes"]), made["quotable"]) == (["family", "stigma", "support-other"], True)
    assert watched.complaints == []

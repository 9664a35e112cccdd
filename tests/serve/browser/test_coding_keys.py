"""Coding by keyboard and mouse in a real browser: every key, and what it leaves on disk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watched
from tests.serve.browser.reading_study import (
    HOSTILE,
    chosen,
    entries,
    entry,
    press,
    reading_study,
    ready,
    saved,
)

pytestmark = pytest.mark.browser

WEEK = "My sister came every week."
LOVELY = "She is \U0001f600 lovely, honestly."
NOBODY = "Nobody at work knew."
LONG = (
    "I kept it to myself, because in a place\nlike that you never know who is listening and\n"
    "who will carry it further up."
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return reading_study(tmp_path / "study")


@pytest.fixture
def text(page: Page) -> Page:
    return ready(page)


def passage(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Passage")


def test_a_passage_is_coded_with_two_presses_and_the_entry_is_on_disk(text: Page, study: Path):
    press(text, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")
    assert chosen(text) == NOBODY
    press(text, "2")
    expect(text.locator("#live")).to_contain_text("Shame applied, 1 code")
    saved(text)
    made = entry(study, NOBODY)
    assert made["codes"] == ["stigma"]
    assert made["at"] == "3:60-3:80"


def test_arrows_walk_from_sentence_to_sentence_over_wrapped_lines_and_signs_of_two_units(text: Page):
    seen = []
    for _ in range(8):
        press(text, "ArrowDown")
        seen.append(chosen(text))
    first = ["Who helped you then?", WEEK, LOVELY, NOBODY, "And later?"]
    assert seen == [*first, LONG, "Then I stopped.", "Nai\u0308ve, I was."]
    press(text, "ArrowUp")
    assert chosen(text) == "Then I stopped."


def test_shift_and_arrows_extend_by_sentences_and_take_them_back(text: Page):
    press(text, "ArrowDown", "ArrowDown", "Shift+ArrowDown")
    assert chosen(text) == f"{WEEK} {LOVELY}"
    press(text, "Shift+ArrowUp")
    assert chosen(text) == WEEK
    press(text, "Shift+ArrowUp")
    assert chosen(text) == f"Who helped you then?|{WEEK}"
    press(text, "Shift+ArrowDown")
    assert chosen(text) == WEEK


def test_arrows_move_the_end_and_with_shift_the_start_by_a_word(text: Page):
    press(text, "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft")
    assert chosen(text) == "My sister came"
    press(text, "ArrowRight", "Shift+ArrowRight")
    assert chosen(text) == "sister came every"
    press(text, "Shift+ArrowLeft")
    assert chosen(text) == "My sister came every"


def test_t_takes_the_whole_turn(text: Page):
    press(text, "ArrowDown", "ArrowDown", "t")
    assert chosen(text) == f"{WEEK} {LOVELY} {NOBODY}"


def test_places_after_an_emoji_are_code_points_on_disk(text: Page, study: Path):
    press(text, *["ArrowDown"] * 3, "1")
    saved(text)
    made = entry(study, LOVELY)
    assert made["at"] == "3:33-3:59"
    press(text, "q")
    expect(text.locator("#live")).to_contain_text("Help from family is there already")


def test_the_palette_shows_a_definition_and_enter_applies(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4, "/")
    box = text.get_by_role("combobox", name="Name, number or words of the definition")
    expect(box).to_be_focused()
    text.keyboard.type("brothers in law")
    expect(text.get_by_role("listbox").get_by_role("option")).to_have_count(0)
    box.fill("hlp fam")
    option = text.get_by_role("option", name="Help from family")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    expect(text.locator(".beside")).to_contain_text("What relatives did.")
    expect(text.locator(".beside")).to_contain_text("Sisters and brothers in law.")
    expect(text.locator(".beside")).to_contain_text("Neighbours.")
    press(text, "Enter")
    expect(text.get_by_role("application")).to_be_focused()
    saved(text)
    assert entry(study, NOBODY)["codes"] == ["family"]


def test_the_palette_stays_with_ctrl_enter_and_finds_by_number_and_by_definition(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4, "Enter")
    text.keyboard.type("1.2")
    press(text, "Control+Enter")
    box = text.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    text.keyboard.type("relatives")
    press(text, "Enter")
    expect(box).to_have_count(0)
    saved(text)
    assert entry(study, NOBODY)["codes"] == ["stigma", "family"]


def test_a_plus_in_the_palette_adds_an_open_label(text: Page, study: Path):
    press(text, *["ArrowDown"] * 4, "/")
    text.keyboard.type("+felt <b>watched</b>")
    press(text, "Enter")
    saved(text)
    assert entry(study, NOBODY)["open"] == ["felt <b>watched</b>"]
    expect(text.locator(".labels")).to_contain_text("felt <b>watched</b>")


def test_n_goes_from_coded_passage_to_coded_passage_and_back(text: Page):
    press(text, "n")
    assert chosen(text) == WEEK
    press(text, "n")
    assert chosen(text) == "came every week. She is \U0001f600 lovely"
    press(text, "n")
    expect(text.locator("#live")).to_contain_text("No coded passage after this")
    press(text, "Shift+N")
    assert chosen(text) == WEEK


def test_o_cycles_through_the_codes_that_overlap_and_d_removes_the_one_shown(text: Page, study: Path):
    press(text, "n", "o")
    expect(text.locator("#live")).to_contain_text("2 of 3: Shame, yours")
    press(text, "o")
    expect(text.locator("#live")).to_contain_text("3 of 3: Other support, yours")
    press(text, "o")
    expect(text.locator("#live")).to_contain_text("1 of 3: Help from family, yours")
    press(text, "o", "d")
    saved(text)
    assert [each["codes"] for each in entries(study) if each["id"] == "m2x8d0aa"] == [["support-other"]]
    press(text, "d")
    saved(text)
    assert "m2x8d0aa" not in {each["id"] for each in entries(study)}


def test_undo_says_what_it_undid_and_goes_there_and_redo_does_it_again(text: Page, study: Path):
    press(text, "n", "d")
    saved(text)
    press(text, *["ArrowDown"] * 6, "u")
    expect(text.locator(".toast")).to_contain_text("undone: P01:3")
    expect(text.locator(".codes-of")).to_contain_text("Help from family")
    assert chosen(text) == WEEK
    assert "k3f9a2q7" in {each["id"] for each in entries(study)}
    press(text, "Shift+U")
    expect(text.locator(".toast").last).to_contain_text("done again")
    assert "k3f9a2q7" not in {each["id"] for each in entries(study)}


def test_a_star_marks_as_quotable_and_m_writes_a_memo(text: Page, study: Path):
    press(text, "n", "*")
    saved(text)
    press(text, "m")
    field = text.get_by_role("textbox", name="Memo")
    expect(field).to_be_focused()
    text.keyboard.type("Compare P02. d n u")
    press(text, "Control+Enter")
    expect(text.get_by_role("application")).to_be_focused()
    saved(text)
    made = entry(study, WEEK)
    assert (made["quotable"], made["memo"]) == (True, "Compare P02. d n u")


def test_r_marks_the_source_as_read_through_under_the_codebooks_version(text: Page, study: Path):
    expect(text.locator("#bar .read")).to_have_text("Not read through")
    press(text, "r")
    expect(text.locator("#bar .read")).to_have_text("Read through, codebook 2")
    assert "codebook: 2" in (study / "annotations" / "P01.AK.yaml").read_text()


def test_boundaries_of_a_coded_passage_are_moved_and_saved_with_enter(text: Page, study: Path):
    press(text, "n", "ArrowRight")
    expect(text.locator("main .foot")).to_contain_text("Moving the boundary")
    assert entry(study, WEEK)["id"] == "k3f9a2q7"
    press(text, "Shift+ArrowRight", "Enter")
    saved(text)
    assert entry(study, "sister came every week. She")["id"] == "k3f9a2q7"
    expect(text.get_by_role("combobox")).to_have_count(0)
    assert chosen(text) == "sister came every week. She"


def test_escape_puts_a_moved_boundary_back(text: Page, study: Path):
    before = (study / "annotations" / "P01.AK.yaml").read_bytes()
    press(text, "n", "ArrowRight", "Escape")
    assert chosen(text) == WEEK
    text.wait_for_timeout(1700)
    assert (study / "annotations" / "P01.AK.yaml").read_bytes() == before


def test_a_moved_boundary_is_saved_after_a_pause(text: Page, study: Path):
    press(text, "n", "ArrowLeft")
    expect(text.locator("main .foot")).not_to_contain_text("Moving", timeout=4000)
    saved(text)
    assert entry(study, "My sister came every")["id"] == "k3f9a2q7"


def test_v_goes_from_mine_to_others_to_blind_and_blind_is_sent_nothing_of_others(watched: Watched):
    page = ready(watched.page)
    stripe = page.get_by_role("button", name="1.2 Shame, line 3, by RS, has a memo")
    expect(stripe).to_have_count(0)
    press(page, "v")
    expect(stripe).to_have_count(1)
    expect(page.get_by_role("button", name="+ Others")).to_have_attribute("aria-pressed", "true")
    stripe.focus()
    press(page, "Enter")
    expect(passage(page)).to_contain_text("</script><b>RS</b>")
    page.get_by_role("application").focus()
    press(page, "d")
    expect(page.locator("#live")).to_contain_text("This is RS's: only your own coding can be changed")
    press(page, "v")
    expect(page.get_by_role("button", name="Blind")).to_have_attribute("aria-pressed", "true")
    expect(stripe).to_have_count(0)
    assert watched.complaints == []


def test_g_c_leads_to_the_passages_cell_and_g_m_to_the_matrix(text: Page):
    press(text, "n", "g", "c")
    text.wait_for_url("**/#/cell/P01/support/family")
    expect(text.locator("#what h1")).to_have_text("P01 · 1 Support")
    ready(text)
    press(text, "g", "m")
    expect(text.locator("#what h1")).to_have_text("Matrix")
    expect(text).to_have_url(re.compile("#/grid$"))


def test_a_key_can_be_another_one_and_what_would_answer_twice_is_refused(text: Page):
    press(text, "?")
    expect(text.get_by_role("dialog", name="Keys")).to_contain_text("Next coded passage")
    text.get_by_role("button", name="Change keys …").click()
    text.get_by_label("Next coded passage", exact=True).focus()
    press(text, "t")
    text.get_by_role("button", name="Save keys").click()
    expect(text.get_by_role("dialog")).to_contain_text("t would do two things")
    text.get_by_label("Next coded passage", exact=True).focus()
    text.wait_for_timeout(1300)
    press(text, "x")
    text.get_by_role("button", name="Save keys").click()
    saved(text)
    text.reload()
    ready(text)
    press(text, "x")
    assert chosen(text) == WEEK
    press(text, "n")
    assert chosen(text) == WEEK


def test_keys_pressed_outside_the_text_do_nothing_and_in_a_field_they_write(text: Page, study: Path):
    before = (study / "annotations" / "P01.AK.yaml").read_bytes()
    press(text, "n")
    text.get_by_role("button", name="Find a code").or_(text.get_by_role("button", name="Keys")).last.focus()
    press(text, "d", "1", "r", "*")
    text.get_by_role("textbox", name="Memo").focus()
    text.keyboard.type("d1r*")
    press(text, "Backspace", "Backspace", "Backspace", "Backspace", "Escape")
    saved(text)
    assert (study / "annotations" / "P01.AK.yaml").read_bytes() == before


def test_a_drag_offers_the_recent_codes_and_a_search_beside_the_selection(text: Page, study: Path):
    line = text.locator(".line", has_text="Nobody at work knew.")
    ends = line.evaluate("""node => ["Nobody at", "work knew"].map((words, n) => {
      const at = node.firstChild.data.indexOf(words), range = document.createRange();
      range.setStart(node.firstChild, n ? at + 9 : at);
      range.collapse(true);
      const box = range.getBoundingClientRect();
      return [box.x, box.y + box.height / 2];
    })""")
    text.mouse.move(*ends[0])
    text.mouse.down()
    text.mouse.move(*ends[1], steps=4)
    text.mouse.up()
    beside = text.get_by_role("group", name="Codes for the selected passage")
    expect(beside).to_be_visible()
    assert chosen(text) == "Nobody at work knew"
    beside.get_by_role("button", name="Other support").click()
    saved(text)
    assert entry(study, "Nobody at work knew")["codes"] == ["support-other"]
    expect(beside).to_be_hidden()
    expect(text.get_by_role("application")).to_be_focused()


def test_a_click_takes_the_sentence_and_a_stripe_picks_its_passage(text: Page):
    text.locator(".line", has_text="And later?").click()
    expect(text.locator("main .foot b")).to_have_text("P01:5")
    assert chosen(text) == "And later?"
    text.get_by_role("button", name="1.1 Help from family, line 3, mine").click()
    assert chosen(text) == WEEK
    expect(passage(text).locator("li.is")).to_contain_text("Help from family")


def test_hostile_text_and_names_are_text(watched: Watched, study: Path):
    page = ready(watched.page)
    expect(page.locator(".block").last).to_contain_text(f"{HOSTILE} {{{{ 7*7 }}}} =1+1 | and so on.")
    expect(page.locator(".tree")).to_contain_text(HOSTILE)
    press(page, *["ArrowDown"] * 9, "4")
    saved(page)
    assert entries(study)[-1]["codes"] == ["listening"]
    press(page, "/")
    expect(page.get_by_role("option", name=HOSTILE)).to_be_visible()
    press(page, "Escape")
    assert page.locator("img").count() == 0
    assert "owned" not in page.title()
    assert watched.complaints == []


def test_passages_without_a_place_stand_above_the_text_until_somebody_decides(text: Page, study: Path):
    above = text.locator(".unresolved")
    expect(above).to_contain_text("1 passage without a certain place")
    expect(above).to_contain_text("These words are nowhere.")
    above.get_by_role("button", name="Take it out").click()
    expect(above).to_have_count(0)
    assert "lost0001" not in {each["id"] for each in entries(study)}
    text.get_by_role("application").focus()
    press(text, "u")
    expect(above).to_contain_text("These words are nowhere.")

"""The matrix as progress in a real browser: by keyboard, with what is refused said."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serve.charts import study as written


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return written(tmp_path / "study")


@pytest.fixture
def matrix(page: Page) -> Page:
    page.goto(f"{page.url.partition('#')[0]}#/grid")
    expect(page.locator(".box").first).to_be_focused()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_every_state_has_a_letter_and_the_legend_counts_them(matrix: Page) -> None:
    row = matrix.locator(".row-of-case").first.locator(".box")
    assert [each.inner_text().split() for each in row.all()] == [["S", "2"], ["U", "1"], ["U"]]
    expect(matrix.locator(".legend")).to_contain_text("uncharted 11")
    expect(matrix.locator(".legend")).to_contain_text("stale 1")
    expect(matrix.locator(".group-name").first).to_contain_text("site: north")
    expect(matrix.locator(".range")).to_have_text("P01 · 1.1 Help from family: stale, 2 excerpts")


def test_a_cell_is_opened_by_keyboard(matrix: Page) -> None:
    press(matrix, "ArrowDown", "ArrowRight", "Enter")
    expect(matrix.locator("#what h1")).to_have_text("P02 · 1 Support")
    expect(matrix.get_by_role("textbox", name="Shame")).to_be_focused()
    press(matrix, "Escape")
    matrix.go_back()
    expect(matrix.locator(".range")).to_contain_text("P02 · 1.2 Shame")


def test_a_range_is_marked_and_what_is_refused_is_said_with_its_reason(matrix: Page, study: Path) -> None:
    press(matrix, "ArrowRight", "Shift+ArrowRight", "a")
    expect(matrix.locator(".refused")).to_contain_text("P01/stigma has excerpts, so it cannot be not-asked")
    expect(matrix.locator(".row-of-case").first.locator(".box").last).to_have_text("A")
    expect(matrix.locator(".box").nth(2)).to_be_focused()
    assert "{#debt state=not-asked}" in (study / "charts/P01.md").read_text(encoding="utf-8")
    press(matrix, "u")
    expect(matrix.locator(".row-of-case").first.locator(".box").last).to_have_text("U")
    assert "debt" not in (study / "charts/P01.md").read_text(encoding="utf-8")


def test_nothing_said_of_one_cell(matrix: Page, study: Path) -> None:
    press(matrix, "End", "ArrowDown", "n")
    expect(matrix.locator(".legend")).to_contain_text("nothing said 1")
    assert "{#debt state=nothing-said}" in (study / "charts/P02.md").read_text(encoding="utf-8")


def test_the_next_cell_to_chart_is_a_key_away(matrix: Page) -> None:
    press(matrix, "j")
    expect(matrix.locator("#what h1")).to_have_text("P01 · 1 Support")
    expect(matrix.get_by_role("textbox", name="Help from family")).to_be_focused()


def test_a_change_from_outside_appears(matrix: Page, study: Path) -> None:
    (study / "charts/BOB.md").write_text("## Debt {#debt}\nHe owed.\n", encoding="utf-8", newline="\n")
    expect(matrix.locator(".legend")).to_contain_text("draft 1")
    expect(matrix.locator(".box").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(matrix: Page, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="AXE NOT FOUND: pip install axe-playwright-python"
    )
    matrix.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    results = axe.Axe().run(matrix)
    assert results.violations_count == 0, results.generate_report()


def test_the_matrix_scrolls_within_a_telephone(matrix: Page) -> None:
    matrix.set_viewport_size({"width": 390, "height": 844})
    assert matrix.evaluate("document.documentElement.scrollWidth") <= 390
    press(matrix, "Control+End")
    expect(matrix.locator(".box").last).to_be_in_viewport()


def test_a_mark_is_taken_back_by_a_key(matrix: Page, study: Path) -> None:
    press(matrix, "End", "n")
    expect(matrix.locator(".row-of-case").first.locator(".box").last).to_have_text("N")
    press(matrix, "d")
    expect(matrix.locator(".row-of-case").first.locator(".box").last).to_have_text("U")
    assert "{#debt}" in (study / "charts/P01.md").read_text(encoding="utf-8")
    press(matrix, "Home", "d")
    expect(matrix.locator(".refused")).to_contain_text("P01/family has a summary")


def test_who_goes_on_while_a_mark_is_written_sees_it_where_it_belongs(matrix: Page) -> None:
    press(matrix, "End", "n", "ArrowDown", "ArrowLeft")
    expect(matrix.locator(".row-of-case").first.locator(".box").last).to_have_text("N")
    expect(matrix.locator(".range")).to_contain_text("P02 · 1.2 Shame")


def test_long_names_are_told_apart_on_a_telephone(page: Page, study: Path) -> None:
    names = [f"request-for-commits-and-much-more-{n}" for n in (1, 10)]
    for name in names:
        (study / f"transcripts/{name}.txt").write_text("P: Words.\nP: More.\n", encoding="utf-8")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.url.partition('#')[0]}#/grid")
    for name in names:
        case = page.get_by_role("link", name=name, exact=True)
        expect(case).to_have_count(1)
        end = case.locator(".end")
        assert name.endswith(end.inner_text())
        assert end.evaluate("node => node.scrollWidth <= node.clientWidth + 1")

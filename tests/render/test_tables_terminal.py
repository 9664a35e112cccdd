"""Tables on a terminal of 80 columns: nothing is lost, crushed, interpreted or shown by colour alone."""

import io
from collections.abc import Callable
from typing import Any

from rich.console import Console

from framework_cli.model.table import Blank, Table
from framework_cli.render.terminal import print_table

THEMES = {
    "1 Forming a community": [
        "Discussion led by lived experience",
        "Stigma",
        "Sharing across organisations",
        "Other",
    ],
    "2 Referral": ["Referral pathway", "Training of staff", "Confidence to ask", "Other"],
    "3 Sustaining the work": ["Funding", "Leadership and responsibility", "Time", "Other"],
}
LEGEND = {"charted": "C", "stale": "S", "nothing-said": "N", "not-asked": "X", "uncharted": "·"}


def printed(table: Table, width: int = 80, **more: Any) -> str:
    stream = io.StringIO()
    print_table(table, Console(file=stream, width=width, highlight=False, markup=False, emoji=False, **more))
    return stream.getvalue()


def matrix(
    value: Callable[[int, int], Any], rows: int = 8, themes: dict[str, list[str]] = THEMES, **more: Any
) -> Table:
    """A matrix of the themes with `value(row, column)` in each cell."""
    columns: list[str] = []
    headings: dict[str, str] = {}
    groups: dict[str, str] = {}
    about: dict[str, dict[str, str]] = {}
    for number, (theme, subthemes) in enumerate(themes.items(), 1):
        for place, name in enumerate(subthemes, 1):
            id = f"t{number}-{place}"
            columns.append(id)
            headings[id], groups[id] = f"{number}.{place} {name}", theme
            about[id] = {"number": f"{number}.{place}", "name": name, "theme": f"t{number}"}
    cells = [(f"P{row:02}", *(value(row, place) for place in range(len(columns)))) for row in range(rows)]
    return Table(["case", *columns], cells, headings, groups=groups, about=about, stub=1, **more)


def test_eight_cases_and_twelve_subthemes_fit_on_one_screen_with_numbers_themes_and_a_key():
    shown = printed(matrix(lambda row, place: row * place))
    lines = shown.split("\n")
    assert len(lines) < 40
    assert max(map(len, lines)) <= 80
    header = next(line for line in lines if line.startswith("case"))
    assert header.split() == ["case", *(f"{t}.{s}" for t in (1, 2, 3) for s in (1, 2, 3, 4))]
    assert lines[lines.index(header) - 1].index("2 Referral") == header.index("2.1")
    row = next(line for line in lines if line.startswith("P07"))
    assert row.split() == ["P07", *(str(7 * place) for place in range(12))]
    for names in THEMES.values():
        assert all(name in shown for name in names)


def test_numbers_stand_under_each_other_to_the_right():
    lines = printed(matrix(lambda row, place: 10**row if place == 0 else 0, rows=3)).split("\n")
    ends = {
        line.index(f" {10**row} ") + len(str(10**row))
        for row in range(3)
        for line in lines
        if line.startswith(f"P0{row}")
    }
    assert len(ends) == 1


def test_states_are_letters_with_a_legend_where_space_is_short_and_words_where_it_is_not():
    words = list(LEGEND)
    shown = printed(matrix(lambda row, place: words[(row + place) % 5], legend=LEGEND))
    assert next(line for line in shown.split("\n") if line.startswith("P00")).split()[1:6] == [
        "C",
        "S",
        "N",
        "X",
        "·",
    ]
    assert "C charted   S stale   N nothing said   X not asked   · uncharted" in shown
    few = printed(matrix(lambda row, place: "not-asked", themes={"1 A": ["B"]}, legend=LEGEND))
    assert "not asked" in few
    assert "X" not in few


def test_a_heading_that_has_room_is_not_stacked_word_by_word():
    shown = printed(matrix(lambda row, place: row, themes={"2 What people did": ["What the community did"]}))
    assert "1.1 What the community did" in shown
    four = {"1 A": ["Led by lived experience", "Stigma", "Cost", "Other"]}
    header = printed(matrix(lambda row, place: row, themes=four)).split("\n")
    assert sum("lived" in line or "experience" in line or "Led" in line for line in header) <= 2
    assert max(map(len, header)) <= 80


def test_a_wide_matrix_breaks_between_themes_and_repeats_the_cases():
    many = {f"{n} Theme number {n}": [f"Sub {n}{c}" for c in "abcdef"] for n in range(1, 6)}
    shown = printed(matrix(lambda row, place: place, themes=many, rows=2))
    headers = [line.split()[1:] for line in shown.split("\n") if line.startswith("case")]
    assert [(each[0], each[-1]) for each in headers] == [("1.1", "2.6"), ("3.1", "4.6"), ("5.1", "5.6")]
    assert shown.count("P01") == 3


def test_summaries_get_a_block_per_theme_and_whole_words():
    text = "Panel sessions turned my head round; before, saw gambling as a choice."
    shown = printed(matrix(lambda row, place: text if row else Blank("not asked"), rows=2))
    assert max(map(len, shown.split("\n"))) <= 80
    for theme in THEMES:
        assert f"\n{theme}\n" in shown
    assert shown.count("sessions") == 12
    assert shown.count("(not asked)") == 12


def test_brackets_and_emoji_codes_in_data_stay_as_they_are():
    shown = printed(
        matrix(lambda row, place: "[bold red]x[/] [@k3f9a2q7] :smile:", themes={"1 A [b]": ["B"]})
    )
    assert shown.count("[bold red]x[/] [@k3f9a2q7] :smile:") == 8
    assert "1 A [b]" in shown


def test_control_characters_reach_no_terminal():
    table = Table(
        ("a", "quote"),
        [("x", "\x1b[31mred\x1b]0;title\x07 \x9b5m")],
        title="\x1b[2J",
        notice="\x1b",
        notes=("\x1b",),
    )
    shown = printed(table)
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    assert "␛[31mred" in shown


def test_colour_is_for_terminals_only_and_no_color_is_honoured(monkeypatch):
    table = matrix(lambda row, place: "stale", legend=LEGEND)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in printed(table)
    assert "\x1b[1;33mS" in printed(table, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "33m" not in printed(table, force_terminal=True, color_system="standard")


def test_a_list_shows_its_short_columns_and_folds_long_text():
    rows = [("k3f9a2q7", "P01", 12, "word " * 40, "hidden")]
    table = Table(
        ("excerpt", "source", "start_line", "quote", "memo"), rows, short=("excerpt", "start_line", "quote")
    )
    shown = printed(table)
    assert " ".join(shown.split("\n")[0].split()) == "excerpt start line quote"
    assert shown.count("word") == 40
    assert "hidden" not in shown
    assert max(map(len, shown.split("\n"))) <= 80


def test_a_long_text_stands_beneath_its_row_where_beside_it_it_would_be_crushed():
    names = ("excerpt", "source", "start_line", "case", "coder", "code", "status", "quote")
    row = ("k3f9a2q7", "Interview 1", 82, "P02", "RS", "lived-experience-led", "exact")
    rows = [(*row, f"quote {number} " + "word " * 30) for number in range(3)]
    lines = printed(Table(names, rows)).split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("k3f9a2q7")]
    assert [lines[at + 1].split()[:2] for at in starts] == [["quote", "0"], ["quote", "1"], ["quote", "2"]]
    assert all("lived-experience-led  exact" in lines[at] for at in starts)
    assert max(map(len, lines)) <= 80


def test_a_paragraph_is_folded_anew_but_paragraphs_and_lists_stay():
    shown = printed(matrix(lambda row, place: "one\ntwo\n\nthree\n- four", rows=1, themes={"1 A": ["B"]}))
    assert "one two" in shown
    assert [line.split()[-1] for line in shown.split("\n") if "three" in line or "four" in line] == [
        "three",
        "four",
    ]


def test_a_very_long_list_is_printed_all_the_same():
    shown = printed(Table(("id", "n"), [(f"r{number}", number) for number in range(3000)]))
    assert shown.count("\n") == 3001
    assert "r2999  2999" in shown


def test_a_transposed_matrix_shows_number_and_title_of_each_row():
    about = {"stigma": {"number": "1.2", "name": "Stigma and shame", "theme": "community"}}
    table = Table(("subtheme", "P01", "P02"), [("stigma", 1, 2)], stub=1, about={}, row_about=about)
    assert printed(table).strip().split("\n")[-1].split() == ["1.2", "Stigma", "and", "shame", "1", "2"]


def test_wide_characters_and_empty_tables_are_no_trouble():
    assert "漢字" in printed(matrix(lambda row, place: "漢字 " * 30, rows=1))
    assert "P01" in printed(Table(("case",), [("P01",)], stub=1, about={}))
    assert "case" in printed(matrix(lambda row, place: 1, rows=0))
    assert printed(Table(("a", "b"), [])).split()[:2] == ["a", "b"]


def test_a_narrow_terminal_still_shows_every_cell():
    shown = printed(matrix(lambda row, place: row * 100 + place), width=24)
    assert all(str(700 + place) in shown for place in range(12))

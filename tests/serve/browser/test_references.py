"""References and comments of a summary are told apart in the page as they are in the files."""

from typing import Any

from playwright.sync_api import Page

from framework_cli.model.cell import ChartFile
from framework_cli.read.charts import cells_of
from framework_cli.serve.sheet import name_of

WORDS = [
    "One [@k3f9a2q7], two [*@m2x8d0aa] and [@k3f9a2q7] again.",
    "[P01:45-47] [*P01:3] [P01:5–6] [P01:7-7] [P 02:1]",
    "[[A comment with [@inside1] in it]] and [@outside].",
    "[[two]] words [[three]] [@a.b-c] [@a b] [x] [@] [*@]",
    "left open [[ to the end [@hidden11]",
    "[@é] [@日本] [@_x] [@k3f9a2q7",
    "<!-- mine [@hidden22] --> said [@seen3333]",
    "a ]] b [[ c ]] d [@seen4444] [[ [ ]] [@seen5555]",
    "[[ a <!-- b ]] c [@seen6666] --> d [@seen7777]",
    "[@constructor] [@__proto__] [@toString]",
    "",
]


def test_comments_left_open_by_the_thousand_take_no_longer_than_one(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const { parts } = await import("/static/references.js");
          return parts("[[ x ".repeat(100000)).length + parts("<!-- [".repeat(100000)).length;
        }"""
    )
    assert told == 2


def test_the_page_and_the_files_find_the_same(page: Page) -> None:
    told: list[dict[str, Any]] = page.evaluate(
        """async (all) => {
          const { references, summary, parts } = await import("/static/references.js");
          return all.map((words) => {
            const names = references(words).map((one) => [one.name, one.quotable]);
            const whole = parts(words).map((part) => part.text).join("");
            return { words: whole, names, says: summary(words) !== "" };
          });
        }""",
        WORDS,
    )
    assert told == [in_the_file(words) for words in WORDS]


def in_the_file(words: str) -> dict[str, Any]:
    """The same of a cell as it is read."""
    cell = cells_of(f"## X {{#x}}\n{words}\n", ChartFile("charts/P01.md", "P01"))[0]
    names: dict[str, bool] = {}
    for citation in cell.citations:
        names[name_of(citation)] = names.get(name_of(citation), False) or citation.quotable
    found = [[name, star] for name, star in names.items()]
    return {"words": words, "names": found, "says": cell.summary != ""}

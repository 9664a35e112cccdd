"""A study to read and code in the browser: signs of two units, wrapped lines, overlaps, hostile names."""

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, expect

from tests.check.studies import write

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">"
TEXT = f"""\
INT: Who helped you then?

P01: My sister came every week. She is \U0001f600 lovely, honestly. Nobody at work knew.

INT: And later?

P01: I kept it to myself, because in a place
like that you never know who is listening and
who will carry it further up. Then I stopped. Nai\u0308ve, I was.

P01: {HOSTILE} {{{{ 7*7 }}}} =1+1 | and so on.
"""
FILES = {
    "framework.yaml": """\
title: Reading & <i>coding</i>
notice: Fictional data
interviewers: [INT]
coders: {AK: Asha Karim, RS: Rob Stone}
""",
    "codebooks/example.yaml": f"""\
version: 2
themes:
  - id: support
    name: Support
    subthemes:
      - id: family
        name: Help from family
        definition: What relatives did.
        include: Sisters and brothers in law.
        exclude: Neighbours.
      - {{id: stigma, name: Shame, definition: 'Being judged, or fearing to be.'}}
      - {{id: support-other, name: Other support}}
  - id: place
    name: Place
    subthemes:
      - id: listening
        name: >-
          {HOSTILE}
      - {{id: place-other, name: Other of place}}
""",
    "transcripts/P01.txt": TEXT,
    "transcripts/P02.txt": "P02: We were two. That was all.\n",
    "cases.csv": "case,kind,site\nP01,person,north\nP02,person,south\n",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family]
- id: m2x8d0aa
  quote: came every week. She is \U0001f600 lovely
  codes: [stigma, support-other]
- id: lost0001
  quote: These words are nowhere.
  codes: [family]
""",
    "annotations/P01.RS.yaml": """\
- id: rs000001
  quote: Nobody at work knew.
  codes: [stigma]
  memo: </script><b>RS</b>
""",
}

CHOSEN = """() => [...CSS.highlights.get("passage") ?? []].map((one) => {
  const range = document.createRange();
  range.setStart(one.startContainer, one.startOffset);
  range.setEnd(one.endContainer, one.endOffset);
  return range.toString();
}).join("|")"""


def reading_study(root: Path) -> Path:
    """Write the study below `root`."""
    write(root, FILES)
    return root


def chosen(page: Page) -> str:
    """The words that are selected, as the page has them highlighted; blocks parted by `|`."""
    words: str = page.evaluate(CHOSEN)
    return words


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def ready(page: Page, source: str = "P01", more: str = "") -> Page:
    """The transcript shown, with the focus in its text."""
    page.evaluate("where => { location.hash = where }", f"/source/{source}{more}")
    expect(page.get_by_role("application", name=f"Transcript {source}")).to_be_focused()
    return page


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("Saved")


def entries(study: Path, file: str = "P01.AK") -> list[dict[str, Any]]:
    """The entries of an annotation file, as they are on disk."""
    data = yaml.safe_load((study / "annotations" / f"{file}.yaml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data["excerpts"] if isinstance(data, dict) else data
    return found


def entry(study: Path, quote: str, file: str = "P01.AK") -> dict[str, Any]:
    """The one entry with this quote."""
    (found,) = (each for each in entries(study, file) if each["quote"] == quote)
    return found

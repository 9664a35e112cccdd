"""Every link of README, changelog and documentation leads somewhere."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.docs.pages import FENCE, ROOT, every_page, name

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`\n]+`")
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)


def prose(path: Path) -> str:
    """A page without its blocks."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    made: set[str] = set()
    for title in HEADING.findall(prose(path)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()
        slug = "".join(c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LNM").replace(
            " ", "-"
        )
        number = 0
        while (unique := f"{slug}-{number}" if number else slug) in made:
            number += 1
        made.add(unique)
    return made


def links(path: Path) -> list[str]:
    """The targets of a page's links; what stands in code is none."""
    return [a or b for a, b in LINK.findall(CODE.sub("``", prose(path)))]


def wrong(path: Path) -> list[str]:
    """A page's links that lead nowhere."""
    lost = []
    for target in links(path):
        if re.match(r"[a-z]+:", target):
            if not target.startswith(("https://", "mailto:")):
                lost.append(target)
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        found = there.exists() and there.is_relative_to(ROOT)
        if not found or (anchor and (there.is_dir() or anchor not in anchors(there))):
            lost.append(target)
    return lost


@pytest.mark.parametrize("path", every_page(), ids=lambda path: name(path))
def test_every_link_of_a_page_leads_somewhere(path):
    assert wrong(path) == []


def test_a_link_to_nowhere_is_found(tmp_path):
    page = ROOT / "docs" / "README.md"
    assert links(page), "the page of contents has links"
    assert "how-to-nothing" not in anchors(page)
    assert "all-pages" in anchors(page)


def test_every_page_of_the_documentation_is_in_the_contents():
    contents = set(links(ROOT / "docs/README.md"))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    listed = {page for page in pages if not page.startswith("decisions/") and page != "README.md"}
    assert listed - contents == set()

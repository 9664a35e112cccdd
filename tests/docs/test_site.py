"""The documentation as a site: no warning, nothing loaded from a network, no dead link."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from framework_cli.model.rules import CATALOGUE
from tests.docs.pages import DOCS, ROOT
from tests.docs.site import Seen, build, read

FAR = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
SAME = ("li", "pre", "tr", "h2", "h3", "img", "blockquote")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("docs") / "site")


@pytest.fixture(scope="module")
def seen(site: Path) -> dict[Path, Seen]:
    return {path.resolve(): read(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def styled(text: str) -> list[str]:
    """What a style sheet would load."""
    return [a or b for a, b in IN_STYLE.findall(text)]


def far(seen: Seen) -> list[str]:
    """What a page would load from elsewhere."""
    loads = seen.loads + [each for style in seen.styles for each in styled(style)]
    return [each for each in loads if FAR.match(each)]


def dead(path: Path, seen: dict[Path, Seen]) -> list[str]:
    """A page's references within the site that lead nowhere."""
    lost = []
    for target in seen[path].links + seen[path].loads:
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        there = (path.parent / file.partition("?")[0]).resolve() if file else path
        known = there in seen and (not anchor or anchor in seen[there].anchors)
        if not (known or (there.is_file() and not anchor)):
            lost.append(target)
    return lost


def test_no_page_loads_anything_from_a_network(seen):
    assert {path.name: far(each) for path, each in seen.items() if far(each)} == {}
    assert all(each.loads for each in seen.values())


def test_no_style_sheet_loads_anything_from_a_network(site):
    sheets = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert sheets
    assert [each for sheet in sheets for each in styled(sheet) if FAR.match(each)] == []


def test_no_link_and_no_anchor_within_the_site_is_dead(seen):
    assert {path.name: dead(path, seen) for path in seen if dead(path, seen)} == {}


def test_what_is_far_or_dead_is_found(tmp_path):
    path = (tmp_path / "a.html").resolve()
    page = read(
        '<link rel="stylesheet" href="//fonts.example/a.css"><script src="https://cdn.example/a.js"></script>'
        '<p style="background: url(http://example.org/a.png)"><a href="#no">a</a><a href="b.html">b</a>'
    )
    assert far(page) == ["//fonts.example/a.css", "https://cdn.example/a.js", "http://example.org/a.png"]
    assert {"#no", "b.html"} <= set(dead(path, {path: page}))


def test_every_rule_has_its_page_and_the_list_leads_to_it(site, seen):
    links = seen[(site / "reference/rules.html").resolve()].links
    for rule in CATALOGUE:
        title = (ROOT / f"src/framework_cli/check/pages/{rule}.md").read_text(encoding="utf-8").split("\n")[0]
        page = (site / f"reference/rules/{rule}.html").read_text(encoding="utf-8")
        assert f"<title>{rule}: " in page and title.startswith(f"# {rule}: ")
        assert f"rules/{rule}.html" in links


def test_a_page_has_the_lists_tables_and_blocks_that_a_code_host_shows(site, seen):
    host = MarkdownIt("commonmark").enable("table")
    for path in sorted(DOCS.rglob("*.md")):
        shown = path.relative_to(DOCS).with_suffix(".html").as_posix().replace("README", "index")
        there = Counter(re.findall(r"<(\w+)", host.render(path.read_text(encoding="utf-8"))))
        here = seen[(site / shown).resolve()].counts
        assert {tag: here.get(tag, 0) for tag in SAME} == {tag: there[tag] for tag in SAME}, shown


def test_a_block_that_shows_a_file_has_its_name(site):
    page = (site / "tutorial.html").read_text(encoding="utf-8")
    assert '<span class="filename">transcripts/P01.txt</span>' in page


def test_the_source_of_the_pages_is_not_published(site):
    assert [path.name for path in site.rglob("*") if path.suffix in {".py", ".md"}] == []

"""What the site has beyond the files of this folder; `mkdocs build` calls it.

The changelog and the rules' pages lie elsewhere in the repository and become pages of the site, and links
to them lead there. A block's info string (`yaml cases.csv`, `console exit=1`) becomes a title, or goes.
"""

import os.path
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "src/framework_cli/check/pages"
FENCE = re.compile(r"^(`{3,})(\w+)([^`\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<=\]\()((?:\.\./)+[^)#\s]+)")


def elsewhere() -> dict[str, Path]:
    """Pages of the site that lie outside this folder: their places in the site, and their files."""
    rules = {f"reference/rules/{path.name}": path for path in sorted(RULES.glob("F*.md"))}
    return {"CHANGELOG.md": ROOT / "CHANGELOG.md", **rules}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put every rule below its stage, and every decision, into the navigation."""
    section(config.nav, "Rules").extend(stages())
    decisions = sorted((ROOT / "docs/decisions").glob("0*.md"))
    section(config.nav, "Decisions").extend(f"decisions/{path.name}" for path in decisions)
    return config


def section(nav: Any, title: str) -> Any:
    """The entries below a title of the navigation."""
    for entry in nav:
        for name, below in entry.items() if isinstance(entry, dict) else ():
            if name == title:
                return below  # the list itself: what is added to it is in the navigation
            if isinstance(below, list) and (found := section(below, title)):
                return found
    return []


def stages() -> list[dict[str, list[str]]]:
    """The rules' pages by stage, as `reference/rules.md` lists them."""
    made = []
    for part in (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        ids = re.findall(r"^\| \[(F\d+)\]", part, re.MULTILINE)
        made.append({part.partition("\n")[0]: [f"reference/rules/{id}.md" for id in ids]})
    return made


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take in the pages that lie elsewhere."""
    for place, path in elsewhere().items():
        files.append(File.generated(config, place, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Make a page's links and blocks such as the site needs them; the front page has no sidebars."""
    if page.is_homepage:
        page.meta["hide"] = ["navigation", "toc"]
    return FENCE.sub(block, linked(markdown, page.file))


def on_post_template(output: str, template_name: str, **_: Any) -> str:
    """Leave out what makes sense only under an address that is known: the site is a folder."""
    return "" if template_name in ("404.html", "sitemap.xml") else output


def linked(markdown: str, file: File) -> str:
    """Links to files outside this folder lead to the pages that the site makes of them."""
    places = {path: place for place, path in elsewhere().items()}
    here = Path(file.abs_src_path or "").parent

    def to(link: re.Match[str]) -> str:
        place = places.get((here / link[1]).resolve())
        return os.path.relpath(place, Path(file.src_uri).parent).replace("\\", "/") if place else link[1]

    return LINK.sub(to, markdown)


def block(found: re.Match[str]) -> str:
    """A block whose info string names a file has that name as its title."""
    fence, language, rest, text = found.groups()
    title = next((f' title="{word}"' for word in rest.split() if "=" not in word), "")
    return f"{fence}{language}{title}\n{text}{fence}"

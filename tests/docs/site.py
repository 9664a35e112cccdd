"""The built site as a folder of pages: what each page would load, where it links to, and its anchors."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.docs.pages import ROOT

LOADING = {"script", "img", "iframe", "source", "video", "audio", "embed", "track", "input"}
FETCHED = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


def build(folder: Path) -> Path:
    """Build the site as `make docs` does, warnings as errors."""
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


@dataclass(slots=True)
class Seen:
    """What stands in one page; `counts` are the elements within its article."""

    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    styles: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


class Reader(HTMLParser):
    """Reads one page into `seen`."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.article = False
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element loads, links to and is called."""
        have = {name: value or "" for name, value in attrs}
        self.article |= tag == "article" and "md-content__inner" in have.get("class", "")
        self.style = tag == "style"
        self.seen.anchors |= {have[name] for name in ("id", "name") if have.get(name)}
        self.seen.styles += [have["style"]] if "style" in have else []
        if self.article:
            self.seen.counts[tag] = self.seen.counts.get(tag, 0) + 1
        if tag in LOADING:
            sets = [part.split()[0] for part in have.get("srcset", "").split(",") if part.strip()]
            self.seen.loads += [have[name] for name in ("src", "poster") if name in have] + sets
        elif tag == "object":
            self.seen.loads += [have["data"]] if "data" in have else []
        elif tag == "link":
            kinds = set(have.get("rel", "").split())
            (self.seen.loads if kinds & FETCHED else self.seen.links).append(have.get("href", ""))
        elif tag == "a" and "href" in have:
            self.seen.links.append(have["href"])

    def handle_endtag(self, tag: str) -> None:
        """Leave the article, or a style."""
        self.article &= tag != "article"
        self.style &= tag != "style"

    def handle_data(self, data: str) -> None:
        """Keep the words of a style."""
        if self.style:
            self.seen.styles.append(data)


def read(page: str) -> Seen:
    """What stands in a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.seen

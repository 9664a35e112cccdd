"""Measure the report: what it costs to render, how large it is, and how it behaves in a real browser."""

import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import charted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = ((33, 6, 5), (100, 8, 5), (330, 7, 6))
HEADS = ("matrix", "CPU s", "over imports", "MB", "MB before excerpts", "MB with transcripts")
LOOKS = ("matrix", "ready ms", "search ms", "frames a second", "requests", "summaries each counted")
SEEN = SIZES[:2]  # the sizes that are opened in a browser
NAMES = ("chromium", "chromium-browser", "google-chrome")
READY = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
SEARCH = """async (word) => {
  const box = document.querySelector(".tools [name=q]"), tally = document.querySelector(".tally");
  const before = tally.value;
  const begun = performance.now();
  box.value = word;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  while (tally.value === before) await new Promise(requestAnimationFrame);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}"""
SCROLL = """async () => {
  const box = document.querySelector("#matrix .scroller");
  let frames = 0;
  const begun = performance.now();
  while (performance.now() - begun < 1500) {
    box.scrollTop += 30; box.scrollLeft += 12;
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  return frames / ((performance.now() - begun) / 1000);
}"""
COUNTED = """() => {
  const texts = (query) => [...document.querySelectorAll(query)]
    .map(cell => cell.querySelector("p:not(.state, .signed, .note, .foot, .apart, .refs)")?.textContent)
    .filter(Boolean);
  const all = [texts("#cases td[data-cell]"), texts("#matrix td[data-cell]"), texts("#themes td[data-cell]")];
  const first = [...all[0]].sort().join("|");
  return all.every(each => [...each].sort().join("|") === first) ? all[0].length : -1;
}"""


def tables(folder: Path, runs: int) -> list[tuple[str, tuple[str, ...], list[list[str]]]]:
    """The tables of the report's benchmark: title, headings, rows."""
    costs, looks = [], []
    imports = min(_cpu([sys.executable, "-c", "import pandas, jinja2"]) for _ in range(runs))
    for size in SIZES:
        root = folder / f"report-{size[0]}"
        charted.study(root, *size)
        name = f"{size[0]} × {size[1] * size[2]}"
        page = root / "report.html"
        costs.append([name, *_cost(root, page, runs, imports)])
        if size in SEEN:
            looks += [[name, *row] for row in _looks(page, runs)]
        shutil.rmtree(root)
    return [
        ("The report: rendering", HEADS, costs),
        ("The report: in headless Chromium, medians", LOOKS, looks),
    ]


def _cost(root: Path, page: Path, runs: int, imports: float) -> Iterator[str]:
    def command(*words: str) -> list[str]:
        return [sys.executable, "-m", "framework_cli", "-C", str(root), "summarise", "-o", str(page), *words]

    cpu = statistics.median(_cpu(command("--transcripts", "none")) for _ in range(runs))
    text = page.read_text(encoding="utf-8")
    start, end = text.index('<section class="part" id="excerpts"'), text.index("</main>")
    before = len((text[:start] + text[end:]).encode())
    yield from (f"{cpu:.2f}", f"{cpu - imports:.2f}", _megabytes(len(text.encode())), _megabytes(before))
    _cpu(command("--transcripts", "full"))
    yield _megabytes(page.stat().st_size)
    _cpu(command())


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.2f}"


def _cpu(command: list[str]) -> float:
    """Seconds of CPU, user and system, of a process."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _looks(page: Path, runs: int) -> Iterator[list[str]]:
    """How the default report of the team, with all quotes in context, behaves; nothing without a browser."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        ready, search, frames, requests, counted = zip(
            *(_look(browser, page) for _ in range(runs)), strict=True
        )
        browser.close()
    told = (statistics.median(ready), statistics.median(search), statistics.median(frames))
    yield [*(f"{value:.0f}" for value in told), str(max(requests) - 1), str(min(counted))]


def _look(browser: "Browser", file: Path) -> tuple[float, float, float, int, int]:
    page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{file.as_uri()}#matrix")
    ready = page.evaluate(READY)
    counted = page.evaluate(COUNTED)
    search = page.evaluate(SEARCH, "budget")
    page.evaluate(SEARCH, "")
    frames = page.evaluate(SCROLL)
    page.close()
    return ready, search, frames, len(requests), counted

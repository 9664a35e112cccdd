"""Measure the coding page in headless Chromium: a long transcript opened, walked through and coded."""

import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import generate
from benchmarks.report import NAMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHARACTERS, EXCERPTS = 300_000, 1_500
KEYS = 40  # key presses of which the median is taken
HEADS = ("transcript", "first paint ms", "with stripes ms", "arrow ms", "apply, seen ms", "apply, saved ms")

# Set before the page's own script: when the first lines, and the first stripes beside them, were painted.
WATCH = """
window.painted = Promise.all([".block .line", ".block .margin button"].map(query => new Promise(done => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(query)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }).observe(document, { childList: true, subtree: true });
})));
"""
# From a key's event until the frame after it was painted; and until a write that it caused was answered.
PRESS = """async ([key, saved]) => {
  const answered = saved && new Promise(done => new PerformanceObserver((list, observer) => {
    if (list.getEntries().some(each => each.name.endsWith("/excerpts"))) { observer.disconnect(); done(); }
  }).observe({ type: "resource" }));
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const begun = performance.now();
  const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(press);
  await painted();
  const seen = performance.now() - begun;
  await answered;
  if (saved) await painted();
  return [seen, performance.now() - begun];
}"""


def table(folder: Path, runs: int) -> tuple[str, tuple[str, ...], list[list[str]]]:
    """The table of the coding page's benchmark: title, headings, rows; no row without a browser."""
    title = "The coding page: in headless Chromium, medians"
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        return title, HEADS, []
    from playwright.sync_api import sync_playwright

    looks = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for run in range(runs):
            root = folder / f"coding-{run}"
            source = generate.long_source(root, CHARACTERS, EXCERPTS)
            with _served(root, source) as address:
                looks.append(_look(browser, address))
            shutil.rmtree(root)
        browser.close()
    told = [f"{statistics.median(values):.0f}" for values in zip(*looks, strict=True)]
    return title, HEADS, [[f"{CHARACTERS:,} characters, {EXCERPTS:,} excerpts", *told]]


@contextmanager
def _served(root: Path, source: str) -> Iterator[str]:
    """The coding page of a study, served by the command as a person starts it."""
    command = [
        sys.executable,
        "-m",
        "framework_cli",
        "-C",
        str(root),
        "code",
        source,
        "--no-open",
        "--as",
        "AK",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def _look(browser: "Browser", address: str) -> tuple[float, float, float, float, float]:
    """First paint, paint with stripes, the median arrow key, the median code (seen, then saved)."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address)
    lines, stripes = page.evaluate("() => window.painted")
    page.locator("[data-text]").focus()
    arrows = [page.evaluate(PRESS, ["ArrowDown", False])[0] for _ in range(KEYS)]
    codes = []
    for press in range(KEYS):
        page.evaluate(PRESS, ["ArrowDown", False])
        codes.append(page.evaluate(PRESS, [str(press % 3 + 1), True]))
    page.close()
    seen, saved = (statistics.median(each) for each in zip(*codes, strict=True))
    return lines, stripes, statistics.median(arrows), seen, saved

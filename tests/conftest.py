"""Fixtures that every room's tests share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A law is about what comes out, not about how long a busy machine took over it.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real, openly licensed material kept beside the checkout; tests that need it skip without it."""
    named = os.environ.get("FRAMEWORK_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"REAL DATA NOT FOUND at {folder}: set FRAMEWORK_SHARED_DATA to run this test")
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A real browser, or a loud word that there is none. One for all tests: two in a process are refused."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("CHROMIUM NOT FOUND: install it (Debian: apt-get install chromium) to run this test")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """A window of its own, without a past."""
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    made.set_default_timeout(5000)
    yield made
    made.close()

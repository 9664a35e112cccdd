"""`python docs/picture.py`: make the pictures of the documentation again, from the worked study.

`pictures/matrix.png` is the matrix of its report, `pictures/coding.png` the coding page with a passage.
It needs Chromium and Pillow. Run it when their look or the worked study has changed.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
COLOURS = 128
SIZE = (1440, 900)
STUDY = (
    "framework.yaml", "sources.csv", "cases.csv", "codebooks", "transcripts", "annotations", "charts",
)  # fmt: skip
FRAMEWORK = (sys.executable, "-m", "framework_cli")


def main() -> None:
    """Take both pictures and make them small."""
    with tempfile.TemporaryDirectory() as folder, _page() as page:
        report = Path(folder) / "report.html"
        subprocess.run([*FRAMEWORK, "-C", str(ROOT), "summarise", "-o", str(report)], check=True)
        _keep("matrix", _matrix(page, report))
        study = _copied(Path(folder) / "study")
        with _served(study) as address:
            _keep("coding", _coding(page, address))


def _matrix(page: Page, report: Path) -> bytes:
    """The matrix of a report."""
    page.goto(f"{report.as_uri()}#matrix")
    page.wait_for_selector("#matrix table")
    return page.screenshot(animations="disabled")


def _coding(page: Page, address: str) -> bytes:
    """The coding page with the second coded passage of a transcript in hand."""
    page.goto(address)
    page.locator(".block .margin button").first.wait_for()
    page.locator("[data-text]").focus()
    for key in ("n", "n"):
        page.keyboard.press(key)
    return page.screenshot(animations="disabled")


@contextmanager
def _page() -> Iterator[Page]:
    """A window of 1440 by 900, by day."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
        browser.close()


@contextmanager
def _served(study: Path) -> Iterator[str]:
    """The address of the coding page of a study, as long as the block lasts."""
    command = [*FRAMEWORK, "-C", str(study), "code", "P01", "--as", "AK", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def _copied(folder: Path) -> Path:
    """A copy of the worked study: the page writes where one was last."""
    folder.mkdir()
    for name in STUDY:
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, folder / name)
    return folder


def _keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    place = ROOT / "docs/pictures" / f"{name}.png"
    place.parent.mkdir(exist_ok=True)
    image.save(place, optimize=True)


if __name__ == "__main__":
    main()

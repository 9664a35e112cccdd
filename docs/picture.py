"""`python docs/picture.py`: make `pictures/matrix.png` again, the matrix of the worked study's report.

It needs Chromium and Pillow. Run it when the report's look or the worked study has changed.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
COLOURS = 128
SIZE = (1440, 900)


def taken(report: Path) -> bytes:
    """The matrix of a report as it looks in a window of 1440 by 900, by day."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
        page.goto(f"{report.as_uri()}#matrix")
        page.wait_for_selector("#matrix table")
        picture = page.screenshot(animations="disabled")
        browser.close()
    return picture


def main() -> None:
    """Render the report, take the picture, and make it small."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        call = [sys.executable, "-m", "framework_cli", "-C", str(ROOT), "summarise", "-o", str(report)]
        subprocess.run(call, check=True)
        picture = Image.open(io.BytesIO(taken(report))).convert("RGB")
    place = ROOT / "docs/pictures/matrix.png"
    place.parent.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(place, optimize=True)


if __name__ == "__main__":
    main()

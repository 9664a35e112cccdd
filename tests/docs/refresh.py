"""`python -m tests.docs.refresh [PAGE…]`: put what commands print today into the pages that show it."""

import sys
import tempfile
from pathlib import Path

from tests.docs.pages import DOCS, name
from tests.docs.runner import START, ChangedError, refreshed, start


def main(given: list[str]) -> None:
    """Refresh the pages named, or all."""
    pages = [Path(each).resolve() for each in given] or sorted(DOCS.rglob("*.md"))
    for path in pages:
        page = path.read_text(encoding="utf-8")
        if not START.search(page):
            continue
        with tempfile.TemporaryDirectory() as folder:
            start(page, Path(folder))
            try:
                new = refreshed(page, Path(folder), name(path))
            except ChangedError as changed:
                sys.stderr.write(f"{name(path)} stays as it is: {changed}\n")
                continue
        if new != page:
            path.write_bytes(new.encode())
            sys.stdout.write(f"{name(path)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

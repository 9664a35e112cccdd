"""A progress bar on standard error, for work that takes more than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from framework_cli.model.progress import Progress

PATIENCE = 1.0  # seconds before a bar appears: most studies are done by then, and rich costs 70 ms


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Give a callback `(stage, done, total)`, or None where nobody would see a bar."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.tick
    finally:
        bar.close()


class _Bar:
    """A rich progress bar that comes into being only once patience has run out."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.close: Callable[[], None] = _nothing
        self.show: Progress = self._wait

    def tick(self, stage: str, done: int, total: int) -> None:
        self.show(stage, done, total)

    def _wait(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() - self.since < PATIENCE:
            return
        from rich.console import Console
        from rich.progress import Progress as Bars

        bars = Bars(console=Console(stderr=True), transient=True)
        bars.start()
        tasks = {stage: bars.add_task(stage, total=total)}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        self.close, self.show = bars.stop, show
        show(stage, done, total)


def _nothing() -> None:
    """There is no bar to close."""

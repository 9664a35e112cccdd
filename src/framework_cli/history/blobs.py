"""Contents of files as git keeps them, by their object's name."""

import contextlib
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO

from framework_cli.history.git import Git, environment

Answer = tuple[str, bytes, bytes]  # hash, kind and content; all empty where there is no such object
NOTHING: Answer = ("", b"", b"")


class Blobs:
    """One `git cat-file --batch` that answers as long as it is open: 0.05 ms an object.

    Use it in a `with` block. Nothing is kept: a transcript's old words are in memory only as long as the
    caller holds them.
    """

    def __init__(self, folder: Path) -> None:
        self._git = Git(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._ahead: dict[str, Answer] = {}

    def __enter__(self) -> "Blobs":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, name: str) -> bytes | None:
        """The content of a file (a hash, or `REV:path`); None where git has none, or cannot be asked."""
        _, kind, data = self._object(name)
        return data if kind == b"blob" else None

    def tree(self, name: str) -> bytes | None:
        """A folder as git writes it; None where there is none."""
        _, kind, data = self._object(name)
        return data if kind == b"tree" else None

    def hash(self, name: str) -> str:
        """The hash of the object that a name stands for; empty where there is none."""
        return self._object(name)[0]

    def ahead(self, names: Iterable[str]) -> None:
        """Get many objects by one run of git, and hold them until the next are got: waiting costs most."""
        wanted = [name for name in dict.fromkeys(names) if name and "\n" not in name]
        given = "".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        said = BytesIO(self._git.run("cat-file", "--batch", stdin=given).out if wanted else b"")
        self._ahead = {name: _answer(said) for name in wanted}

    def _object(self, name: str) -> Answer:
        """Hash, kind and content of an object."""
        if name in self._ahead:
            return self._ahead[name]
        if "\n" in name or not name:
            return NOTHING
        try:
            asked, said = self._pipes()
            asked.write(name.encode("utf-8", "surrogateescape") + b"\n")
            asked.flush()
            return _answer(said)
        except OSError:
            return NOTHING

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._git.command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def _answer(said: IO[bytes]) -> Answer:
    """The next object that git tells of."""
    parts = said.readline().split(b" ")
    if len(parts) != 3 or not parts[2].strip().isdigit():
        return NOTHING
    data = said.read(int(parts[2]))
    said.read(1)
    return parts[0].decode(), parts[1], data

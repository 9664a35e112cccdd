"""What the files of a folder said before: every content that a line of commits gave them, newest first."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from framework_cli.history.blobs import Blobs
from framework_cli.history.git import Git
from framework_cli.history.repository import short

FIELDS = "--format=%H %as"
RAW = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative")


class Version(NamedTuple):
    """A file's content since a commit: the commit, abbreviated, its author's day, and the path."""

    commit: str
    day: str
    path: str
    content: bytes


def versions(root: Path, folder: str) -> Iterator[Version]:
    """Every version of the files in a folder of a study, from the last commit back; none without git.

    Of a merge only the side it was merged into is followed: there each version came after the one before.
    What git cannot give (a deleted file, an object that was not fetched) is passed over.
    """
    said = Git(root).run("log", "--first-parent", "-m", *RAW, FIELDS, "HEAD", "--", folder)
    commit = day = ""
    tokens = iter(said.out.split(b"\0"))
    with Blobs(root) as blobs:
        for token in tokens:
            record = token.removeprefix(b"\n")
            if record.startswith(b":"):
                path = os.fsdecode(next(tokens, b""))
                content = blobs.get(record.split(b" ")[3].decode("ascii", "replace"))
                if content is not None:
                    yield Version(commit, day, path, content)
            elif record:
                id, _, day = record.decode("ascii", "replace").strip().partition(" ")
                commit = short(id)

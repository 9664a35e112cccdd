"""Git's own merge of a file, line by line, for what is not merged otherwise."""

import tempfile
from pathlib import Path

from framework_cli.history.git import Git, Trouble


def merge_lines(
    base: bytes, ours: bytes, theirs: bytes, our_name: str = "ours", their_name: str = "theirs", size: int = 7
) -> tuple[bytes, int]:
    """What `git merge-file` makes of three versions, and how many conflicts are in it.

    Where it gives no answer (no git, a binary file) both versions stand in it, whole, as one conflict.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, data in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(data)
        names = [word for name in (our_name, "base", their_name) for word in ("-L", name)]
        words = ("merge-file", "-p", f"--marker-size={size}", *names, *(str(file) for file in files))
        answer = Git(Path(folder)).run(*words)
    if answer.trouble is None:
        return answer.out, 0
    start = b"<" * size + b" "
    if answer.trouble is Trouble.NO_GIT or start not in answer.out:
        return _whole(ours, theirs, our_name, their_name, size), 1
    return answer.out, sum(line.startswith(start) for line in answer.out.split(b"\n"))


def _whole(ours: bytes, theirs: bytes, our_name: str, their_name: str, size: int) -> bytes:
    ends = [data if data.endswith(b"\n") else data + b"\n" for data in (ours, theirs)]
    marks = [f"{'<' * size} {our_name}\n", f"{'=' * size}\n", f"{'>' * size} {their_name}\n"]
    return marks[0].encode() + ends[0] + marks[1].encode() + ends[1] + marks[2].encode()

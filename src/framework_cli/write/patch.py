"""A change of several files as a patch that `git apply` takes, byte for byte."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from framework_cli.history.traces import working_tree
from framework_cli.write.endings import encode
from framework_cli.write.store import Rewrite


def patch(root: Path, rewrites: Iterable[Rewrite]) -> bytes:
    """The unified diff of what `write.edit_together` would do. It holds words of the files.

    Paths are those in the repository that the study lies in, else in the study.
    """
    prefix = _prefix(root)
    parts = []
    for rewrite in rewrites:
        old = (root / rewrite.path).read_bytes()
        new = encode(rewrite.after, old)
        if new != old:
            parts.append(_file(prefix + rewrite.path, old, new))
    return b"".join(parts)


def _prefix(root: Path) -> str:
    """The way from the top of the repository to the study; empty where it is the top, or in none."""
    whole = root.resolve()
    way = whole.relative_to(working_tree(whole) or whole).as_posix()
    return "" if way == "." else f"{way}/"


def _file(path: str, old: bytes, new: bytes) -> bytes:
    a, b = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    tab = "\t" if " " in path else ""
    head = f"diff --git {a} {b}\n--- {a}{tab}\n+++ {b}{tab}\n".encode()
    # Latin-1 gives each byte a letter of its own, whatever the bytes mean.
    diff = unified_diff(_lines(old), _lines(new), lineterm="\n")
    body = [line for number, line in enumerate(diff) if number > 1]
    return head + "".join(_ended(body)).encode("latin-1")


def _lines(data: bytes) -> list[str]:
    parts = data.decode("latin-1").split("\n")
    return [f"{line}\n" for line in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(path: str) -> str:
    """A path as git writes it: in quotes, with escapes, where it holds a quote, a backslash or a control."""
    if all(letter.isprintable() and letter not in '"\\' for letter in path):
        return path
    escaped = (
        f"\\{letter}" if letter in '"\\' else letter if letter.isprintable() else _octal(letter)
        for letter in path
    )
    return f'"{"".join(escaped)}"'


def _octal(letter: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in letter.encode())

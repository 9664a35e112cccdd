"""The place of a finding as every format needs it."""

import posixpath
import re

from framework_cli.model.diagnostic import Location, Where

# Control characters (a terminal would obey them), line and paragraph separators, and those that turn
# the direction of writing: all come from users' files and names.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def location(where: Where) -> Location:
    """The location itself; a route that nobody located stands for the start of its file."""
    return where if isinstance(where, Location) else Location(where.path)


def joined(prefix: str, path: str) -> str:
    """The way to a file from where the prefix begins; a manuscript may lie beside the study (`../`)."""
    return posixpath.normpath(prefix + path) if path.startswith("../") else prefix + path


def visible(words: str) -> str:
    """Words with every character that a terminal or a log would act on written as an escape."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), words)

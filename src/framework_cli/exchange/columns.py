"""Which column of somebody's table is what: as told, else by the names other tools give."""

import re
from collections.abc import Iterable, Mapping, Sequence

from framework_cli.exchange.note import Note, refused, warned

DOCUMENT = (
    "document",
    "document name",
    "source",
    "source name",
    "file",
    "file name",
    "filename",
    "transcript",
)
CODE = ("code path", "code", "codes", "code name", "codename", "tag", "tags", "node", "nodes", "path")
SEGMENT = (
    *("segment", "coded segment", "coded text", "quotation content", "quotation", "quote", "excerpt"),
    *("text", "coded", "content", "text content", "passage", "reference"),
)
CODER = ("coder", "coded by", "author", "user", "owner", "created by", "coder name")
MEMO = ("memo", "coded memo", "comment", "comments", "note", "notes")
PATH = ("path", "code path", "code", "codes", "code name", "codename", "name", "node", "tag", "theme")
PARENT = ("parent", "parent code", "parent node", "parent path", "parent name", "category")
DEFINITION = ("definition", "description", "memo", "code memo", "meaning", "comment", "note")
CASE = (
    "case",
    "case id",
    "participant",
    "participant id",
    "respondent",
    "pid",
    "id",
    "name",
    "document",
    "case name",
)


def mapping(given: Iterable[str], roles: Iterable[str]) -> dict[str, str]:
    """Read `--map role=Column,role=Column`; raises ValueError with what is wrong."""
    from framework_cli.read.suggest import did_you_mean

    known = tuple(roles)
    found: dict[str, str] = {}
    for part in (part for one in given for part in one.split(",")):
        role, equals, column = (word.strip() for word in part.partition("="))
        if not equals or not column:
            raise ValueError(f"--map {part.strip()}: say NAME=COLUMN, with NAME one of {', '.join(known)}")
        if role not in known:
            hint = did_you_mean(role, known)
            raise ValueError(f"--map {part.strip()}: NAME is one of {', '.join(known)}. {hint}".strip())
        found[role] = column
    return found


def assign(
    columns: Sequence[str], roles: Mapping[str, Sequence[str]], told: Mapping[str, str]
) -> tuple[dict[str, int], list[Note]]:
    """The position of each role's column; roles that no column has are left out.

    Names are compared without case, `_`, `-` and full stops. Of two columns that would do, the one
    whose name comes first in the role's list is taken, and the other named in a warning.
    """
    from framework_cli.read.suggest import did_you_mean

    plain = [_plain(column) for column in columns]
    found: dict[str, int] = {}
    notes: list[Note] = []
    for role, column in told.items():
        at = [i for i, name in enumerate(plain) if name == _plain(column)]
        if not at:
            notes.append(refused(f"there is no column “{column}”", did_you_mean(column, columns)))
        else:
            found[role] = at[0]
    for role, names in roles.items():
        if role in told:
            continue
        free = [
            (names.index(name), i)
            for i, name in enumerate(plain)
            if name in names and i not in found.values()
        ]
        if free:
            found[role] = min(free)[1]
            others = ", ".join(
                f"“{columns[i]}”" for _, i in sorted(free)[1:] if not _wanted_elsewhere(plain[i], role, roles)
            )
            if others:
                taken = columns[found[role]]
                notes.append(
                    warned(f"{role} is taken from “{taken}”, not from {others}", f"--map {role}=COLUMN")
                )
    return found, notes


def unused(columns: Sequence[str], taken: Iterable[int]) -> list[Note]:
    """Say which columns do not come in."""
    used = set(taken)
    left = [f"“{name}”" for i, name in enumerate(columns) if i not in used and name]
    return [Note(f"columns left out: {', '.join(left)}")] if left else []


def _wanted_elsewhere(name: str, role: str, roles: Mapping[str, Sequence[str]]) -> bool:
    return any(name in names for other, names in roles.items() if other != role)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\s_.\-]+", " ", name.casefold()).split())

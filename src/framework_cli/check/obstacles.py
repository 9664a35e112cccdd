"""Findings that stand in the way of a change over many files: what a file says must be beyond doubt."""

from collections.abc import Collection, Iterable

from framework_cli.check.consequences import UNREAD
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.severity import Severity
from framework_cli.model.study import Study

# Errors that say what is still to be done, or looked for, in files whose meaning is plain.
WORK = frozenset(
    {
        rules.UNKNOWN_CODE,
        rules.RETIRED_CODE,
        rules.LOST,
        rules.AMBIGUOUS,
        rules.FROM_UNKNOWN,
        rules.UNKNOWN_CELL,
        rules.NOT_ASKED_EXCERPTS,
        rules.UNKNOWN_CITATION,
        rules.MEMO_ABOUT,
        rules.UNKNOWN_PART,
        rules.UNKNOWN_EVIDENCE,
    }
)
# Where nobody can tell whether a file or a line names an entry at all.
HIDDEN = UNREAD | {
    rules.JSON_SYNTAX,
    rules.YAML_FEATURE,
    rules.DUPLICATE_KEY,
    rules.NUL_BYTE,
    rules.BARE_RETURNS,
}


def obstacles(
    study: Study, found: Iterable[Diagnostic], touched: Collection[str], folders: Iterable[str]
) -> list[Diagnostic]:
    """The errors in files that a change must touch, or that hide whether it must, in these folders."""
    named = tuple(f"{study.settings.folders[folder]}/" for folder in folders)
    ours = study.codebook.path
    return [
        d
        for d in found
        if d.severity is Severity.ERROR
        and d.rule not in WORK
        and (d.primary.path in touched or d.primary.path == ours or _hides(d, named))
    ]


def _hides(diagnostic: Diagnostic, folders: tuple[str, ...]) -> bool:
    return diagnostic.rule in HIDDEN and diagnostic.primary.path.startswith(folders)

"""Sources whose coding is not known whole: a file of it cannot be read, or only in part."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import Annotations
from framework_cli.read.identity import composed

# Entries are lost to each of these.
LOSING = frozenset(
    {
        rules.UNREADABLE,
        rules.NOT_UTF8,
        rules.YAML_SYNTAX,
        rules.YAML_FEATURE,
        rules.DUPLICATE_KEY,
        rules.CONFLICT_MARKERS,
        rules.JSON_SYNTAX,
        rules.OUTSIDE_STUDY,
    }
)


def torn(
    folder: str, found: Iterable[Diagnostic], files: Iterable[Annotations], sources: Iterable[str]
) -> frozenset[str]:
    """The ids of these sources; `folder` is that of the annotations, `found` what was wrong in it.

    Of what stands in such a file nothing can be said: neither that it is gone nor that nobody coded it.
    """
    blank = {file.path for file in files if not file.excerpts}
    paths = {
        d.primary.path
        for d in found
        if d.rule in LOSING or (d.rule is rules.WRONG_VALUE and d.primary.path in blank)
    }
    if folder in paths:
        return frozenset(sources)
    within = (PurePosixPath(path) for path in paths if path.startswith(f"{folder}/"))
    return frozenset(composed(path.stem.rpartition(".")[0]) for path in within)

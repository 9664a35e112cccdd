"""The findings of a study whose folder holds a manuscript too, as `framework trace` has them."""

import os
from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.index.names import Names
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.read import load
from framework_cli.read.key import read_key
from framework_cli.review.manuscript import Account, Draft, trace
from tests.check.studies import found


def traced(root: Path, path: str = "draft.md") -> Account:
    """A manuscript of a study's folder traced."""
    study, _ = load(root)
    index, _ = build(study, cache=False)
    key = os.environ.get("FRAMEWORK_KEY")
    keyed = Names(read_key(Path(key))[0]) if key else None
    draft = Draft.markdown(path, (root / path).read_text(encoding="utf-8"))
    return trace(study, index, grid(study, index), draft, keyed=keyed)


def found_with_draft(root: Path) -> list[Diagnostic]:
    """Everything that `check` finds, and what `trace` finds where there is a manuscript."""
    draft = list(traced(root).found) if (root / "draft.md").is_file() else []
    return [*found(root), *draft]

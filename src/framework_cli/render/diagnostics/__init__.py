"""Findings as text: for people, for scripts, for code scanning and for GitHub's logs.

In come located diagnostics, out goes one string; one file per format. Called by the commands
that report. Transcript words are in it only with `show_text`.
"""

from collections.abc import Sequence
from pathlib import Path

from framework_cli.model.diagnostic import Diagnostic

__all__ = ["FORMATS", "render", "summary"]

FORMATS = ("text", "json", "sarif", "github", "md")


def render(
    found: Sequence[Diagnostic], format: str, *, root: Path | None = None, show_text: bool = False
) -> str:
    """Render located findings in one of `FORMATS`, ending in a line feed unless empty.

    `root` is the study's folder: text shows source lines from it (only with `show_text`), and
    `github` and `sarif` name files as seen from the working directory where the study lies below it.
    """
    if format == "json":
        from framework_cli.render.diagnostics import json

        return json.render(found, show_text=show_text)
    if format == "sarif":
        from framework_cli.render.diagnostics import sarif

        return sarif.render(found, prefix=_prefix(root), show_text=show_text)
    if format == "github":
        from framework_cli.render.diagnostics import github

        return github.render(found, prefix=_prefix(root), show_text=show_text)
    if format == "md":
        from framework_cli.render.diagnostics import md

        return md.render(found, show_text=show_text)
    if format != "text":
        raise ValueError(f"no such format: {format}")
    from framework_cli.render.diagnostics import text

    return text.render(found, root=root, show_text=show_text)


def summary(found: Sequence[Diagnostic]) -> str:
    """One line that counts: `3 errors, 1 warning in 2 files`."""
    from framework_cli.render.diagnostics import text

    return text.summary(found)


def _prefix(root: Path | None) -> str:
    """The way from the working directory to the study (`study/`), empty where it does not lie below."""
    if root is None:
        return ""
    here, root = Path.cwd().resolve(), root.resolve()
    if root == here or not root.is_relative_to(here):
        return ""
    return root.relative_to(here).as_posix() + "/"

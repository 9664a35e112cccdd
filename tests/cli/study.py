"""Running the command as a user does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]


def framework(
    *words: str,
    root: Path | None = None,
    cwd: Path | None = None,
    stdin: str = "",
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `framework`, without a terminal and without the caller's own settings."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FRAMEWORK_", "GITHUB_"))}
    inside = ["-C", str(root)] if root else []
    return subprocess.run(
        [sys.executable, "-m", "framework_cli", *inside, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        env={**clean, **(env or {})},
        cwd=cwd,
        timeout=120,
    )

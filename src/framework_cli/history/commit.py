"""The commit that a study's files stand at."""

import subprocess
from pathlib import Path


def commit_of(root: Path) -> str:
    """The abbreviated commit, with `-dirty` where files differ from it; empty without git or a repository."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        said = subprocess.run(command, capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.decode("utf-8", "replace").strip() if said.returncode == 0 else ""

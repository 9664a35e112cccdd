"""Scratch repositories with fixed authors and dates, so that their hashes are the same everywhere."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

AUTHORS = {"AK": ("Asha Karim", "asha@example.org"), "RS": ("Rob Stone", "rob@example.org")}


def as_asha(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tool run git as somebody who has told it who she is, and nothing else."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    name, mail = AUTHORS["AK"]
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", name)
        monkeypatch.setenv(f"GIT_{who}_EMAIL", mail)


def git(folder: Path, *words: str, author: str = "AK", day: str = "2026-03-01") -> str:
    """Run git in a folder as one of the authors on a day, without anybody's own settings."""
    name, mail = AUTHORS[author]
    when = day if "T" in day else f"{day}T10:00:00+00:00"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    said = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            **clean,
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": mail,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": mail,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        },
        check=False,
        timeout=60,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


def commit(
    folder: Path, files: Mapping[str, str | bytes | None], message: str, *, author: str = "AK", day: str
) -> str:
    """Write files (None deletes one), commit all that differs, and give the commit's hash."""
    for path, text in files.items():
        file = folder / path
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, author=author, day=day)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    return folder

"""Scratch repositories, run by git itself, with nobody's own settings."""

import os
import subprocess
from pathlib import Path

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Asha",
    "GIT_AUTHOR_EMAIL": "asha@example.org",
    "GIT_COMMITTER_NAME": "Asha",
    "GIT_COMMITTER_EMAIL": "asha@example.org",
    "GIT_EDITOR": "true",
}


class Repository:
    """A working tree; `git` runs a command in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def begun(cls, root: Path) -> "Repository":
        root.mkdir(parents=True, exist_ok=True)
        made = cls(root)
        made.git("init", "-q", "-b", "main")
        made.git("config", "core.autocrlf", "false")
        return made

    def clone(self, root: Path) -> "Repository":
        self.git("clone", "-q", str(self.root), str(root))
        return Repository(root)

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("FRAMEWORK_", "GIT_", "GITHUB_"))}
        return subprocess.run(
            ["git", *words],
            cwd=self.root, env={**clean, **SETTINGS, **env}, capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=60,
        )  # fmt: skip

    def git(self, *words: str, **env: str) -> str:
        done = self.run(*words, **env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def change(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, text
        self.write(path, text.replace(old, new))

    def commit(self, message: str = "work") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

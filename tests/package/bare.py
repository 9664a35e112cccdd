"""The package in a bare environment: built, installed and tried outside the checkout.

`python -m tests.package.bare WHEEL PYTHON…` tries a wheel under each interpreter; `make package` calls it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = "import framework_cli; print(len(framework_cli.load('study').index))"


class FailedError(Exception):
    """A command that was run did not end well; the message is what it said."""


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command as a stranger to this checkout would; what it prints. Raises FailedError."""
    strange = ("PYTHON", "FRAMEWORK", "VIRTUAL_ENV", "GITHUB")
    env = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    done = subprocess.run([*map(str, words)], cwd=cwd, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}".strip()
        raise FailedError(f"{' '.join(map(str, words))} exits with {done.returncode}:\n{said}")
    return done.stdout


def reaches_an_index(folder: Path) -> bool:
    """Whether pip can get anything."""
    try:
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "hatchling", cwd=folder)
    except FailedError:
        return False
    return True


def build(out: Path, *kind: str) -> None:
    """Build into a folder: an sdist and from that a wheel, or with `--wheel` a wheel from the checkout."""
    run(sys.executable, "-m", "build", "--outdir", out, *kind, ROOT, cwd=ROOT)


def install(wheel: Path, python: Path | str, folder: Path) -> Path:
    """Install a wheel into a new environment of an interpreter; where its commands are."""
    run(python, "-m", "venv", folder / "env", cwd=folder)
    commands = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(commands / "python", "-m", "pip", "install", "-q", wheel.resolve(), cwd=folder)
    return commands


def trial(commands: Path, folder: Path) -> dict[str, str]:
    """Go the whole way with what is installed, on the example; what each step prints."""
    framework = commands / "framework"
    steps: dict[str, tuple[str | Path, ...]] = {
        "version": (framework, "--version"),
        "init": (framework, "init", "--example", "study"),
        "check": (framework, "-C", "study", "check"),
        "explain": (framework, "check", "explain", "F203"),
        "chart": (framework, "-C", "study", "chart", "--cells", "counts", "--format", "csv"),
        "summarise": (framework, "-C", "study", "summarise"),
        "empty": (framework, "init", "empty"),
        "empty check": (framework, "-C", "empty", "check"),
        "module": (commands / "python", "-m", "framework_cli", "-C", "study", "status"),
        "load": (commands / "python", "-c", WORDS),
    }
    return {name: run(*words, cwd=folder) for name, words in steps.items()}


def main(wheel: str, *pythons: str) -> None:
    """Try a wheel under each interpreter, and say so."""
    for python in pythons:
        with tempfile.TemporaryDirectory() as folder:
            commands = install(Path(wheel), python, Path(folder))
            said = trial(commands, Path(folder))
            version = run(commands / "python", "--version", cwd=Path(folder)).strip()
            rows = len(said["chart"].strip().split("\n")) - 1
            sys.stdout.write(
                f"{version}: installed, {rows} cases charted, {said['load'].strip()} rows of index\n"
            )


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except FailedError as failed:
        sys.exit(str(failed))

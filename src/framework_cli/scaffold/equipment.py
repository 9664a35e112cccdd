"""What a repository gets on request, as texts: attributes for merging, a hook, a workflow of GitHub's."""

from collections.abc import Mapping

ATTRIBUTES = ".gitattributes"
WORKFLOW = ".github/workflows/framework.yml"
DRIVER = "framework"
HOOKS = ("pre-commit", "pre-merge-commit")


def attributes(folders: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of `.gitattributes` that name the merge driver, for a study with these folders."""
    coded, charts = folders["annotations"], folders["charts"]
    return (
        f"{_pattern(f'{coded}/*.yaml')} merge={DRIVER} diff={DRIVER}",
        f"{_pattern(f'{coded}/*.jsonl')} merge={DRIVER} diff={DRIVER}",
        f"{_pattern(f'{charts}/*.md')} merge={DRIVER} diff=markdown",
    )


def settings(program: str) -> dict[str, str]:
    """The settings of one clone; `program` is how a shell calls `framework`.

    Where the program is gone, git's own merge takes its place: both sides' work then stands in the file.
    """
    return {
        f"merge.{DRIVER}.name": "excerpt by excerpt, cell by cell",
        f"merge.{DRIVER}.driver": (
            f"{program} merge-driver %O %A %B %P --marker-size=%L --ours=%X --theirs=%Y; "
            "code=$?; test $code -lt 2 && exit $code; "
            "exec git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
        ),
        f"diff.{DRIVER}.textconv": f"{program} textconv",
    }


def hook(program: str, folder: str) -> str:
    """A hook that checks the study in `folder` (from the top of the repository; a shell's words both)."""
    return f"""\
#!/bin/sh
# Written by `framework init --hook`: checks the study before each commit. What is checked are the files as
# they stand in the folder, staged or not. `git commit --no-verify` goes on without.
unset $(git rev-parse --local-env-vars)
{_enter(folder)}program={program}
command -v "$program" >/dev/null || program=framework
command -v "$program" >/dev/null || {{
  echo 'framework is not installed here: see `framework init --hook`; --no-verify goes on without' >&2
  exit 1
}}
exec "$program" check
"""


def hook_line(program: str, folder: str) -> str:
    """What to add to a hook that is there already."""
    return f"({_enter(folder).strip()} {program} check) || exit 1".replace("( ", "(")


def workflow(folder: str, version: str) -> str:
    """A workflow for GitHub that checks the study in `folder` at every push and pull request."""
    inside = f" -C {folder}" if folder != "." else ""
    return f"""\
# Written by `framework init --ci`. The log shows ids and places, no words of a transcript.
name: framework
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    env:
      # Where your team has the tool from: a release, a wheel in this repository, or git+https://…
      FRAMEWORK: framework-cli=={version}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # quotes are looked up through the older texts of their transcripts
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "$FRAMEWORK"
      # F019 is about merging in a clone of one's own.
      - run: framework{inside} check --ignore F019
"""


def _pattern(path: str) -> str:
    """A path as git reads it there: between quotes where it holds white space, and no sign is special."""
    plain = "".join(f"\\{sign}" if sign in "[]?\\" else sign for sign in path)
    if not any(sign.isspace() or sign == '"' for sign in plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _enter(folder: str) -> str:
    return f"cd {folder} || exit 1\n" if folder != "." else ""

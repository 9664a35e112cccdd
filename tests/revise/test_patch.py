"""A change shown as a patch is the change itself, byte for byte, for `git apply`."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_cli.revise.codebook import Heir, Revision, adopt, merge, move, rename, retire, split
from framework_cli.write import Rewrite
from framework_cli.write.patch import patch
from tests.revise.framework import CODEBOOK, FILES, carry_out, opened, state, study_at

DAY = "2026-03-09"
PLANS: dict[str, Callable[[Path], Revision]] = {
    "rename": lambda root: rename(opened(root)[0], "family", 'a: "b" # c'),
    "redefine": lambda root: rename(opened(root)[0], "family", definition="Two\nlines: of it."),
    "move": lambda root: move(opened(root)[0], "family", to="money", before="debt"),
    "merge": lambda root: _merged(root, "family", "stigma", "work-shame"),
    "merge-themes": lambda root: _merged(root, "support", "money"),
    "split": lambda root: split(opened(root)[0], "family", [Heir("kin", "Kin"), Heir("debt")], on=DAY),
    "retire": lambda root: retire(opened(root)[0], "debt", why="- none", on=DAY),
    "adopt": lambda root: adopt(opened(root)[0], ["Visits"], id="visits", theme="stigma", name="no"),
}
# Mixed line ends, a byte order mark, files whose last line does not end.
ODD = {
    "charts/P01.md": FILES["charts/P01.md"].replace("\n", "\r\n", 7).rstrip("\n"),
    "codebooks/example.yaml": "\ufeff" + CODEBOOK.rstrip("\n"),
}


def _merged(root: Path, into: str, *ids: str) -> Revision:
    study, _, cells = opened(root)
    return merge(study, cells, ids, into=into, on=DAY)


def git(folder: Path, *words: str, data: bytes = b"") -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *who, *words], cwd=folder, input=data, capture_output=True, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("plan", PLANS)
def test_git_makes_the_same_bytes_of_it(tmp_path: Path, plan: str):
    root = study_at(tmp_path, ODD)
    before, revision = state(root), PLANS[plan](root)
    shown = patch(root, revision.rewrites)
    carry_out(root, revision)
    done = state(root)
    study_at(root, ODD)
    assert state(root) == before != done
    git(root, "apply", data=shown)
    assert state(root) == done
    git(root, "apply", "--reverse", data=shown)
    assert state(root) == before


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("where", [".", "our studies/é"])
def test_it_applies_from_the_top_of_the_repository_and_from_the_study_in_a_folder(tmp_path: Path, where: str):
    git(tmp_path, "init", "-q")
    root = study_at(tmp_path / "our studies/é/one")
    before, revision = state(root), PLANS["merge"](root)
    shown = patch(root, revision.rewrites)
    git(tmp_path / where, "apply", data=shown)
    assert state(root) == {**before, **{each.path: _bytes(before, each) for each in revision.rewrites}}


def _bytes(before: dict[str, bytes], rewrite: Rewrite) -> bytes:
    text = rewrite.after.encode()
    return text.replace(b"\n", b"\r\n") if b"\r\n" in before[rewrite.path] else text


def test_odd_file_names_are_written_as_git_reads_them(tmp_path: Path):
    (tmp_path / 'a "b.md').write_bytes(b"x\n")
    shown = patch(tmp_path, [Rewrite('a "b.md', "x\n", "y")])
    assert shown == (
        b'diff --git "a/a \\"b.md" "b/a \\"b.md"\n--- "a/a \\"b.md"\t\n+++ "b/a \\"b.md"\t\n'
        b"@@ -1 +1 @@\n-x\n+y\n\\ No newline at end of file\n"
    )

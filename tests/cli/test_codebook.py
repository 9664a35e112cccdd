"""`framework codebook` as a user runs it: shown, changed, shown as a patch, refused."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from framework_cli.write import journal as journal_module
from tests.cli.study import HERE, framework
from tests.revise.framework import CODEBOOK, FILES, state, study_at

MERGE = ("codebook", "merge", "stigma", "work-shame", "--into", "family")
RENAME = ("codebook", "rename", "family", 'a: "b" # c')


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_patch_of_a_dry_run_is_what_git_applies(tmp_path: Path):
    root = study_at(tmp_path, {"charts/P01.md": FILES["charts/P01.md"].replace("\n", "\r\n")})
    before = state(root)
    words = [sys.executable, "-m", "framework_cli", "-C", str(root), *MERGE, "--dry-run"]
    shown = subprocess.run(words, capture_output=True, check=True)
    assert state(root) == before
    assert shown.stderr.decode().endswith("nothing was written\n")
    subprocess.run(["git", "apply", "-"], cwd=root, input=shown.stdout, check=True)
    applied = state(root)
    study_at(root, {"charts/P01.md": FILES["charts/P01.md"].replace("\n", "\r\n")})
    assert framework(*MERGE, root=root).returncode == 0
    assert state(root) == applied != before


def test_what_was_done_and_what_is_left_are_told_and_the_files_named(tmp_path: Path):
    done = framework(*MERGE, root=study_at(tmp_path))
    assert done.stdout.split("\n") == [
        "annotations/P01.AK.yaml",
        "annotations/P01.RS.jsonl",
        "annotations/P02.AK.yaml",
        "charts/P01.md",
        "charts/P02.md",
        "codebooks/example.yaml",
        "memos/m.md",
        "theory/t.yaml",
        "",
    ]
    assert done.stderr.replace("\n      ", " $ ").split("\n") == [
        "1.2 Shame (stigma), 1.2.1 At work (work-shame) merged into 1.1 Help from family (family): "
        "version 4 of the codebook",
        "4 passages in 3 files recoded (2 carried both and keep one), 2 cells joined",
        "changes the codebook, 3 annotation files, 2 charts, 1 memo, 1 file of theory",
        "Left to do",
        "  - read 1 joined summary again; once written anew: $ framework chart --mark charted P01/family",
        "  - decide on 1 cell marked as blank in one part and not in another, as P02/family $ "
        "framework show P02/family",
        "  - make the definition fit all; the old words stand in codebooks/example.yaml, as a comment $ "
        'framework codebook rename family --definition "…"',
        "  - numbers have changed, and these entries name old ones: family (1.2)",
        "",
    ]
    assert framework("check", "--fail-on", "error", root=tmp_path).returncode == 0


def test_nothing_to_change_is_said(tmp_path: Path):
    done = framework("codebook", "rename", "family", "Help from family", root=study_at(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing to change\n")


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("codebooks/example.yaml", CODEBOOK.replace("name: Money", "nam: Money"), RENAME),
        ("charts/P01.md", FILES["charts/P01.md"] + "\n## Again {#stigma}\n", RENAME),
        ("annotations/P02.AK.yaml", "excerpts: [", MERGE),
        ("annotations/P01.AK.yaml", FILES["annotations/P01.AK.yaml"] + "  odd: key\n", MERGE),
        ("annotations/P01.RS.jsonl", "not read\n", MERGE),
        ("memos/m.md", "---\nabout: [code:stigma\n---\n", MERGE),
    ],
)
def test_errors_in_files_that_it_must_touch_stop_a_change(tmp_path: Path, path: str, text: str, words):
    root = study_at(tmp_path, {path: text})
    before = state(root)
    done = framework(*words, root=root)
    assert done.returncode == 1
    assert f"{path}:" in done.stderr
    assert done.stderr.endswith("nothing was changed: mend this first, then run again\n")
    assert state(root) == before
    assert framework(*words, "--dry-run", root=root).stdout == ""


def test_errors_elsewhere_and_work_that_waits_do_not_stop_a_change(tmp_path: Path):
    root = study_at(tmp_path, {"annotations/P02.AK.yaml": "excerpts: [", "transcripts/P03.txt": "\0"})
    assert framework(*RENAME, root=root).returncode == 0
    root = study_at(tmp_path / "other")
    assert (
        framework("codebook", "split", "family", "--into", "kin=Kin", "--into", "debt", root=root).returncode
        == 0
    )
    assert framework("check", root=root).returncode == 1
    assert framework("codebook", "merge", "stigma", "--into", "kin", root=root).returncode == 0


def test_refusals_are_usage_errors_with_the_way_out(tmp_path: Path):
    root = study_at(tmp_path)
    done = framework("codebook", "split", "family", "--into", "kin", "--into", "debt", root=root)
    assert (done.returncode, done.stderr) == (
        2,
        'framework: kin is new: give its name, as in --into kin="…"\n',
    )
    assert "did you mean family?" in framework("codebook", "show", "famly", root=root).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_change_that_was_killed_half_way_is_finished_by_whatever_is_run_next(tmp_path: Path):
    root = study_at(tmp_path / "killed")
    other = study_at(tmp_path / "whole")
    dies = (
        "import os, signal, sys\n"
        "from framework_cli.__main__ import main\n"
        "real, calls = os.replace, []\n"
        "def replace(*words):\n"
        "    calls.append(words)\n"
        "    if len(calls) == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(*words)\n"
        "os.replace = replace\n"
        f"sys.argv = ['framework', '-C', {str(root)!r}, *{MERGE!r}]\n"
        "main()\n"
    )
    assert subprocess.run([sys.executable, "-c", dies], check=False, cwd=HERE).returncode == -9
    assert (root / journal_module.FILE).exists()
    done = framework("status", root=root)
    assert "an edit of 8 files that was cut short has been finished" in done.stderr
    framework(*MERGE, root=other)
    assert state(root) == state(other)


def test_the_framework_is_shown_as_a_tree_with_what_is_coded(tmp_path: Path):
    root = study_at(tmp_path)
    assert framework("codebook", "show", root=root).stdout.split("\n") == [
        "number     name              id             passages  cases",
        "1          Support           support               4      2",
        "  1.1      Help from family  family                1      1",
        "  1.2      Shame             stigma                4      2",
        "    1.2.1  At work           work-shame            1      1",
        "  1.3      Other             support-other         0      0",
        "2          Money             money                 0      0",
        "  2.7      Debt              debt                  0      0",
        "",
        "retired: old, into family, stigma",
        "open labels: “Visits” 2, “sister” 1, “visits ” 1",
        "",
    ]
    rows = list(
        csv.DictReader(io.StringIO(framework("codebook", "show", "--format", "csv", root=root).stdout))
    )
    assert rows[3] == {
        "number": "1.2.1",
        "name": "At work",
        "id": "work-shame",
        "passages": "1",
        "cases": "1",
    }
    shown = framework("codebook", "show", "stigma", "--definitions", "--format", "json", root=root).stdout
    assert [row["definition"] for row in json.loads(shown)] == ["Being judged, or fearing to be.", ""]

"""`diff`, `log` and `audit` as a user runs them."""

import json
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.study import framework
from tests.history.repositories import commit, git
from tests.trail.walking import walking


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return walking(tmp_path_factory.mktemp("history") / "walking")


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "walking"))


def test_diff_without_revision_compares_head_with_the_files(study: Path):
    assert "Nothing has changed." in framework("diff", root=study).stdout
    tagged = framework("tag", "Ken", "4", "talk", "--as", "AK", root=study)
    id = tagged.stdout.split()[0]
    done = framework("diff", "--exit-code", root=study)
    assert done.returncode == 1
    assert f"  AK in Ken\n    + coded 4 as 2.1 Talk on the way ({id})\n" in done.stdout


def test_diff_tells_coding_by_coder_and_never_the_words_unless_asked(study: Path):
    done = framework("diff", "HEAD~4", root=study)
    assert done.returncode == 0
    assert "    ~ 4 edited in the transcript (m9b4c7qx)\n" in done.stdout
    assert "slept" not in done.stdout
    asked = framework("diff", "HEAD~4", "--show-text", root=study).stdout
    assert "edited: I sleep. [-I had-]{+I'd+} not slept since my wife died." in asked


def test_every_line_fits_eighty_columns(study: Path):
    for words in (("diff", "HEAD~11"), ("log", "asked"), ("log", "Olive")):
        done = framework(*words, root=study)
        assert done.returncode == 0, done.stderr
        assert max(map(len, done.stdout.split("\n"))) <= 80


def test_diff_filters_by_case_code_and_coder(study: Path):
    coded = framework("diff", "HEAD~11", "HEAD", "--coder", "AK", root=study).stdout
    assert "AK in Olive" in coded
    assert "RS in" not in coded
    assert "Ken" not in framework("diff", "HEAD~11", "--case", "Olive", root=study).stdout
    gains = framework("diff", "HEAD~11", "--code", "gains", root=study).stdout
    assert "m9b4c7qx" in gains
    assert "t7c2m9xe" not in gains
    unknown = framework("diff", "--case", "Oliv", root=study)
    assert unknown.returncode == 2
    assert "did you mean “Olive”?" in unknown.stderr


def test_the_json_names_what_differs_and_withholds_words(study: Path):
    page = json.loads(framework("diff", "HEAD~4", "HEAD", "--format", "json", root=study).stdout)
    assert page["after"]["name"] == "HEAD"
    assert len(page["after"]["commit"]) == 40
    edited = next(c for c in page["changes"] if c["id"] == "m9b4c7qx")
    assert edited["kind"] == "excerpt"
    assert edited["differs"]["edited"] is None
    assert edited["after"]["codes"] == ["gains"]
    told = json.loads(
        framework("diff", "HEAD~4", "HEAD", "--format", "json", "--show-text", root=study).stdout
    )
    edited = next(c for c in told["changes"] if c["id"] == "m9b4c7qx")
    assert edited["differs"]["edited"]["after"].startswith("I sleep. I'd not slept")


def test_markdown_opens_no_element_of_a_study_and_calls_nobody(study: Path):
    evil = "</details><script>alert(1)</script> @team #1 {{ 7*7 }} | `x` *y*"
    files = {
        "cases.csv": f'case,kind,"{evil}"\nOlive,person,north\n',
        "framework.yaml": f"title: Walking\nnotice: '{evil}'\ncoders: {{AK: A, RS: B}}\n",
        "memos/weather.md": "---\nabout: [study]\nby: '<b>AK</b>'\nkind: method\n---\nNo.\n",
    }
    commit(study, files, "hostile", day="2026-03-10")
    text = framework("diff", "HEAD~1", "HEAD", "--format", "md", "--show-text", root=study).stdout
    assert "@team" not in text
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in html
    assert "<b>AK" not in html
    assert html.count("<details") == html.count("</details>")


def test_a_revision_before_the_study_says_when_it_began(tmp_path: Path, made: Path):
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q")
    commit(top, {"README.md": "Nothing yet.\n"}, "zero", day="2026-01-01")
    shutil.copytree(made, top / "study", ignore=shutil.ignore_patterns(".git"))
    commit(top, {}, "the study", day="2026-01-02")
    done = framework("diff", "HEAD~1", root=top / "study")
    assert done.returncode == 2
    assert "at HEAD~1 (" in done.stderr
    assert "there was no study in study; its first commit is" in done.stderr
    assert "2026-01-02" in done.stderr


def test_where_there_is_no_repository_each_says_so_and_audit_still_tells(tmp_path: Path, made: Path):
    bare = Path(shutil.copytree(made, tmp_path / "bare", ignore=shutil.ignore_patterns(".git")))
    env = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    for words in (("diff",), ("log", "asked")):
        done = framework(*words, root=bare, env=env)
        assert done.returncode == 2
        assert done.stderr == "framework: the study is not in a git repository: start one with `git init`\n"
    told = framework("audit", root=bare, env=env)
    assert told.returncode == 0
    assert "Who saved what when: the study is not in a git repository" in told.stdout


def test_a_state_with_errors_is_told_by_rule_and_the_rest_compared(study: Path):
    torn = "<<<<<<< ours\ntext: a\n=======\n>>>>>>> theirs\n"
    commit(study, {"annotations/Ken.RS.yaml": torn, "memos/new.md": "A thought.\n"}, "torn", day="2026-03-10")
    done = framework("diff", "HEAD~1", "HEAD", root=study).stdout
    assert "Not compared, as it cannot be read whole: annotations/Ken.RS.yaml (HEAD)." in done
    assert "took back" not in done
    assert "+ new: memo added" in done


def test_the_log_of_a_word_that_names_nothing_suggests_one(study: Path):
    done = framework("log", "askd", root=study)
    assert done.returncode == 2
    assert "did you mean asked?" in done.stderr
    gone = framework("log", "a1b2c3d4", root=study)
    assert gone.returncode == 2
    assert "nothing is or was called a1b2c3d4" in gone.stderr


def test_the_log_in_every_format(study: Path, tmp_path: Path):
    rows = framework("log", "asked", "--format", "csv", root=study).stdout.split("\n")
    assert rows[0] == "date,author,commit,message,kind,id,change"
    assert rows[1].startswith("2026-03-03T10:00:00+00:00,Asha Karim,")
    saved = tmp_path / "log.json"
    assert framework("log", "asked", "-o", str(saved), root=study).returncode == 0
    page = json.loads(saved.read_text(encoding="utf-8"))
    assert page["thing"] == {"kind": "code", "id": "asked"}
    assert page["complete"] is True
    assert "### History of code asked" in framework("log", "asked", "--format", "md", root=study).stdout


def test_the_audit_trail_is_saved_and_is_json_on_request(study: Path, tmp_path: Path):
    saved = tmp_path / "audit.md"
    assert framework("audit", "-o", str(saved), root=study).returncode == 0
    assert saved.read_text(encoding="utf-8").startswith("# Audit trail: Walking groups\n")
    page = json.loads(framework("audit", "--format", "json", root=study).stdout)
    assert [row["source"] for row in page["coding"]] == ["Ken", "Olive", "Olive"]


def test_a_study_that_came_from_another_folder_is_compared_with_it_and_its_log_says_where_it_ends(
    tmp_path: Path, made: Path
):
    top = tmp_path / "top"
    shutil.copytree(made, top / "old", ignore=shutil.ignore_patterns(".git"))
    git(top, "init", "-q")
    commit(top, {}, "the study", day="2026-01-02")
    git(top, "mv", "old", "new")
    commit(top, {"new/memos/new.md": "A thought.\n"}, "moved", day="2026-01-03")
    done = framework("diff", "HEAD~1", root=top / "new")
    assert "At HEAD~1 the study stood in old/." in done.stdout
    assert "+ new: memo added" in done.stdout
    assert "Coding" not in done.stdout
    assert "the study stood in old/, which is not" in framework("log", "asked", root=top / "new").stdout
    assert "when the study stood in old/" in framework("audit", root=top / "new").stdout


def test_transcripts_that_are_not_in_git_are_taken_as_they_are_and_that_is_said(study: Path):
    git(study, "rm", "-q", "-r", "--cached", "transcripts")
    commit(study, {".gitignore": ".framework/\ntranscripts/\n"}, "kept out", day="2026-03-10")
    framework("tag", "Ken", "4", "talk", "--as", "AK", root=study)
    done = framework("diff", root=study).stdout
    assert "2 files are not kept by this repository" in done
    assert "Sources" not in done
    assert "+ coded 4 as 2.1 Talk on the way" in done


def test_a_repository_without_a_commit_says_what_to_do(tmp_path: Path, made: Path):
    new = Path(shutil.copytree(made, tmp_path / "new", ignore=shutil.ignore_patterns(".git")))
    git(new, "init", "-q")
    for words in (("diff",), ("log", "asked")):
        done = framework(*words, root=new)
        assert done.returncode == 2
        assert "the repository has no commit yet; make one with" in done.stderr
    assert "the repository has no commit yet" in framework("audit", root=new).stdout


def test_the_history_of_a_claim_is_told_with_its_decisions(study: Path):
    one = """\
theory: {id: t, kind: realist}
nodes: [{id: talk-m, type: context}, {id: o, type: outcome}]
edges:
  - {id: e1, from: talk-m, to: o, status: hypothesised}
"""
    two = one.replace("hypothesised", "contested") + (
        "decisions: [{id: d1, on: 2026-03-06, changed: [e1], because: [d2r6t1yk], why: Ken says so.}]\n"
    )
    commit(study, {"theory/t.yaml": one}, "A first claim", day="2026-03-06")
    commit(study, {"theory/t.yaml": two}, "It is contested", day="2026-03-07")
    for word in ("e1", "edge:e1", "t/e1", "edge:t/e1"):
        done = framework("log", word, root=study)
        assert done.returncode == 0, done.stderr
        flat = " ".join(done.stdout.split())
        assert "status hypothesised → contested; decided by d1 (2026-03-06, because of d2r6t1yk)" in flat
        assert "+ theory/t.yaml: edge e1 (talk-m → o) added: hypothesised" in flat
        assert "Ken says so" not in flat
    assert "talk-m" in framework("log", "t", root=study).stdout
    assert "why d1: Ken says so." in framework("log", "e1", "--show-text", root=study).stdout
    near = framework("log", "tt/e1", root=study)
    assert near.returncode == 2
    gone = framework("log", "edge:e9", root=study)
    assert gone.returncode == 2

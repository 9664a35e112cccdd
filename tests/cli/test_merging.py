"""A team in git: two people code one file, and git merges it excerpt by excerpt."""

from pathlib import Path

import pytest

from tests.check.studies import found, sound
from tests.cli.repository import Repository
from tests.cli.study import framework

CODING = "annotations/P01.AK.yaml"
CHART = "charts/P01.md"


@pytest.fixture
def ours(tmp_path: Path) -> Repository:
    """A study under git with everything set up, on its first commit."""
    repository = Repository.begun(tmp_path / "ours")
    sound(repository.root, {".gitignore": ".framework/\n"})
    framework("check", "--fix", "--yes", root=repository.root)
    done = framework("init", str(repository.root), "--git")
    assert done.returncode == 0, done.stderr
    repository.commit("the study")
    return repository


@pytest.fixture
def theirs(ours: Repository, tmp_path: Path) -> Repository:
    """A colleague's clone, where the driver was set up too."""
    clone = ours.clone(tmp_path / "theirs")
    assert framework("init", str(clone.root), "--git").returncode == 0
    return clone


def tag(repository: Repository, *words: str) -> str:
    done = framework("tag", *words, "--as", "AK", root=repository.root)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def errors(repository: Repository) -> list[str]:
    return [d.message for d in found(repository.root) if d.severity.rank > 1]


def test_two_clones_that_coded_neighbouring_lines_merge_without_conflict(
    ours: Repository, theirs: Repository
):
    mine = tag(ours, "P01", "5", "stigma")
    ours.change(CODING, "codes: [family]", "codes: [family]\n  memo: Ask Rob.")
    ours.commit("mine")
    yours = tag(theirs, "P01", "3", "stigma")
    theirs.change(CODING, "codes: [family]", "codes: [family, stigma]")
    theirs.commit("yours")

    theirs.git("pull", "-q", "--no-rebase", "origin", "main")

    text = theirs.read(CODING)
    assert text.index("k3f9a2q7") < text.index(yours) < text.index(mine)
    assert "codes: [family, stigma]\n  memo: Ask Rob." in text
    assert errors(theirs) == []


def test_rebase_and_cherry_pick_merge_alike(ours: Repository):
    ours.git("switch", "-q", "-c", "rob")
    tag(ours, "P01", "3", "stigma")
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    tag(ours, "P01", "5", "stigma")
    ours.commit("asha's")
    ours.git("switch", "-q", "-c", "picked")
    ours.git("cherry-pick", "rob")
    picked = ours.read(CODING)
    ours.git("switch", "-q", "rob")
    ours.git("rebase", "-q", "main")
    rebased = ours.read(CODING)
    ours.git("switch", "-q", "-c", "merged", "main")
    ours.git("merge", "-q", "-m", "both", "rob")

    assert picked == rebased == ours.read(CODING)
    assert picked.count("- id: ") == 3


def test_a_conflict_stands_at_one_entry_and_check_says_so(ours: Repository):
    ours.git("switch", "-q", "-c", "rob")
    ours.change(CODING, "codes: [family]", "codes: [family]\n  memo: Why her?")
    tag(ours, "P01", "3", "stigma")
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    ours.change(CODING, "codes: [family]", "codes: [family]\n  memo: Why?")
    tag(ours, "P01", "5", "stigma")
    ours.commit("asha's")

    done = ours.run("merge", "rob")

    assert done.returncode == 1
    assert f"framework: {CODING}: 1 conflict" in done.stdout + done.stderr
    text = ours.read(CODING)
    outside = text[: text.index("<<<<<<<")] + text[text.index(">>>>>>>") :]
    assert outside.count("- id: ") == 2
    assert [d.rule.id for d in found(ours.root) if d.severity.rank > 1] == ["F010"]


def test_cells_of_a_chart_merge_and_a_summary_changed_twice_does_not(ours: Repository):
    ours.git("switch", "-q", "-c", "rob")
    ours.write(CHART, ours.read(CHART) + "## 1.2 Shame {#stigma}\nNobody knew.\n")
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    ours.change(CHART, "Her sister came every week", "A sister came weekly")
    ours.commit("asha's")
    ours.git("merge", "-q", "-m", "both", "rob")
    assert "A sister came weekly" in ours.read(CHART)
    assert ours.read(CHART).endswith("## 1.2 Shame {#stigma}\nNobody knew.\n")

    ours.git("switch", "-q", "-c", "again")
    ours.change(CHART, "Nobody knew.", "No one knew.")
    ours.commit()
    ours.git("switch", "-q", "main")
    ours.change(CHART, "Nobody knew.", "They did not know.")
    ours.commit()
    assert ours.run("merge", "again").returncode == 1
    text = ours.read(CHART)
    assert text.index("A sister came weekly") < text.index("<<<<<<<")


def test_a_transcript_corrected_on_one_branch_and_coded_on_the_other(ours: Repository):
    ours.git("switch", "-q", "-c", "rob")
    tag(ours, "P01", "5", "stigma")
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    ours.change("transcripts/P01.txt", "INT: Who helped", "INT: Thank you.\nINT: Who helped")
    framework("check", "--fix", "--yes", root=ours.root)
    ours.commit("a line that was missing")

    ours.git("merge", "-q", "-m", "both", "rob")

    assert errors(ours) == []
    rows = framework("index", "--format", "csv", root=ours.root)
    assert rows.returncode == 0
    assert ",6,6," in rows.stdout


def test_where_the_program_is_gone_git_merges_by_lines(ours: Repository):
    command = ours.git("config", "merge.framework.driver")
    gone = command.strip().replace(command.split(" merge-driver")[0], "/nowhere/framework")
    ours.git("config", "merge.framework.driver", gone)
    ours.git("switch", "-q", "-c", "rob")
    tag(ours, "P01", "3", "stigma")
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    tag(ours, "P01", "5", "stigma")
    ours.commit("asha's")

    assert ours.run("merge", "rob").returncode == 1
    text = ours.read(CODING)
    assert "<<<<<<< ours" in text
    assert "knew" in text and "myself" in text


def test_git_diff_shows_codes_with_their_quotes(ours: Repository):
    ours.change(CODING, "codes: [family]", "codes: [family, stigma]")

    shown = ours.git("diff", "--no-color", CODING)

    assert "-[k3f9a2q7] family: “My sister came every week.”\n" in shown
    assert "+[k3f9a2q7] family, stigma: “My sister came every week.”\n" in shown


def test_setting_up_twice_changes_nothing_and_other_attributes_stay(tmp_path: Path):
    repository = Repository.begun(tmp_path)
    sound(tmp_path, {".gitattributes": "*.docx binary", "framework.yaml": "folders: {charts: my charts}\n"})

    for _ in range(2):
        assert framework("init", str(tmp_path), "--git").returncode == 0
        assert repository.read(".gitattributes") == (
            "*.docx binary\n"
            "annotations/*.yaml merge=framework diff=framework\n"
            "annotations/*.jsonl merge=framework diff=framework\n"
            '"my charts/*.md" merge=framework diff=markdown\n'
        )
    assert "merge: framework" in repository.git("check-attr", "merge", "my charts/P01.md")


def test_the_study_that_is_named_is_equipped_and_no_other_is_started(tmp_path: Path):
    study, elsewhere = sound(tmp_path / "study"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    for folder in (study, elsewhere):
        Repository.begun(folder)

    assert framework("init", "--git", root=study, cwd=elsewhere).returncode == 0
    assert framework("init", "--git", env={"FRAMEWORK_STUDY": str(study)}, cwd=elsewhere).returncode == 0

    assert "merge=framework" in (study / ".gitattributes").read_text(encoding="utf-8")
    assert [file.name for file in elsewhere.iterdir()] == [".git"]


def test_git_is_asked_for_where_there_is_no_repository(tmp_path: Path):
    done = framework("init", str(tmp_path / "new"), "--git")

    assert done.returncode == 2
    assert "git init" in done.stderr
    assert not (tmp_path / "new").exists()


def test_the_hook_stops_a_commit_that_check_finds_fault_with(tmp_path: Path):
    repository = Repository.begun(tmp_path)
    sound(tmp_path / "a study", {".gitignore": ".framework/\n"})
    done = framework("init", str(tmp_path / "a study"), "--hook", "--ci")
    assert done.returncode == 0, done.stderr
    repository.commit("sound")
    repository.change(f"a study/{CODING}", "[family]", "[familly]")
    repository.git("add", "-A")

    refused = repository.run("commit", "-m", "a slip")

    assert refused.returncode == 1
    assert "F201" in refused.stdout + refused.stderr
    assert "working-directory" not in repository.read(".github/workflows/framework.yml")
    assert "-C 'a study' check" in repository.read(".github/workflows/framework.yml")
    repository.git("commit", "-q", "--no-verify", "-m", "all the same")


def test_a_merge_that_brings_an_id_twice_is_stopped_by_the_hook(ours: Repository):
    assert framework("init", str(ours.root), "--hook").returncode == 0
    entry = "- id: twice\n  quote: Nobody at work knew.\n  codes: [stigma]\n"
    ours.git("switch", "-q", "-c", "rob")
    ours.write("annotations/P01.RS.yaml", entry)
    ours.commit("rob's")
    ours.git("switch", "-q", "main")
    ours.write("annotations/P01.BT.yaml", entry)
    ours.commit("bert's")

    done = ours.run("merge", "rob")

    assert done.returncode != 0
    assert "F208" in done.stdout + done.stderr


def test_a_hook_that_is_there_is_left_alone(tmp_path: Path):
    repository = Repository.begun(tmp_path)
    sound(tmp_path)
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")

    done = framework("init", str(tmp_path), "--hook")

    assert repository.read(".git/hooks/pre-commit") == "#!/bin/sh\nexit 0\n"
    assert "add to it:" in done.stderr
    assert "framework check) || exit 1" in done.stderr


def test_a_hook_runs_in_a_work_tree_and_with_an_index_of_its_own(ours: Repository, tmp_path: Path):
    assert framework("init", str(ours.root), "--hook").returncode == 0
    ours.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    side = Repository(tmp_path / "side")
    side.change(CODING, "[family]", "[familly]")

    assert side.run("commit", "-a", "-m", "a slip").returncode == 1
    assert side.run("commit", "-m", "a slip", CODING).returncode == 1


def test_the_workflow_is_yaml_and_checks(tmp_path: Path):
    import yaml

    Repository.begun(tmp_path)
    sound(tmp_path)
    assert framework("init", str(tmp_path), "--ci").returncode == 0

    read = yaml.safe_load((tmp_path / ".github/workflows/framework.yml").read_text(encoding="utf-8"))

    steps = read["jobs"]["check"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert steps[-1]["run"] == "framework check --ignore F019"

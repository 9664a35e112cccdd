"""F019 and F020: what depends on the clone, and on a key that lies elsewhere."""

from pathlib import Path

import pytest

from tests.check.studies import found, places, sound
from tests.cli.repository import Repository
from tests.cli.study import framework

NAMED = "*.png binary\nannotations/*.yaml merge=framework diff=framework\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    sound(tmp_path, {".gitattributes": NAMED})
    return Repository.begun(tmp_path)


def test_a_clone_without_the_driver_is_told_at_the_line_that_names_it(repository: Repository):
    assert places(repository.root, "F019") == [(".gitattributes", 2, 1)]


def test_once_set_up_nothing_is_said(repository: Repository):
    assert framework("init", str(repository.root), "--git").returncode == 0

    assert places(repository.root, "F019") == []


def test_a_driver_whose_program_is_gone_is_told(repository: Repository):
    repository.git("config", "merge.framework.driver", "'/nowhere at all/framework' merge-driver %O; exit 1")

    (told,) = [d.message for d in found(repository.root) if d.rule.id == "F019"]
    assert "not there any more" in told


def test_a_study_in_no_repository_merges_nothing(tmp_path: Path):
    assert places(sound(tmp_path, {".gitattributes": NAMED}), "F019") == []


def test_a_name_is_told_by_its_place_in_every_kind_of_file(tmp_path: Path):
    root = sound(
        tmp_path / "s",
        {
            "memos/Denise.md": "One.\nAnd DENISE\u2019s, not denise.\n",
            "cases.csv": "case,kind,site\nP01,person,\"x, Denise\"\n",
            "reports/report.md": "Denise\n",
        },
    )  # fmt: skip
    key = tmp_path / "key.csv"
    key.write_text("name,pseudonym\nDenise,Anna\n", encoding="utf-8")

    done = framework("check", "--select", "F020", root=root, env={"FRAMEWORK_KEY": str(key)})

    assert [line for line in done.stdout.split("\n") if "F020" in line] == [
        "cases.csv:2:16: warning F020 a name of the key stands here",
        "memos/Denise.md:1:1: warning F020 a name of the key stands in the name of a file",
        "memos/Denise.md:2:5: warning F020 a name of the key stands here",
        "reports/report.md:1:1: warning F020 a name of the key stands here",
    ]


def test_a_key_that_cannot_be_used_ends_check_and_is_not_quoted(tmp_path: Path):
    root = sound(tmp_path / "s")
    key = tmp_path / "key.csv"
    key.write_text("Denise,Anna\n", encoding="utf-8")

    done = framework("check", root=root, env={"FRAMEWORK_KEY": str(key)})

    assert done.returncode == 2
    assert "Denise" not in done.stdout + done.stderr


@pytest.mark.parametrize("style", ["merge", "diff3"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "path",
    [
        "framework.yaml", "codebooks/example.yaml", "transcripts/P01.txt", "cases.csv", "sources.csv",
        "annotations/P01.AK.yaml", "annotations/P01.RS.jsonl", "charts/P01.md", "memos/m.md",
    ],
)  # fmt: skip
def test_conflict_markers_are_told_in_every_kind_of_file(path: str, end: str, style: str, tmp_path: Path):
    more = {
        "sources.csv": "source,speaker,role,case,wave\nP01,,,P01,\n",
        "memos/m.md": "---\nabout: [case:P01]\n---\nA memo.\n",
        "annotations/P01.RS.jsonl": '{"quote": "Nobody at work knew.", "codes": ["stigma"]}\n',
    }
    sound(tmp_path, more)
    lines = (tmp_path / path).read_text(encoding="utf-8").split("\n")[:-1]
    last = lines.pop()
    base = ["||||||| 0123abc", last] if style == "diff3" else []
    lines += ["<<<<<<< HEAD", last, *base, "=======", last, ">>>>>>> rob"]
    (tmp_path / path).write_bytes("".join(line + end for line in lines).encode())

    told = [d for d in found(tmp_path) if d.severity.rank > 1 and d.primary.path == path]

    assert places(tmp_path, "F010") == [(path, len(lines) - len(base) - 4, 1)]
    assert {d.rule.id for d in told} <= {"F010", "F306", "F208"}

"""Redaction: names go, every excerpt keeps its place and every cell its state, and a key never leaks."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.index.names import Names
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.read.key import Named, read_key
from framework_cli.revise import RefusedError, new_entry
from framework_cli.revise.redact import Choice, Redaction, carry_out, redaction
from framework_cli.write import annotations as coding
from tests.check.studies import found, sound, write
from tests.cli.study import framework

KEY = "name,pseudonym,consent\nDenise Carter,Anna Brown,yes\nDenise,Anna,\nLeeds,[city],\n"
SAID = """\
---
case: P02
---
INT: Who helped you, Denise?
P02: Denise Carter did. DENISE CARTER!
P02: It was in Leeds, I said to Denise
Carter that day, and Denise’s sister came.
P02: It was in Leeds, I said.
P02: Nobody else.
"""


def opened(root: Path) -> tuple[Study, Index]:
    study, _ = load(root)
    return study, build(study, cache=False)[0]


def planned(root: Path, key: str = KEY, *, any_case: bool = False) -> Redaction:
    file = root.parent / "key.csv"
    file.write_text(key, encoding="utf-8")
    named, faults = read_key(file)
    assert not faults
    study, index = opened(root)
    return redaction(study, index, grid(study, index), Choice(Names(named), any_case))


def redacted(root: Path, key: str = KEY) -> Redaction:
    plan = planned(root, key)
    carry_out(root, plan)
    return plan


def coded(root: Path, *quotes: str) -> Path:
    """The sound study with a transcript full of names, of which some passages are coded."""
    entries = "".join(f"- quote: {json.dumps(quote)}\n  codes: [stigma]\n" for quote in quotes)
    sound(
        root,
        {"transcripts/P02.txt": SAID, "cases.csv": "case,kind,site\nP01,person,north\nP02,person,Leeds\n"},
    )
    if quotes:
        write(root, {"annotations/P02.AK.yaml": entries})
        assert framework("check", "--fix", "--yes", root=root).returncode == 0
    return root


def words(root: Path) -> list[tuple[str, str, int, str]]:
    study, index = opened(root)
    return [
        (p.excerpt.id, p.status.value, p.start_line, study.sources[p.excerpt.source].text[p.start : p.end])
        for p in index.passages
    ]


def test_every_excerpt_keeps_its_place_and_says_the_new_words(tmp_path: Path):
    root = coded(
        tmp_path / "s",
        "Denise Carter did.",
        "in Leeds, I said to Denise\nCarter that day",
        "ise’s sister",
        "Nobody else.",
    )
    before = words(root)

    redacted(root)

    after = words(root)
    assert [(id, status, line) for id, status, line, _ in after] == [(i, "exact", n) for i, _, n, _ in before]
    assert [said for _, _, _, said in after if said != "My sister came every week."] == [
        "Anna Brown did.", "in [city], I said to Anna\nBrown that day", "Anna’s sister", "Nobody else.",
    ]  # fmt: skip
    study, _ = opened(root)
    assert all(
        file.text == study.sources[file.source].sha for file in study.annotations if file.source == "P02"
    )
    assert found(root) == []


def test_no_name_is_left_in_any_file(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.")
    write(
        root,
        {
            "framework.yaml": "title: 'Leeds: a study'\ninterviewers: [INT]\ncoders: {AK: Denise Carter}\n",
            "memos/Denise.md": "---\nabout: [case:P02]\nby: Denise\n---\nDenise again.\n",
            "charts/P02.md": "---\ncase: P02\n---\nFrom Leeds.\n## 1.2 {#stigma}\nDenise [[of Leeds]].\n",
            "theory/t.yaml": "theory: {id: t, label: Denise}\n",
            "codebooks/example.yaml": (root / "codebooks/example.yaml").read_text()
            + "# after Denise\nretired: []\n",
        },
    )

    plan = redacted(root)

    texts = {
        path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()
    }
    left = [
        path
        for path, text in texts.items()
        if any(name in text + path for name in ("Denise", "DENISE", "Leeds"))
    ]
    assert left == []
    assert "memos/Anna.md" in texts
    assert 'title: "[city]: a study"' in texts["framework.yaml"]
    assert texts["cases.csv"].endswith("P02,person,[city]\n")
    assert "# after Anna\n" in texts["codebooks/example.yaml"]
    assert plan.left == ()
    assert [d.rule.id for d in found(root) if d.severity.rank > 1] == []


def test_fresh_cells_stay_fresh_and_stale_cells_stale(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.", "Nobody else.")
    write(root, {"charts/P02.md": "---\ncase: P02\n---\n# 1 Support\n## 1.2 Shame {#stigma}\nHelped.\n"})
    framework("chart", "--mark", "charted", "P02/stigma", "--as", "AK", root=root)
    before = (root / "charts/P02.md").read_text()

    redacted(root)

    study, index = opened(root)
    state = next(s for k, s in grid(study, index).states.items() if str(k) == "P02/stigma")
    assert state.label == "charted" and state.known
    assert (root / "charts/P02.md").read_text() != before


def test_a_cell_that_was_recoded_is_still_recoded(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.")
    write(root, {"charts/P02.md": "---\ncase: P02\n---\n# 1 Support\n## 1.2 Shame {#support}\nHelped.\n"})
    framework("chart", "--mark", "charted", "P02/support", "--as", "AK", root=root)
    file = root / "annotations/P02.AK.yaml"
    file.write_text(file.read_text().replace("[stigma]", "[family]"))

    redacted(root)

    study, index = opened(root)
    state = next(s for k, s in grid(study, index).states.items() if str(k) == "P02/support")
    assert [change.what for change in state.changes] == ["recoded"]


def test_quotes_that_become_alike_get_the_words_around_them(tmp_path: Path):
    text = "INT: And?\nP03: I saw Denise there.\nP03: I saw Joan there.\nP03: Yes.\n"
    root = sound(tmp_path / "s", {"transcripts/P03.txt": text})
    write(root, {"annotations/P03.AK.yaml": "- quote: I saw Denise there.\n  codes: [stigma]\n"})
    framework("check", "--fix", "--yes", root=root)

    redacted(root, "name,pseudonym\nDenise,Ann\nJoan,Ann\n")

    assert [(line, said) for _, _, line, said in words(root)][1:] == [(2, "I saw Ann there.")]
    assert "before:" in (root / "annotations/P03.AK.yaml").read_text()


def test_an_excerpt_without_a_certain_place_is_redacted_and_keeps_its_older_hash(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.", "Nobody else.")
    file = root / "annotations/P02.AK.yaml"
    old = next(line for line in file.read_text().split("\n") if line.startswith("text: ")).removeprefix(
        "text: "
    )
    file.write_text(file.read_text().replace("Nobody else.", "Denise never said anything of this kind"))

    redacted(root)

    text = file.read_text()
    assert "Denise" not in text
    assert "Anna never said anything of this kind" in text
    assert f"  text: {old}" in text


def test_a_passage_that_git_knows_to_be_deleted_does_not_bar_a_redaction(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did. DENISE CARTER!", "Nobody else.")
    for words in ("init -q .", "add .", "-c user.name=A -c user.email=a@example.org commit -qm coded"):
        subprocess.run(["git", "-C", str(root), *words.split(" ")], check=True)
    write(root, {"transcripts/P02.txt": SAID.replace("Denise Carter did. DENISE CARTER!", "")})
    assert "F206" in {each.rule.id for each in found(root)}

    redacted(root)

    assert "Denise" not in (root / "annotations/P02.AK.yaml").read_text(encoding="utf-8")


def test_json_lines_line_ends_and_byte_order_marks_stay(tmp_path: Path):
    root = coded(tmp_path / "s")
    entry = '{"quote": "D\\u0065nise Carter did.", "codes": ["stigma"], "memo": "Leeds|=1+1"}\r\n'
    write(root, {"annotations/P02.AK.jsonl": "\ufeff" + entry})
    write(root, {"transcripts/P02.txt": SAID.replace("\n", "\r\n")})

    redacted(root)

    assert (root / "annotations/P02.AK.jsonl").read_bytes().decode() == (
        '\ufeff{"quote": "Anna Brown did.", "codes": ["stigma"], "memo": "[city]|=1+1"}\r\n'
    )
    assert b"P02: Anna Brown did. ANNA BROWN!\r\n" in (root / "transcripts/P02.txt").read_bytes()


def test_a_study_whose_case_bears_a_name_is_renamed_throughout(tmp_path: Path):
    root = sound(tmp_path / "s")
    for old in ("transcripts/P01.txt", "annotations/P01.AK.yaml", "charts/P01.md"):
        (root / old).rename(root / old.replace("P01", "Denise"))
    for file in ("transcripts/Denise.txt", "charts/Denise.md", "cases.csv"):
        (root / file).write_text((root / file).read_text().replace("P01", "Denise"))
    assert found(root) == []

    redacted(root)

    assert sorted(path.name for path in (root / "charts").iterdir()) == ["Anna.md"]
    assert found(root) == []


def test_a_pseudonym_that_would_make_two_files_one_is_refused(tmp_path: Path):
    root = sound(tmp_path / "s", {"memos/Denise.md": "x\n", "memos/anna.md": "y\n"})

    with pytest.raises(RefusedError, match="is there already"):
        planned(root)


def test_a_pseudonym_that_breaks_a_file_is_refused_before_anything_is_written(tmp_path: Path):
    root = coded(tmp_path / "s")
    write(root, {"sources.csv": "source,speaker,role,case,wave\nP02,P02,participant,Denise,\n"})
    (root / "cases.csv").write_text("case,kind\nP01,person\nDenise,person\n")
    (root / "transcripts/P02.txt").write_text(SAID.replace("case: P02", "case: Denise"))

    with pytest.raises(RefusedError):
        planned(root, "name,pseudonym\nDenise,P01\n")


def test_names_that_overlap_are_left_and_told(tmp_path: Path):
    root = sound(tmp_path / "s", {"memos/m.md": "Anna Maria Lopez came.\n"})

    plan = planned(root, "name,pseudonym\nAnna Maria,Jo\nMaria Lopez,Flo\n")

    assert [(p.line, p.column, p.what) for p in plan.places] == [(1, 1, "overlap"), (1, 6, "overlap")]
    assert plan.rewrites == ()


def test_other_letters_are_replaced_only_on_request(tmp_path: Path):
    root = sound(tmp_path / "s", {"memos/m.md": "Will will.\n"})
    key = "name,pseudonym\nWill,Tom\n"

    assert [rewrite.after for rewrite in planned(root, key).rewrites] == ["Tom will.\n"]
    assert [rewrite.after for rewrite in planned(root, key, any_case=True).rewrites] == ["Tom tom.\n"]


def test_a_file_that_is_no_text_is_told(tmp_path: Path):
    root = sound(tmp_path / "s")
    (root / "memos").mkdir()
    (root / "memos/scan.md").write_bytes(b"\xff\xfeDenise")
    (root / "transcripts/P01.docx").write_bytes(b"PK")

    assert planned(root).unread == ("memos/scan.md", "transcripts/P01.docx")


def test_words_are_shown_from_word_to_word(tmp_path: Path):
    said = "Nobody would have thought so, but Denise came in all the same and sat down.\n"
    root = sound(tmp_path / "s", {"memos/m.md": said})

    plan = planned(root)

    assert [plan.words(place) for place in plan.places] == [
        "would have thought so, but →Denise← came in all the same and"
    ]


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("name,pseudonym\nDenise,Anna\nDenise,Flo\n", 3),
        ("name,pseudonym\nDenise,\n", 2),
        ("name,pseudonym\nD,Anna\n", 2),
        ("name,pseudonym\nDenise,Denise\n", 2),
        ("Denise,Anna\n", 1),
        ("name,pseudonym\nDenise\n", 2),
        ("", 1),
        ("name,pseudonym\nRob,Denise\nDenise,Anna\n", 2),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_by_line_and_never_quoted(key: str, line: int, tmp_path: Path):
    root = sound(tmp_path / "s")
    (tmp_path / "key.csv").write_text(key, encoding="utf-8")

    done = framework("redact", "--key", str(tmp_path / "key.csv"), root=root)

    assert done.returncode == 2
    assert f"line {line}: " in done.stderr
    assert not any(name in done.stdout + done.stderr for name in ("Denise", "Anna", "Flo"))


def test_a_key_in_yaml(tmp_path: Path):
    file = tmp_path / "key.yaml"
    file.write_text('Denise Carter: Anna\nDenise: Anna\n"José": Luis\n', encoding="utf-8")

    assert read_key(file) == (
        (Named("Denise Carter", "Anna", 1), Named("Denise", "Anna", 2), Named("José", "Luis", 3)),
        [],
    )


@pytest.mark.parametrize("place", ["s/key.csv", "key.csv", "s/link.csv"])
def test_a_key_in_the_study_or_its_repository_is_refused(place: str, tmp_path: Path):
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    sound(repository / "s")
    if place.endswith("link.csv"):
        (tmp_path / "outside.csv").write_text(KEY, encoding="utf-8")
        (repository / place).symlink_to(tmp_path / "outside.csv")
    else:
        (repository / place).write_text(KEY, encoding="utf-8")

    done = framework("redact", "--key", str(repository / place), root=repository / "s")

    assert done.returncode == 2
    assert "the key lies in" in done.stderr


def test_a_key_beside_the_study_may_be_named_by_a_way_through_it(tmp_path: Path):
    root = sound(tmp_path / "s")
    (tmp_path / "key.csv").write_text(KEY, encoding="utf-8")

    assert framework("redact", "--key", "../key.csv", cwd=root).returncode == 0


def test_without_a_terminal_only_places_are_printed_and_nothing_is_replaced(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.")
    (root / "reports").mkdir()
    (root / "reports/report.md").write_text("Denise\n", encoding="utf-8")
    (tmp_path / "key.csv").write_text(KEY, encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}

    done = framework("redact", "--key", str(tmp_path / "key.csv"), "--format", "csv", root=root)

    assert done.returncode == 1
    assert "transcripts/P02.txt,4,22,name\n" in done.stdout
    assert "Render again: reports/report.md" in done.stderr
    assert "history" in done.stderr
    assert not any(name in done.stdout + done.stderr for name in ("Denise", "Anna", "Leeds", "Carter"))
    assert {path: path.read_bytes() for path in before} == before


def test_applied_it_removes_the_cache_and_finds_nothing_more(tmp_path: Path):
    root = coded(tmp_path / "s", "Denise Carter did.")
    (tmp_path / "key.csv").write_text(KEY, encoding="utf-8")
    (root / ".framework/cache").mkdir(parents=True, exist_ok=True)

    done = framework("redact", "--apply", root=root, env={"FRAMEWORK_KEY": str(tmp_path / "key.csv")})
    again = framework("redact", "--apply", root=root, env={"FRAMEWORK_KEY": str(tmp_path / "key.csv")})

    assert done.returncode == 0, done.stderr
    assert "every excerpt has kept its place" in done.stderr
    assert not (root / ".framework/cache").exists()
    assert again.returncode == 0
    assert again.stderr.startswith("0 names in 0 files.")


WORDS = [
    "Denise",
    "Denise Carter",
    "Leeds",
    "denise",
    "I",
    "said",
    "so",
    "–",
    "é",
    "😀",
    "\u2028",
    "{{x}}",
    "\n",
]
SAYING = st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(SAYING, min_size=2, max_size=5), data=st.data())
def test_whatever_is_said_every_anchor_is_kept(
    turns: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
):
    root = sound(tmp_path_factory.mktemp("s") / "s")
    text = "".join(f"P04: {turn.strip() or 'yes'}\n" for turn in turns)
    write(root, {"transcripts/P04.txt": text})
    study, _ = opened(root)
    source = study.sources["P04"]
    entries = []
    for number in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 2))
        end = data.draw(st.integers(start + 1, len(text) - 1))
        if text[start:end].strip():
            entries.append(new_entry(source, start, end, id=f"x{number}", coder="AK", file=None))
    write(
        root,
        {
            "annotations/P04.AK.yaml": coding.new_file(
                sorted(entries, key=lambda entry: entry.at or (0,)), text=source.sha
            )
        },
    )
    _, index = opened(root)
    before = sorted(p.excerpt.id for p in index.passages)

    redacted(root)

    _, index = opened(root)
    assert sorted(p.excerpt.id for p in index.passages) == before
    assert {p.status.value for p in index.passages if p.excerpt.source == "P04"} <= {"exact"}

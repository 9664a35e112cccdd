"""What a change of the framework leaves to do is on the list until it is done."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.review import Standing, standing
from framework_cli.review.worklist import looks, reread, sentence, stretches
from tests.check.studies import SOUND, found, places, sound

YOUNGER = """\
version: 4
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Help from family, revised: 4}
      - {id: stigma, name: Shame, since: 3}
      - {id: support-other, name: Other, since: 1, revised: 2}
"""


def picture(root: Path) -> tuple[Study, Standing]:
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return study, standing(study, index, grid(study, index))


def read_under(version: int) -> str:
    return f"read: {{codebook: {version}, on: 2024-02-01}}\nexcerpts: []\n"


def many(root: Path) -> Path:
    """Five sources read under version 2 by AK, one of them under version 3 by RS, one under 4."""
    files = {"codebooks/example.yaml": YOUNGER}
    for number in range(1, 6):
        files[f"transcripts/P0{number}.txt"] = SOUND["transcripts/P01.txt"]
        files[f"annotations/P0{number}.AK.yaml"] = read_under(4 if number == 4 else 2)
    files["annotations/P02.RS.yaml"] = read_under(3)
    return sound(root, files)


def test_sources_read_under_one_version_are_one_line_with_what_to_look_for(tmp_path: Path):
    study, now = picture(many(tmp_path))
    said = [sentence(study, look) for look in looks(now.reread)]
    assert said == [
        "P01–P03, P05, read by AK under version 2: look for 1.1 family (redefined), 1.2 stigma (new)",
        "P02, read by RS under version 3: look for 1.1 family (redefined)",
    ]
    steps = {task.what: task.command for task in now.tasks}
    assert steps[f"{said[0]}; then, source by source:"] == "framework tag P01 --read --as AK"
    assert len(places(tmp_path, "F220")) == 5


def test_what_was_read_again_is_off_the_list(tmp_path: Path):
    root = many(tmp_path)
    for file in (root / "annotations").iterdir():
        file.write_text(read_under(4), encoding="utf-8")
    study, now = picture(root)
    assert list(reread(study)) == []
    assert not any("look for" in task.what for task in now.tasks)
    assert places(root, "F220") == []


def test_only_sources_that_follow_each_other_and_are_numbered_alike_make_a_stretch():
    order = ["FG1", "P01", "P01-2", "P02", "P03", "P04", "P10", "a", "b", "c"]
    assert stretches(["P04", "P02", "P03"], order) == ["P02–P04"]
    assert stretches(["P02", "P03", "P10"], order) == ["P02", "P03", "P10"]
    assert stretches(["FG1", "P01", "P01-2", "a", "b", "c"], order) == ["FG1", "P01", "P01-2", "a", "b", "c"]
    assert stretches(["P03", "P04", "P10"], order) == ["P03–P10"]


def test_retired_ids_stay_on_the_list_with_their_passages_and_cells(tmp_path: Path):
    retired = YOUNGER.replace("family, name: Help from family, revised: 4", "kin, name: Kin")
    retired += "retired:\n  - {id: family, into: [kin, stigma, support-other]}\n  - {id: unused}\n"
    root = sound(tmp_path, {"codebooks/example.yaml": retired})
    _, now = picture(root)
    assert now.recode == ("k3f9a2q7",)
    assert now.stranded == ("P01/family",)
    assert [task.what for task in now.tasks][:2] == [
        "recode 1 passage of the retired family as kin, stigma or support-other",
        "move what stands in 1 cell of a retired id, as P01/family",
    ]
    assert places(root, "F202") and places(root, "F402")


def test_an_id_that_was_merged_is_known_by_its_heir(tmp_path: Path):
    merged = YOUNGER.replace("id: stigma,", "id: stigma, was: [family],").replace("family, name", "kin, name")
    root = sound(tmp_path, {"codebooks/example.yaml": merged})
    hints = {d.rule.id: d.hint for d in found(root)}
    assert hints["F201"] == "it was merged into “stigma”: run `framework codebook merge family --into stigma`"
    assert hints["F402"] == hints["F201"]

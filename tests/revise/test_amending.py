"""An excerpt changed as a whole: what is asked changes, all else stays."""

from pathlib import Path

import pytest

from framework_cli.index import build
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.revise import RefusedError, without
from framework_cli.revise.amending import amend, given, identified, resize
from framework_cli.write import edit
from tests.check.studies import sound, write

PATH = "annotations/P01.AK.yaml"
FULL = """\
# first
- id: k3f9a2q7  # hers
  quote: My sister came every week.
  codes: [family, stigma]
  open: [odd]
  memo: Hm.
- quote: Nobody at work knew.
  codes: [stigma]
"""


def opened(root: Path) -> tuple[Study, tuple[Excerpt, ...]]:
    study, _ = load(sound(root, {PATH: FULL}))
    return study, study.annotations[0].excerpts


def test_what_is_not_asked_for_stays_as_it_is_written(tmp_path: Path) -> None:
    study, (first, _) = opened(tmp_path)
    done = amend(study, first, codes=["stigma", "support-other"], memo="", quotable=True)
    edit(tmp_path, done.path, done.change)
    assert (tmp_path / PATH).read_text(encoding="utf-8") == FULL.replace(
        "[family, stigma]", "[stigma, support-other]"
    ).replace("\n  memo: Hm.", "\n  quotable: true")
    assert done.said == (
        "k3f9a2q7 is now tagged stigma, support-other, “odd” and without its memo and suggested for quoting"
    )


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    study, (first, _) = opened(tmp_path)
    done = amend(study, first, codes=["family", "stigma"], open=["odd"], memo="Hm.", quotable=False)
    assert done.change(FULL) == FULL


def test_an_excerpt_does_not_become_empty_or_get_what_the_codebook_lacks(tmp_path: Path) -> None:
    study, (first, second) = opened(tmp_path)
    with pytest.raises(RefusedError, match="take it out instead"):
        amend(study, second, codes=[])
    with pytest.raises(RefusedError, match="did you mean family"):
        amend(study, first, codes=["familly"])


def test_an_entry_without_id_gets_one_with_its_first_edit(tmp_path: Path) -> None:
    study, (first, second) = opened(tmp_path)
    assert identified(study, first) == first
    named = identified(study, second)
    index, _ = build(study, cache=False)
    source = study.sources["P01"]
    start = source.text.index("Nobody")
    for wish in (amend(study, named, memo="Why?"), resize(study, index, named, (start, start + 6))):
        done = given(wish, second).change(FULL)
        assert done.count(f"id: {named.id}\n") == 1
    gone = given(without(study, named), second).change(FULL)
    assert "Nobody" not in gone
    assert gone.startswith(FULL[: FULL.index("- quote")])


def test_a_code_or_label_that_is_not_carried_cannot_be_taken_off(tmp_path: Path) -> None:
    study, (first, _) = opened(tmp_path)
    with pytest.raises(RefusedError, match="did you mean family"):
        without(study, first, code="familly")
    with pytest.raises(RefusedError, match="does not carry the label “even”"):
        without(study, first, label="even")
    assert "open:" not in without(study, first, label="odd").change(FULL)


def test_a_place_that_another_excerpt_of_the_coder_has_is_refused(tmp_path: Path) -> None:
    study, (first, _) = opened(tmp_path)
    index, _ = build(study, cache=False)
    source = study.sources["P01"]
    start = source.text.index("Nobody")
    with pytest.raises(RefusedError, match="an excerpt of yours stands at just that place"):
        resize(study, index, first, (start, start + len("Nobody at work knew.")))
    write(tmp_path, {"annotations/P01.RS.yaml": "- quote: Nobody\n  codes: [stigma]\n"})
    study, _ = load(tmp_path)
    index, _ = build(study, cache=False)
    assert resize(study, index, first, (start, start + 6)).excerpt == "k3f9a2q7"

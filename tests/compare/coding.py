"""Small studies coded by several people, made of words of one transcript."""

from collections.abc import Mapping
from pathlib import Path

from framework_cli.compare import Comparison, compare
from framework_cli.index import build
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load
from tests.check.studies import sound

TEXT = """\
INT: Who helped you then?
P01: My sister came every week.
P01: Nobody at work knew. I would have been out on my ear, and my sister said the same.
INT: And later?
P01: I kept it to myself. There was a man at the bus stop who asked me straight out, and I said no.
"""
SISTER = "My sister came every week."
WORK = "Nobody at work knew."
EAR = "I would have been out on my ear, and my sister said the same."
BOTH = f"{WORK} {EAR}"
MYSELF = "I kept it to myself."
MAN = "There was a man at the bus stop who asked me straight out, and I said no."

Coded = Mapping[str, list[tuple[str, str]]]


def coding(coded: Coded, source: str = "P01", head: str = "") -> dict[str, str]:
    """Annotation files: for each coder words and, with a space between, codes. Ids count up: akp01x1 …"""
    files = {}
    for coder, entries in coded.items():
        written = "".join(
            f"- id: {coder.lower()}{source.lower()}x{n}\n"
            f"  quote: {words}\n  codes: [{', '.join(codes.split())}]\n"
            for n, (words, codes) in enumerate(entries, 1)
        )
        files[f"annotations/{source}.{coder}.yaml"] = (
            f"{head}excerpts:\n{written}" if entries else f"{head}excerpts: []\n"
        )
    return files


def coded(root: Path, given: Coded, changed: Mapping[str, str] | None = None) -> Path:
    """A study whose one transcript these coders coded."""
    sound(
        root,
        {
            "transcripts/P01.txt": TEXT,
            "charts/P01.md": "---\ncase: P01\n---\n",
            **coding(given),
            **(changed or {}),
        },
    )
    if "AK" not in given:
        (root / "annotations/P01.AK.yaml").unlink()
    return root


def opened(root: Path) -> tuple[Study, Index]:
    study, found = load(root)
    assert not [d for d in found if d.severity == "error"], found
    return study, build(study, cache=False)[0]


def compared(root: Path, given: Coded, changed: Mapping[str, str] | None = None, **how: object) -> Comparison:
    """What is found in such a study."""
    study, index = opened(coded(root, given, changed))
    return compare(study, index, **how)  # type: ignore[arg-type]


def told(found: Comparison) -> list[tuple[str, str, str, str]]:
    """Every difference: code, kind, who gave it, who did not."""
    return [
        (d.code, d.kind.value, " ".join(d.coders), " ".join(d.others))
        for item in found.disputes
        for d in item.differences
    ]

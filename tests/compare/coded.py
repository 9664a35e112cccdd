"""Small studies that several people coded, written to disk and read as the commands read them."""

from collections.abc import Mapping
from pathlib import Path

from framework_cli.index import build
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load
from tests.check.studies import write

CODEBOOK = """\
version: 1
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Family}
      - {id: friends, name: Friends}
  - id: work
    name: Work
    subthemes:
      - {id: stigma, name: Shame}
"""
TEXT = """\
INT: Who helped you then?
P: My sister came every week.
P: Nobody at work knew.
INT: And later?
P: I kept it to myself.
"""
SISTER, WORK, MYSELF = "My sister came every week.", "Nobody at work knew.", "I kept it to myself."


def coding(*entries: tuple[str, str], read: bool = True, text: str = "") -> str:
    """An annotation file of quotes and codes."""
    lines = [f"text: {text}"] if text else []
    lines += ["read: {codebook: 1, on: 2026-03-02}"] if read else []
    lines += ["excerpts:" if entries else "excerpts: []"]
    for quote, codes in entries:
        lines += [f"- quote: {quote}", f"  codes: [{codes}]"]
    return "\n".join(lines) + "\n"


def study(root: Path, files: Mapping[str, str], settings: str = "") -> tuple[Study, Index]:
    """A study of those files, with a codebook, and a transcript for each annotated source without one."""
    sources = {Path(path).name.split(".")[0] for path in files if path.startswith("annotations/")}
    texts = {f"transcripts/{id}.txt": TEXT for id in sources}
    base = {
        "framework.yaml": f"title: Example\ninterviewers: [INT]\n{settings}",
        "codebooks/c.yaml": CODEBOOK,
    }
    write(root, {**base, **texts, **files})
    found, _ = load(root)
    index, _ = build(found, cache=False)
    return found, index


def twice(**coders: str) -> dict[str, str]:
    """Annotation files of P01, by coder."""
    return {f"annotations/P01.{coder}.yaml": text for coder, text in coders.items()}

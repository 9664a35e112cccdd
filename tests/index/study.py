"""Studies made in memory for the tests of this room."""

import hashlib
from pathlib import Path
from typing import Any

from framework_cli.model.case import Case
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.source import Source, Turn
from framework_cli.model.study import Study


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def turns(text: str, *labels: str) -> tuple[Turn, ...]:
    """Turns of lines that start with one of these labels and a colon."""
    starts = []
    at = 0
    for line in text.split("\n"):
        speaker = line.partition(":")[0]
        if speaker in labels:
            starts.append((speaker, at, at + len(speaker) + 2))
        at += len(line) + 1
    if not starts or starts[0][1] > 0:
        starts.insert(0, ("", 0, 0))
    ends = [start for _, start, _ in starts[1:]] + [len(text)]
    return tuple(
        Turn(speaker, start, words, end) for (speaker, start, words), end in zip(starts, ends, strict=True)
    )


def source(id: str, text: str, *labels: str, **more: Any) -> Source:
    return Source(id, f"transcripts/{id}.txt", text, sha(text), Lines.of(text), turns(text, *labels), **more)


def place(text: str, start: int, end: int) -> Place:
    lines = Lines.of(text)
    return Place(*lines.position(start), *lines.position(end))


def excerpt(
    source: str, coder: str, position: int, quote: str, *codes: str, id: str | None = None, **more
) -> Excerpt:
    id = f"{source.lower()}{coder.lower()}{position:04d}" if id is None else id
    return Excerpt(id, source, coder, f"annotations/{source}.{coder}.yaml", position, quote, codes, **more)


def annotations(source: str, coder: str, *excerpts: Excerpt, **more: Any) -> Annotations:
    return Annotations(f"annotations/{source}.{coder}.yaml", source, coder, excerpts, **more)


def codebook() -> Codebook:
    codes = [
        Code("feeling", "Feeling", "1", 0, "feeling"),
        Code("stigma", "Stigma", "1.1", 1, "feeling", "stigma", "feeling"),
        Code("shame", "Shame", "1.1.1", 2, "feeling", "stigma", "stigma"),
        Code("help", "Help", "2", 0, "help"),
        Code("referral", "Referral", "2.1", 1, "help", "referral", "help"),
    ]
    return Codebook("codebooks/a.yaml", 1, {code.id: code for code in codes})


def study(
    *sources: Source, files: tuple[Annotations, ...] = (), cases: tuple[Case, ...] = (), **more
) -> Study:
    return Study(
        Path("/nowhere"),
        codebook=codebook(),
        sources={s.id: s for s in sources},
        cases={c.id: c for c in cases},
        annotations=files,
        **more,
    )

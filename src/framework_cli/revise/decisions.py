"""Decisions on coding as a memo: one file for each source, a heading for each decision, the latest last.

It holds ids and codes, what was taken and why, and no words of the transcript.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from framework_cli.model.passage import Passage
from framework_cli.model.study import Study
from framework_cli.read.prose import front_matter
from framework_cli.revise.agreeing import Agreed, Decision
from framework_cli.revise.coding import Edit
from framework_cli.write.scalars import quoted, word

_ABOUT = re.compile(r"^about: \[([^\]\n]*)\]$", re.MULTILINE)


def noted(study: Study, agreed: Agreed, *, by: str, on: str, why: str = "") -> Edit:
    """The change of a source's memo that records decisions; `on` is the day, `why` the reason given."""
    parts = [
        _told(decision, ids, by, on, why) for decision, ids in zip(agreed.decisions, agreed.ids, strict=True)
    ]
    about = [f"excerpt:{id}" for ids in agreed.ids for id in ids]
    about += [f"excerpt:{p.excerpt.id}" for d in agreed.decisions for p in d.dropped]
    path = memo_path(study, agreed.source)

    def change(text: str) -> str:
        return (
            _with_about(text or _opening(agreed.source, by, on), about).rstrip("\n")
            + "".join(f"\n\n{part}" for part in parts)
            + "\n"
        )

    return Edit(path, change, agreed.source, f"noted in {path.relative_to(study.root).as_posix()}")


def memo_path(study: Study, source: str) -> Path:
    """Where the decisions on a source are noted."""
    return study.folder("memos") / f"decisions-{source}.md"


def _opening(source: str, by: str, on: str) -> str:
    return (
        f"---\nabout: [{_reference(f'source:{source}')}]\nby: {word(by)}\non: {on}\nkind: decision\n---\n"
        f"Decisions on the coding of {source}, in the order in which they were taken.\n"
    )


def _with_about(text: str, about: Iterable[str]) -> str:
    """The memo with more that it is about; as it was where its front matter is written in another way."""
    span = front_matter(text)
    found = _ABOUT.search(text, span[0], span[1]) if span else None
    if found is None:
        return text
    held = [each for each in re.split(r",\s*", found[1].strip()) if each]
    every = ", ".join(dict.fromkeys([*held, *map(_reference, about)]))
    return f"{text[: found.start(1)]}{every}{text[found.end(1) :]}"


def _reference(about: str) -> str:
    """What a memo is about, in quotes where YAML would otherwise read it in another way."""
    return about if re.fullmatch(r"[\w.@-]+:[\w.@/-]+", about) else quoted(about)


def _told(decision: Decision, ids: Iterable[str], by: str, on: str, why: str) -> str:
    item = decision.item
    lines = [f"## {item.reference}, {on}, {by}", ""]
    for id, wish in zip(ids, decision.wishes, strict=True):
        lines.append(f"- {id}: {', '.join(wish.codes)}, from {_listed(wish.origins)}")
    if decision.dropped:
        lines.append(f"- left out: {_listed(decision.dropped)}")
    if why:
        lines += ["", why]
    return "\n".join(lines)


def _listed(passages: Iterable[Passage]) -> str:
    return "; ".join(_named(passages))


def _named(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        excerpt = passage.excerpt
        yield f"{excerpt.id} ({excerpt.coder}: {', '.join(excerpt.codes)})"

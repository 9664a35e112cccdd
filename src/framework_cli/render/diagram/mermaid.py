"""A drawing as Mermaid's text, for places that draw it themselves: code hosts, note books, wikis.

Ids are numbers of our own, since Mermaid takes words such as `end` for its own; what a label could say to
Mermaid, to HTML or to Markdown is written by its number (`#60;`).
"""

from collections.abc import Iterator, Mapping

from framework_cli.render.diagram.measure import plain
from framework_cli.render.diagram.plan import Arrow, Box, Plan

_SAFE = frozenset(" .,'’‘“”–—…·?:/")
_HEADS: Mapping[str, str] = {
    "hypothesised": "-.->",
    "supported": "-->",
    "refined": "==>",
    "contested": "-.->",
    "rejected": "--x",
    "": "-->",
}
_STYLES: Mapping[str, str] = {
    "hypothesised": "stroke-dasharray:2 4",
    "contested": "stroke:#a15c00,stroke-width:2px,stroke-dasharray:8 4",
    "rejected": "stroke-width:1px,opacity:.6",
}


def mermaid(plan: Plan) -> str:
    """The drawing of a plan as a flow chart, a subgraph a column."""
    boxes = {box.id: box for box in reversed(plan.boxes)}
    names = {id: f"n{n}" for n, id in enumerate(dict.fromkeys(box.id for box in plan.boxes), start=1)}
    arrows = [a for a in plan.arrows if a.source in names and a.target in names]
    lines = ["flowchart LR", f"  accTitle: {_line(plan.title)}", *_columns(plan, boxes, names)]
    lines += [_arrow(arrow, names) for arrow in arrows]
    lines += list(_styles(arrows))
    for kind, look in (("harmful", "stroke:#8a3b12,stroke-width:3px"), ("mixed", "stroke:#8a3b12")):
        held = [names[id] for id in names if boxes[id].valence == kind]
        if held:
            lines += [f"  classDef {kind} {look}", f"  class {','.join(held)} {kind}"]
    return "\n".join(lines) + "\n"


def _columns(plan: Plan, boxes: Mapping[str, Box], names: Mapping[str, str]) -> Iterator[str]:
    for band, heading in enumerate(plan.bands):
        held = [boxes[id] for id in names if boxes[id].band == band]
        if not held:
            continue
        yield f'  subgraph c{band}["{_words(heading)}"]'
        yield "    direction TB"
        for box in held:
            mark = "Harm – " if box.valence == "harmful" else ""
            said = [_words(mark + (plain(box.words) or box.id)), _words(box.tally)]
            yield f'    {names[box.id]}["{"<br>".join(filter(None, said))}"]'
        yield "  end"


def _arrow(arrow: Arrow, names: Mapping[str, str]) -> str:
    relation = "" if arrow.relation == "leads-to" else arrow.relation.replace("-", " ")
    told = [relation, arrow.status, arrow.tally, arrow.against, arrow.differs]
    words = "<br>".join(_words(each) for each in told if each)
    said = f'|"{words}"|' if words else ""
    return f"  {names[arrow.source]} {_HEADS.get(arrow.status, '-->')}{said} {names[arrow.target]}"


def _styles(arrows: list[Arrow]) -> Iterator[str]:
    for status, look in _STYLES.items():
        held = [str(n) for n, arrow in enumerate(arrows) if arrow.status == status]
        if held:
            yield f"  linkStyle {','.join(held)} {look}"


def _words(words: str) -> str:
    """Words within quotation marks. What stands between two pairs of dollars would be set as a formula."""
    apart = plain(words).replace("$$", "$\u200b$")
    return "".join(c if c.isalnum() or c in _SAFE or ord(c) > 0x2FF else f"#{ord(c)};" for c in apart)


def _line(words: str) -> str:
    """Words on a line that is not quoted, where nothing can be written by its number."""
    return "".join(c if c.isalnum() or c in _SAFE else " " for c in plain(words)).strip() or "Theory"

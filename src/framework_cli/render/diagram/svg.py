"""A drawing as SVG: no script, no request, every word escaped, its text alternative within."""

from collections.abc import Callable

from markupsafe import Markup

from framework_cli.render.diagram import sizes
from framework_cli.render.diagram.layout import Heading, Line, Placed, layout
from framework_cli.render.diagram.legend import Legend, legend
from framework_cli.render.diagram.look import style
from framework_cli.render.diagram.measure import plain
from framework_cli.render.diagram.plan import Plan

LEGIBLE = 0.7  # of its size: on a narrow screen a drawing scrolls rather than shrink further
Link = Callable[[str], str]


def svg(plan: Plan, link: Link | None = None) -> Markup:
    """The drawing of a plan. `link` gives the address that a click on a claim, by its id, leads to."""
    drawn = layout(plan)
    key = legend(plan, drawn)
    width, height = max(drawn.width, key.width), drawn.height + key.height
    inside = Markup("").join(
        [
            *(_heading(each) for each in drawn.headings),
            *(_passed(_way(line), line, link) for line in drawn.lines),
            *(_linked(_box(box), box.box.id, link if box.box.tally else None) for box in drawn.boxes),
            *(_linked(_label(line), line.arrow.id, link) for line in drawn.lines),
            _legend(key, drawn.height),
        ]
    )
    told = "; ".join(plain(claim.words) for claim in plan.claims)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="theory-map" viewBox="0 0 {0} {1}" width="{0}" '
        'height="{1}" style="min-width:{8}px" role="{2}" aria-labelledby="{3}-title {3}-desc">\n'
        '<title id="{3}-title">{4}</title>\n'
        '<desc id="{3}-desc">{5}</desc>\n<style>{6}</style>\n{7}</svg>\n'
    ).format(
        _n(width), _n(height), "group" if link else "img", f"map-{named(plan.name)}", plain(plan.title), told,
        Markup(style()), inside, _n(round(width * LEGIBLE)),
    )  # fmt: skip


def named(id: str) -> str:
    """A part of an id for a page: whatever else than a letter or digit is written as its number."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in id)


def _linked(mark: Markup, id: str, link: Link | None) -> Markup:
    return Markup('<a href="{}">{}</a>\n').format(link(id), mark) if link else mark + Markup("\n")


def _passed(way: Markup, line: Line, link: Link | None) -> Markup:
    """A line that can be clicked as its label can, a little beside it too; its label has the focus."""
    if link is None:
        return way + Markup("\n")
    hit = Markup('<path class="m-hit" d="{}"/>').format(line.path)
    return Markup('<a href="{}" tabindex="-1" aria-hidden="true">{}{}</a>\n').format(
        link(line.arrow.id), hit, way
    )


def _kinds(*words: str) -> str:
    """Classes of an element, under names that no page has of its own."""
    return " ".join(f"m-{word}" for word in words if word)


def _heading(heading: Heading) -> Markup:
    return Markup(
        '<text class="m-head" x="{0}" y="22">{1}</text><path class="m-rule" d="M{0} 31h{2}"/>\n'
    ).format(_n(heading.x), heading.words, _n(heading.width))


def _box(placed: Placed) -> Markup:
    box, inside = placed.box, placed.words
    x, y = placed.x + sizes.INSET, placed.y + (placed.height - inside.height) / 2
    parts = [
        Markup('<rect class="m-box" x="{}" y="{}" width="{}" height="{}" rx="5"/>').format(
            _n(placed.x), _n(placed.y), _n(placed.width), _n(placed.height)
        )
    ]
    if box.valence in ("harmful", "mixed"):
        parts.append(
            Markup('<rect class="m-bar" x="{}" y="{}" width="4" height="{}" rx="2"/>').format(
                _n(placed.x), _n(placed.y), _n(placed.height)
            )
        )
    if inside.mark:
        parts.append(_text("m-mark", x, y + 11, inside.mark))
        y += sizes.TIGHT
    for line in inside.lines:
        parts.append(_text("", x, y + 13, line))
        y += sizes.LEADING
    for line in inside.tally:
        parts.append(_text("m-small", x, y + 11, line))
        y += sizes.TIGHT
    for line in inside.parts:
        parts.append(_text("m-small m-part", x, y + 11, line))
        y += sizes.TIGHT
    title = Markup("<title>{}</title>").format(plain(box.words) or box.id)
    return Markup('<g class="{}">{}{}</g>').format(
        _kinds(box.valence, box.status), title, Markup("").join(parts)
    )


def _way(line: Line) -> Markup:
    """An arrow's line and head, a bar where it hinders, with a cross where it is rejected."""
    x, y = line.x, line.y
    cross = Markup("")
    if line.arrow.status == "rejected":
        cross = Markup('<path class="m-cross" d="M{} {}l8 8m0 -8l-8 8"/>').format(_n(x - 26), _n(y - 4))
    return Markup('<g class="{}"><path class="m-way" d="{}"/>{}{}</g>').format(
        _kinds(line.arrow.status), _shortened(line), _tip(line.arrow.relation, x, y), cross
    )


def _shortened(line: Line) -> str:
    """The line without its last bit, which the head covers."""
    whole, _, end = line.path.rpartition("H")
    return f"{whole}H{_n(float(end) - 6)}"


def _tip(relation: str, x: float, y: float) -> Markup:
    if relation == "hinders":
        return Markup('<path class="m-tip" d="M{} {}v12"/><path class="m-way" d="M{} {}h5"/>').format(
            _n(x - 2.5), _n(y - 6), _n(x - 7), _n(y)
        )
    return Markup('<path class="m-tip" d="M{} {}l-7 -3.5v7z"/>').format(_n(x - 1), _n(y))


def _label(line: Line) -> Markup:
    y = line.label_y + 10
    parts = [Markup("<title>{}</title>").format(plain(line.arrow.told))]
    for n, words in enumerate(line.label.above):
        parts.append(_text("m-small", line.label_x, y + n * sizes.TIGHT, words))
    for n, (kind, words) in enumerate(line.label.below, start=1):
        parts.append(_text(f"m-small m-{kind}", line.label_x, line.y + 1 + n * sizes.TIGHT, words))
    return Markup('<g class="{}">{}</g>').format(_kinds(line.arrow.status), Markup("").join(parts))


def _text(kind: str, x: float, y: float, words: str) -> Markup:
    named = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup('<text{} x="{}" y="{}">{}</text>').format(named, _n(x), _n(y), words)


def _legend(key: Legend, top: float) -> Markup:
    parts = [_text("m-small", sizes.INSET, top + y, words) for y, words in key.remarks]
    for sample in key.samples:
        x, y = sample.x, top + sample.y
        parts.append(_sample(sample.status, sample.relation, sample.harm, x, y))
        parts.append(_text("m-small", x + 42, y + 4, sample.words))
    return Markup("").join(parts)


def _sample(status: str, relation: str, harm: bool, x: float, y: float) -> Markup:
    if harm:
        return Markup(
            '<g class="m-harmful"><rect class="m-box" x="{}" y="{}" width="34" height="14" rx="3"/>'
            '<rect class="m-bar" x="{}" y="{}" width="4" height="14" rx="2"/></g>'
        ).format(_n(x), _n(y - 7), _n(x), _n(y - 7))
    cross = Markup("")
    if status == "rejected":
        cross = Markup('<path class="m-cross" d="M{} {}l8 8m0 -8l-8 8"/>').format(_n(x + 10), _n(y - 4))
    return Markup('<g class="{}"><path class="m-way" d="M{} {}h28"/>{}{}</g>').format(
        _kinds(status), _n(x), _n(y), _tip(relation, x + 35, y), cross
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

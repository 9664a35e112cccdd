"""The curve of codes as inline SVG: a bar for what a source brought, a line for all so far."""

from collections.abc import Sequence

from markupsafe import Markup

from framework_cli.render.report.figure_views import Growth, GrowthStep

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 14, 34
_NAMED = 24  # more sources than this have a number below every fifth only


def growth(figure: Growth) -> Markup:
    """The drawing. Its numbers stand in the table beside it, so that a name is enough to be read out."""
    steps = figure.steps
    most = max(step.all for step in steps)
    marks = Markup("").join(_grid(tick, most) for tick in _ticks(most))
    bars = Markup("").join(_bar(n, step, len(steps), most) for n, step in enumerate(steps))
    names = Markup("").join(_name(n, step, len(steps)) for n, step in enumerate(steps))
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}'
        '<path class="mean" d="{}"/><path class="all" d="{}"/>{}</svg>'
    ).format(
        _WIDTH, _HEIGHT, _told(steps), marks, bars,
        _path([step.mean for step in steps], most), _path([step.all for step in steps], most), names,
    )  # fmt: skip


def _told(steps: Sequence[GrowthStep]) -> str:
    last = steps[-1]
    return f"Codes by source: {last.all} codes after {len(steps)} sources. The numbers stand in the table."


def _ticks(most: int) -> Sequence[int]:
    """Round numbers up the side, five at most."""
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if most / s <= 5 or s == 1000)
    return range(0, most + 1, step)


def _x(n: float, count: int) -> float:
    return round(_LEFT + (n + 0.5) * (_WIDTH - _LEFT - _RIGHT) / count, 1)


def _y(value: float, most: int) -> float:
    return round(_HEIGHT - _BOTTOM - value * (_HEIGHT - _TOP - _BOTTOM) / most, 1)


def _grid(tick: int, most: int) -> Markup:
    y = _y(tick, most)
    return Markup('<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>').format(
        _LEFT, y, _WIDTH - _RIGHT, _LEFT - 8, y + 4, tick
    )


def _bar(n: int, step: GrowthStep, count: int, most: int) -> Markup:
    if not step.new:
        return Markup("")
    wide = round((_WIDTH - _LEFT - _RIGHT) / count * 0.6, 1)
    top = _y(len(step.new), most)
    return Markup('<rect class="new" x="{}" y="{}" width="{}" height="{}"/>').format(
        round(_x(n, count) - wide / 2, 1), top, wide, round(_y(0, most) - top, 1)
    )


def _name(n: int, step: GrowthStep, count: int) -> Markup:
    if count > _NAMED and (n + 1) % 5:
        return Markup("")
    words = step.name if count <= _NAMED and len(step.name) <= 6 else str(n + 1)
    return Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        _x(n, count), _HEIGHT - 12, words
    )


def _path(values: Sequence[float], most: int) -> str:
    places = [f"{_x(n, len(values))} {_y(value, most)}" for n, value in enumerate(values)]
    return "M" + "L".join(places)

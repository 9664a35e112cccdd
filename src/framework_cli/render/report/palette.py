"""The colours of numbers, in one place: five steps of one hue for either mode, told apart by lightness alone.

Lightness is what every eye sees and what a grey printer prints; the hue is that of the page's accent. The
templates and the style sheet know only the names `--heat-0` to `--heat-5`. The tests check contrast of the
ink on each, and the distance between neighbours as colour-blind readers see them (Machado, Oliveira &
Fernandes 2009).
"""

from collections.abc import Sequence

from framework_cli.render.report.figure_views import Shade

STEPS = 5

# The paper of a number, and the ink on it, from none (0) to most (5).
LIGHT = (
    ("#fffefb", "#5d584f"), ("#e3ecec", "#24221e"), ("#bfd5d8", "#24221e"),
    ("#8fb6bd", "#14201f"), ("#3f7686", "#ffffff"), ("#173f4d", "#ffffff"),
)  # fmt: skip
DARK = (
    ("#211f1d", "#aaa397"), ("#24363b", "#e6e1d7"), ("#2c4c55", "#f2eee6"),
    ("#3d6f7c", "#ffffff"), ("#78aab6", "#0d1517"), ("#c4e2e8", "#0d1517"),
)  # fmt: skip


def css() -> str:
    """The steps as custom properties of a style sheet, for both modes and for paper."""
    light, dark = _properties(LIGHT), _properties(DARK)
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        + "".join(
            f".s{n} {{ background: var(--heat-{n}); color: var(--on-{n}); }}\n" for n in range(STEPS + 1)
        )
    )


def bounds(most: int) -> list[int]:
    """The largest number of each step from 1 up: numbers of up to five have a step each, else equal parts."""
    if most <= STEPS:
        return list(range(1, most + 1))
    return [most * n // STEPS for n in range(1, STEPS + 1)]


def step(number: int, limits: Sequence[int]) -> int:
    """The step of a number: 0 for none; of small numbers the first steps, so that few look like few."""
    return next(n for n, limit in enumerate([0, *limits]) if number <= limit)


def shades(limits: Sequence[int]) -> tuple[Shade, ...]:
    """The key to the steps: which numbers have which."""
    found = [Shade(0, "0")] if limits else []
    low = 1
    for limit in limits:
        found.append(Shade(step(limit, limits), f"{low}" if limit == low else f"{low}–{limit}"))
        low = limit + 1
    return tuple(found)


def _properties(steps: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"--heat-{n}: {paper}; --on-{n}: {ink};" for n, (paper, ink) in enumerate(steps))

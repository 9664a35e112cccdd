"""The shades of numbers: told apart by everybody, in both modes, and readable with the ink on them."""

from itertools import pairwise

import pytest

from framework_cli.render.report import palette

Colour = tuple[float, float, float]

# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
SEEN_AS = {
    "everybody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(hex: str) -> Colour:
    parts = [int(hex[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def seen(colour: Colour, who: str) -> Colour:
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0.0), 1.0) for row in SEEN_AS[who]
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def lightness(colour: Colour) -> float:
    """L* of CIELAB."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("who", SEEN_AS)
@pytest.mark.parametrize("steps", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_every_step_is_further_from_paper_than_the_one_before_for_every_eye(
    steps: tuple[tuple[str, str], ...], who: str
):
    shown = [lightness(seen(linear(paper), who)) for paper, _ in steps]
    apart = [abs(b - a) for a, b in pairwise(shown)]
    assert shown in (sorted(shown), sorted(shown, reverse=True))
    assert min(apart) > 5


@pytest.mark.parametrize("steps", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_step(steps: tuple[tuple[str, str], ...]):
    assert all(contrast(linear(paper), linear(ink)) >= 4.5 for paper, ink in steps)


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(1, [1]), (3, [1, 2, 3]), (5, [1, 2, 3, 4, 5]), (9, [1, 3, 5, 7, 9]), (100, [20, 40, 60, 80, 100])],
)
def test_few_numbers_have_a_step_each_and_many_are_parted_evenly(most: int, bounds: list[int]):
    assert palette.bounds(most) == bounds
    assert palette.step(0, bounds) == 0
    assert palette.step(most, bounds) == len(bounds)


def test_the_key_names_every_number_once():
    words = [shade.words for shade in palette.shades(palette.bounds(9))]
    assert words == ["0", "1", "2–3", "4–5", "6–7", "8–9"]

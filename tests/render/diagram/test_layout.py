"""Laws of the layout: nothing lies on anything else, whatever the theory looks like."""

import re
from collections.abc import Sequence
from itertools import combinations

from hypothesis import given

from framework_cli.render.diagram.layout import Layout, Line, layout
from framework_cli.render.diagram.plan import Arrow, Box, Plan
from tests.render.diagram.plans import plans

Rectangle = tuple[float, float, float, float]


def boxes_of(drawn: Layout) -> list[Rectangle]:
    return [(b.x, b.y, b.x + b.width, b.y + b.height) for b in drawn.boxes]


def labels_of(drawn: Layout) -> list[Rectangle]:
    return [label_of(line) for line in drawn.lines if line.label.above or line.label.below]


def label_of(line: Line) -> Rectangle:
    label = line.label
    return (line.label_x, line.y - label.rise, line.label_x + label.width, line.y + label.drop)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    slack = 0.25  # places are rounded to a tenth
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def runs_of(path: str) -> list[Rectangle]:
    """The straight stretches of a line, as flat rectangles."""
    x = y = 0.0
    found = []
    for command, places in re.findall(r"([MHVCQ])([-\d. ]+)", path):
        numbers = [float(n) for n in places.split()]
        if command == "H":
            found.append((min(x, numbers[0]), y, max(x, numbers[0]), y))
            x = numbers[0]
        elif command == "V":
            found.append((x, min(y, numbers[0]), x, max(y, numbers[0])))
            y = numbers[0]
        else:
            x, y = numbers[-2:]
    return found


def crosses(run: Rectangle, box: Rectangle) -> bool:
    inner = (box[0] + 0.5, box[1] + 0.5, box[2] - 0.5, box[3] - 0.5)
    return run[0] < inner[2] and inner[0] < run[2] and run[1] < inner[3] and inner[1] < run[3]


@given(plans())
def test_no_two_boxes_overlap(plan: Plan) -> None:
    for one, other in combinations(boxes_of(layout(plan)), 2):
        assert not overlap(one, other)


@given(plans())
def test_no_label_lies_on_a_box_or_on_another_label(plan: Plan) -> None:
    drawn = layout(plan)
    labels = labels_of(drawn)
    for one, other in combinations(labels, 2):
        assert not overlap(one, other)
    for label in labels:
        assert not any(overlap(label, box) for box in boxes_of(drawn))


@given(plans())
def test_everything_lies_on_the_canvas(plan: Plan) -> None:
    drawn = layout(plan)
    runs = [run for line in drawn.lines for run in runs_of(line.path)]
    for left, top, right, bottom in [*boxes_of(drawn), *labels_of(drawn), *runs]:
        assert left >= 0
        assert top >= 0
        assert right <= drawn.width
        assert bottom <= drawn.height


@given(plans())
def test_no_line_runs_through_a_box(plan: Plan) -> None:
    drawn = layout(plan)
    boxes = boxes_of(drawn)
    for line in drawn.lines:
        assert not any(crosses(run, box) for run in runs_of(line.path) for box in boxes)


@given(plans())
def test_a_line_crosses_no_words_of_another_arrow(plan: Plan) -> None:
    drawn = layout(plan)
    for line in drawn.lines:
        others = [label_of(other) for other in drawn.lines if other is not line]
        for run in runs_of(line.path):
            assert not any(crosses(run, label) for label in others)


@given(plans())
def test_every_box_and_every_arrow_between_boxes_is_drawn_once(plan: Plan) -> None:
    drawn = layout(plan)
    known = {box.id for box in plan.boxes}
    assert sorted(placed.box.id for placed in drawn.boxes) == sorted(known)
    wanted = [arrow.id for arrow in plan.arrows if {arrow.source, arrow.target} <= known]
    assert [line.arrow.id for line in drawn.lines] == wanted


@given(plans())
def test_the_same_plan_has_the_same_layout(plan: Plan) -> None:
    assert layout(plan) == layout(plan)


def plan_of(bands: Sequence[str], boxes: str, arrows: str) -> Plan:
    """`a0 b1` are boxes with their columns, `ab` an arrow from a to b."""
    made = tuple(Box(each[0], int(each[1]), each[0]) for each in boxes.split())
    leads = tuple(Arrow(f"e{n}", each[0], each[1]) for n, each in enumerate(arrows.split()))
    return Plan("t", "t", tuple(bands), made, leads)


def x_of(drawn: Layout) -> dict[str, float]:
    return {placed.box.id: placed.x for placed in drawn.boxes}


def test_columns_stand_in_the_order_of_their_types() -> None:
    x = x_of(layout(plan_of(("Context", "Activity", "Outcome"), "c2 a0 b1", "ab bc")))
    assert x["a"] < x["b"] < x["c"]


def test_a_chain_within_a_type_goes_on_to_the_right() -> None:
    x = x_of(layout(plan_of(("Outcome",), "a0 b0 c0", "ab bc")))
    assert x["a"] < x["b"] < x["c"]


def test_a_line_that_leads_back_runs_beneath_all_boxes() -> None:
    drawn = layout(plan_of(("Context", "Outcome"), "a0 b1 c1", "ab ba"))
    lowest = max(bottom for *_, bottom in boxes_of(drawn))
    assert max(bottom for *_, bottom in runs_of(drawn.lines[1].path)) > lowest


def test_lines_that_would_cross_are_untangled() -> None:
    drawn = layout(plan_of(("Context", "Outcome"), "a0 b0 c1 d1", "ad bc"))
    y = {placed.box.id: placed.y for placed in drawn.boxes}
    assert (y["a"] < y["b"]) == (y["d"] < y["c"])


def test_a_box_that_nothing_is_joined_to_is_drawn_all_the_same() -> None:
    drawn = layout(plan_of(("Context", "Outcome"), "a0 z1", ""))
    assert {placed.box.id for placed in drawn.boxes} == {"a", "z"}


def test_an_empty_plan_is_an_empty_canvas() -> None:
    drawn = layout(plan_of(("Context",), "", ""))
    assert not drawn.boxes
    assert drawn.width > 0

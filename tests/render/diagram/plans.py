"""Plans of any shape for the laws of drawings."""

from hypothesis import strategies as st

from framework_cli.render.diagram.plan import Arrow, Box, Plan, Told

STATUSES = ("", "hypothesised", "supported", "refined", "contested", "rejected")
RELATIONS = ("leads-to", "enables", "hinders", "feeds-back")
HOSTILE = (
    "</svg><script>alert(1)</script>", '"]; click n1 "javascript:alert(1)"', "{{ 7*7 }}", "| a | b |", "=1+1",
    "\u202eright to left", "e\u0301" * 40, "🎲" * 30, "a\u2028b\x00\x1b[31m", "W" * 300, "]]>", "&amp;", "",
)  # fmt: skip
WORDS = st.sampled_from(HOSTILE) | st.text(max_size=80)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of up to 25 boxes in up to 6 columns, with loops, arrows to nowhere, and ids used twice."""
    bands = draw(st.integers(1, 6))
    count = draw(st.integers(0, 25))
    boxes = [
        Box(
            id=f"n{draw(st.integers(0, 30))}",
            band=draw(st.integers(0, bands - 1)),
            words=draw(WORDS),
            tally=draw(st.sampled_from(("", "3 people · 2 sites · 1 document · 1 against"))),
            status=draw(st.sampled_from(STATUSES)),
            valence=draw(st.sampled_from(("", "beneficial", "harmful", "mixed"))),
            parts=draw(st.sampled_from(((), ("cmo1", "cmo2")))),
        )
        for _ in range(count)
    ]
    arrows = [
        Arrow(
            id=f"e{n}",
            source=f"n{draw(st.integers(0, 30))}",
            target=f"n{draw(st.integers(0, 30))}",
            relation=draw(st.sampled_from(RELATIONS)),
            status=draw(st.sampled_from(STATUSES)),
            tally=draw(st.sampled_from(("", "7 people · 3 sites", "12 people · 4 sites · 2 documents"))),
            against=draw(st.sampled_from(("", "1 against"))),
            differs=draw(WORDS),
        )
        for n in range(draw(st.integers(0, 40)))
    ]
    heads = tuple(f"Column {n}" for n in range(bands))
    return Plan(
        "theory", draw(WORDS), heads, tuple(boxes), tuple(arrows), draw(WORDS), (Told("e0", draw(WORDS)),)
    )

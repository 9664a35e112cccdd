"""The look of a drawing: its style sheet, and what each status and relation looks like.

Colours are custom properties with a plain colour before them, for programs that know no custom properties
(word processors, some viewers). Every status differs by its line as well as by its colour.
"""

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    "hypothesised": "hypothesised: not yet supported",
    "supported": "supported",
    "refined": "refined since it was first put",
    "contested": "contested: accounts differ",
    "rejected": "rejected",
    "": "no status given",
}

_LIGHT = {
    "ink": "#24221e", "soft": "#5d584f", "rule": "#cbc4b5", "card": "#fffefb", "line": "#8b8475",
    "firm": "#23586a", "warm": "#8a3b12", "tint": "#fbeee3", "open": "#7d4f00",
}  # fmt: skip
_DARK = {
    "ink": "#e6e1d7", "soft": "#aaa397", "rule": "#524d45", "card": "#211f1d", "line": "#8f887c",
    "firm": "#93c5d0", "warm": "#f0a878", "tint": "#3a2819", "open": "#e8c074",
}  # fmt: skip
_FONTS = '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'
_RULES = """\
.theory-map text{font-size:13px;fill:@ink;dominant-baseline:alphabetic}
.theory-map .m-head{font-size:12px;font-weight:600;fill:@soft}
.theory-map .m-small{font-size:11px;fill:@soft}
.theory-map .m-against{fill:@warm}
.theory-map .m-mark{font-size:11px;font-weight:600;fill:@warm}
.theory-map .m-rule{stroke:@rule;stroke-width:1;fill:none}
.theory-map .m-box{fill:@card;stroke:@line;stroke-width:1.25}
.theory-map .m-bar{fill:@warm}
.theory-map .m-way{fill:none;stroke:@line;stroke-width:1.5}
.theory-map .m-hit{fill:none;stroke:none;stroke-width:14;pointer-events:stroke}
.theory-map .m-tip{fill:@line;stroke:@line;stroke-width:1.5;stroke-linejoin:round}
.theory-map .m-supported .m-way,.theory-map .m-refined .m-way{stroke:@firm}
.theory-map .m-supported .m-tip,.theory-map .m-refined .m-tip{fill:@firm;stroke:@firm}
.theory-map .m-supported .m-box{stroke:@firm}.theory-map .m-refined .m-box{stroke:@firm;stroke-width:2.5}
.theory-map .m-refined .m-way{stroke-width:3}
.theory-map .m-hypothesised .m-way{stroke-width:2;stroke-dasharray:.1 5;stroke-linecap:round}
.theory-map .m-hypothesised .m-box{stroke-width:1.75;stroke-dasharray:.1 4.5;stroke-linecap:round}
.theory-map .m-contested .m-way{stroke:@open;stroke-width:2;stroke-dasharray:8 4}
.theory-map .m-contested .m-box{stroke:@open;stroke-width:2;stroke-dasharray:8 4}
.theory-map .m-contested .m-tip{fill:@open;stroke:@open}
.theory-map .m-rejected .m-way,.theory-map .m-rejected .m-box{stroke-width:1}
.theory-map .m-rejected text{fill:@soft}
.theory-map .m-part{font-weight:600}
.theory-map .m-differs{font-style:italic}
.theory-map .m-cross{fill:none;stroke:@warm;stroke-width:1.75;stroke-linecap:round}
.theory-map .m-harmful .m-box{fill:@tint;stroke:@warm}
.theory-map .m-mixed .m-box{stroke:@warm}
.theory-map a:hover .m-way{stroke-width:4}
.theory-map a:hover text,.theory-map a:focus text{text-decoration:underline}
.theory-map a:focus{outline:2px solid;outline-offset:3px}
"""


def style() -> str:
    """The style sheet, for light, for dark and for paper."""
    rules = []
    for rule in _RULES.strip().split("\n"):
        for name, colour in _LIGHT.items():
            rule = rule.replace(f"fill:@{name}", f"fill:{colour};fill:var(--map-{name})")
            rule = rule.replace(f"stroke:@{name}", f"stroke:{colour};stroke:var(--map-{name})")
        rules.append(rule)
    light, dark = _properties(_LIGHT), _properties(_DARK)
    return (
        "@media print{.theory-map{min-width:0!important}}\n"
        f".theory-map{{font-family:{_FONTS};max-width:100%;height:auto}}\n"
        f".theory-map{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{.theory-map{{{dark}}}}}\n" + "\n".join(rules)
    )


def _properties(colours: Mapping[str, str]) -> str:
    return ";".join(f"--map-{name}:{colour}" for name, colour in colours.items())

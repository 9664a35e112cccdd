"""A small study on disk for the tests of this room: four people at two sites, a focus group, a document."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.theory import Claim, Interpretation, interpretations
from tests.check.studies import write

STUDY = {
    "framework.yaml": "title: Example\nnotice: Fictional data\ninterviewers: [INT]\norder: [site, role]\n",
    "codebooks/example.yaml": """\
version: 1
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Help from family, definition: What relatives did.}
      - {id: stigma, name: Shame, definition: Being judged.}
      - {id: support-other, name: Other}
  - id: later
    name: Later
    subthemes:
      - {id: telling, name: Telling, definition: Saying it to somebody.}
      - {id: later-other, name: Other}
""",
    "transcripts/P01.txt": "INT: Who helped?\nP01: My sister came every week.\nP01: Then I told her.\n",
    "transcripts/P02.txt": "INT: Who helped?\nP02: My brother drove me there.\nP02: I told nobody.\n",
    "transcripts/P03.txt": "INT: Who helped?\nP03: Nobody came at all.\nP03: I told them all the same.\n",
    "transcripts/P03b.txt": "INT: And now?\nP03: She comes on Sundays.\nP03: I tell her things.\n",
    "transcripts/FG1.txt": "MOD: Who helped?\nAnn: My aunt did.\nBen: Not mine.\nAnn: Well.\nBen: No.\n",
    "transcripts/R01.md": "---\nkind: document\n---\nRelatives took part throughout.\n",
    "sources.csv": (
        "source,speaker,role,case,wave,kind,date\n"
        "P03,,,P03,1,interview,\nP03b,,,P03,2,interview,\n"
        "FG1,,,,,focus-group,\nFG1,MOD,interviewer,,,,\nFG1,Ann,participant,F01,,,\nFG1,Ben,participant,F02,,,\n"
        "R01,,,,,document,\n"
    ),
    "cases.csv": (
        "case,kind,site,role\nP01,person,north,client\nP02,person,north,client\nP03,person,south,client\n"
        "F01,person,south,volunteer\nF02,person,south,volunteer\n"
    ),
    "annotations/P01.AK.yaml": (
        "- {id: k1aaaaaa, quote: My sister came every week., codes: [family]}\n"
        "- {id: k2aaaaaa, quote: Then I told her., codes: [telling]}\n"
    ),
    "annotations/P01.RS.yaml": "- {id: r1aaaaaa, quote: My sister came, codes: [family]}\n",
    "annotations/P01.agreed.yaml": (
        "- {id: g1aaaaaa, quote: My sister came every week., codes: [family], from: [k1aaaaaa, r1aaaaaa]}\n"
    ),
    "annotations/P02.AK.yaml": (
        "- {id: k3aaaaaa, quote: My brother drove me there., codes: [family]}\n"
        "- {id: k4aaaaaa, quote: I told nobody., codes: [telling]}\n"
    ),
    "annotations/P03.AK.yaml": (
        "- {id: k5aaaaaa, quote: Nobody came at all., codes: [family]}\n"
        "- {id: k6aaaaaa, quote: I told them all the same., codes: [telling]}\n"
        "- {id: i1aaaaaa, quote: Who helped?, codes: [family]}\n"
    ),
    "annotations/P03b.AK.yaml": "- {id: k7aaaaaa, quote: She comes on Sundays., codes: [family]}\n",
    "annotations/FG1.AK.yaml": '- {id: k8aaaaaa, quote: "My aunt did.\\nBen: Not mine.", codes: [family]}\n',
    "annotations/R01.AK.yaml": "- {id: d1aaaaaa, quote: Relatives took part throughout., codes: [family]}\n",
    "charts/P02.md": (
        "---\ncase: P02\n---\n# 1 Support\n"
        "## 1.1 Help from family {#family charted=AK on=2026-01-01}\n"
        "His brother drove him [*@k3aaaaaa].\n\n"
        "## 1.2 Shame {#stigma state=nothing-said}\n"
    ),
    "charts/P01.md": (
        "---\ncase: P01\n---\n# 1 Support\n"
        "## 1.2 Shame {#stigma charted=AK on=2026-01-01}\n"
        "Not a word on it at work [@g1aaaaaa].\n"
    ),
    "memos/who-asked.md": "---\nabout: [study]\n---\nWho asked whom.\n",
}
HEAD = """\
theory: {id: t, kind: realist, version: 1}
nodes:
  - {id: c, type: context, label: Kin live near}
  - {id: m, type: mechanism-reasoning, label: They are trusted}
  - {id: o, type: outcome, label: It is told}
  - {id: h, type: outcome, valence: harmful, label: A sister worn out}
"""


def edge(*evidence: str, more: str = "") -> str:
    """A theory with one edge, `e1`, and these pieces of evidence; `more` are further lines of the edge."""
    lines = "".join(f"      - {{{each}}}\n" for each in evidence)
    cited = f"    evidence:\n{lines}" if lines else ""
    return f"{HEAD}edges:\n  - id: e1\n    from: c\n    to: o\n{more}{cited}"


def study(root: Path, theory: str, changed: dict[str, str] | None = None) -> Path:
    """The study with a theory."""
    write(root, {**STUDY, "theory/t.yaml": theory, **(changed or {})})
    return root


def read(root: Path, theory: str, changed: dict[str, str] | None = None) -> Interpretation:
    """A theory read against the study."""
    loaded, _ = load(study(root, theory, changed))
    index, _ = build(loaded, cache=False)
    return interpretations(loaded, index, grid(loaded, index))[0]


def only(root: Path, *evidence: str, more: str = "") -> Claim:
    """The claim `e1` with these pieces of evidence."""
    return read(root, edge(*evidence, more=more)).claims[0]

"""A study of two interviews and a focus group, and drafts traced against it."""

from pathlib import Path

from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.review.manuscript import Account
from tests.check.manuscripts import traced
from tests.check.studies import write

STUDY = {
    "framework.yaml": "interviewers: [INT]\nlabels: {case: Interviewee}\n",
    "codebooks/c.yaml": """\
version: 1
themes:
  - id: help
    name: Getting help
    subthemes:
      - {id: family, name: Help from family, definition: What relatives did.}
      - {id: shame, name: Shame, definition: 'Being judged, or fearing to be.'}
  - id: work
    name: Life at work
""",
    "transcripts/P01.txt": """\
INT: Who helped you, in those first months?
P01: My sister came every week, rain or shine, with soup. [laughs] She's never said why.
INT: And later on, did anybody else come?
P01: Nobody at work knew. I kept it to myself -- you do, don't you?
P01: I don't know. The café was the only place that stayed open.
""",
    "transcripts/P02.txt": """\
INT: Who helped you, in those first months?
P02: My brother drove me there, twice. I kept it to myself, mostly.
P02: The manager said we're all in this together, and then he left.
""",
    "transcripts/FG1.md": """\
**MOD:** What about the group?

**Ruth:** It was the urn that did it, everybody talks at the urn.

**Bev:** She does go on about that urn, bless her.

**MOD:** Anything else?

**Ruth:** No, that was all.
""",
    "sources.csv": """\
source,speaker,role,case,wave,kind,date
P01,,,P01,,interview,
P02,,,P02,,interview,
FG1,,,,,focus-group,
FG1,MOD,interviewer,,,,
FG1,Ruth,participant,F01,,,
FG1,Bev,participant,F02,,,
""",
    "cases.csv": """\
case,kind,site,role
P01,person,north,carer
P02,person,south,driver
F01,person,north,volunteer
F02,person,north,carer
""",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week, rain or shine, with soup.
  codes: [family]
- id: p4d8s1x2
  quote: Nobody at work knew.
  codes: [shame]
""",
    "annotations/P02.AK.yaml": """\
- id: m2x8d0aa
  quote: My brother drove me there, twice.
  codes: [family]
""",
    "charts/P01.md": "# 1 Getting help\n## 1.1 Help from family {#family}\nHer sister [@k3f9a2q7].\n"
    "## 1.2 Shame {#shame}\nKept from work [@p4d8s1x2].\n",
    "charts/P02.md": "# 1 Getting help\n## 1.1 Help from family {#family}\nHis brother [@m2x8d0aa].\n"
    "## 1.2 Shame {#shame state=nothing-said}\n",
    "charts/F01.md": "# 1 Getting help\n## 1.1 Help from family {#family state=nothing-said}\n"
    "## 1.2 Shame {#shame state=nothing-said}\n",
    "charts/F02.md": "# 1 Getting help\n## 1.1 Help from family {#family state=not-asked}\n"
    "## 1.2 Shame {#shame state=nothing-said}\n",
}
# What is said of the whole of a draft is not what most tests are about.
WHOLE = ("F620", "F621", "F622", "F608")


def account(root: Path, text: str) -> Account:
    """A draft traced against the study."""
    write(root, {**STUDY, "draft.md": text})
    return traced(root)


def findings(root: Path, text: str, *, whole: bool = False) -> list[Diagnostic]:
    """What is found in a draft, place by place; with `whole` also what is left out."""
    return [d for d in account(root, text).found if whole or d.rule.id not in WHOLE]


def told(root: Path, text: str) -> list[tuple[str, int, int]]:
    """Rule, line and column of each finding."""
    return [
        (d.rule.id, where.line, where.column)
        for d in findings(root, text)
        if isinstance(where := d.primary, Location)
    ]


def rules(root: Path, text: str) -> list[str]:
    """The rules of the findings."""
    return [rule for rule, _, _ in told(root, text)]

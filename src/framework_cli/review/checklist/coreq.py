"""COREQ: 32 items in three domains, for studies with interviews and focus groups."""

from framework_cli.review.checklist.item import Checklist, Item

_TEAM = "Domain 1: research team and reflexivity"
_DESIGN = "Domain 2: study design"
_FINDINGS = "Domain 3: analysis and findings"

COREQ = Checklist(
    "coreq",
    "COREQ: consolidated criteria for reporting qualitative research",
    "Tong, Sainsbury & Craig 2007, Int J Qual Health Care 19:349–357",
    (
        Item("1", _TEAM, "Who led the interviews or groups", leads=("interviewers",), talk=True),
        Item("2", _TEAM, "The researchers’ qualifications"),
        Item("3", _TEAM, "What the researchers worked as at the time"),
        Item("4", _TEAM, "The researchers’ gender"),
        Item("5", _TEAM, "Their experience and training in this kind of research"),
        Item("6", _TEAM, "Whether researchers and participants knew each other before", talk=True),
        Item(
            "7", _TEAM, "What participants knew of the interviewer and of why the study was done", talk=True
        ),
        Item(
            "8",
            _TEAM,
            "What is told of the interviewer: stakes, assumptions, interests",
            leads=("reflexive",),
        ),
        Item("9", _DESIGN, "The methodology that the study rests on", leads=("method",)),
        Item("10", _DESIGN, "How participants were chosen", leads=("attributes",)),
        Item("11", _DESIGN, "How they were approached"),
        Item("12", _DESIGN, "How many took part", facts=("participants",)),
        Item("13", _DESIGN, "How many declined or left, and why"),
        Item("14", _DESIGN, "Where the data were collected", talk=True),
        Item("15", _DESIGN, "Who else was present", leads=("others",), talk=True),
        Item("16", _DESIGN, "Who the participants are, as far as it matters", facts=("attributes",)),
        Item("17", _DESIGN, "The questions or topic guide, and whether it was tried out", talk=True),
        Item(
            "18",
            _DESIGN,
            "Whether people were interviewed again, and how often",
            facts=("repeats",),
            talk=True,
        ),
        Item("19", _DESIGN, "Whether sound or pictures were recorded", talk=True),
        Item("20", _DESIGN, "Whether notes were made during or after", facts=("notes",), leads=("memos",)),
        Item("21", _DESIGN, "How long interviews or groups took", leads=("lengths",), talk=True),
        Item("22", _DESIGN, "Whether saturation was considered", leads=("saturation",)),
        Item("23", _DESIGN, "Whether participants were given their transcripts", talk=True),
        Item("24", _FINDINGS, "How many people coded", facts=("coders",)),
        Item("25", _FINDINGS, "The coding tree", facts=("tree",)),
        Item("26", _FINDINGS, "Whether themes were set beforehand or came from the data", facts=("origins",)),
        Item("27", _FINDINGS, "The software that was used", facts=("software",)),
        Item("28", _FINDINGS, "Whether participants commented on the findings"),
        Item("29", _FINDINGS, "Quotations, each with the participant it comes from", facts=("quotes",)),
        Item("30", _FINDINGS, "Whether findings agree with the data", leads=("charting", "theory")),
        Item("31", _FINDINGS, "Whether the main themes stand out", leads=("themes",)),
        Item("32", _FINDINGS, "Minor themes and cases that differ", leads=("contrary",)),
    ),
)

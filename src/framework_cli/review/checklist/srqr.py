"""SRQR: 21 items for qualitative research of any design."""

from framework_cli.review.checklist.item import Checklist, Item

_TITLE, _INTRODUCTION, _METHODS = "Title and abstract", "Introduction", "Methods"
_RESULTS, _DISCUSSION, _OTHER = "Results", "Discussion", "Other"

SRQR = Checklist(
    "srqr",
    "SRQR: standards for reporting qualitative research",
    "O’Brien, Harris, Beckman, Reed & Cook 2014, Acad Med 89:1245–1251",
    (
        Item("S1", _TITLE, "A title that tells topic and kind of study", leads=("title",)),
        Item("S2", _TITLE, "An abstract with the study’s main parts"),
        Item("S3", _INTRODUCTION, "The problem, why it matters, what is known of it"),
        Item("S4", _INTRODUCTION, "The study’s purpose or question"),
        Item("S5", _METHODS, "The approach and its paradigm, and why", leads=("method",)),
        Item("S6", _METHODS, "Who the researchers are and how that may have shaped the study",
             leads=("reflexive",)),
        Item("S7", _METHODS, "The setting and what matters about it", leads=("attributes",)),
        Item("S8", _METHODS, "How people, documents or events were chosen, and when enough was enough",
             leads=("participants", "saturation")),
        Item("S9", _METHODS, "Ethical approval, consent, and how confidences are kept"),
        Item("S10", _METHODS, "Which data were collected, how and when",
             facts=("sources",), leads=("repeats",)),
        Item("S11", _METHODS, "Topic guides, recorders and the like, and how they changed"),
        Item("S12", _METHODS, "Which and how many people, documents or events",
             facts=("participants", "attributes")),
        Item("S13", _METHODS, "How data were prepared, kept, checked and coded", facts=("processing",)),
        Item("S14", _METHODS, "How themes were found and by whom",
             facts=("coders", "origins"), leads=("method",)),
        Item("S15", _METHODS, "What was done so that the analysis can be trusted",
             facts=("coders", "trail"), leads=("contrary",)),
        Item("S16", _RESULTS, "The findings, and what they add up to", leads=("themes", "theory")),
        Item("S17", _RESULTS, "Quotations and other evidence for the findings", facts=("quotes",)),
        Item("S18", _DISCUSSION, "What the findings add to earlier work, and where they may hold"),
        Item("S19", _DISCUSSION, "How far findings can be trusted, and where not", leads=("charting",)),
        Item("S20", _OTHER, "Conflicts of interest, and how they were dealt with"),
        Item("S21", _OTHER, "Who paid, and what part they played"),
    ),
)  # fmt: skip

"""RAMESES II: 20 items for realist evaluations."""

from framework_cli.review.checklist.item import Checklist, Item

_TITLE, _SUMMARY, _INTRODUCTION = "Title", "Summary", "Introduction"
_METHODS, _RESULTS, _DISCUSSION = "Methods", "Results", "Discussion"

RAMESES = Checklist(
    "rameses",
    "RAMESES II: reporting standards for realist evaluations",
    "Wong and others 2016, BMC Medicine 14:96",
    (
        Item("1", _TITLE, "A title that says it is a realist evaluation", leads=("title",)),
        Item("2", _SUMMARY, "A summary: programme, questions, methods, findings, and what is realist in it"),
        Item("3", _INTRODUCTION, "Why the programme was evaluated, and what follows for the design"),
        Item("4", _INTRODUCTION, "The programme theory that the evaluation began with",
             leads=("first-theory",)),
        Item("5", _INTRODUCTION, "Questions and aims, and how the theory set their bounds"),
        Item("6", _INTRODUCTION, "Ethical approval, or why none was needed"),
        Item("7", _METHODS, "Why a realist approach, and how it was adapted"),
        Item("8", _METHODS, "The surroundings in which the evaluation took place", leads=("attributes",)),
        Item("9", _METHODS, "The programme that was evaluated"),
        Item("10", _METHODS, "The design, and the reasons for it", leads=("sources",)),
        Item("11", _METHODS, "Which data were collected, how, and how they serve the theory",
             facts=("sources",)),
        Item("12", _METHODS, "How people were chosen and recruited, and how they serve the theory",
             leads=("participants",)),
        Item("13", _METHODS, "How data were analysed, and how contexts, mechanisms and outcomes were told",
             facts=("coders", "theory")),
        Item("14", _RESULTS, "Who took part", facts=("participants", "attributes")),
        Item("15", _RESULTS, "The findings as contexts, mechanisms and outcomes, with their evidence",
             facts=("configurations",)),
        Item("16", _DISCUSSION, "The main findings against questions, aims and theory", leads=("theory",)),
        Item("17", _DISCUSSION, "Strengths and weaknesses, and what to look at next", leads=("contrary",)),
        Item("18", _DISCUSSION, "The findings beside those of others", leads=("literature",)),
        Item("19", _DISCUSSION, "What follows for policy, practice and research"),
        Item("20", _DISCUSSION, "Who paid, their part in it, and conflicts of interest"),
    ),
)  # fmt: skip

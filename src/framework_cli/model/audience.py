"""Who a report is for, and how many of the participants' words are in it."""

from enum import StrEnum


class Audience(StrEnum):
    """Who reads the report."""

    TEAM = "team"
    OUTSIDE = "outside"


class Quotes(StrEnum):
    """Which passages are in the file with their words: none, those marked `[*@id]`, or all."""

    NONE = "none"
    KEY = "key"
    ALL = "all"


class Transcripts(StrEnum):
    """How much of the transcripts is in the file around the quotes."""

    NONE = "none"
    CONTEXT = "context"
    FULL = "full"

"""What a study's files say of who took part and of what was collected."""

from collections import Counter

from framework_cli.model.source import Kind
from framework_cli.model.words import number_of
from framework_cli.review.checklist.material import Fact, Material, listed

MANY = 12  # values of an attribute that are listed one by one
_KINDS = {
    Kind.INTERVIEW: "interview", Kind.FOCUS_GROUP: "focus group", Kind.DOCUMENT: "document",
    Kind.NOTES: "set of notes", Kind.RESPONSE: "written response",
}  # fmt: skip


def participants(m: Material) -> Fact | None:
    """How many people, groups and documents."""
    if not m.study.cases:
        return None
    kinds = Counter(case.kind.value for case in m.study.cases.values())
    return Fact(
        listed(number_of(many, kind) for kind, many in kinds.items()) + ".", ("cases.csv", "sources.csv")
    )


def attributes(m: Material) -> Fact | None:
    """Participants by each attribute."""
    names = dict.fromkeys(name for id in m.people for name in m.study.cases[id].attributes)
    said = []
    for name in names:
        values = Counter(m.study.cases[id].attributes.get(name, "") or "not said" for id in m.people)
        told = listed(f"{value} {many}" for value, many in values.items())
        said.append(f"{name}: {told if len(values) <= MANY else number_of(len(values), 'value')}")
    return Fact("; ".join(said) + ".", ("cases.csv",)) if said else None


def sources(m: Material) -> Fact | None:
    """Sources by kind, and the days of the first and the last."""
    if not m.study.sources:
        return None
    kinds = Counter(source.kind for source in m.study.sources.values())
    said = listed(
        number_of(kinds[kind], name, _several(name)) for kind, name in _KINDS.items() if kinds[kind]
    )
    days = sorted(source.date for source in m.study.sources.values() if source.date)
    dated = (
        f", dated {days[0]} to {days[-1]} ({len(days)} of {len(m.study.sources)} with a date)" if days else ""
    )
    return Fact(f"{said}{dated}.", (m.path("transcripts"), "sources.csv"))


def _several(name: str) -> str:
    return "sets of notes" if name == "set of notes" else ""


def repeats(m: Material) -> Fact | None:
    """Who has several waves."""
    waves: dict[str, set[str]] = {}
    for source in m.study.sources.values():
        for case, wave in source.belongs():
            if wave:
                waves.setdefault(case, set()).add(wave)
    again = [f"{id} ({len(waves[id])} waves)" for id in m.people if len(waves.get(id, ())) > 1]
    if not m.people:
        return None
    return Fact(f"{listed(again)}." if again else "No participant has more than one wave.", ("sources.csv",))


def interviewers(m: Material) -> Fact | None:
    """The labels of those who interview; who they are stands nowhere."""
    labels = dict.fromkeys(
        label for source in m.study.sources.values() for label in sorted(source.interviewers)
    )
    return (
        Fact(f"The transcripts name as interviewers: {listed(labels)}.", ("framework.yaml", "sources.csv"))
        if labels
        else None
    )


def others(m: Material) -> Fact | None:
    """Speakers who are neither interviewers nor a case; the only one of a case's source is that case."""
    found = []
    for source in m.study.sources.values():
        known = {label for label, speaker in source.speakers.items() if speaker.case} | source.interviewers
        rest = dict.fromkeys(turn.speaker for turn in source.turns if turn.speaker not in {"", *known})
        if len(rest) > (1 if source.case else 0):
            found.append(f"{source.id}: {listed(rest)}")
    where = (m.path("transcripts"),)
    return Fact(f"Speakers who are mapped to no case – {'; '.join(found)}.", where) if found else None


def lengths(m: Material) -> Fact | None:
    """How long transcripts are in words: the files hold no durations."""
    counts = sorted(
        len(source.text[source.body :].split())
        for source in m.study.sources.values()
        if source.kind in (Kind.INTERVIEW, Kind.FOCUS_GROUP)
    )
    if not counts:
        return None
    said = (
        f"Transcripts have {counts[0]:,} to {counts[-1]:,} words each; no file says how long people talked."
    )
    return Fact(said, (m.path("transcripts"),))


def processing(m: Material) -> Fact | None:
    """How the data are kept and coded."""
    if not m.study.sources:
        return None
    said = (
        f"{number_of(len(m.study.sources), 'source')} as plain text; "
        f"{number_of(len(m.index.passages), 'excerpt')} held by their words and places, by coder; "
        "participants stand under ids."
    )
    return Fact(said, (m.path("transcripts"), m.path("annotations")))


def title(m: Material) -> Fact | None:
    """The study's title."""
    named = m.study.settings.title
    return Fact(f"The study is called “{named}”.", ("framework.yaml",)) if named else None

"""Transcripts, sources.csv and settings together → sources: who speaks, for which case, in which wave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.settings import Settings
from framework_cli.model.source import Kind, Role, Source, Speaker
from framework_cli.read.fields import Document
from framework_cli.read.snapshot import Root
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.tables import Row, read_table
from framework_cli.read.transcript import Transcript
from framework_cli.read.turns import find_turns

FILE = "sources.csv"
COLUMNS = ("source", "speaker", "role", "case", "wave", "kind", "date")


@dataclass(slots=True)
class Rows:
    """What sources.csv says of one source: the row without a speaker, and the speakers' rows."""

    own: Row | None = None
    speakers: dict[str, Row] = field(default_factory=dict)

    def first(self, column: str) -> tuple[str, Row | None]:
        """A value from the source's own row, else from the first row that gives one."""
        rows = [*([self.own] if self.own else []), *self.speakers.values()]
        return next(((row[column], row) for row in rows if row[column]), ("", None))


def read_rows(root: Root, sources: Sequence[str]) -> tuple[dict[str, Rows], Document]:
    """The rows of sources.csv by source."""
    table, document = read_table(root, FILE)
    given: dict[str, Rows] = {}
    if table is None or not table.columns:
        return given, document
    for name in table.columns:
        if name not in COLUMNS:
            at = table.header[name]
            hint = did_you_mean(name, COLUMNS) or "columns: " + ",".join(COLUMNS)
            document.report(rules.UNKNOWN_KEY, f"{FILE} has no column “{name}”", at.start, at.end, hint=hint)
    if "source" not in table.columns:
        document.report(
            rules.MISSING_KEY, f"{FILE} has no column `source`", hint="columns: " + ",".join(COLUMNS)
        )
        return given, document
    known = frozenset(sources)
    for row in table.rows:
        _enter(document, given, row, known)
    return given, document


def _enter(document: Document, given: dict[str, Rows], row: Row, known: frozenset[str]) -> None:
    source, speaker = row["source"], row["speaker"]
    if not source:
        document.report(
            rules.TABLE_VALUE, "the row names no source", row.start, hint="fill in the column `source`"
        )
        return
    if source not in known:
        at = row.fields["source"]
        message = f"there is no transcript of source “{source}”"
        document.report(rules.SOURCE_ROW, message, at.start, at.end, hint=did_you_mean(source, known))
    choice(document, row, "role", Role)
    choice(document, row, "kind", Kind)
    if row["role"] == Role.INTERVIEWER and not speaker:
        at = row.fields["role"]
        hint = "fill in the column `speaker`"
        document.report(
            rules.TABLE_VALUE, "an interviewer's row names no speaker", at.start, at.end, hint=hint
        )
    rows = given.setdefault(source, Rows())
    before = rows.speakers.get(speaker) if speaker else rows.own
    if before is not None:
        at = row.fields["speaker" if speaker else "source"]
        who = f"speaker “{speaker}” of source “{source}”" if speaker else f"source “{source}”"
        related = (Related(document.where(before.start), "first given here"),)
        document.report(
            rules.DUPLICATE_ROW, f"{who} has two rows", at.start, at.end, hint="keep one", related=related
        )
    elif speaker:
        rows.speakers[speaker] = row
    else:
        rows.own = row


def choice(document: Document, row: Row, column: str, kinds: type[StrEnum]) -> None:
    """Report a value that is not one of a few words."""
    value = row[column]
    if value and value not in set(kinds):
        at = row.fields[column]
        words = ", ".join(kinds)
        hint = did_you_mean(value, kinds) or f"one of {words}"
        message = f"`{column}` must be one of {words}"
        document.report(rules.TABLE_VALUE, message, at.start, at.end, hint=hint)


def make_source(
    id: str, transcript: Transcript, rows: Rows, settings: Settings, table: Document
) -> tuple[Source, list[Diagnostic]]:
    """One source. The front matter wins over sources.csv; both problems go to where the value stands."""
    document = Document(transcript.path, transcript.text, transcript.lines)
    front = transcript.front
    interviewers = frozenset(
        [
            *settings.interviewers,
            *front.interviewers,
            *(name for name, row in rows.speakers.items() if row["role"] == Role.INTERVIEWER),
        ]
    )
    turns, once = find_turns(transcript.text, front.body, interviewers | rows.speakers.keys())
    spoken = {turn.speaker for turn in turns}
    wave = _won(document, front.places, table, "wave", front.wave, rows.own)
    kind = _kind(document, front.kind, front.places, table, rows)
    source = Source(
        id=id,
        path=transcript.path,
        text=transcript.text,
        sha=transcript.sha,
        lines=transcript.lines,
        turns=turns,
        kind=kind,
        date=_won(document, front.places, table, "date", front.date, rows.own) or rows.first("date")[0],
        case=_own_case(id, _won(document, front.places, table, "case", front.case, rows.own), rows),
        wave=wave,
        speakers=_speakers(rows, interviewers, spoken, wave),
        interviewers=interviewers,
        body=front.body,
        once=once,
    )
    for name, row in rows.speakers.items():
        if name not in spoken:
            at = row.fields["speaker"]
            labels = (spoken | {label for label, _ in once}) - {""}
            hint = did_you_mean(name, labels)
            message = f"“{name}” starts no turn in source “{id}”"
            table.report(rules.SPEAKER_ROW, message, at.start, at.end, hint=hint)
    return source, document.found


def _own_case(id: str, case: str, rows: Rows) -> str | None:
    """The case that takes the talk of speakers nobody mapped; None where only speakers are mapped."""
    if case:
        return case
    return None if any(row["case"] for row in rows.speakers.values()) else id


def _kind(
    document: Document, front: Kind | None, places: Mapping[str, tuple[int, int]], table: Document, rows: Rows
) -> Kind:
    value, row = rows.first("kind")
    if front is not None:
        _won(document, places, table, "kind", front, row)
        return front
    return Kind(value) if value in set(Kind) else Kind.INTERVIEW


def _won(
    document: Document,
    places: Mapping[str, tuple[int, int]],
    table: Document,
    name: str,
    front: str,
    row: Row | None,
) -> str:
    """The front matter's value, else the table's; where both speak and differ, a warning."""
    other = row[name] if row else ""
    if front and other and front != other and row is not None:
        at = row.fields[name]
        related = (Related(table.where(at.start, at.end), f"{FILE} says “{other}”"),)
        message = f"front matter says {name} “{front}”, {FILE} “{other}”: the front matter wins"
        start, end = places[name]
        hint = "make the two agree"
        document.report(rules.FRONT_MATTER_WINS, message, start, end, hint=hint, related=related)
    return front or other


def _speakers(rows: Rows, interviewers: frozenset[str], spoken: set[str], wave: str) -> dict[str, Speaker]:
    """Everybody of whom sources.csv, settings or front matter say something and who speaks."""
    speakers = {}
    for name, row in rows.speakers.items():
        role = Role.INTERVIEWER if name in interviewers else Role.PARTICIPANT
        speakers[name] = Speaker(name, role, row["case"] or None, row["wave"] or wave)
    for name in sorted(interviewers & spoken):
        speakers.setdefault(name, Speaker(name, Role.INTERVIEWER, None, wave))
    return speakers

"""Which labels of a transcript are speakers, and who of them interviews: declared, confirmed or counted."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framework_cli.exchange.labels import STAMP
from framework_cli.exchange.note import Note, warned
from framework_cli.exchange.talk import Label, Talk, labels
from framework_cli.model.words import number_of

_NAME_WORDS = 4
_ONLY_STAMPS = re.compile(rf"(?:{STAMP}|[\W_])*")


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody said about labels.

    `names` maps each label that is a speaker to the name to write; `interviewers` are names as in
    the file or as written; `text` are labels that are no speakers.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    interviewers: frozenset[str] = frozenset()
    text: frozenset[str] = frozenset()

    def interviews(self, label: str) -> bool:
        """Whether a label of a file is an interviewer's."""
        return label in self.interviewers or self.names.get(label, label) in self.interviewers

    def with_more(self, more: "Declared") -> "Declared":
        """What was said before and what was said since."""
        names = {**self.names, **more.names}
        return Declared(names, self.interviewers | more.interviewers, self.text | more.text)

    def decided(self, label: str) -> bool:
        """Whether something was said about a label."""
        return label in self.names or label in self.text or label in self.interviewers


@dataclass(frozen=True, slots=True)
class Chosen:
    """The labels of one file: those taken, with the name to write; who interviews; those left.

    `escaped` are labels left that come often enough to be read as a speaker's unless something is done.
    """

    names: Mapping[str, str]
    interviewers: tuple[str, ...]
    left: tuple[Label, ...]
    escaped: frozenset[str] = frozenset()


# Shows a file's undecided labels and says which of them are speakers, interviewers or text.
Ask = Callable[[str, Sequence[Label]], Declared]


def declared(speakers: Iterable[str], interviewers: Iterable[str] = (), text: Iterable[str] = ()) -> Declared:
    """Read `NAME` and `NAME=NEW` as given on the command line; raises ValueError for an empty name."""
    names = {}
    for given in speakers:
        label, equals, name = (part.strip() for part in given.rpartition("="))
        label, name = (label, name) if equals else (name, name)
        if not label or not name:
            raise ValueError(f"--speaker {given}: say NAME or NAME=NEW")
        if "\n" in name or ":" in name:
            raise ValueError(f"--speaker {given}: a speaker's name holds no colon")
        names[label] = name
    return Declared(names, frozenset(n.strip() for n in interviewers), frozenset(t.strip() for t in text))


def choose(file: str, talk: Talk, said: Declared, ask: Ask | None = None) -> tuple[Chosen, list[Note]]:
    """Decide on a file's labels: as declared; else as answered; else those that start two turns or more."""
    found = labels(talk)
    undecided = [label for label in found if not said.decided(label.name)]
    if ask and undecided:
        answer = ask(file, undecided)
        said = said.with_more(answer)
    silent = _silent(talk)
    names: dict[str, str] = {}
    left: list[Label] = []
    for label in found:
        sure = label.name in said.names or said.interviews(label.name) or label.named
        often = label.count > 1 and label.name not in silent
        if label.name not in said.text and (sure or often):
            names[label.name] = said.names.get(label.name, label.name)
        else:
            left.append(label)
    interviewers = dict.fromkeys(name for label, name in names.items() if said.interviews(label))
    escaped = frozenset(label.name for label in left if label.count > 1 and label.name not in silent)
    chosen = Chosen(names, tuple(interviewers), tuple(left), escaped)
    return chosen, _notes(found, chosen, said)


def _silent(talk: Talk) -> set[str]:
    """Labels that nothing but time stamps follows anywhere (`Break: [01:44]`)."""
    speaking = {s.label for s in talk.stretches if not _ONLY_STAMPS.fullmatch(s.words[:80])}
    return {s.label for s in talk.stretches if s.label} - speaking


_TURNS = "begin each turn with its speaker and a colon, `Interviewer: …`; a document needs none"


def _notes(found: Sequence[Label], chosen: Chosen, said: Declared) -> list[Note]:
    notes = []
    if chosen.names:
        listed = ", ".join(_shown(label, chosen, said) for label in found if label.name in chosen.names)
        notes.append(Note(f"speakers: {listed}"))
    else:
        notes.append(warned("no speaker found: the text comes in as one piece", _TURNS))
    return notes + [_left(label, chosen) for label in chosen.left if label.name not in said.text]


def _shown(label: Label, chosen: Chosen, said: Declared) -> str:
    name = chosen.names[label.name]
    renamed = f" as {name}" if name != label.name else ""
    role = ", interviewer" if said.interviews(label.name) else ""
    return f"{label.name}{renamed} ({number_of(label.count, 'time')}{role})"


def _left(label: Label, chosen: Chosen) -> Note:
    from framework_cli.read.suggest import suggest

    where = f", line {label.line}" if label.line else ""
    times = "once" if label.count == 1 else f"{label.count} times, followed by time stamps only"
    near = suggest(label.name, [name for name in chosen.names if name != label.name])
    meant = f"{label.name}={chosen.names[near]}" if near else label.name
    # What is longer than a name may be somebody's words, which messages never hold.
    length = len(label.name.split())
    if length > _NAME_WORDS:
        return warned(f"left as text, not taken as a speaker: a label of {length} words ({times}{where})")
    return warned(
        f"left as text, not taken as a speaker: “{label.name}” ({times}{where})",
        f'if it is one, say --speaker "{meant}"',
    )

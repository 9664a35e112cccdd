"""`import transcripts`: files of other programs → transcripts/SOURCE.txt, never over an existing one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framework_cli.exchange.captions import parse_srt, parse_vtt
from framework_cli.exchange.docx import parse_docx
from framework_cli.exchange.encoding import decode
from framework_cli.exchange.files import read_bytes, write_new
from framework_cli.exchange.layout import WIDTH, lay_out
from framework_cli.exchange.naming import folded, safe_id
from framework_cli.exchange.note import Note, failed, refused, warned
from framework_cli.exchange.plain import body_start, parse_text
from framework_cli.exchange.roles import Row, add_rows
from framework_cli.exchange.speakers import Ask, Chosen, Declared, choose
from framework_cli.exchange.talk import Talk, spoken
from framework_cli.model.settings import Settings
from framework_cli.model.words import number_of

TEXT = (".txt", ".md", ".text")
_HINTS = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pdf": "save its text as .txt or .docx",
    ".sbv": "download the captions as .vtt or .srt",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How transcripts are imported. `width` 0: long lines stay. `id` only for a single file."""

    said: Declared = field(default_factory=Declared)
    width: int = WIDTH
    times: bool = False
    encoding: str | None = None
    id: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. `path`: where it was (or would be) written, within the study; else empty."""

    file: str
    path: str
    notes: tuple[Note, ...]
    text: str = ""

    @property
    def failed(self) -> bool:
        """Whether it did not come in."""
        return failed(self.notes)


def import_transcripts(
    root: Path, settings: Settings, files: Sequence[Path], options: Options, ask: Ask | None = None
) -> tuple[list[Imported], list[Note]]:
    """Import files one by one; what is wrong with one keeps none of the others out.

    Also returns what concerns the study: the rows for sources.csv that say who interviews.
    """
    folder = root / settings.folders["transcripts"]
    taken = _taken(folder)
    done: list[Imported] = []
    rows: list[Row] = []
    for file in files:
        result, more = _import(root, folder, file, options, ask, taken)
        done.append(result)
        rows.extend(more)
    return done, add_rows(root, settings, rows, write=not options.dry_run)


def parse_transcript(name: str, data: bytes, encoding: str | None = None) -> tuple[Talk | None, list[Note]]:
    """Read one file by the suffix of its name. Without text, or with a damaged file, no talk comes out."""
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        return parse_docx(data)
    if suffix not in (*TEXT, ".vtt", ".srt"):
        hint = _HINTS.get(suffix, "transcripts come from .txt, .md, .docx, .vtt and .srt")
        return None, [refused(f"files ending in {suffix or 'nothing'} are not read", hint)]
    text, notes = decode(data, encoding)
    if text is None:
        return None, notes
    if suffix in TEXT:
        talk: Talk | None = parse_text(text)
        more: list[Note] = []
    else:
        talk, more = parse_vtt(text) if suffix == ".vtt" else parse_srt(text)
    if talk is not None and not spoken(talk.stretches):
        return None, [*notes, *more, refused("the file holds no text")]
    return talk, notes + more


def written(
    file: str, source: str, talk: Talk, options: Options, ask: Ask | None = None
) -> tuple[str, list[Row], list[Note]]:
    """The transcript in our form, the rows that sources.csv needs for it, and what is to be said."""
    chosen, notes = choose(file, talk, options.said, ask)
    laid = lay_out(talk, chosen.names, chosen.escaped, width=options.width, times=options.times)
    if laid.dropped:
        dropped = number_of(laid.dropped, "time stamp")
        notes.append(Note(f"{dropped} dropped", hint="--times keep keeps those of turns"))
    rows, doubts = _rows(source, laid.text, laid.turns, chosen)
    return laid.text, rows, notes + doubts


def _import(
    root: Path, folder: Path, file: Path, options: Options, ask: Ask | None, taken: dict[str, str]
) -> tuple[Imported, list[Row]]:
    name = str(file)
    data, notes = read_bytes(file)
    if data is None:
        return Imported(name, "", tuple(notes)), []
    source = safe_id(options.id or file.stem)
    if not source:
        return Imported(name, "", (refused("its name leaves no id for the source", "say --name ID"),)), []
    if source != (options.id or file.stem):
        notes.append(warned(f"the source's id is “{source}”, which every system takes as a file name"))
    if folded(source) in taken:
        stays = refused(f"{taken[folded(source)]} is already there and stays as it is", "say --name ID")
        return Imported(name, "", (stays,)), []
    talk, more = parse_transcript(file.name, data, options.encoding)
    notes += more
    if talk is None:
        return Imported(name, "", tuple(notes)), []
    text, rows, more = written(name, source, talk, options, ask)
    notes += more
    path = folder / f"{source}.txt"
    if not options.dry_run:
        problem = write_new(root, path, text)
        if problem:
            return Imported(name, "", (*notes, problem)), []
    shown = path.relative_to(root).as_posix()
    taken[folded(source)] = shown
    return Imported(name, shown, tuple(notes), text), rows


def _taken(folder: Path) -> dict[str, str]:
    """The sources there are, by id as systems compare it."""
    if not folder.is_dir():
        return {}
    listed = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".txt", ".md"))
    return {folded(path.stem): f"{folder.name}/{path.name}" for path in listed}


def _rows(source: str, text: str, turns: Iterable[str], chosen: Chosen) -> tuple[list[Row], list[Note]]:
    """Rows for interviewers and for speakers not seen without one; a doubt where reading differs."""
    from framework_cli.read.turns import find_turns

    wanted = [speaker for speaker in turns if speaker]
    body = body_start(text)
    plain, _ = find_turns(text, body, chosen.interviewers)
    known = {turn.speaker for turn in plain}
    unseen = dict.fromkeys(speaker for speaker in wanted if speaker not in known)
    rows = [Row(source, name, "interviewer") for name in chosen.interviewers]
    rows += [Row(source, name, "participant") for name in unseen if name not in chosen.interviewers]
    read, _ = find_turns(text, body, {*chosen.interviewers, *unseen})
    seen = [(turn.speaker, turn.start) for turn in read if turn.speaker]
    if [speaker for speaker, _ in seen] == wanted:
        return rows, []
    at = next(
        (start for (speaker, start), want in zip(seen, wanted, strict=False) if speaker != want), len(text)
    )
    line = text.count("\n", 0, at) + 1
    return rows, [warned(f"the turns read differently from line {line} on: check the labels there")]

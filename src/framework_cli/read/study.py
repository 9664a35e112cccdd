"""A folder → a study: the whole reading, top-down like the method itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from framework_cli.model import rules
from framework_cli.model.cell import ChartFile
from framework_cli.model.codebook import Codebook
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.model.excerpt import Annotations
from framework_cli.model.memo import Memo
from framework_cli.model.progress import Progress
from framework_cli.model.settings import Settings
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.model.theory import Theory
from framework_cli.read.annotations import read_annotations
from framework_cli.read.cases import read_cases, study_cases
from framework_cli.read.charts import read_chart
from framework_cli.read.codebook import read_codebook
from framework_cli.read.listing import File, list_folder
from framework_cli.read.locate import locate
from framework_cli.read.memory import no_collection
from framework_cli.read.memos import read_memo
from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.read.settings import read_settings
from framework_cli.read.snapshot import Root, Snapshot
from framework_cli.read.sources import Rows, make_source, read_rows
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.theory import read_theory
from framework_cli.read.torn import torn
from framework_cli.read.transcript import read_transcript

Value = TypeVar("Value")


def load(root: Root, *, progress: Progress | None = None) -> tuple[Study, list[Diagnostic]]:
    """Read a whole study, in its folder or as it once was, and report every problem by path, line and column.

    A file or entry that is broken is reported and the rest is still read. `progress` is told how far
    reading has got.
    """
    tell = progress or _silent
    found: list[Diagnostic] = []
    with no_collection():
        settings = _keep(found, read_settings(root))
        codebook = _keep(found, _codebook(root, settings))
        sources = _keep(found, _sources(root, settings, tell))
        listed = _keep(found, read_cases(root))
        cases = study_cases(listed, sources.values(), settings.order)
        annotations, problems = _annotations(root, settings, tell)
        found += problems
        unread = torn(settings.folders["annotations"], problems, annotations, sources)
        found += newer_than(codebook, annotations)
        charts = _keep(found, _charts(root, settings, sources, tell))
        memos = _keep(found, _memos(root, settings, tell))
        theories = _keep(found, _theories(root, settings, tell))
    folder = root.root if isinstance(root, Snapshot) else root
    study = Study(folder, settings, codebook, sources, cases, annotations, charts, memos, unread, theories)
    return study, locate(root, found)


def _codebook(root: Root, settings: Settings) -> tuple[Codebook, list[Diagnostic]]:
    """The codebook in force; its path is empty where none is. All others are read for their problems."""
    folder = settings.folders["codebooks"]
    files, found = list_folder(root, folder, (".yaml",))
    if not files:
        found.append(_nothing(folder, "codebook", "write one: themes with id, name and subthemes"))
    read = {}
    for file in files:
        read[file.path], problems = _once(root, file.path, read_codebook)
        found += problems
    named = settings.codebook.replace("\\", "/").removeprefix("./")
    if named:
        if named in read:
            return read[named], found
        hint = did_you_mean(named, read) or f"codebooks stand in {folder}/"
        message = f"there is no codebook “{named}”"
        where = Route(SETTINGS, ("codebook",))
        return Codebook(), [*found, Diagnostic(rules.WRONG_VALUE, message, where, hint=hint)]
    if len(files) > 1:
        found.append(_which(files))
        return Codebook(), found
    return (read[files[0].path] if files else Codebook()), found


def _which(files: Sequence[File]) -> Diagnostic:
    first, *others = (file.path for file in files)
    related = tuple(Related(Location(path), "another codebook") for path in others)
    message = f"{len(files)} codebooks and none is chosen"
    hint = f"write `codebook: {first}` in {SETTINGS}"
    return Diagnostic(rules.WHICH_CODEBOOK, message, Location(first), hint=hint, related=related)


def _sources(root: Root, settings: Settings, tell: Progress) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Every transcript with what sources.csv says of it, by id."""
    folder = settings.folders["transcripts"]
    files, found = list_folder(root, folder, (".txt", ".md"))
    if not files:
        found.append(_nothing(folder, "transcript", "put transcripts there as .txt or .md"))
    by_id: dict[str, File] = {}
    for file in files:
        first = by_id.setdefault(file.stem, file)
        if first is not file:
            found.append(_same_source(file, first))
    ids = sorted(by_id)
    rows, table = read_rows(root, ids)
    sources = {}
    for done, id in enumerate(ids):
        tell("reading transcripts", done, len(ids))
        transcript, problems = _once(root, by_id[id].path, read_transcript)
        found += problems
        if transcript is not None:
            sources[id] = _keep(found, make_source(id, transcript, rows.get(id) or Rows(), settings, table))
    tell("reading transcripts", len(ids), len(ids))
    return sources, found + table.found


def _same_source(file: File, first: File) -> Diagnostic:
    message = f"{first.path} and {file.path} are both source “{file.stem}”; only the first is read"
    related = (Related(Location(first.path), "the file that is read"),)
    return Diagnostic(
        rules.DUPLICATE_SOURCE, message, Location(file.path), hint="rename one", related=related
    )


def _annotations(
    root: Root, settings: Settings, tell: Progress
) -> tuple[tuple[Annotations, ...], list[Diagnostic]]:
    """Every file of coded excerpts, in order of path."""
    listing = list_folder(root, settings.folders["annotations"], (".yaml", ".jsonl"))

    def read(file: File) -> tuple[Annotations | None, list[Diagnostic]]:
        return _once(root, file.path, lambda root, _: read_annotations(root, file))

    return _each(listing, read, tell, "reading annotations")


def newer_than(codebook: Codebook, annotations: Sequence[Annotations]) -> Iterator[Diagnostic]:
    """Findings on reading marks under a codebook version that does not exist yet."""
    for file in annotations:
        version = file.read.codebook if file.read else None
        if version is not None and codebook.version is not None and version > codebook.version:
            message = f"read under codebook version {version}; the codebook is at {codebook.version}"
            where = Route(
                file.path,
                ((0, "read", "codebook") if not file.keys and file.entry_lines else ("read", "codebook")),
            )
            yield Diagnostic(rules.CODEBOOK_VERSION, message, where, hint="correct the one that is wrong")


def _charts(
    root: Root, settings: Settings, sources: Mapping[str, Source], tell: Progress
) -> tuple[tuple[ChartFile, ...], list[Diagnostic]]:
    """Every file of cell summaries, in order of path."""
    listing = list_folder(root, settings.folders["charts"], (".md",))
    return _each(listing, lambda file: read_chart(root, file, sources), tell, "reading charts")


def _memos(root: Root, settings: Settings, tell: Progress) -> tuple[tuple[Memo, ...], list[Diagnostic]]:
    """Every memo, in order of path."""
    listing = list_folder(root, settings.folders["memos"], (".md",))
    return _each(listing, lambda file: read_memo(root, file), tell, "reading memos")


def _theories(root: Root, settings: Settings, tell: Progress) -> tuple[tuple[Theory, ...], list[Diagnostic]]:
    """Every file of theory, in order of path."""
    listing = list_folder(root, settings.folders["theory"], (".yaml",))

    def read(file: File) -> tuple[Theory | None, list[Diagnostic]]:
        return _once(root, file.path, lambda root, _: read_theory(root, file))

    return _each(listing, read, tell, "reading theory")


def _each(
    listing: tuple[list[File], list[Diagnostic]],
    read: Callable[[File], tuple[Value | None, list[Diagnostic]]],
    tell: Progress,
    stage: str,
) -> tuple[tuple[Value, ...], list[Diagnostic]]:
    """The files of one folder that can be read at all, with every problem, the folder's own first."""
    files, found = listing
    kept = []
    for done, file in enumerate(files):
        tell(stage, done, len(files))
        value = _keep(found, read(file))
        if value is not None:
            kept.append(value)
    tell(stage, len(files), len(files))
    return tuple(kept), found


def _once(root: Root, path: str, read: Callable[[Root, str], Value]) -> Value:
    """What a file says; where it is part of snapshots, it is parsed once for all that have it alike."""
    return root.once(path, lambda: read(root, path)) if isinstance(root, Snapshot) else read(root, path)


def _nothing(folder: str, what: str, hint: str) -> Diagnostic:
    return Diagnostic(rules.NOTHING_TO_READ, f"no {what} in {folder}/", Location(folder), hint=hint)


def _keep(found: list[Diagnostic], read: tuple[Value, list[Diagnostic]]) -> Value:
    """The value that was read; its problems go to the others."""
    value, problems = read
    found += problems
    return value


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody asked how far reading has got."""

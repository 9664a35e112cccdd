"""Several files put in place as one: a journal says what is on its way, until all of it has arrived.

The journal (`.framework/journal.json`) is written once every new file lies whole beside the one it
replaces, and deleted once the last has taken its place. A command that is killed in between leaves it
behind, and the next one finishes. It holds paths and hashes, never words.
"""

import errno
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from framework_cli.write.errors import CannotWriteError
from framework_cli.write.temporary import SUFFIX, mark, move, put, settle, stage, sweep

FILE = ".framework/journal.json"
File = tuple[Path, bytes | None, bytes | None]  # None: it is not there


@dataclass(frozen=True, slots=True)
class Move:
    """One file on its way: its path in the study, its hash now and then, and the name of the staged file.

    A file that is not there has no hash; one that is to be gone has no staged file either.
    """

    path: str
    old: str
    new: str
    staged: str


class UnfinishedError(CannotWriteError):
    """An edit of several files that was cut short and cannot be finished without a person's decision."""


def replace_all(root: Path, files: Sequence[File]) -> None:
    """Replace files (target, old bytes, new bytes), all or none; the study's lock must be held.

    A file without old bytes is begun, its folders included. Raises OSError where the system refuses; every
    file is then as it was, unless putting back was refused too: then the journal stays, and the next
    command carries on.
    """
    try:
        moves = _staged(root, files)
        _write(root, moves)
    except BaseException:
        _close(root)
        sweep(*(target for target, _, _ in files))
        raise
    try:
        _arrive(root, moves)
    except OSError:
        _put_back(root, files)
        raise
    _close(root)


def finish(root: Path) -> int:
    """Finish what a killed command began and say how many files it concerned; the lock must be held.

    Raises UnfinishedError where a file was changed since.
    """
    if not (root / FILE).exists():
        return 0
    moves = _read(root)
    waiting = [each for each in moves if _hash(root / each.path) != each.new]
    for each in waiting:
        staged = _hash(_beside(root, each)) if each.new else ""
        if _hash(root / each.path) != each.old or staged != each.new:
            raise _stuck(root, each.path, len(moves))
    _arrive(root, waiting)
    _close(root)
    sweep(*(root / each.path for each in moves))
    return len(moves)


def _arrive(root: Path, moves: Sequence[Move]) -> None:
    """Put staged files in place; each folder is synchronised once, since the journal stands for them all."""
    for each in moves:
        if each.new:
            move(_beside(root, each), root / each.path)
        else:
            (root / each.path).unlink()
    for folder in {(root / each.path).parent for each in moves}:
        settle(folder)


def _staged(root: Path, files: Sequence[File]) -> list[Move]:
    """Stage the new files and read them back."""
    moves = []
    for target, old, new in files:
        path = target.relative_to(root.resolve()).as_posix()
        moves.append(Move(path, _digest(old), _digest(new), "" if new is None else _stage(target, new)))
    return moves


def _stage(target: Path, new: bytes) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = stage(target, new)
    if temporary.read_bytes() != new:
        raise CannotWriteError(errno.EIO, "what was written does not read back", str(target))
    return temporary.name


def _put_back(root: Path, files: Sequence[File]) -> None:
    """Put the old files back where new ones had arrived; this, too, by a journal."""
    arrived = [(target, new, old) for target, old, new in files if _hash(target) == _digest(new)]
    _write(root, _staged(root, arrived))
    finish(root)
    sweep(*(target for target, _, _ in files))


def _beside(root: Path, each: Move) -> Path:
    return (root / each.path).with_name(each.staged)


def _write(root: Path, moves: Sequence[Move]) -> None:
    file = root / FILE
    sweep(file)
    data = json.dumps([asdict(each) for each in moves], ensure_ascii=False, indent=1)
    put(stage(file, data.encode()), file)


def _close(root: Path) -> None:
    (root / FILE).unlink(missing_ok=True)


def _read(root: Path) -> list[Move]:
    """The journal's moves; only files of the study, each with a staged file of its own beside it."""
    try:
        moves = [Move(**each) for each in json.loads((root / FILE).read_bytes())]
        inside = root.resolve()
        for each in moves:
            target = (root / each.path).resolve()
            staged = _is_staged(each.staged, target) if each.new else each.staged == "" != each.old
            if not target.is_relative_to(inside) or not staged:
                raise ValueError(each.path)
    except (ValueError, TypeError, AttributeError) as damaged:
        raise _stuck(root, FILE, 0) from damaged
    return moves


def _is_staged(name: str, target: Path) -> bool:
    return name.startswith(mark(target)) and name.endswith(SUFFIX) and Path(name).name == name


def _stuck(root: Path, path: str, count: int) -> UnfinishedError:
    what = f"an edit of {count} files was cut short" if count else "the journal of an edit cannot be read"
    since = f", and {path} was changed since" if count else ""
    mend = f"put it back as it was, or delete {FILE} to keep all files as they are"
    return UnfinishedError(errno.EBUSY, f"{what}{since}: {mend}", str(root / path))


def _hash(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    with suppress(FileNotFoundError):
        return _digest(path.read_bytes())
    return ""


def _digest(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()

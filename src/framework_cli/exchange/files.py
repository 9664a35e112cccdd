"""Files of others on the way in, and new files of the study: what the system refuses becomes a note."""

from pathlib import Path

from framework_cli.exchange.note import Note, refused

LARGEST = 200 * 1024 * 1024


def read_bytes(file: Path) -> tuple[bytes | None, list[Note]]:
    """The bytes of a file that somebody wants to import."""
    try:
        if file.is_dir():
            return None, [refused("is a folder", "name its files: FOLDER/*.docx")]
        if file.stat().st_size > LARGEST:
            return None, [refused(f"is larger than {LARGEST // 1024 // 1024} MB")]
        return file.read_bytes(), []
    except OSError as error:
        return None, [refused(f"cannot be read: {error.strerror or type(error).__name__}")]


def write_new(root: Path, path: Path, text: str) -> Note | None:
    """Write a new file of the study; the reason where it is there already or the system refuses."""
    from framework_cli.write import create

    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    try:
        create(root, path, text)
    except FileExistsError:
        return refused(f"{shown} is already there and stays as it is")
    except OSError as error:
        return refused(f"{shown} cannot be written: {error.strerror or type(error).__name__}")
    return None

"""Office files are ZIP packages of XML: opening one from a stranger without harm."""

import io
import zipfile
import zlib
from xml.etree import ElementTree
from xml.parsers import expat

from framework_cli.exchange.note import Note, refused

MEMBER_LIMIT = 64 * 1024 * 1024  # bytes of one member unpacked; a book's transcript has a tenth
TOTAL_LIMIT = 256 * 1024 * 1024
RATIO_LIMIT = 200  # XML packs about 10 to 1, a bomb 1000 to 1
DEPTH_LIMIT = 200


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of encrypted and of older files
_ZIP = b"PK"


class PackageError(ValueError):
    """A package that is damaged or not to be trusted; the text says why, `hint` what to do."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a package, or raise PackageError for what is no package, is encrypted or a bomb."""
    if data.startswith(_OLE):
        raise PackageError(
            "is protected with a password, or of a version before 2007",
            "save it anew without one, as .xlsx or .docx",
        )
    if not data.startswith(_ZIP):
        raise PackageError(
            "is no Office package" if data else "is empty", "was it another kind of file, renamed?"
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as bad:
        raise PackageError("is no Office package, or damaged") from bad
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise PackageError("is encrypted")
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > MEMBER_LIMIT:
            raise PackageError("has a part that is too large unpacked")
        if member.file_size > 1024 * 1024 and member.file_size / packed > RATIO_LIMIT:
            raise PackageError("unpacks to far more than it holds, like a ZIP bomb")
    if sum(member.file_size for member in members) > TOTAL_LIMIT:
        raise PackageError("is too large unpacked")
    return package


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member; raises PackageError where it is missing, damaged or larger than it says."""
    try:
        with package.open(name) as stream:
            data = stream.read(MEMBER_LIMIT + 1)
    except KeyError as bad:
        raise PackageError(f"has no part {name}") from bad
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as bad:
        raise PackageError(f"has a damaged part {name}") from bad
    if len(data) > MEMBER_LIMIT:
        raise PackageError("has a part that is too large unpacked")
    return data


def xml(data: bytes) -> ElementTree.Element:
    """Parse XML without document type and entities; raises PackageError for what has them or is broken."""
    check_xml(data)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as bad:
        raise PackageError("holds broken XML") from bad


def check_xml(data: bytes) -> None:
    """Raise PackageError for XML with a document type, entities, absurd nesting or broken syntax."""
    parser = expat.ParserCreate()
    depth = 0

    def enter(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_LIMIT:
            raise PackageError("is nested too deep")

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def document_type(*_: object) -> None:
        raise PackageError("declares a document type, which no Office file does")

    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as bad:
        raise PackageError(f"holds broken XML (line {bad.lineno})") from bad
    except (LookupError, ValueError) as bad:
        if isinstance(bad, PackageError):
            raise
        raise PackageError("holds XML in an unknown encoding") from bad


def not_read(error: PackageError) -> Note:
    """The refusal of a package."""
    return refused(f"the file {error}", error.hint)

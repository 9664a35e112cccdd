"""Files that a page starts from and that cannot be shown as text."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_WALKS = (
    "Researcher: Could you say how you heard of the walks?",
    "Ken: From Olive. She had the key to the hall, and one day she had a list as well.",
    "Researcher: A list?",
    "Ken: Of who would walk on a Tuesday. I was on it before I had said a word. "
    "My wife said: go, or she will come and fetch you.",
)
_NIGHTS = (
    "INT: What happens when you get home?",
    "NADIA: I lie there. The children leave at eight, and that is when I go off. So I hear them go.",
    "INT: Does your husband know?",
    "NADIA: He thinks I'm asleep. I let him think it.",
)


def _docx(said: Sequence[str]) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in said)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
    return made.getvalue()


MATERIAL: Mapping[str, Callable[[], bytes]] = {
    "Ken.docx": partial(_docx, _WALKS),
    "interviews/P01.docx": partial(_docx, _NIGHTS),
}

"""Whatever file of the study is broken, the page opens, says so, and writes nothing into it."""

from pathlib import Path

import pytest

from framework_cli.serve.app import TABLE, answer
from framework_cli.serve.wish import Wish
from tests.check.studies import SOUND, sound
from tests.serve.test_desk import OTHERS
from tests.serve.wishes import etag, opened

FILES = {**SOUND, **OTHERS, "memos/one.md": "---\nabout: [source:P01]\n---\nA note.\n"}
BREAKS = {
    "gone": None,
    "not UTF-8": b"caf\xe9\n",
    "in a conflict": b"<<<<<<< ours\na: 1\n=======\nb: 2\n>>>>>>> theirs\n",
    "no YAML": b"---\n{[}: - :\n\t- x\n",
    "a list": b"- 1\n- [2, {3: 4}]\n",
}
READS = [(path, handler) for method, path, handler in TABLE if method == "GET"]
PARTS = {"id": "P01", "case": "P01", "theme": "support"}


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize("name", FILES)
def test_the_page_opens_and_every_address_answers(tmp_path: Path, name: str, how: str) -> None:
    broken = BREAKS[how]
    root = sound(tmp_path, FILES)
    desk = opened(root)
    if broken is None:
        (root / name).unlink()
    else:
        (root / name).write_bytes(broken)
    for path, handler in READS:
        for query in ({"code": "stigma"}, {"open": "odd"}):
            reply = answer(handler, desk, Wish(PARTS, query))
            refused = {404} | ({409} if "/cells/" in path else set())
            assert reply.status in {200} | refused, (path, reply.body)
    assert answer(READS[0][1], opened(root), Wish()).status == 200
    held = desk.study.sources["P01"].text[5:13] if "P01" in desk.study.sources else ""
    mark = {"start": 5, "end": 13, "quote": held, "codes": ["stigma"]}
    for path, handler in ((path, handler) for method, path, handler in TABLE if method != "GET"):
        if path.startswith(("/api/source", "/api/excerpts")):
            wish = Wish(
                {"id": "P01" if "source" in path else "k3f9a2q7", "code": "family"}, {}, mark, etag(desk)
            )
            assert answer(handler, desk, wish).status < 500, path
    if broken and how != "a list":
        assert (root / name).read_bytes() == broken

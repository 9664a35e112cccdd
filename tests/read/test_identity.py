"""One id, however its letters are composed: in file names, tables, front matter, charts and memos."""

import unicodedata

from framework_cli.read import load
from tests.read.conftest import Make

NFC = unicodedata.normalize("NFC", "Zoë")
NFD = unicodedata.normalize("NFD", "Zoë")


def files(name: str, inside: str) -> dict[str, str | bytes | None]:
    """A study in which files are called by one form of a name and say the other."""
    front = f"---\ncase: {inside}\nwave: {inside}\n---\n"
    rows = f"{inside},INT,interviewer,,\n{inside},,,{inside},{inside}\n"
    return {
        f"transcripts/{name}.txt": f"{front}INT: hi\nP: yes\nINT: so\nP: no\n",
        f"annotations/{name}.AK.yaml": "- {id: x1, quote: 'yes', codes: [b]}\n",
        f"charts/{name}@{name}.md": f"{front}# B {{#b}}\nA [{inside}:6].\n",
        "cases.csv": f"case,site\n{inside},{inside}\n",
        "sources.csv": f"source,speaker,role,case,wave\n{rows}",
        "memos/m.md": f"---\nabout: ['case:{inside}', 'source:{inside}', 'cell:{inside}/b']\n---\nM.\n",
    }


def test_an_id_is_one_whether_its_letters_are_composed_or_not(make: Make) -> None:
    for name, inside in ((NFC, NFD), (NFD, NFC), (NFD, NFD)):
        root = make(files(name, inside))
        study, found = load(root)
        assert [(d.rule.id, d.message) for d in found] == []
        assert [case for case in study.cases if case != "P01"] == [NFC]
        assert study.cases[NFC].listed
        source = study.sources[NFC]
        assert (source.case, source.wave, source.interviewers) == (NFC, NFC, frozenset({"INT"}))
        assert study.annotations[0].source == NFC
        (chart,) = study.charts
        assert (chart.case, chart.wave) == (NFC, NFC)
        assert chart.cells[0].citations[0].source == NFC
        assert study.memos[0].about == (f"case:{NFC}", f"source:{NFC}", f"cell:{NFC}/b")
        for path in root.rglob(f"{name}*"):
            path.unlink()


def test_an_attribute_stays_as_it_is_written(make: Make) -> None:
    study, _ = load(make(files(NFC, NFD)))
    assert study.cases[NFC].attributes == {"site": NFD}


def test_two_rows_of_one_id_are_two_rows(make: Make) -> None:
    study, found = load(make({"cases.csv": f"case,site\n{NFC},a\n{NFD},b\n"}))
    assert [d.rule.id for d in found] == ["F306"]
    assert study.cases[NFC].attributes == {"site": "a"}

"""The report for readers outside the team: what is withheld is not in the file, searched for in its bytes."""

from pathlib import Path

import pytest

from framework_cli.model.audience import Audience, Quotes, Transcripts
from framework_cli.render.report import Options, Part, to_html, to_markdown
from framework_cli.render.report.views import Quote
from tests.render.report_study import report, write_study

OUTSIDE = Options(audience=Audience.OUTSIDE)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module", params=["html", "markdown"])
def page(request: pytest.FixtureRequest, study: Path) -> bytes:
    render = to_html if request.param == "html" else to_markdown
    return render(report(study, OUTSIDE)).encode()


@pytest.mark.parametrize(
    "withheld",
    [
        pytest.param(b"P01", id="a case's id"),
        pytest.param(b"REPORT", id="a source's id"),
        pytest.param(b"Dee", id="a speaker of a focus group"),
        pytest.param(b"Oz", id="a speaker within a quote"),
        pytest.param(b"north", id="an attribute that does not sign quotes"),
        pytest.param(b"Waited an hour", id="a summary"),
        pytest.param(b"summary for the team", id="another summary"),
        pytest.param(b"Compare", id="a comment in a summary"),
        pytest.param(b"Not for outside", id="a comment in a public memo"),
        pytest.param(b"mind the porter", id="a memo"),
        pytest.param(b"note of the team", id="an excerpt's memo"),
        pytest.param(b"porter of twenty years", id="a pen portrait"),
        pytest.param(b"Asha", id="a coder's name"),
        pytest.param(b"Tell me about", id="talk around a quote"),
        pytest.param(b"secret lever", id="a passage nobody marked for quoting"),
        pytest.param(b"A door is a door", id="an example that may be somebody's words"),
        pytest.param(b"Too few passages", id="why an entry was retired"),
        pytest.param(b"0885239b8df26ba7", id="a transcript's hash"),
        pytest.param(b"kdoor0p1", id="the id of an excerpt that is quoted"),
    ],
)
def test_what_is_withheld_is_not_in_the_bytes(page: bytes, study: Path, withheld: bytes):
    team = to_html(report(study)).encode()
    assert withheld in team, "the test looks for something that the team's report does not have either"
    assert withheld not in page


def test_key_quotes_stand_signed_by_attribution(page: bytes):
    assert b"nobody came to the door for an hour" in page
    assert b"porter" in page


def test_a_quote_of_several_speakers_says_that_they_change_and_signs_for_all(page: bytes):
    text = page.decode()
    assert "It rattles." in text
    assert text.index("Speaker 1") < text.index("It rattles.") < text.index("Speaker 2")
    assert "nurse; guard" in text


def outside(root: Path, id: str) -> Quote:
    """How an excerpt stands in the report for outside with all quotes, where it has a number for an id."""
    found = report(root, Options(audience=Audience.OUTSIDE, quotes=Quotes.ALL)).quotes
    return list(found.values())[list(report(root).quotes).index(id)]


def said_outside(root: Path, quote: str) -> list[tuple[str, str]]:
    """What a report for outside shows of a quote of P01: who is named as speaking, and the words."""
    write_study(root)
    (root / "annotations" / "P01.AK.yaml").write_text(
        "- id: kchange1\n  codes: [door]\n  quote: |2-\n"
        + "".join(f"    {line}\n" if line else "\n" for line in quote.split("\n"))
    )
    paragraphs = outside(root, "kchange1").paragraphs
    assert paragraphs is not None
    return [(said.speaker, said.text) for said in paragraphs]


def test_the_only_participant_of_a_quote_has_no_label_when_they_go_on_after_a_question(tmp_path: Path):
    said = said_outside(
        tmp_path, "I sat on the step.\n\nINT: And the window?\n\nP01: You could see them through it"
    )
    assert said == [
        ("", "I sat on the step."),
        ("Interviewer", "And the window?"),
        ("", "You could see them through it"),
    ]


def test_a_question_that_opens_a_quote_is_not_passed_off_as_the_participants_words(tmp_path: Path):
    said = said_outside(tmp_path, "And the window?\n\nP01: You could see them through it")
    assert said == [("Interviewer", "And the window?"), ("", "You could see them through it")]


def test_definitions_counts_and_public_memos_stay(page: bytes):
    assert b"How people come through the door." in page
    assert b"3 of 3 speak to this" in page
    assert b"Doors were spoken of by everybody who was asked" in page


def test_nothing_asked_for_brings_back_what_only_the_team_may_see(study: Path):
    everything = Options(
        audience=Audience.OUTSIDE, transcripts=Transcripts.FULL, parts=tuple(Part), quotes=Quotes.KEY
    )
    assert to_html(report(study, everything)) == to_html(report(study, OUTSIDE))


def test_all_quotes_may_be_given_outside_when_asked_for_and_none_too(study: Path):
    every = to_html(report(study, Options(audience=Audience.OUTSIDE, quotes=Quotes.ALL)))
    none = to_html(report(study, Options(audience=Audience.OUTSIDE, quotes=Quotes.NONE)))
    assert "secret lever" in every
    assert "P03" not in every
    assert "nobody came to the door" not in none


def test_an_excerpt_without_an_id_leads_to_no_source_and_no_coder(tmp_path: Path):
    write_study(tmp_path)
    coding = tmp_path / "annotations" / "P03.RS.yaml"
    coding.write_text(coding.read_text(encoding="utf-8").replace("id: kdoor0p3\n  quote", "quote"), "utf-8")
    made = report(tmp_path, Options(audience=Audience.OUTSIDE, quotes=Quotes.ALL))
    for page in (to_html(made), to_markdown(made)):
        assert "secret lever" in page
        assert "P03" not in page
        assert "RS" not in page


def test_links_lead_to_quotes_by_number_and_an_example_that_is_quoted_is_shown(page: bytes):
    assert b'id="q-2"' in page
    assert b"#q-2" in page
    assert page.count(b"nobody came to the door for an hour") == 2, "in its theme, and as an example"


def test_key_quotes_alone_can_be_asked_for_within_the_team(study: Path):
    text = to_html(report(study, Options(quotes=Quotes.KEY)))
    assert "nobody came to the door" in text
    assert "secret lever" not in text
    assert "A door is a door" not in text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param("At [01:44] the tape stops.", "At [01:44] the tape stops.", id="a time is text"),
        pytest.param("As said [P03:3] before.", "As said  before.", id="a reference to a case goes"),
        pytest.param("As said [P99:3] before.", "As said  before.", id="a case that left the study too"),
    ],
)
def test_what_leads_nowhere_is_left_out_and_a_time_stays(tmp_path: Path, written: str, left: str):
    write_study(tmp_path)
    memo = f"---\nabout: [study]\nby: AK\npublic: true\n---\n{written}\n"
    (tmp_path / "memos" / "tape.md").write_text(memo, encoding="utf-8")
    (said,) = report(tmp_path, OUTSIDE).overview.memos
    assert "".join(piece.text for block in said.prose for item in block.items for piece in item) == left


@pytest.mark.parametrize(
    ("kind", "signed"), [("document", "Document"), ("notes", "Notes"), ("interview", "Participant")]
)
def test_a_quote_without_attributes_is_signed_by_what_it_is(tmp_path: Path, kind: str, signed: str):
    write_study(tmp_path)
    rows = (tmp_path / "sources.csv").read_text(encoding="utf-8")
    (tmp_path / "sources.csv").write_text(rows.replace(",document,", f",{kind},"), encoding="utf-8")
    assert outside(tmp_path, "kdoor0r1").signature == signed

"""The report for readers outside the team: what is withheld is not in the file, searched for in its bytes."""

from pathlib import Path

import pytest

from framework_cli.model.audience import Audience, Quotes, Transcripts
from framework_cli.render.report import Options, Part, to_html, to_markdown
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
    assert "Another speaker" in text
    assert "nurse; guard" in text


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


def test_key_quotes_alone_can_be_asked_for_within_the_team(study: Path):
    text = to_html(report(study, Options(quotes=Quotes.KEY)))
    assert "nobody came to the door" in text
    assert "secret lever" not in text
    assert "A door is a door" not in text

"""Claims of number beside the matrix, and what a manuscript leaves out."""

from pathlib import Path

import pytest

from tests.review.manuscript.drafts import findings, told

# Help from family: P01 and P02 charted, F01 nothing said, F02 not asked. Shame: P01 charted, three silent.
CLAIMS = {
    "as the matrix has it": ("Two of the three interviewees spoke of help from family.", []),
    "with all participants as denominator": ("2 of 4 interviewees mentioned help from family.", []),
    "without denominator": ("Two participants mentioned help from family.", []),
    "too many": ("Three participants mentioned help from family.", ["F618"]),
    "too few": ("One interviewee mentioned help from family.", ["F618"]),
    "too few, of something said of it": ("One interviewee found help from family a burden.", ["F619"]),
    "too many of a kind": ("Three young women mentioned help from family.", ["F618"]),
    "other fraction": ("Two of the three participants mentioned theme 1.1.", []),
    "wrong fraction": ("Three of the four participants mentioned theme 1.1.", ["F618"]),
    "at least": ("At least two participants mentioned help from family.", []),
    "at least too many": ("At least three participants mentioned help from family.", ["F618"]),
    "about": ("About three participants mentioned help from family.", ["F618"]),
    "all": ("All participants were glad of help from family.", ["F618"]),
    "most, and it was": ("Most participants were glad of help from family.", ["F619"]),
    "most, and it was not": ("Most interviewees brought up the theme “Shame”.", ["F618"]),
    "none, and somebody did": ("None of the participants mentioned help from family.", ["F618"]),
    "none, in some way": ("No participant mentioned help from family as a burden.", ["F619"]),
    "too few, in some way": ("One participant mentioned help from family as a burden.", ["F619"]),
    "a few": ("A few participants were glad of help from family.", ["F619"]),
    "under a heading": ("## Help from family\n\nMost participants were glad of it.", ["F619"]),
    "under a heading with a number": ("## 1.2 Shame\n\nThree participants felt it.", ["F618"]),
    "under a heading above": ("## Shame\n\n### Who felt it\n\nSeveral participants did.", ["F619"]),
    "a quote led in": ("## Shame\n\nOne participant put it like this. One of the participants cried.", []),
    "nobody, of something else": ("## Help from family\n\nNo participant left; each interviewee agreed.", []),
    "by id": ("Several participants spoke to `shame`.", ["F619"]),
    "a word like any other": ("Several participants felt no shame.", []),
    "no theme": ("Nine participants had a dog.", []),
    "other people": ("Sixty people heard of help from family.", []),
    "in a quote": ('They said "all participants had help from family" there.', ["F602"]),
    "a long number": ("1,181 of 1,204 asked for help from family.", []),
    "of documents": ("Documents: 3 of 3 speak to help from family.", []),
    "study's own word": ("Three interviewees mentioned help from family.", ["F618"]),
}


@pytest.mark.parametrize(("text", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_a_claim_of_number_is_set_beside_the_matrix(text, expected, tmp_path):
    assert [d.rule.id for d in findings(tmp_path, text)] == expected


def test_the_figures_state_their_denominator_and_what_it_leaves_out(tmp_path):
    (found,) = findings(tmp_path, "Text.\n\nAll participants mentioned help from family.")
    assert found.message == "“all” on 1.1 Help from family: in the matrix 2 of 3 speak to this; 1 not asked"
    assert told(tmp_path, "Text.\n\nAll participants mentioned help from family.") == [("F618", 3, 1)]


def whole(root: Path, text: str) -> dict[str, str]:
    return {d.rule.id: d.message for d in findings(root, text, whole=True) if d.rule.id >= "F620"}


def test_a_theme_is_reported_by_its_name_its_number_its_id_a_quote_or_a_citation(tmp_path):
    assert whole(tmp_path, "Nothing.") == {
        "F620": "theme 1 Getting help is never reported; 2 columns of it are charted"
    }
    assert whole(tmp_path, "Themes 1.1 and so on; theme 1.1.")["F620"].endswith("never reported: 1.2 Shame")
    assert "F620" not in whole(tmp_path, '## Help from family\n\n"Nobody at work knew" (P01).')
    assert "F620" not in whole(tmp_path, "## Shame\n\nHer sister [@k3f9a2q7].")


def test_a_theme_of_which_nothing_is_charted_need_not_be_reported(tmp_path):
    assert "Life at work" not in str(whole(tmp_path, "Nothing."))


def test_whom_a_manuscript_never_quotes_is_named(tmp_path):
    found = whole(tmp_path, '"My sister came every week" (P01), "my brother drove me there" (P02).')
    assert found["F621"] == "2 of 4 participants are never quoted: F01, F02"


def test_one_voice_with_most_of_the_quotes_is_named_with_the_figures(tmp_path):
    quotes = ["with soup", "rain or shine", "Nobody at work knew", "every week", "I don't know"]
    text = " ".join(f'"{quote}" (P01).' for quote in quotes) + ' "My brother drove me there" (P02).'
    assert whole(tmp_path, text)["F622"] == "P01 has 5 of 6 quotes; 4 participants would have 1.5 each"


def test_a_manuscript_without_quotes_says_nothing_of_whom_it_quotes(tmp_path):
    assert not {"F621", "F622"} & set(whole(tmp_path, "## Shame\n\nHelp from family."))

"""Quotes as authors print them: what may differ, and what is told where something else does."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.model.diagnostic import Location
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.pieces import pieces
from tests.review.manuscript.drafts import account, findings, rules, told

ALLOWED = {
    "as it is": '"My sister came every week, rain or shine, with soup" (P01).',
    "typographic": "“I don’t know. The café was the only place that stayed open” (P01).",
    "guillemets": "«My sister came every week» (P01).",
    "guillemets with spaces": "« My sister came every week » (P01).",
    "german": "„My sister came every week“ (P01).",
    "danish": "»My sister came every week« (P01).",
    "british": "‘I don’t know. The café was the only place that stayed open’ (P01).",
    "straight single": "'My sister came every week, rain or shine' (P01).",
    "decomposed": unicodedata.normalize("NFD", '"The café was the only place that stayed open" (P01).'),
    "entities": "&ldquo;I don&rsquo;t know. The caf&eacute; was the only place&rdquo; (P01).",
    "emphasis": '*"My **sister** came every week"* (P01).',
    "emphasis within": '"My sis**ter** came _every_ week" (P01).',
    "escapes": r'"My sister came every week, rain or shine, with soup. \[laughs\] She\'s never" (P01).',
    "ellipsis": '"My sister came … with soup" (P01).',
    "three dots": '"My sister came ... with soup" (P01).',
    "ellipsis in brackets": '"My sister came […] with soup" (P01).',
    "dots in brackets": '"My sister [...] with soup [...] never said why" (P01).',
    "ellipses at the ends": '"… every week, rain or shine …" (P01).',
    "insertion": '"My sister came [to my house] every week" (P01).',
    "replacement": '"[Anna] came every week, rain or shine" (P01).',
    "sic": '"My sister came [sic] every week" (P01).',
    "letter": '"[R]ain or shine, with soup" (P01).',
    "other case of the first letter": '"my sister came every week" (P01).',
    "emphasis added": '"My sister came every week [emphasis added]" (P01).',
    "note left out": '"with soup. She\'s never said why" (P01).',
    "note in round brackets": '"with soup. (laughs) She\'s never said why" (P01).',
    "over lines": '"My sister came every week,\nrain or shine, with soup" (P01).',
    "over turns": "\"Nobody at work knew. I kept it to myself – you do, don't you? I don't know\" (P01).",
    "with labels": "\"P01: I kept it to myself – you do, don't you? P01: I don't know\" (P01).",
    "dash": '"I kept it to myself — you do" (P01).',
    "nested": "\"The manager said 'we're all in this together'\" (P02).",
    "nested british": "‘The manager said “we’re all in this together”’ (P02).",
    "short and signed": '"with soup" (P01).',
    "soft hyphen and no-break space": '"My sis\u00adter\u00a0came every week" (P01).',
    "block": "> My sister came every week,\n> rain or shine.\n>\n> — P01, line 2",
    "block signed in brackets": "> My sister came every week, rain or shine. (P01)",
    "block signed beneath": "> My sister came every week, rain or shine.\n\n(P01, line 2)",
    "block signed by a bare name": "> My sister came every week, rain or shine.\nP01",
    "another bracket in the next sentence": '"My sister came every week" (P01). (See P02.)',
    "block in marks": "> “My sister came every week, rain or shine.” (P01)",
    "speaker": '"It was the urn that did it" (Ruth, FG1).',
    "speaker's case": '"It was the urn that did it" (F01, FG1:3).',
    "number": '"My brother drove me there" (Interviewee 2).',
    "attributes": '"My brother drove me there" (driver, South).',
    "excerpt": '"My sister came every week" [@k3f9a2q7].',
    "starred": '"My sister came every week" [*@k3f9a2q7].',
    "dash behind": '"My sister came every week" — P01, line 2',
    "colon before": 'P01: "My sister came every week"',
    "bold before": '**P01:** "My sister came every week"',
    "sentence": 'As P01 put it, "my sister came every week".',
    "table": '| who | what |\n|---|---|\n| P01 | "My sister came every week" |',
    "list": '- One: "My sister came every week" (P01)\n- Two: "Nobody at work knew" (P01)',
    "over paragraphs": "“My sister came every week.\n\n“Nobody at work knew” (P01).",
    "footnote": 'Text.[^1]\n\n[^1]: "My sister came every week" (P01).',
    "footnote's mark within": '"My sister came[^1] every week" (P01).',
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_a_quote_with_edits_that_are_allowed_is_found(text, tmp_path):
    found = account(tmp_path, text)
    assert [d.rule.id for d in found.found if d.rule.id < "F608"] == []
    assert found.quotes == found.as_said > 0


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_do_not_matter(ending, tmp_path):
    assert rules(tmp_path, f'One.{ending}{ending}"My sister came{ending}every week" (P01).{ending}') == []


MISQUOTED = {
    "changed": ('"My sister came each week, rain or shine" (P01).', "1 word changed"),
    "put in": ('"My sister came nearly every week" (P01).', "1 word put in"),
    "left out": ('"My sister came, rain or shine, with soup" (P01).', "2 words left out"),
    "in a part": ('"Nobody at work knew […] I kept it all to myself" (P01).', "1 word put in"),
}


@pytest.mark.parametrize(("text", "how"), MISQUOTED.values(), ids=MISQUOTED)
def test_a_quote_that_differs_is_told_with_its_place_and_how(text, how, tmp_path):
    (found,) = findings(tmp_path, text)
    assert found.rule.id == "F603"
    assert how in found.message and "differs from P01:" in found.message
    assert isinstance(found.related[0].where, Location)
    assert found.related[0].where.path == "transcripts/P01.txt"


def test_what_differs_stands_in_braces_among_the_words_and_not_in_the_message(tmp_path):
    (found,) = findings(tmp_path, '"My sister came each week, rain or shine" (P01).')
    assert found.words == (
        "written: My sister came {each} week, rain or shine\nsaid: My sister came {every} week, rain or shine"
    )
    assert "sister" not in found.message + found.hint


OTHERWISE = {
    "nowhere": ('"They were the worst years of my life" (P01).', [("F601", 1, 2)]),
    "unsigned": ('One said "they were the worst years of my life".', [("F602", 1, 11)]),
    "block": ("Text.\n\n> They were the worst years of my life.\n>\n> — P01", [("F601", 3, 3)]),
    "parts of two people": ('"My sister came […] My brother drove me there" (P01).', [("F603", 1, 2)]),
    "parts in another order": ('"with soup […] My sister came every week" (P01).', [("F603", 1, 2)]),
    "another's": ('"My brother drove me there" (P01).', [("F605", 1, 2)]),
    "another's, by attributes": ('"My brother drove me there" (carer, North).', [("F605", 1, 2)]),
    "another's, by excerpt": ('"My brother drove me there" [@k3f9a2q7].', [("F605", 1, 2)]),
    "another's, by the sentence": ('P01 said "my brother drove me there".', [("F605", 1, 11)]),
    "another speaker's": ('"She does go on about that urn" (F01).', [("F605", 1, 2)]),
    "another speaker's, with the group": ('"She does go on about that urn" (Ruth, FG1).', [("F605", 1, 2)]),
    "another speaker's, the group first": ('"She does go on about that urn" (FG1, F01).', [("F605", 1, 2)]),
    "another speaker's, with the line": ('"She does go on about that urn" (Ruth, FG1:5).', [("F605", 1, 2)]),
    "another speaker's, set off": ("> She does go on about that urn.\n> — Ruth, FG1", [("F605", 1, 3)]),
    "another's, in a table": ('| P01 | "My brother drove me there" |', [("F605", 1, 10)]),
    "other lines": ('"My sister came every week" (P01, line 5).', [("F606", 1, 2)]),
    "other lines, bare": ('"My sister came every week" (P01, 5; P02, 1).', [("F606", 1, 2)]),
    "a signature without a dash": ("> My brother drove me there\n> P01, carer", [("F605", 1, 3)]),
    "other excerpt": ('"My sister came every week" [@p4d8s1x2].', [("F606", 1, 2)]),
    "two places": ('They said "I kept it to myself".', [("F607", 1, 12)]),
    "capitals": ('"My Sister came every week" (P01).', [("F604", 1, 2)]),
    "punctuation": ('"My sister came every week! Rain or shine" (P01).', [("F604", 1, 2)]),
    "the interviewer's": ('"Who helped you, in those first months?" (P01).', [("F609", 1, 2)]),
    "partly the interviewer's": (
        '"with soup. She\'s never said why. And later on, did anybody else come?" (P01).',
        [("F609", 1, 2)],
    ),
    "question left out": ('"My sister came every week … Nobody at work knew" (P01).', [("F611", 1, 2)]),
    "never closed": ("She said “my sister came every week.\n\nAnd so on.", [("F612", 1, 10)]),
    "unknown": ('"My sister came every week" (P07).', [("F613", 1, 30)]),
    "unknown, with other digits": ('"My sister came every week" (P1).', [("F613", 1, 30)]),
    "unknown, who speaks": ("As P09 said, it was late.", [("F613", 1, 4)]),
    "no such line": ("See P01:40-50.", [("F614", 1, 5)]),
    "backwards": ("See P01, lines 5-2.", [("F614", 1, 5)]),
    "unknown excerpt": ("See [@k3f9a2qz].", [("F615", 1, 6)]),
}


@pytest.mark.parametrize(("text", "expected"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_does_not_stand_is_told_at_its_line_and_column(text, expected, tmp_path):
    assert told(tmp_path, text) == expected


QUIET = {
    "apostrophes": "In the '90s the participants' views and the cooks' rooms weren't sought. Rock 'n' roll.",
    "apostrophes that clip": "Get 'em into the participants' room before the night is out, 'cause it's late.",
    "typographic apostrophes": "In the ’90s the participants’ views, the volunteers’ rooms weren’t sought.",
    "inches and feet": 'It was 12" by 14" and 6\' tall, and the next was 3" or so wide and 5\' tall.',
    "scare quotes": 'The so-called "hard to reach" were "seldom heard", and ‘lay’ people.',
    "a title": "In “Framework Analysis for Applied Policy Research” the stages are named.",
    "the literature": "They call it “a systematic and flexible approach to it” (Gale et al., 2013).",
    "the literature before": "Gale et al. (2013) call it “a systematic and flexible approach to it”.",
    "the literature by number": "It is “a systematic and flexible approach to it” [12].",
    "the literature with a page": "Smith's (2019: 34) “quiet work of keeping on” and more.",
    "a joined word": "The “community-of-practice-as-infrastructure” of P01.",
    "keys": "It is “a systematic and flexible approach to it” [@gale2013; @smith2020a].",
    "the codebook": "It takes in “being judged, or fearing to be” and no more.",
    "code": '```\n"They were the worst years of my life" (P77)\n```\n\n`"They were the worst" (P77)`',
    "a comment": '<!-- "They were the worst years of my life" (P77)\n\nover lines -->',
    "front matter": '---\ntitle: "They were the worst years of my life"\n---\nText.',
    "a call-out": "> [!NOTE]\n> This is the writer's own voice, and no quote.",
    "an address": 'See https://example.org/a_(P77), and <a title="they were the worst years of all">.',
    "times and ratios": "At 10:30 the ratio was P95 of 0.05, R2 = 0.9; 2023:10-12 and 3:1.",
    "a question that was asked": 'We asked "who helped you, in those first months?" (P01).',
    "who asks is shown": '"INT: Who helped you, in those first months? P01: My sister came" (P01).',
    "formulas": "The score (F1) was 0.9, and priority (P1) high; see (R2).",
    "a colon in prose": "In the case of P01: 12 visits.",
    "the literature by a raised number": "It is “a flexible approach to it”.¹² Or “an approach to all”^3^.",
    "the literature by a number of Word's": "It is “a systematic and flexible approach to it.”12 And on.",
    "an age": '"My brother drove me there" (P02, 45, driver); "Nobody at work knew" (P01, 45 years).',
    "a decade of age": '"My brother drove me there" (P02, 45-54, driver).',
    "see also": 'P02 said "my brother drove me there" (see also P01). "My sister came every week" (cf. P02).',
    "a signature in bold": "> My brother drove me there\n> **P02, driver, south**",
    "a group and its speakers": '"She does go on about that urn" (FG1: Ruth; Bev).',
    "a group alone": '"She does go on about that urn" (FG1).',
    "two are named": 'P02 disliked what P01 had said: "my sister came every week".',
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_what_is_no_misquotation_gives_no_finding(text, tmp_path):
    assert told(tmp_path, text) == []


def test_words_that_were_taken_out_of_the_transcript_since_are_told(tmp_path):
    account(tmp_path, "x")
    file = tmp_path / "transcripts/P01.txt"
    file.write_text(file.read_text("utf-8").replace("My sister", "My [relative]"), "utf-8", newline="\n")
    (tmp_path / "draft.md").write_text('"My sister came every week" (P01).', "utf-8")
    from tests.check.manuscripts import traced

    assert "F610" in {d.rule.id for d in traced(tmp_path).found}


def test_a_citation_that_only_stands_near_is_not_held_against_a_quote(tmp_path):
    assert rules(tmp_path, 'His "my brother drove me there" was short. Others, such as P01, had more.') == []


def test_a_citation_nearby_tells_which_of_two_places_is_meant(tmp_path):
    found = account(tmp_path, 'The one "kept it to myself", he said; it was long ago (P02).')
    assert "F607" not in {d.rule.id for d in found.found}


@given(st.text(alphabet="“”‘’'\"«»„[]()…. abP01\n>*_`|#:—\u2060é", max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd_to_be_read(text):
    draft = Draft.markdown("d.md", text)
    assert len(draft.clear) == len(draft.text)
    assert all(0 <= block.start <= block.end <= len(text) for block in draft.blocks)
    for block in draft.blocks:
        pieces(draft.clear[block.start : block.end])


@pytest.mark.parametrize(
    "text", ["…a" * 5000, "`" * 5000, '"a ' * 5000, "‘a ’b " * 5000, "[" * 5000, "a" * 50_000]
)
def test_after_a_quote_of_thousands_of_marks_or_pieces_the_next_one_is_looked_up(text, tmp_path):
    made = account(tmp_path, f'"{text}" (P01).\n\n"The café was the only place that stayed open" (P01).')
    assert made.as_said == 1

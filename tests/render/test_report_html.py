"""The HTML report, read back by a parser: its structure, its states in words, hostile text as text."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from framework_cli.model.audience import Quotes, Transcripts
from framework_cli.render.report import Options, Part, TemplateFaultError, to_html
from framework_cli.render.report.anchors import anchor
from tests.render.report_study import PIPES, SCRIPT, WILD, report, write_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def page(study: Path) -> Any:
    return parsed(to_html(report(study)))


def parsed(text: str) -> Any:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def words(element: Element | None) -> str:
    """An element's text with white space as a browser shows it."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def by_id(page: Element, id: str) -> Element:
    found = page.findall(f".//*[@id='{id}']")
    assert len(found) == 1, id
    return found[0]


def cell(page: Element, key: str) -> Element:
    """A cell at the one place where its words stand."""
    return by_id(page, anchor(key, "cell"))


def test_the_page_is_valid_and_has_one_first_heading_landmarks_and_unique_ids(page: Element):
    assert [words(h) for h in page.iter("h1")] == ["Waiting rooms & <i>windows</i>"]
    for landmark in ("header", "main", "nav"):
        assert page.find(f".//{landmark}") is not None
    ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_headings_never_skip_a_level(page: Element):
    levels = [int(e.tag[1]) for e in page.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_link_within_the_page_leads_somewhere(page: Element):
    ids = {element.attrib["id"] for element in page.iter() if "id" in element.attrib}
    links = [a.attrib["href"] for a in page.iter("a")]
    assert len(links) > 50
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_nothing_in_the_page_asks_for_another_file(page: Element):
    assert not [
        e for e in page.iter() if e.tag in ("link", "img", "iframe", "object", "base", "video", "audio")
    ]
    assert not [e for e in page.iter() if "src" in e.attrib or "srcset" in e.attrib]
    style = "".join(e.text or "" for e in page.iter("style"))
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_pages_own_script_and_no_network(page: Element):
    scripts = [e.text or "" for e in page.iter("script")]
    assert len(scripts) == 1
    hash = b64encode(sha256(scripts[0].encode()).digest()).decode()
    policy = page.findall(".//meta[@http-equiv='Content-Security-Policy']")[0].attrib["content"]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{hash}'" in policy
    assert not [name for e in page.iter() for name in e.attrib if name.startswith("on")]


def test_the_notice_and_the_confidentiality_stand_in_the_header(page: Element):
    header = words(page.find(".//header"))
    assert "Fictional data" in header
    assert "For the research team" in header


def test_the_matrix_has_a_caption_two_header_rows_and_scopes(page: Element):
    table = by_id(page, "matrix").find(".//table")
    assert table is not None
    assert words(table.find("caption")).startswith("Framework matrix")
    themes, subthemes = table.findall("thead/tr")
    assert [(words(th), th.attrib["scope"], th.get("colspan")) for th in themes] == [
        ("Participant", "col", None),
        ("1 Getting in", "colgroup", "2"),
        ("2 Trust", "colgroup", "2"),
    ]
    assert [words(th) for th in subthemes] == [
        "1.1 The door",
        "1.2 The window",
        "2.1 Being believed",
        "2.2 Other, trust",
    ]
    assert len(table.findall("colgroup/col")) == 5
    rows = [tr for tr in table.findall("tbody/tr") if tr.get("class") != "group"]
    assert [words(tr.find("th")) for tr in rows] == [
        "P02nurse",
        "P01porter",
        "P05guard",
        "P04nurse",
        "P03porter | <b>lead</b>",
        "REPORT",
    ]
    assert all(th.attrib["scope"] == "row" for tr in rows for th in tr.findall("th"))


@pytest.mark.parametrize(
    ("key", "name", "text"),
    [
        ("P01/believed", "uncharted", "1 excerpt, not yet charted"),
        ("P02/other", "uncharted", "Not yet charted"),
        ("P02/believed", "nothing-said", "Nothing said"),
        ("P01/other", "not-asked", "Not asked"),
        ("REPORT/door", "uncharted", "1 excerpt, not yet charted"),
    ],
)
def test_every_blank_says_in_words_what_it_is_and_holds_no_quote(
    page: Element, key: str, name: str, text: str
):
    assert cell(page, key).attrib["class"] == name
    assert (cell(page, key).text or "").strip() == text
    assert cell(page, key).find(".//blockquote") is None


def test_a_stale_cell_says_what_changed_before_its_summary(page: Element):
    stale = cell(page, "P02/door")
    assert stale.attrib["class"] == "stale"
    assert [words(p) for p in stale.findall("p[@class='state stale']")] == ["Stale: 1 excerpt added"]


def test_a_summary_stands_with_citations_as_links_and_its_comment_marked(page: Element):
    charted = cell(page, "P01/door")
    assert charted.attrib["data-q"] == "kdoor0p1"
    links = [(words(a), a.attrib["href"]) for a in charted.iter("a")]
    assert links == [("★ P01:3-4", "#q-kdoor0p1"), ("P02:7", "#q-klatc0p2")]
    comment = charted.find(".//span[@class='comment']")
    assert words(comment) == "Comment: Compare P02, who opens it; see also P02:7."
    assert "[[" not in words(charted)


def test_a_cell_that_was_never_marked_as_charted_says_so(page: Element):
    assert "Never marked as charted" in words(cell(page, "P03/door"))


def test_hostile_text_in_a_quote_is_the_transcripts_text_to_the_letter(page: Element):
    quote = by_id(page, "q-kdoor0p2").find("blockquote/p")
    assert quote is not None
    assert list(quote) == []
    assert quote.text == WILD


def test_hostile_text_in_a_summary_is_text(page: Element):
    summary = words(cell(page, "P02/door"))
    assert f"Says: {SCRIPT} {PIPES.removesuffix(' [[not a comment')} P02:3." in summary
    assert [words(li) for li in cell(page, "P02/door").iter("li")] == [
        "first point",
        "second point P02:7",
    ]


def test_a_quote_is_signed_and_stands_in_a_turn_of_context(page: Element):
    article = by_id(page, "q-kwind0p1")
    assert words(article.find("p[@class='said']")) == "P01:8coded by Asha Karim"
    turns = [words(p) for p in article.findall("details//p")]
    assert turns == [
        "INT And the window?",
        "P01 You could see them through it, laughing.",
        "INT Who was believed?",
    ]
    assert words(article.find("details//mark")) == "You could see them through it, laughing."


def test_a_quote_across_turns_names_who_speaks_and_context_goes_a_turn_further_either_way(page: Element):
    article = by_id(page, "q-krattle1")
    assert [words(p) for p in article.findall("blockquote/p")] == ["It rattles.", "OzIt never did in my day."]
    turns = ["INT What of the window, all of you?", "Dee It rattles.", "Oz It never did in my day."]
    assert [words(p) for p in article.findall("details//p")] == [*turns, "Dee Well, it does now."]
    assert [words(m) for m in article.findall("details//mark")] == ["It rattles.", "It never did in my day."]


def test_a_quote_from_the_middle_of_a_turn_is_marked_in_it_and_nothing_else_is(page: Element):
    article = by_id(page, "q-ktrus0p1")
    turns = [words(p) for p in article.findall("details//p")]
    assert turns == ["INT Who was believed?", "P01 Not me, at first. The tall nurse believed me."]
    assert [words(m) for m in article.findall("details//mark")] == ["The tall nurse believed me."]


def test_counts_state_their_denominator_and_documents_stand_apart(page: Element):
    foot = by_id(page, "theme-access").find(".//tfoot")
    assert words(foot) == (
        "Who speaks to it3 of 3 speak to this; 2 not yet chartedDocuments: 1 not yet charted"
        "1 of 2 speak to this; 1 not asked; 2 not yet chartedDocuments: 1 not yet charted"
    )
    assert "7 excerpts from 5 of 5 participants and 1 of 1 document" in words(by_id(page, "code-access"))


def test_a_participant_heard_in_two_waves_is_counted_once_among_those_who_speak(tmp_path: Path):
    write_study(tmp_path)
    table = (tmp_path / "sources.csv").read_text(encoding="utf-8")
    rows = table.replace("P01,,,P01,,", "P01,,,P01,1,") + "LATER,,,P01,2,interview,2026-06-05\n"
    (tmp_path / "sources.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "transcripts" / "LATER.txt").write_text("P01: It opens now.\n", encoding="utf-8")
    (tmp_path / "charts" / "P01.md").rename(tmp_path / "charts" / "P01@1.md")
    (tmp_path / "charts" / "P01@2.md").write_text("## 1.1 The door {#door}\nOpens.\n", encoding="utf-8")
    (door, *_) = report(tmp_path).columns
    assert door.people.spoke == "3 of 3 speak to this; 2 not yet charted"
    assert door.tally.coverage == "4 of 6 charted or nothing said; 2 not yet charted"
    assert "Who speaks to it3 of 3 speak to this" in words(parsed(to_html(report(tmp_path))))


def test_who_charted_a_case_is_said_once_and_only_what_differs_again(tmp_path: Path):
    write_study(tmp_path)
    chart = tmp_path / "charts" / "P05.md"
    cells = [f"## {code} {{#{code} charted=AK on=2026-02-01}}\nSays so.\n" for code in ("door", "window")]
    rest = ["## b {#believed charted=RS on=2026-02-02}\nSays no.\n", "## o {#other}\nSays much.\n"]
    chart.write_text("---\ncase: P05\n---\n" + "".join(cells + rest), encoding="utf-8")
    page = parsed(to_html(report(tmp_path)))
    case = by_id(page, "case-P05").findall("p[@class='signed']")
    assert [words(p) for p in case] == ["Charted by Asha Karim on 2026-02-01, where nothing else is said"]
    signed = {
        code: [words(p) for p in cell(page, f"P05/{code}").findall("p[@class='signed']")]
        for code in ("door", "window", "believed", "other")
    }
    assert signed == {
        "door": [],
        "window": [],
        "believed": ["Charted by Rob Stone on 2026-02-02"],
        "other": ["Not signed"],
    }


def test_each_part_can_be_asked_for_alone(study: Path):
    for part in Part:
        page = parsed(to_html(report(study, Options(parts=(part,)))))
        shown = [s.attrib["id"] for s in page.findall(".//main/section")]
        evidence = part in (Part.MATRIX, Part.THEMES, Part.CASES)
        assert shown == [part.value, *(["excerpts"] if evidence else [])]
        ids = {e.attrib["id"] for e in page.iter() if "id" in e.attrib}
        assert {a.attrib["href"][1:] for a in page.iter("a")} <= ids
        assert "Waited an hour at the door" in words(page.find(".//main")) or not evidence


def test_a_summary_stands_once_in_the_file_and_the_other_tables_lead_to_it(study: Path, page: Element):
    assert to_html(report(study)).count("Waited an hour at the door") == 1
    for part in ("matrix", "themes"):
        links = [a for a in by_id(page, part).iter("a") if a.attrib["href"].startswith("#cell-")]
        assert all(re.fullmatch(r"\d excerpts?", words(a)) for a in links)
        assert "#cell-P01/door" in {a.attrib["href"] for a in links}


def test_whole_transcripts_are_there_only_when_asked_for(study: Path):
    asked = parsed(to_html(report(study, Options(transcripts=Transcripts.FULL))))
    line = by_id(asked, "t-P01:4")
    assert "".join(line.itertext()) == "4I sat on the step."
    assert "t-P01:4" not in to_html(report(study))


def test_ids_of_any_characters_make_fragments_that_do_not_collide():
    ids = ["P 1", "P_1", "P-1", "P_20_1", "Pé", 'P"><script>', "P.1", "P:1", "P/1", "P_2f_1"]
    fragments = [anchor(id, "case") for id in ids]
    assert len(set(fragments)) == len(ids)
    assert all(re.fullmatch(r"case-[A-Za-z0-9_/:-]+", fragment) for fragment in fragments)


def test_a_title_cannot_leave_the_string_it_is_in_on_paper(study: Path):
    from framework_cli.render.report.html import css

    assert css('a"}</style>') == '"a\\22 \\7d \\3c \\2f style\\3e "'
    styles = [e.text or "" for e in parsed(to_html(report(study))).iter("style")]
    assert len(styles) == 1
    assert "@bottom-left" in styles[0]


def test_a_studys_template_changes_one_block_and_leaves_the_rest(study: Path, tmp_path: Path):
    (tmp_path / "report.html").write_text(
        '{% extends "framework/report.html" %}\n'
        "{% block masthead %}<header><h1>{{ report.title }}, ours</h1></header>{% endblock %}",
        encoding="utf-8",
    )
    (tmp_path / "codebook.html").write_text("<p id='codebook'>Ask us.</p>", encoding="utf-8")
    page = parsed(to_html(report(study), [tmp_path]))
    assert words(page.find(".//h1")) == "Waiting rooms & <i>windows</i>, ours"
    assert words(by_id(page, "codebook")) == "Ask us."
    assert by_id(page, "matrix").find(".//table") is not None


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("{{ report.__class__.__mro__ }}", 2, "unsafe"),
        ("{% nonsense %}", 2, "unknown tag"),
        ("{{ report.nothing_like_it }}", 2, "no attribute"),
    ],
)
def test_a_fault_in_a_template_names_file_and_line(
    study: Path, tmp_path: Path, body: str, line: int, why: str
):
    path = tmp_path / "codebook.html"
    path.write_text(f"<p>\n{body}</p>", encoding="utf-8")
    with pytest.raises(TemplateFaultError, match=why) as told:
        to_html(report(study), [tmp_path])
    assert f"{path}:{line}: " in str(told.value)


def test_a_template_cannot_reach_files_outside_its_folder(study: Path, tmp_path: Path):
    (tmp_path / "secret.txt").write_text("the key", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "codebook.html").write_text("{% include '../secret.txt' %}", encoding="utf-8")
    with pytest.raises(TemplateFaultError):
        to_html(report(study), [folder])


def test_two_runs_are_alike_to_the_byte(study: Path):
    assert to_html(report(study)) == to_html(report(study))


def test_without_quotes_no_word_of_a_transcript_is_left_but_references_are(study: Path):
    text = to_html(report(study, Options(quotes=Quotes.NONE)))
    assert "laughing" not in text
    assert "secret lever" not in text
    assert "P01:8" in text
    assert "The words of this excerpt are not in this report." in text


def test_two_excerpts_of_one_id_and_one_without_are_each_shown_with_their_own_words(tmp_path: Path):
    study = write_study(tmp_path)
    path = study / "annotations/P01.AK.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kwind0p1", "kdoor0p1").replace("- id: ktrus0p1\n ", "-"), encoding="utf-8")
    page = parsed(to_html(report(study)))
    first, second = (words(by_id(page, id).find("blockquote")) for id in ("q-kdoor0p1", "q-P01_2e_AK_2e_2"))
    assert first.startswith("It was shut")
    assert second.startswith("You could see them")
    assert [a.attrib["href"] for a in cell(page, "P01/window").iter("a")] == ["#q-P01_2e_AK_2e_2"]
    assert [a.attrib["href"] for a in cell(page, "P01/believed").iter("a")] == ["#q-P01_2e_AK_2e_3"]


def test_a_study_with_nothing_in_it_yet_has_a_report_too(tmp_path: Path):
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "transcripts").mkdir()
    page = parsed(to_html(report(tmp_path)))
    assert words(page.find(".//h1")) == "Framework analysis"
    assert next(s.attrib["id"] for s in page.findall(".//main/section")) == "overview"

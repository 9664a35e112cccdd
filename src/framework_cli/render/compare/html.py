"""The agenda as a page of its own: the words once, a column of marks for each coder; nothing to fetch."""

from collections.abc import Iterator, Sequence
from html import escape

from framework_cli.compare.comparison import Comparison
from framework_cli.compare.disagreements import Item
from framework_cli.compare.stretches import paragraphs, stretches
from framework_cli.model.study import Study
from framework_cli.render.compare.words import agreed_codes, by_code, counts, heading, said, title
from framework_cli.render.tables.values import seen

_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem }
.notice { border: 1px solid; display: inline-block; font-weight: 600; padding: .2rem .6rem }
table { border-collapse: collapse; margin: .6rem 0 }
caption { font-weight: 600; padding-bottom: .4rem; text-align: left }
th, td { border: 1px solid color-mix(in srgb, currentColor 30%, Canvas); padding: .25rem .6rem;
  text-align: start; vertical-align: top; overflow-wrap: anywhere }
thead th { background: color-mix(in srgb, currentColor 8%, Canvas) }
th { overflow-wrap: normal }
.number { font-variant-numeric: tabular-nums; text-align: end }
.mark { text-align: center; width: 2.5rem }
.on { background: color-mix(in srgb, CanvasText 12%, Canvas) }
.around { opacity: .7 }
article { border-top: 1px solid; margin-top: 1.5rem; break-inside: avoid }
.decision { border: 1px dashed; min-height: 4rem; padding: .3rem .6rem }
code { overflow-wrap: anywhere }
@media print { body { margin: 0; max-width: none } }
"""


def html(study: Study, comparison: Comparison, items: Sequence[Item]) -> str:
    """The agenda as one HTML file, with a box for each decision."""
    name = f"Disagreements – {study.settings.title}".rstrip(" –")
    notice = f'<p class="notice">{_text(study.settings.notice)}</p>\n' if study.settings.notice else ""
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width">\n',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        f"<title>{_text(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>{_text(name)}</h1>\n{notice}<p>{_text(' '.join(heading(comparison, items)))}</p>\n",
        *(_codes(study, comparison) if comparison.codes else ()),
    ]
    number = 0
    for code, only_edges, group in by_code(comparison, items):
        parts.append(f"<h2>{_text(title(study, code))}{' – boundaries only' if only_edges else ''}</h2>\n")
        known = study.codebook.codes.get(code)
        if known and known.definition:
            parts.append(f"<p><em>{_text(known.definition)}</em></p>\n")
        for item in group:
            number += 1
            parts += _item(study, item, number)
    return "".join([*parts, "</main>\n</body>\n</html>\n"])


def _text(text: str) -> str:
    return escape(seen(text)).replace("\r", "&#13;")


def _codes(study: Study, comparison: Comparison) -> Iterator[str]:
    heads = [*comparison.coders, "places", "alike", "missed", "other code", "boundaries only"]
    cells = "".join(f'<th scope="col" class="number">{_text(head)}</th>' for head in heads)
    yield "<table>\n<caption>Codes, first where talk would help most</caption>\n"
    yield f'<thead><tr><th scope="col">code</th>{cells}</tr></thead>\n<tbody>\n'
    for use in comparison.codes:
        cells = "".join(f'<td class="number">{n}</td>' for n in counts(use, comparison.coders))
        yield f'<tr><th scope="row">{_text(title(study, use.code))}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"
    if comparison.confusions:
        yield "<p>One coder gave the one, another the other:</p>\n<ul>\n"
        for pair in comparison.confusions:
            names = f"{title(study, pair.code)} | {title(study, pair.other)}: {pair.places} places"
            yield f"<li>{_text(names)}</li>\n"
        yield "</ul>\n"


def _item(study: Study, item: Item, number: int) -> Iterator[str]:
    decided = " · decided" if item.taken else ""
    yield f'<article id="{item.id}">\n<h3>{number}. {_text(item.reference)} '
    yield f"<small><code>{item.id}</code>{decided}</small></h3>\n<ul>\n"
    for difference in item.differences:
        yield f"<li><code>{_text(difference.code)}</code>: {_text(said(difference))}</li>\n"
    if agreed := agreed_codes(item):
        yield f"<li>alike: {', '.join(f'<code>{_text(code)}</code>' for code in agreed)}</li>\n"
    yield "</ul>\n<ul>\n"
    for passage in item.passages:
        excerpt = passage.excerpt
        codes = ", ".join(f"<code>{_text(code)}</code>" for code in excerpt.codes)
        memo = f" – “{_text(excerpt.memo)}”" if excerpt.memo else ""
        where = f"<code>{_text(excerpt.id)}</code>, {_text(passage.reference)}"
        yield f"<li><strong>{_text(excerpt.coder)}</strong> {where}: {codes}{memo}</li>\n"
    yield "</ul>\n"
    yield from _words(study, item)
    yield '<p class="decision">Decision:</p>\n' if not item.taken else ""
    yield "</article>\n"


def _words(study: Study, item: Item) -> Iterator[str]:
    coders = item.readers
    heads = "".join(f'<th scope="col" class="mark">{_text(coder)}</th>' for coder in coders)
    yield f'<table>\n<thead><tr><th scope="col" class="number">line</th>{heads}'
    yield '<th scope="col">words</th></tr></thead>\n<tbody>\n'
    for stretch in stretches(study.sources[item.source], item):
        marks = "".join(
            '<td class="mark on">●</td>' if coder in stretch.coders else '<td class="mark"></td>'
            for coder in coders
        )
        around = "" if stretch.coders else ' class="around"'
        for line, words in paragraphs(stretch):
            cells = f'<td class="number">{line}</td>{marks}<td dir="auto">{_text(words)}</td>'
            yield f"<tr{around}>{cells}</tr>\n"
    yield "</tbody>\n</table>\n"

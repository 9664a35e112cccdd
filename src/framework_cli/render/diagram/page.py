"""Drawings as a page: HTML with the drawing and its claims as a list, or Markdown with Mermaid's text."""

from collections.abc import Sequence

from markupsafe import Markup

from framework_cli.render.diagram.measure import plain
from framework_cli.render.diagram.mermaid import mermaid
from framework_cli.render.diagram.plan import Plan
from framework_cli.render.diagram.svg import named, svg
from framework_cli.render.trail.markdown import safe

_STYLE = """\
:root { color-scheme: light dark; --paper: #faf8f4; --ink: #24221e; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #1a1917; --ink: #e6e1d7; } }
body { font: 1rem/1.55 -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  margin: 2rem auto;
  max-width: 82rem; padding: 0 1.25rem; background: var(--paper); color: var(--ink); }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.05rem; margin-top: 2rem; }
figure { margin: 0; overflow-x: auto; } li { margin: .35rem 0; max-width: 70ch; overflow-wrap: anywhere; }
li:target { background: color-mix(in srgb, currentColor 12%, transparent); }
.notice { font-weight: 600; }
"""


def html(plans: Sequence[Plan], notice: str = "") -> str:
    """The drawings as one HTML file: no script, nothing to fetch."""
    told = Markup('<p class="notice">{}</p>\n').format(notice) if notice else Markup("")
    parts = Markup("").join(_part(plan) for plan in plans)
    return str(
        Markup(
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n</body>\n</html>\n"
        ).format(plain(plans[0].title), Markup(_STYLE), told, parts)
    )


def _part(plan: Plan) -> Markup:
    """A drawing with its claims and their rivals beneath; a click on a claim leads to it in the list."""
    items, seen = [], set[str]()
    for id, words in plan.claims:
        mark = Markup("") if id in seen else Markup(' id="{}"').format(_target(plan, id))
        items.append(Markup('<li dir="auto"{}>{}</li>\n').format(mark, plain(words)))
        seen.add(id)
    rivals = [Markup('<li dir="auto">{}</li>\n').format(plain(rival)) for rival in plan.rivals]
    lists = _list("The claims", items) + _list("Rival explanations", rivals)
    return Markup("<h1>{}</h1>\n<figure>\n{}</figure>\n{}").format(
        plain(plan.title), svg(plan, lambda id: f"#{_target(plan, id)}"), lists
    )


def _list(title: str, items: Sequence[Markup]) -> Markup:
    if not items:
        return Markup("")
    return Markup("<h2>{}</h2>\n<ul>\n{}</ul>\n").format(title, Markup("").join(items))


def _target(plan: Plan, id: str) -> str:
    return f"claim-{named(plan.name)}-{named(id)}"


def markdown(plans: Sequence[Plan], notice: str = "") -> str:
    """The drawings as Markdown: Mermaid's text, which code hosts draw, and the claims as a list."""
    parts = [f"**{safe(notice)}**"] if notice else []
    for plan in plans:
        parts += [f"# {safe(plan.title)}", f"```mermaid\n{mermaid(plan)}```"]
        if plan.claims:
            parts.append("\n".join(f"- {safe(claim.words)}" for claim in plan.claims))
        if plan.rivals:
            parts += ["Rival explanations:", "\n".join(f"- {safe(rival)}" for rival in plan.rivals)]
        if plan.remark:
            parts.append(safe(plan.remark))
    return "\n\n".join(parts) + "\n"

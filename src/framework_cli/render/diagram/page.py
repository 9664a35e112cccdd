"""Drawings as a page: HTML with the drawing and its claims as a list, or Markdown with Mermaid's text."""

from collections.abc import Sequence

from markupsafe import Markup

from framework_cli.render.diagram.mermaid import mermaid
from framework_cli.render.diagram.plan import Plan
from framework_cli.render.diagram.svg import svg
from framework_cli.render.trail.markdown import safe

_STYLE = """\
:root { color-scheme: light dark; --paper: #faf8f4; --ink: #24221e; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #1a1917; --ink: #e6e1d7; } }
body { font: 1rem/1.55 -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  margin: 2rem auto;
  max-width: 82rem; padding: 0 1.25rem; background: var(--paper); color: var(--ink); }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.05rem; margin-top: 2rem; }
figure { margin: 0; overflow-x: auto; } li { margin: .35rem 0; max-width: 70ch; overflow-wrap: anywhere; }
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
        ).format(plans[0].title, Markup(_STYLE), told, parts)
    )


def _part(plan: Plan) -> Markup:
    items = Markup("").join(Markup('<li dir="auto">{}</li>\n').format(claim) for claim in plan.claims)
    listed = Markup("<h2>The claims</h2>\n<ul>\n{}</ul>\n").format(items) if plan.claims else Markup("")
    return Markup("<h1>{}</h1>\n<figure>\n{}</figure>\n{}").format(plan.title, svg(plan), listed)


def markdown(plans: Sequence[Plan], notice: str = "") -> str:
    """The drawings as Markdown: Mermaid's text, which code hosts draw, and the claims as a list."""
    parts = [f"**{safe(notice)}**"] if notice else []
    for plan in plans:
        parts += [f"# {safe(plan.title)}", f"```mermaid\n{mermaid(plan)}```"]
        if plan.claims:
            parts.append("\n".join(f"- {safe(claim)}" for claim in plan.claims))
        if plan.remark:
            parts.append(safe(plan.remark))
    return "\n\n".join(parts) + "\n"

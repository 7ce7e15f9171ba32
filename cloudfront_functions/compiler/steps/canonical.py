"""The one address of each page as code: worked out before the routes, redirected to behind them.

`moved` holds the path and query that the visitor should have asked for, or nothing; `site` scheme and host of
the canonical host where the visitor came by another, or "". Nothing else in a function has these names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.expressions import one_of
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.path_forms import give_form
from cloudfront_functions.filters import js_number, js_string
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from cloudfront_functions.rules.canonical import Canonical, ToCanonical

__all__ = ["canonical_fragment", "on_site", "redirect_line", "to_canonical_fragment"]

REDIRECT = "return redirect("
QUERY = "queryOf(request.querystring)"


def canonical_fragment(step: Canonical) -> Fragment:
    """Give the path its form, and note whether anything was otherwise."""
    body = []
    if step.host:
        is_other = one_of("hostOf(request)", step.host.others)
        body.append(f'site = {is_other} ? {js_string(step.host.site)} : "";')
    if step.forms:
        body.append("uri = request.uri;")
        body += [line for form in step.forms for line in give_form(form, "uri")]
    differs = [*(['site !== ""'] if step.host else []), *(["uri !== request.uri"] if step.forms else [])]
    path = "uri" if step.forms else "request.uri"
    noted = [f"moved = withQuery(onHost({path}), {QUERY});"]
    body += block(f"if ({' || '.join(differs)})", [*noted, *(["request.uri = uri;"] if step.forms else [])])
    variables = ("moved", *(("site",) if step.host else ()), *(("uri",) if step.forms else ()))
    return Fragment(body, variables)


def to_canonical_fragment(step: ToCanonical) -> Fragment:
    """Send the visitor there."""
    return Fragment(block("if (moved)", [redirect_line(step.status, "moved")]), ("moved",))


def redirect_line(status: int, location: str) -> str:
    """Answer with a redirect, in a line of its own."""
    return f"{REDIRECT}{js_number(status)}, {js_string(reason_phrase(status))}, {location});"


def on_site(fragment: Fragment) -> Fragment:
    """The same code, in which every redirect is told the site that paths stand on."""
    told = f"{REDIRECT}site, "
    return replace(
        fragment,
        body=[
            line.replace(REDIRECT, told, 1) if line.lstrip().startswith(REDIRECT) else line
            for line in fragment.body
        ],
    )

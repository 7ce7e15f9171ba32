"""From a spec to the source of a CloudFront Function: strict ES5 that both runtimes take, and nothing unused.

1. Values are chosen and ordered here, in Python; a template only writes them down.
2. A rule that an earlier one shadows is left out: it can never be reached, and `find_shadowed` reports it.
3. The same spec gives the same bytes; the banner carries a digest of what the function was made from.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from cloudfront_functions.filters import FILTERS, only_marked
from cloudfront_functions.redirect_rule import SPLAT, STATUSES, reachable

if TYPE_CHECKING:
    from cloudfront_functions.spec import FunctionSpec, RedirectRule

__all__ = ["environment", "render"]

WITH_REST = 4


def render(spec: FunctionSpec) -> str:
    """The source of the function, ending with a line break.

    Raises:
        ValueError: the spec asks for something that its event does not have.
    """
    if spec.event == "viewer-response" and (spec.redirects or spec.index):
        raise ValueError(f"`{spec.name}`: redirects and index documents are for viewer-request")
    if spec.event == "viewer-request" and spec.headers:
        raise ValueError(f"`{spec.name}`: response headers are for viewer-response")
    template = spec.event.replace("-", "_") + ".js.j2"
    values = request_values(spec) if spec.event == "viewer-request" else {"headers": spec.headers}
    return environment().get_template(template).render(template=template, digest=digest(spec), **values)


@cache
def environment() -> Environment:
    """Where templates are rendered: what is undefined or unmarked is an error."""
    made = Environment(
        loader=PackageLoader("cloudfront_functions"),
        undefined=StrictUndefined,
        finalize=only_marked,
        autoescape=False,  # noqa: S701 - JavaScript, not HTML: `only_marked` refuses what no filter escaped
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    return made


def digest(spec: FunctionSpec) -> str:
    """Twelve hexadecimal digits of what the function does; where a rule was written is not part of it."""
    meaning = {
        "event": spec.event,
        "redirects": [[rule.source, rule.target, rule.status] for rule in spec.redirects],
        "index": spec.index,
        "set": spec.headers.set,
        "remove": spec.headers.remove,
    }
    return hashlib.sha256(json.dumps(meaning).encode()).hexdigest()[:12]


def request_values(spec: FunctionSpec) -> dict[str, object]:
    """What viewer_request.js.j2 writes down.

    pages: source -> [target, status]. folders: [prefix, status, target], or [prefix, status, before, after]
    where the target takes what the `*` matched.
    """
    rules = reachable(spec.redirects)
    folders = [folder_row(rule) for rule in rules if rule.is_folder]
    return {
        "pages": {rule.source: [rule.target, rule.status] for rule in rules if not rule.is_folder},
        "folders": folders,
        "with_rest": any(len(row) == WITH_REST for row in folders),
        "without_rest": any(len(row) < WITH_REST for row in folders),
        "at_root": any(len(row) == WITH_REST and row[2] == "/" for row in folders),
        "phrases": {str(status): STATUSES[status] for status in sorted({rule.status for rule in rules})},
        "queries": any("?" in rule.target for rule in rules),
        "fragments": any("#" in rule.target for rule in rules),
        "index": spec.index,
    }


def folder_row(rule: RedirectRule) -> list[str | int]:
    """A row of the table of folders."""
    before, splat, after = rule.target.partition(SPLAT)
    return [rule.prefix, rule.status, before, after] if splat else [rule.prefix, rule.status, before]

"""Where templates are rendered: what is undefined, or went through no filter, is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from cloudfront_functions.filters import FILTERS, only_marked

__all__ = ["environment"]


@cache
def environment() -> Environment:
    """The only environment of this package."""
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

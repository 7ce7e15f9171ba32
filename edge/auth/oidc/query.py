"""A query read strictly: a parameter that stands twice could be meant in two ways, and so is refused."""

from __future__ import annotations

from urllib.parse import unquote_plus

__all__ = ["read_query"]

LONGEST = 8192
"""Characters; CloudFront takes no longer URL."""


def read_query(querystring: str) -> dict[str, str] | None:
    """The parameters of a query, decoded; None where one stands twice, or it is too long."""
    parts = [part.partition("=") for part in querystring.split("&") if part]
    found = {unquote_plus(name): unquote_plus(value) for name, _, value in parts}
    return None if len(found) != len(parts) or len(querystring) > LONGEST else found

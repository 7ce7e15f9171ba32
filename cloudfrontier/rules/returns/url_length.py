"""RET325: the URI and the query string together stay below 8,192 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import URI_AND_QUERY
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request
from cloudfrontier.rules.returns.values import entry_values

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["UrlLength"]


class UrlLength(ReturnRule):
    """A function that makes the URL longer than CloudFront takes fails the request.

    The `?` between the two is counted, which AWS does not say: the stricter reading, by one character.
    """

    id = "RET325"
    title = "URI and query string are not too long"
    source = URI_AND_QUERY.source
    parts = ("request",)
    valid = (
        returned_request("handler", "viewer-request", uri="/" + "a" * (URI_AND_QUERY.value - 1)),
        returned_request("function", "viewer-request", querystring="a" * (URI_AND_QUERY.value - 2)),
    )
    invalid = (
        returned_request("handler", "viewer-request", uri="/" + "a" * URI_AND_QUERY.value),
        returned_request("handler", "viewer-request", querystring="a" * (URI_AND_QUERY.value - 1)),
        returned_request("function", "viewer-request", querystring={"a": {"value": "b" * 8190}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Adds up the two when one of them was changed."""
        value, given = returned.value, returned.given
        uri, query = value.get("uri"), value.get("querystring")
        if uri == given.get("uri") and query == given.get("querystring"):
            return
        length = (len(uri) if isinstance(uri, str) else 0) + _query_length(query)
        if length > URI_AND_QUERY.value:
            yield self.fault(
                returned,
                f"`uri` and `querystring` are {length:,} characters together, {URI_AND_QUERY} are allowed",
                help="shorten them; carry long values in a header or a cookie",
            )


def _query_length(query: object) -> int:
    if isinstance(query, str):
        return len(query) + 1 if query else 0
    if not isinstance(query, dict):
        return 0
    # each pair has a "=" inside and a "?" or "&" before it
    pairs = ((name, text) for name, entry in query.items() for text in entry_values("function", entry))
    return sum(len(name) + len(text) + 2 for name, text in pairs)

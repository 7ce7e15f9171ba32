"""RET323: the URI of a request is a path that begins with a slash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["Uri"]


class Uri(ReturnRule):
    """`uri` is the path alone: it begins with `/`, and the query string stands in `querystring`.

    Changing it changes the object that is asked for, and neither the cache behavior nor the origin. A `?` in
    it is a warning: AWS does not say what becomes of it, and it is hardly meant as a part of the path.
    """

    id = "RET323"
    title = "The URI begins with a slash and has no query string"
    source = guide("edge-function-restrictions-all")
    parts = ("request",)
    valid = (
        returned_request("handler", "origin-request", uri="/index.html"),
        returned_request("function", "viewer-request", uri="/a%20b"),
    )
    invalid = (
        returned_request("handler", "viewer-request", uri="index.html"),
        returned_request("handler", "viewer-request", uri=""),
        returned_request("function", "viewer-request", uri="https://example.com/"),
        returned_request("function", "viewer-request", uri=None),
        returned_request("function", "viewer-request", uri="/a?b=c"),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the field when it was changed; RET304 speaks of one that is missing."""
        uri = returned.value.get("uri", "/")
        if uri == returned.given.get("uri"):
            return
        if not isinstance(uri, str):
            message = f"`uri` is {describe(uri)}, expected a string"
            yield self.fault(returned, message, help="set a path such as /index.html")
        elif not uri.startswith("/"):
            yield self.fault(
                returned,
                f"`uri` begins with {uri[:1]!r}, expected '/'" if uri else "`uri` is empty, expected a path",
                help="set a path such as /index.html; to send the viewer elsewhere, return a redirect",
            )
        elif "?" in uri:
            message = "`uri` has a '?', which does not begin a query string there"
            yield self.warning(returned, message, help="set `querystring`")

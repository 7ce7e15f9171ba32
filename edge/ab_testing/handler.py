"""A/B testing on three events: viewer-request assigns, origin-request routes, viewer-response remembers.

1. viewer-request: `x-ab-<id>` says which variant, whatever the visitor sent under that name. The header
   must be in the key of the behavior's cache policy, or visitors are served each other's variant.
2. origin-request, on a cache miss: the header chooses the path at the origin.
3. viewer-response: `Set-Cookie` for the visitor id and for every new assignment. What is set here is not
   cached. CloudFront skips this event when the origin answers 400 or above; the next visit sets the cookies
   then.
4. It fails open: when something here raises, the request goes on as it came. A header that the visitor made
   up is then in it too, and can choose among the known variants at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.ab_testing.assignment import assign
from edge.ab_testing.effects import prefixed
from edge.ab_testing.settings import read_settings
from edge.ab_testing.visitor import visitor_of
from edge.headers import append, first, remove_prefixed, replace

if TYPE_CHECKING:
    from typing import ClassVar, Literal

    from edge.ab_testing.assignment import Assignment
    from edge.ab_testing.visitor import Visitor
    from edge.events import Request, Response
    from edge.handler import Invocation
    from edge.settings import Table

__all__ = ["AbTesting"]

CARRIER = "x-ab-"
"""Headers with this prefix are ours alone."""


class AbTesting:
    """The feature `ab_testing`; outcomes: `assigned`, `routed`, `remembered`."""

    name: ClassVar[str] = "ab_testing"
    fails: ClassVar[Literal["open", "closed"]] = "open"

    __slots__ = ("_settings",)

    def __init__(self, table: Table) -> None:
        self._settings = read_settings(table)

    def viewer_request(self, request: Request, call: Invocation) -> Request:
        """Say in headers which variants the visitor is in."""
        remove_prefixed(request["headers"], CARRIER)
        visitor, assigned = self._assign(request, call)
        for item in assigned:
            replace(request["headers"], item.experiment.header, item.variant.name)
        if assigned:
            ignored = [item.experiment.id for item in assigned if item.ignored]
            facts = {"ignored_cookies": ignored} if ignored else {}
            call.outcome("assigned", variants=_names(assigned), first_visit=not visitor.known, **facts)
        return request

    def origin_request(self, request: Request, call: Invocation) -> Request | None:
        """Go to where the variants are."""
        found = {
            item.id: variant
            for item in self._settings.experiments
            if (variant := item.variant(first(request["headers"], item.header)))
        }
        uri = prefixed(request["uri"], found.values())
        if uri == request["uri"]:
            return None
        call.outcome("routed", variants={key: variant.name for key, variant in found.items()})
        request["uri"] = uri
        return request

    def viewer_response(self, request: Request, response: Response, call: Invocation) -> Response | None:
        """Let the browser remember what it does not know yet."""
        visitor, assigned = self._assign(request, call)
        new = [item for item in assigned if not item.kept]
        if not assigned or (visitor.known and not new):
            return None
        lines = response.setdefault("headers", {})
        if not visitor.known:
            attributes = cookies.Attributes(max_age=self._settings.max_age)
            append(
                lines, "Set-Cookie", cookies.set_cookie(self._settings.visitor_cookie, visitor.id, attributes)
            )
        for item in new:
            # the page's own script may want to know the variant, hence not HttpOnly
            attributes = cookies.Attributes(max_age=self._settings.max_age, http_only=False)
            append(
                lines, "Set-Cookie", cookies.set_cookie(item.experiment.cookie, item.variant.name, attributes)
            )
        call.outcome("remembered", variants=_names(new), first_visit=not visitor.known)
        return response

    def _assign(self, request: Request, call: Invocation) -> tuple[Visitor, list[Assignment]]:
        sent: dict[str, list[str]] = {}
        for name, value in cookies.pairs(request["headers"]):
            sent.setdefault(name, []).append(value)
        visitor = visitor_of(sent.get(self._settings.visitor_cookie, ()), request_id=call.request_id)
        assigned = assign(self._settings.experiments, request["uri"], visitor=visitor.id, cookies=sent)
        return visitor, assigned


def _names(assigned: list[Assignment]) -> dict[str, str]:
    return {item.experiment.id: item.variant.name for item in assigned}

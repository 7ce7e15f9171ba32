"""A/B testing on the four events: viewer-request assigns, the origin events route, viewer-response remembers.

1. viewer-request: `x-ab-<id>` says which variant, whatever the visitor sent under that name. The header
   must be in the key of the behavior's cache policy, or visitors are served each other's variant. A variant
   that redirects is answered here, with its cookies.
2. origin-request, on a cache miss: the header chooses path, origin and headers. Where the country decides
   who takes part, it is asked here, for Lambda@Edge is not told it before; `CloudFront-Viewer-Country` must
   then be in the cache key too.
3. origin-response, for such experiments: `x-ab--off` on what is stored says who did not take part.
4. viewer-response: `Set-Cookie` for the visitor id and for every new assignment, the response headers of the
   variants, and one exposure a session for each variant. What is set here is not cached. CloudFront skips
   this event when the origin answers 400 or above; the next visit sets the cookies then.
5. It fails open: when something here raises, the request goes on as it came. A header that the visitor made
   up is then in it too, and can choose among the known variants at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.ab_testing.assignment import Assigner, plain_sticky
from edge.ab_testing.effects import apply_at_origin, redirected
from edge.ab_testing.forcing import taken_out
from edge.ab_testing.live import with_live
from edge.ab_testing.memory import COUNTRY, FORCED, OFF, PROOF, Memory, carried
from edge.ab_testing.settings import read_settings
from edge.ab_testing.visit import Visit, cookies_of
from edge.ab_testing.visitor import known_elsewhere, visitor_of
from edge.headers import append, first, remove, remove_prefixed, replace
from edge.responses import redirect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import ClassVar, Literal

    from edge.ab_testing.assignment import Assignment
    from edge.ab_testing.experiment import Experiment, Variant
    from edge.ab_testing.visitor import Visitor
    from edge.events import Request, Response
    from edge.handler import Invocation
    from edge.settings import Table

__all__ = ["AbTesting"]

CARRIER = "x-ab-"
"""Headers with this prefix are ours alone."""


class AbTesting:
    """The feature `ab_testing`.

    Outcomes: `assigned`, `redirected`, `routed`, `remembered`, `cookie_ignored`, `exposed_…`.
    """

    name: ClassVar[str] = "ab_testing"
    fails: ClassVar[Literal["open", "closed"]] = "open"

    __slots__ = ("_assigner", "_live", "_memory", "_settings")

    def __init__(self, table: Table) -> None:
        self._settings = read_settings(table)
        self._memory = Memory(self._settings)
        self._assigner = self._made(self._settings.experiments)
        self._live: object = None

    def viewer_request(self, request: Request, call: Invocation) -> Request | Response:
        """Say in headers which variants the visitor is in, or send them to where one of them leads."""
        assigner = self._current(call)
        remove_prefixed(request["headers"], CARRIER)
        request["querystring"], asked = taken_out(request["querystring"], self._settings.forcing.parameter)
        visit = self._visit(request, call, assigner.experiments, asked)
        assigned = assigner.assign(visit)
        _report(assigned, visit, call)
        if location := redirected([item.variant for item in assigned], request["querystring"]):
            answer = redirect(location)
            for line in self._remembered(assigner, visit, assigned, call):
                append(answer["headers"], "Set-Cookie", line)
            call.outcome("redirected", variants=_names(assigned))
            return answer
        for item in assigned:
            # both were checked when the settings were read
            name = item.experiment.header
            request["headers"][name] = [{"key": name, "value": item.variant.name}]
        if chosen := [item.experiment.id for item in assigned if item.why == "forced"]:
            replace(request["headers"], FORCED, ",".join(chosen))
        if assigned and self._settings.sticky_signer:
            replace(request["headers"], PROOF, self._memory.proof(assigned, call.request_id))
        return request

    def origin_request(self, request: Request, call: Invocation) -> Request | None:
        """Go to where the variants are."""
        found: dict[str, Variant] = {}
        changed = False
        for item in self._settings.experiments:
            variant = item.variant(first(request["headers"], item.header))
            if variant is None:
                continue
            if item.audience.admits_country(first(request["headers"], COUNTRY) or ""):
                found[item.id] = variant
            else:
                remove(request["headers"], item.header)
                changed = True
        if apply_at_origin(request, list(found.values())):
            call.outcome("routed", variants={key: variant.name for key, variant in found.items()})
            changed = True
        return request if changed else None

    def origin_response(self, request: Request, response: Response, _call: Invocation) -> Response | None:
        """Write on what is stored in which experiments its visitors do not take part."""
        country = first(request["headers"], COUNTRY) or ""
        off = [item.id for item in self._settings.experiments if not item.audience.admits_country(country)]
        if not off:
            return None
        replace(response.setdefault("headers", {}), OFF, ",".join(off))
        return response

    def viewer_response(self, request: Request, response: Response, call: Invocation) -> Response | None:
        """Let the browser remember what it does not know yet, and count the exposure."""
        assigner = self._current(call)
        _, asked = taken_out(request["querystring"], self._settings.forcing.parameter)
        visit = self._visit(request, call, assigner.experiments, asked)
        lines = response.setdefault("headers", {})
        off = (first(lines, OFF) or "").split(",")
        assigned = carried(assigner.experiments, visit)
        if assigned is None or not self._memory.is_proven(visit, assigned, call.request_id):
            # the header of the visitor's id is gone with ours, so that no new draw would be theirs
            elsewhere = self._settings.visitor_header and not visit.header(self._settings.visitor_header)
            assigned = [] if elsewhere else assigner.assign(visit)
        assigned = [item for item in assigned if item.experiment.id not in off]
        for item in assigned:
            for name, value in item.variant.response_headers:
                replace(lines, name, value)
        set_cookies = self._remembered(assigner, visit, assigned, call)
        for line in set_cookies:
            append(lines, "Set-Cookie", line)
        was_off = OFF in lines
        remove(lines, OFF)
        if set_cookies and assigned:
            call.outcome("remembered", variants=_names(assigned), first_visit=not visit.visitor.known)
        shown = any(item.variant.response_headers for item in assigned)
        return response if set_cookies or was_off or shown else None

    def _current(self, call: Invocation) -> Assigner:
        """The experiments with the live settings of now; worked out anew only when these have changed."""
        live = call.live.get(self.name)
        if live is not self._live:
            experiments, problems = with_live(self._settings.experiments, live)
            self._assigner, self._live = self._made(experiments), live
            if problems:
                call.warning("live settings were left out", problems=list(problems))
        return self._assigner

    def _made(self, experiments: Sequence[Experiment]) -> Assigner:
        signer = self._settings.sticky_signer
        return Assigner(experiments, read_sticky=signer.read_sticky if signer else plain_sticky)

    def _remembered(
        self, assigner: Assigner, visit: Visit, assigned: Sequence[Assignment], call: Invocation
    ) -> list[str]:
        """The Set-Cookie lines; what they are about is told."""
        stale = assigner.stale(visit)
        if stale:
            call.outcome("cookie_ignored", experiments=[item.id for item in stale])
        for name in self._memory.exposed(visit, assigned):
            call.outcome(f"exposed_{name}")
        return self._memory.lines(visit, assigned, stale=stale)

    def _visit(
        self, request: Request, call: Invocation, experiments: Sequence[Experiment], asked: Sequence[str]
    ) -> Visit:
        """`asked`: the values of the parameter that forces variants."""
        sent = cookies_of(request)
        forced = self._settings.forcing.wanted(experiments, asked, sent, now=call.now)
        visitor = self._visitor(request, call, sent)
        return Visit(request, visitor=visitor, sent=sent, now=call.now, forced=forced)

    def _visitor(self, request: Request, call: Invocation, sent: Mapping[str, list[str]]) -> Visitor:
        settings = self._settings
        if settings.visitor_claim or settings.visitor_header or settings.site_cookie:
            claim = call.session.get(settings.visitor_claim)
            header = first(request["headers"], settings.visitor_header) if settings.visitor_header else None
            if found := known_elsewhere((claim, header, *sent.get(settings.site_cookie, ()))):
                return found
        return visitor_of(sent.get(settings.visitor_cookie, ()), request_id=call.request_id)


def _report(assigned: Sequence[Assignment], visit: Visit, call: Invocation) -> None:
    """One line for what is new; a returning visitor, who keeps everything, is none."""
    if any(item.why not in ("kept", "everyone") for item in assigned):
        call.outcome("assigned", variants=_names(assigned), first_visit=not visit.visitor.known)


def _names(assigned: Sequence[Assignment]) -> dict[str, str]:
    return {item.experiment.id: item.variant.name for item in assigned}

"""What a browser remembers of its experiments: its id, its variants, and which of them it has seen today.

1. The id and the variants stay for `max_age`. A variant that is set for everyone is not remembered, so that
   taking this back gives visitors the variant that they had.
2. `ab--seen` ends with the browser's session: `hero.b~price.a`. A variant is exposed when it is not in there.
   What somebody asked for to test it, or everybody is given, is no exposure.
3. A cookie that names no variant, since somebody made it up or the variant was removed, is taken away.
4. viewer-response takes the assignments from the headers that viewer-request set, if it is shown them (this
   was OBSERVED for CloudFront Functions in 2026-07 and is UNCERTAIN for Lambda@Edge), and draws once more
   otherwise: the request id, the cookies and the settings are the same. Where cookies are signed, the headers
   are too, for this request alone: a visitor who makes them up must not have them signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.ab_testing.assignment import Assignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edge.ab_testing.assignment import Why
    from edge.ab_testing.experiment import Experiment
    from edge.ab_testing.settings import AbSettings
    from edge.ab_testing.visit import Visit

__all__ = ["COUNTRY", "FORCED", "OFF", "PROOF", "SEEN", "Memory", "carried"]

COUNTRY = "cloudfront-viewer-country"
FORCED = "x-ab--forced"
"""Request header: the experiments whose variant was asked for."""
OFF = "x-ab--off"
"""Response header, inside CloudFront only: the experiments that the country leaves out."""
PROOF = "x-ab--proof"
"""Request header, where cookies are signed: that it was us who wrote the others."""
SEEN = "ab--seen"
"""Session cookie: the variants that were counted."""
SESSION = cookies.Attributes()


def carried(experiments: Sequence[Experiment], visit: Visit) -> list[Assignment] | None:
    """The assignments that viewer-request wrote into headers; None if there is no such header."""
    forced = (visit.header(FORCED) or "").split(",")
    found = []
    for experiment in experiments:
        variant = experiment.variant(visit.header(experiment.header))
        if variant is not None:
            why: Why = "everyone" if experiment.everyone is variant else "drawn"
            why = "forced" if experiment.id in forced else why
            found.append(Assignment(experiment, variant, why))
    return found or None


class Memory:
    """Writes the cookies."""

    __slots__ = ("_settings",)

    def __init__(self, settings: AbSettings) -> None:
        self._settings = settings

    def lines(
        self, visit: Visit, assigned: Sequence[Assignment], *, stale: Sequence[Experiment]
    ) -> list[str]:
        """The Set-Cookie lines of what the browser does not know yet, and of what it is to forget."""
        set_anew = {item.experiment.id for item in assigned if item.why != "everyone"}
        gone = cookies.Attributes(max_age=0, http_only=False)
        lines = [cookies.set_cookie(item.cookie, "", gone) for item in stale if item.id not in set_anew]
        if not assigned:
            return lines
        if not visit.visitor.known:
            attributes = cookies.Attributes(max_age=self._settings.max_age)
            lines.append(cookies.set_cookie(self._settings.visitor_cookie, visit.visitor.id, attributes))
        # the page's own script may want to know the variant, hence not HttpOnly
        readable = cookies.Attributes(max_age=self._settings.max_age, http_only=False)
        for item in assigned:
            value = self._sticky(item, visit)
            if item.why != "everyone" and value not in visit.cookies.get(item.experiment.cookie, ()):
                lines.append(cookies.set_cookie(item.experiment.cookie, value, readable))
        if new := [_pair(item) for item in self._counted(visit, assigned)]:
            lines.append(cookies.set_cookie(SEEN, "~".join([*_known(visit, self._settings), *new]), SESSION))
        return lines

    def exposed(self, visit: Visit, assigned: Sequence[Assignment]) -> list[str]:
        """`<experiment>_<variant>` of each that this session has not seen."""
        counted = self._counted(visit, assigned)
        return [f"{item.experiment.id}_{item.variant.name}" for item in counted]

    def proof(self, assigned: Sequence[Assignment], request_id: str) -> str:
        """What shows that these are the assignments of this request; empty where nothing is signed."""
        signer = self._settings.sticky_signer
        return signer.sign("carried", request_id, *map(_pair, assigned)) if signer else ""

    def is_proven(self, visit: Visit, assigned: Sequence[Assignment], request_id: str) -> bool:
        """Whether the headers were written by us, as far as that is asked."""
        signer = self._settings.sticky_signer
        given = visit.header(PROOF) or ""
        return signer is None or signer.is_good(given, "carried", request_id, *map(_pair, assigned))

    def _counted(self, visit: Visit, assigned: Sequence[Assignment]) -> list[Assignment]:
        seen = _seen(visit)
        return [item for item in assigned if item.why in ("kept", "drawn") and _pair(item) not in seen]

    def _sticky(self, item: Assignment, visit: Visit) -> str:
        signer = self._settings.sticky_signer
        if signer is None:
            return item.variant.name
        return signer.sticky(item.experiment, item.variant, visit.visitor.id)


def _pair(item: Assignment) -> str:
    return f"{item.experiment.id}.{item.variant.name}"


def _seen(visit: Visit) -> list[str]:
    return (visit.cookie(SEEN) or "").split("~")


def _known(visit: Visit, settings: AbSettings) -> list[str]:
    """What was seen of the variants that there are: a cookie that somebody made up is not handed on."""
    pairs = {f"{item.id}.{variant.name}" for item in settings.experiments for variant in item.variants}
    return [pair for pair in dict.fromkeys(_seen(visit)) if pair in pairs]

"""What CloudFront makes of a returned value: the findings of the return rules, and the page if one fails.

The same rules that check a build run here on every real return; so the simulator cannot accept what
CloudFront would refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.outcomes import Outcome
from cloudfrontier.rules.returns import ReturnCheck, judge_return

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.events import EventType, Kind
    from cloudfrontier.cloudfront.limits import Limits

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True)
class Judgement:
    """Findings about one return; `failure` is what the viewer is answered with when it is not valid.

    `log` is the line that CloudFront writes about it, as far as it is known.
    """

    findings: tuple[Finding, ...] = ()
    failure: Outcome | None = None
    log: str = ""

    @property
    def why(self) -> str:
        """The errors as one text, empty when there are none."""
        return "; ".join(finding.message for finding in self.findings if finding.severity == "error")


def judge(  # noqa: PLR0913 - what is judged, all by name
    kind: Kind,
    event: EventType,
    *,
    given: Mapping[str, object],
    returned: object,
    name: str,
    limits: Limits,
) -> Judgement:
    """The judgement on what a function returned; `given` is the whole event that it was given."""
    faults = judge_return(ReturnCheck(kind, event, given, returned, name, limits))
    deciding = next((fault for fault in faults if fault.outcome is not None), None)
    return Judgement(
        findings=tuple(fault.finding for fault in faults),
        failure=deciding.outcome if deciding else None,
        log=deciding.log if deciding else "",
    )

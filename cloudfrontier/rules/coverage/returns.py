"""Coverage of what code returns: the checks that CloudFront makes of every answer of a function."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.coverage.restriction import Restriction, Section
from cloudfrontier.rules.returns import RETURN_RULES

__all__ = ["RETURN_SECTION"]

RESTRICTIONS = guide("edge-function-restrictions-all")

RETURN_SECTION = Section(
    "What a function returns",
    (
        *(
            Restriction(f"return.{rule.id.lower()}", rule.title, rule.source, (rule.id,))
            for rule in RETURN_RULES
        ),
        Restriction(
            "return.behavior",
            "A changed URI changes neither the behavior nor the origin that were chosen",
            RESTRICTIONS,
            reason="It is not refused; the simulator does the same.",
        ),
        Restriction(
            "return.error-page",
            "A status of 400 or more from a CloudFront Function gets no custom error page",
            guide("functions-event-structure"),
            reason="It is not refused; the simulator does the same.",
        ),
        Restriction(
            "return.timeouts",
            "Timeouts of an origin are not set above its configured ones",
            guide("DownloadDistValuesOrigin"),
            reason="AWS says only that it might fail, not when; RET334 holds timeouts to their ranges.",
        ),
    ),
)

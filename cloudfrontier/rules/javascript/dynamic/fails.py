"""CFF191: a function comes to an end on every sample event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.dynamic.dynamic_rule import DynamicRule
from cloudfrontier.rules.javascript.dynamic.run import FunctionRun, FunctionRuns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["FailsOnSampleEvent"]

THROWN = 'TypeError: cannot get property "value" of undefined'


class FailsOnSampleEvent(DynamicRule):
    """A function that throws is a 503 for the viewer: CloudFront has no fail-open.

    Functions are run on a small set of events, each there for a reason (docs/cost.md lists them). To fail on
    everything that viewers send every day, at one and the same place, is an error. To fail on some of it, or
    on what scanners, old programs and broken links send, is a warning: it may be that a policy or the origin
    sees to it that what the function reads is there. Most often it is a header, a cookie or a parameter that
    is missing: write `headers.referer && headers.referer.value`. `decodeURIComponent` throws at escapes that
    are not valid: put it into a `try`.
    """

    id = "CFF191"
    title = "A function comes to an end on every sample event"
    source = guide("http-503-service-unavailable")
    valid = (
        FunctionRuns("gate.js", (FunctionRun("a file"), FunctionRun("a POST"))),
        FunctionRuns("gate.js", (FunctionRun("a file", end="memory"),)),
    )
    invalid = (
        FunctionRuns("gate.js", (FunctionRun("a file", end="failed", message=THROWN, place=(4, 17)),)),
        FunctionRuns(
            "gate.js",
            (FunctionRun("a POST", ordinary=False, end="failed", message="URIError: malformed URI"),),
        ),
        FunctionRuns(
            "gate.js",
            (FunctionRun("a file", end="unsettled", message="the handler's promise did not settle"),),
        ),
    )

    def check(self, runs: FunctionRuns) -> Iterator[Finding]:
        """One finding for each way in which it fails, whatever the number of events."""
        ways: dict[tuple[tuple[int, int], str], list[FunctionRun]] = {}
        for run in runs.that("failed", "unsettled"):
            ways.setdefault((run.place, run.message), []).append(run)
        # what fails here on one event and there on another depends on what it is given
        places = {run.place for run in runs.that("failed", "unsettled") if run.ordinary}
        is_broken = len(places) == 1 and not any(run.ordinary for run in runs.that("returned"))
        for (place, message), about in ways.items():
            yield self.finding(
                runs,
                about,
                message,
                place=place,
                severity=None if is_broken else "warning",
                do="look before you read, or catch what may be thrown: such requests are answered with 503",
            )

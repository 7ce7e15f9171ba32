"""LAE206: AWS stops updating old runtimes on a known date, and then takes no new code for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.runtimes import LAMBDA_RUNTIMES, lambda_runtime
from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Runtime"]

NOTICE = timedelta(days=90)


class Runtime(BundleRule):
    """A runtime that Lambda@Edge does not have is refused; a deprecated one gets no security patches.

    Lambda refuses new functions on a deprecated runtime first, and new code for existing ones a month later.
    A note tells of it 90 days ahead. Of Node's runtimes the dates are not known here.
    """

    id = "LAE206"
    title = "The runtime is one that Lambda@Edge has and AWS keeps up"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html", "2026-10")
    valid = (SAMPLE, replace(SAMPLE, runtime="python3.10", today=date(2026, 8, 1)))
    invalid = (
        replace(SAMPLE, runtime="python3.7"),
        replace(SAMPLE, runtime="python3.10", today=date(2026, 10, 30)),
        replace(SAMPLE, runtime="python3.10", today=date(2026, 10, 31)),
        replace(SAMPLE, runtime="python3.10", today=date(2027, 3, 3)),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """The runtime against Lambda's table, on the date of the check."""
        runtime = lambda_runtime(bundle.runtime)
        known = [
            item for item in LAMBDA_RUNTIMES if item.name.startswith(bundle.runtime.rstrip("0123456789.x"))
        ]
        live = [item.name for item in known if not _passed(item.deprecated, bundle.today)]
        do = f"set `runtime` to one of {', '.join(live)}" if live else "use a Python runtime"
        if runtime is None:
            yield self.on_package(bundle, f"Lambda@Edge has no runtime {bundle.runtime!r}", do=do)
        elif _passed(runtime.update_blocked, bundle.today):
            yield self.on_package(
                bundle, f"Lambda takes no code for {runtime.name} since {runtime.update_blocked}", do=do
            )
        elif _passed(runtime.deprecated, bundle.today):
            blocked = f"; Lambda makes no new function with it from {runtime.create_blocked}"
            yield self.on_package(
                bundle,
                f"{runtime.name} is deprecated since {runtime.deprecated}"
                f"{blocked if runtime.create_blocked else ''}",
                do=do,
                severity="warning",
            )
        elif _passed(runtime.deprecated, bundle.today + NOTICE):
            yield self.on_package(
                bundle, f"{runtime.name} will be deprecated on {runtime.deprecated}", do=do, severity="note"
            )


def _passed(day: date | None, today: date) -> bool:
    return day is not None and today >= day

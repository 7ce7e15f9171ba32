"""LAE205: a function whose timeout is longer than its event allows is refused when it is attached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import TIMEOUT, TIMEOUT_LEGACY_VIEWER
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Timeout"]


class Timeout(BundleRule):
    """The timeout of a function must fit every event that it is attached to.

    All events take 30 s since 2025; viewer events took 5 s before, and may still in some accounts, which is a
    warning. A visitor waits for a viewer event on every request: seconds are too long in any case.
    """

    id = "LAE205"
    title = "The timeout fits every event of the function"
    source = TIMEOUT["viewer-request"].source
    valid = (SAMPLE, replace(SAMPLE, events=("origin-request",), timeout=30))
    invalid = (replace(SAMPLE, events=("origin-request",), timeout=31), replace(SAMPLE, timeout=6))

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """The timeout against the limit of today, then against the old one of viewer events."""
        for limit in dict.fromkeys(bundle.limits.of(TIMEOUT[event]) for event in bundle.events):
            if not limit.holds(bundle.timeout):
                yield self.on_package(
                    bundle,
                    f"a timeout of {bundle.timeout} s; the limit is {limit}",
                    do="set `timeout` within it",
                )
                return
        legacy = bundle.limits.of(TIMEOUT_LEGACY_VIEWER)
        if bundle.viewer_events and not legacy.holds(bundle.timeout):
            yield self.on_package(
                bundle,
                f"a timeout of {bundle.timeout} s on {', '.join(bundle.viewer_events)}: some accounts may"
                f" still have the old limit of {legacy}",
                do=f"set `timeout` within it, or once an attach has passed raise `{legacy.id}` in [limits]",
                severity="warning",
            )

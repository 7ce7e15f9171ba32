"""LAE204: a function with more memory than its event allows is refused when it is attached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import MEMORY
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Memory"]


class Memory(BundleRule):
    """The memory of a function must fit every event that it is attached to.

    Two of AWS's pages disagree on viewer events: one says 128 MB, the other Lambda's own 10,240 MB. The
    stricter holds here; a project that knows better raises the limit in edge.toml, under `[limits]`.
    """

    id = "LAE204"
    title = "The memory fits every event of the function"
    source = MEMORY["viewer-request"].source
    valid = (SAMPLE, replace(SAMPLE, events=("origin-request",), memory=10240), replace(SAMPLE, events=()))
    invalid = (
        replace(SAMPLE, memory=256),
        replace(SAMPLE, events=("origin-request", "viewer-response"), memory=512),
        replace(SAMPLE, events=("origin-request",), memory=64),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a limit that is broken, naming the events it holds for."""
        limits = {event: bundle.limits.of(MEMORY[event]) for event in bundle.events}
        for limit in dict.fromkeys(limits.values()):
            if limit.holds(bundle.memory):
                continue
            events = ", ".join(event for event in bundle.events if limits[event] == limit)
            raising = (
                f", or raise `{limit.id}` in [limits] if your account takes it" if limit.uncertain else ""
            )
            yield self.on_package(
                bundle,
                f"{bundle.memory:,} MB of memory on {events}; the limit is {limit}",
                do=f"set `memory` within it, or attach to another event{raising}",
            )

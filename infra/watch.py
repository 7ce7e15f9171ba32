"""Watches a staged rollout for a time, and aborts it by itself when errors pass a threshold.

Nobody is sure of what was never asked for: if no request reached staging in that time, it says so, and the
rollout stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.errors import FindingsError, UsageError
from infra.health import PERIOD, Health, Thresholds, read_health
from infra.promotion import abort
from infra.rollout import read_rollout

if TYPE_CHECKING:
    from infra.apply import Journal
    from infra.site import Site

__all__ = ["Watch", "watch"]


@dataclass(frozen=True)
class Watch:
    """For how many seconds, and what is too much; `aborts` whether that ends the rollout."""

    seconds: float
    thresholds: Thresholds = field(default_factory=Thresholds)
    aborts: bool = True


def watch(primary_id: str, site: Site, journal: Journal, how: Watch) -> Health:
    """What was seen in that time.

    Raises:
        UsageError: no rollout is on.
        FindingsError: there were too many errors, or no requests at all.
        AwsError: AWS refused.
    """
    rollout = read_rollout(site.aws, primary_id)
    if rollout.staging is None or rollout.policy is None or not rollout.policy.is_on:
        raise UsageError(f"no rollout of {primary_id} is on; `stage` begins one")
    since, start = journal.now().replace(second=0, microsecond=0), site.pace.clock()
    while True:
        health = read_health(site.aws, rollout.staging, since, journal.now())
        if reason := how.thresholds.passed_by(health):
            raise _stopped(primary_id, site, journal, reason, aborts=how.aborts)
        left = how.seconds - (site.pace.clock() - start)
        if left <= 0:
            break
        site.pace.on_wait(f"the end of the watch ({health})", site.pace.clock() - start)
        site.pace.sleep(min(PERIOD, left))
    if not health.requests:
        raise FindingsError(
            "no request reached staging in that time, so nothing is known of it; send some, or watch longer"
        )
    return health


def _stopped(primary_id: str, site: Site, journal: Journal, reason: str, *, aborts: bool) -> FindingsError:
    if aborts:
        abort(primary_id, site.project, site, journal)
    end = "the rollout was aborted" if aborts else "the rollout goes on, as --no-abort says"
    return FindingsError(f"{reason}; {end}: `cloudfrontier logs` shows why")

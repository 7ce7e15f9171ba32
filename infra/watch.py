"""Watches a staged rollout for a time, and aborts it by itself when errors pass a threshold.

1. Nobody is sure of what was never asked for: if no request reached staging in that time, it says so, and the
   rollout stays as it is.
2. Nobody is sure of what cannot be seen either. CloudWatch may fail now and then; where it does not answer
   for some minutes in a row, or not at the end, the rollout is ended as if there were too many errors:
   visitors are then served what they were served before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.errors import AwsError, CloudfrontierError, FindingsError, UsageError
from infra.health import PERIOD, Health, Thresholds, read_health
from infra.promotion import abort
from infra.rollout import read_rollout

if TYPE_CHECKING:
    from infra.apply import Journal
    from infra.site import Site

__all__ = ["Watch", "watch"]


@dataclass(frozen=True)
class Watch:
    """For how many seconds, and what is too much; `aborts` whether that ends the rollout.

    blind: for how many seconds in a row CloudWatch may fail to answer.
    """

    seconds: float
    thresholds: Thresholds = field(default_factory=Thresholds)
    aborts: bool = True
    blind: float = 300


def watch(primary_id: str, site: Site, journal: Journal, how: Watch) -> Health:
    """What was seen in that time.

    Raises:
        UsageError: no rollout is on.
        FindingsError: there were too many errors, or no requests at all.
        AwsError: AWS refused, or CloudWatch did not answer for too long.
    """
    rollout = read_rollout(site.aws, primary_id)
    if rollout.staging is None or rollout.policy is None or not rollout.policy.is_on:
        raise UsageError(f"no rollout of {primary_id} is on; `stage` begins one")
    since, start = journal.now().replace(second=0, microsecond=0), site.pace.clock()
    health, seen_at = Health(), start
    while True:
        failure = ""
        try:
            health = read_health(site.aws, rollout.staging, since, journal.now())
            seen_at = site.pace.clock()
        except AwsError as error:
            failure = str(error)
        now = site.pace.clock()
        left = how.seconds - (now - start)
        if reason := how.thresholds.passed_by(health):
            raise FindingsError(f"{reason}; {_stopped(primary_id, site, journal, how)}")
        if failure and (left <= 0 or now - seen_at >= how.blind):
            blind = f"CloudWatch does not say how staging does ({failure})"
            raise AwsError(f"{blind}; {_stopped(primary_id, site, journal, how)}")
        if left <= 0:
            break
        told = "CloudWatch did not answer" if failure else str(health)
        site.pace.on_wait(f"the end of the watch ({told})", now - start)
        site.pace.sleep(min(PERIOD, left))
    if not health.requests:
        raise FindingsError(
            "no request reached staging in that time, so nothing is known of it; send some, or watch longer"
        )
    return health


def _stopped(primary_id: str, site: Site, journal: Journal, how: Watch) -> str:
    """End the rollout if that is wanted; what became of it."""
    end = "the rollout goes on, as --no-abort says"
    if how.aborts:
        try:
            abort(primary_id, site.project, site, journal)
            end = "the rollout was aborted"
        except CloudfrontierError as error:
            # what was seen must be told in any case
            end = f"THE ROLLOUT GOES ON, for aborting it failed ({error}): run `cloudfrontier abort`"
    return f"{end}; `cloudfrontier logs` shows what handlers did"

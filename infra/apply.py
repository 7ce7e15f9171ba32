"""Carries out a plan: makes what is missing, changes the distribution once, waits, looks whether it holds.

1. A record is written before the first change and completed after the last; what stops a process stops it in
   between. Every step looks before it acts: the same command, run again, goes on where it stopped.
2. A slot is changed only if it holds what it held when the plan was made, or already what it is to hold. If
   somebody else has changed it meanwhile, nothing is sent.
3. What is made before the distribution is changed is used by nobody yet: a run that stops leaves the site as
   it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import FindingsError, RefusedError
from infra.associations import Held, Lists, Slot, attached, edited, find_behavior, lists_of
from infra.aws import call
from infra.distributions import (
    read_distribution,
    refuse_lost_fields,
    update_distribution,
    wait_until_deployed,
)
from infra.publish import publish, tidy
from infra.records import Applied, Kind, Record, Records, State

if TYPE_CHECKING:
    from infra.desired import Desired
    from infra.plan import Edit, Plan
    from infra.publish import Published
    from infra.site import Site
    from infra.state import LiveDistribution

__all__ = [
    "Journal",
    "Run",
    "apply",
    "check_unchanged",
    "refuse_plan",
    "resolved",
    "settle_unfinished",
    "verify",
]


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    return token_hex(3)


@dataclass(frozen=True)
class Journal:
    """Where records go, and what makes their ids: the time (UTC) and a few random characters."""

    records: Records
    now: Callable[[], datetime] = _now
    token: Callable[[], str] = _token

    def stamp(self) -> str:
        """The time as records have it."""
        return self.now().isoformat(timespec="seconds")

    def new_id(self) -> str:
        """Sorts by time; two runs that begin together have different ones."""
        return f"{self.now():%Y%m%dT%H%M%S.%f}Z-{self.token()}"

    def close(self, record: Record, state: State) -> Record:
        """The record as it ends, written."""
        closed = replace(record, state=state, finished=self.stamp())
        self.records.save(closed)
        return closed


@dataclass(frozen=True)
class Run:
    """What kind of run it is; `remembered`: lists that are to be put back as they stood."""

    kind: Kind = "attach"
    waits: bool = True
    undoes: str = ""
    remembered: Mapping[str, Lists] = field(default_factory=dict)


_ATTACH = Run()


def apply(plan: Plan, desired: Desired, site: Site, journal: Journal, run: Run = _ATTACH) -> Record:
    """Do what the plan says; the completed record.

    Raises:
        RefusedError: the plan has conflicts, or the distribution was changed under it.
        FindingsError: the rules found errors in what would come of it.
        AwsError: AWS refused; the same command goes on.
        TimedOutError: something takes longer than it was given; the same command waits on.
    """
    refuse_plan(plan)
    found = read_distribution(site.aws, plan.distribution)
    check_unchanged(found, plan.edits)
    if plan.edits:
        refuse_lost_fields(found)
    record = Record(
        id=journal.new_id(),
        kind=run.kind,
        distribution=plan.distribution,
        project=plan.project,
        who=str(call(site.aws.sts.get_caller_identity)["Arn"]),
        started=journal.stamp(),
        plan=plan,
        before={pattern: lists_of(found.config, pattern) for pattern in _patterns(plan)},
        undoes=run.undoes,
    )
    journal.records.save(record)
    record = replace(record, changes=resolved(plan.edits, publish(desired, site)))
    journal.records.save(record)
    if record.changes:
        site.tell(f"distribution {plan.distribution}")
    update_distribution(
        site.aws,
        plan.distribution,
        lambda now: _edit(now, record.changes, run.remembered),
        pace=site.pace,
    )
    return _finish(record, desired, site, journal, waits=run.waits)


def settle_unfinished(
    distribution_id: str, site: Site, journal: Journal, *, waits: bool = True
) -> list[Record]:
    """Complete the records of runs that were stopped: those whose change is there, and those that made none.

    A run that goes on elsewhere at this moment completes its record itself, whatever is written here.

    Raises:
        AwsError: AWS refused.
        TimedOutError: the distribution is not Deployed in time.
    """
    unfinished = [record for record in journal.records.all(distribution_id) if record.state == "started"]
    if not unfinished:
        return []
    held = attached(read_distribution(site.aws, distribution_id).config)
    settled = []
    for record in unfinished:
        is_there = record.changes and all(held.get(item.slot) == item.after for item in record.changes)
        if is_there and waits:
            site.tell(f"going on with the {record.kind} of {record.started}")
            wait_until_deployed(site.aws, distribution_id, pace=site.pace)
        settled.append(journal.close(record, "done" if is_there else "abandoned"))
    return settled


def refuse_plan(plan: Plan) -> None:
    """Stop before anything is made of a plan that must not be carried out.

    Raises:
        RefusedError: it has conflicts.
        FindingsError: the rules found errors in what would come of it.
    """
    if plan.conflicts:
        raise RefusedError("\n".join(str(conflict) for conflict in plan.conflicts))
    errors = [finding for finding in plan.findings if finding.severity == "error"]
    if errors:
        told = "\n".join(f"{finding.id} {finding.message}; {finding.help}" for finding in errors)
        raise FindingsError(f"the distribution would not work, or be refused:\n{told}")


def check_unchanged(found: LiveDistribution, edits: tuple[Edit, ...]) -> None:
    """Look before anything is made; a version that was not published yet may be there from a stopped run.

    Raises:
        RefusedError: an event holds neither what it held when the plan was made nor what it is to hold.
    """
    held = attached(found.config)
    for edit in edits:
        now, after = held.get(edit.slot), edit.after
        is_there = now == (after.held() if after else None)
        is_version = after is not None and not after.arn and now is not None and f":{after.name}:" in now.arn
        if now != edit.before and not is_there and not is_version:
            raise _changed(edit.slot, edit.before, now)
        _check_behavior(found, edit.slot)


def _check_behavior(found: LiveDistribution, slot: Slot) -> None:
    if find_behavior(found.config, slot.behavior) is None:
        raise RefusedError(
            f"the distribution has no behavior {slot.behavior!r} any more; nothing was sent: plan again"
        )


def _changed(slot: Slot, before: Held | None, now: Held | None) -> RefusedError:
    return RefusedError(
        f"{slot} held {_named(before)} when the plan was made and holds {_named(now)} now:"
        " somebody else has changed it; nothing was sent: plan again"
    )


def resolved(edits: tuple[Edit, ...], made: Published) -> tuple[Applied, ...]:
    """The edits with the ARNs that publishing has told."""
    return tuple(
        Applied(
            edit.slot,
            edit.before,
            edit.after.held(edit.after.arn or made[edit.after.name]) if edit.after else None,
        )
        for edit in edits
    )


def _edit(
    found: LiveDistribution, changes: tuple[Applied, ...], remembered: Mapping[str, Lists]
) -> Mapping[str, Any] | None:
    """The configuration with the changes; None if it has them already."""
    held = attached(found.config)
    for item in changes:
        _check_behavior(found, item.slot)
        now = held.get(item.slot)
        if now not in {item.before, item.after}:
            raise _changed(item.slot, item.before, now)
    if all(held.get(item.slot) == item.after for item in changes):
        return None
    return edited(found.config, {item.slot: item.after for item in changes}, remembered=remembered)


def _named(held: Held | None) -> str:
    return held.arn if held else "nothing"


def _patterns(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edit.slot.behavior for edit in plan.edits))


def _finish(record: Record, desired: Desired, site: Site, journal: Journal, *, waits: bool) -> Record:
    """Wait until it is everywhere, look whether it holds, and take away what is no longer read."""
    if waits:
        wait_until_deployed(site.aws, record.distribution, pace=site.pace)
    verify(record, site)
    if waits:
        tidy(desired, site)
    elif desired.stores:
        site.tell("keys that are no longer wanted stay in the stores until the next attach")
    return journal.close(record, "done")


def verify(record: Record, site: Site) -> None:
    """Read the distribution back: it holds what was sent.

    Raises:
        RefusedError: somebody else has changed it since.
    """
    held = attached(read_distribution(site.aws, record.distribution).config)
    for item in record.changes:
        if held.get(item.slot) != item.after:
            raise RefusedError(
                f"{item.slot} was attached and holds {_named(held.get(item.slot))} now: somebody else has"
                " changed it since; `cloudfrontier plan` shows what differs"
            )

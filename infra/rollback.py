"""Undoes one recorded run: puts back the associations that it changed, and only those.

Nothing has to be published for it: functions are called by their content and versions do not change, so what
was attached before is still there, unless it was pruned; that is found out before anything is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config import function_arn, lambda_arn
from cloudfrontier.errors import UsageError
from infra.associations import attached
from infra.aws import ServiceError, call
from infra.key_value_store import fingerprint, read_store
from infra.plan import Conflict, Edit, Plan, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.associations import Held
    from infra.aws import Aws
    from infra.records import Record
    from infra.state import LiveDistribution

__all__ = ["record_to_undo", "rollback_plan", "target_of"]

_GONE = frozenset({"NoSuchFunctionExists", "ResourceNotFoundException"})


def record_to_undo(records: list[Record], record_id: str = "") -> Record:
    """The record of that id (or the beginning of it), or the newest that stands and is no rollback itself.

    Raises:
        UsageError: there is none.
    """
    done = [record for record in records if record.state == "done" and record.changes]
    if record_id:
        found = [record for record in done if record.id.startswith(record_id)]
        if len(found) != 1:
            seen = "several completed runs begin" if found else "no completed run begins"
            raise UsageError(f"{seen} with {record_id!r}; `cloudfrontier history` lists them")
        return found[0]
    undone = {record.undoes for record in done}
    standing = (record for record in done if record.kind != "rollback" and record.id not in undone)
    record = next(standing, None)
    if record is None:
        raise UsageError("nothing to roll back: no completed run is recorded that was not undone already")
    return record


def rollback_plan(record: Record, found: LiveDistribution, aws: Aws, *, may_replace: bool = False) -> Plan:
    """What has to be put back; a slot that was changed since is left alone unless that is allowed."""
    held = attached(found.config)
    conflicts: list[Conflict] = []
    edits = []
    for item in record.changes:
        now = held.get(item.slot)
        if now == item.before:
            continue
        edits.append(Edit(item.slot, now, target_of(item.before)))
        if now != item.after and not may_replace:
            message = f"{item.slot} was changed after the run of {record.started}"
            conflicts.append(Conflict(message, "leave it, or run with --replace"))
    notes: list[str] = []
    missing = tuple(_missing(aws, edits, notes, record))
    notes.extend(_role_notes(edits, record))
    return Plan(
        found.id,
        found.domain_name,
        found.account,
        record.project,
        edits=tuple(edits),
        conflicts=(*conflicts, *missing),
        notes=tuple(notes),
    )


def target_of(held: Held | None) -> Target | None:
    """What a slot held, as what it is to hold."""
    if held is None:
        return None
    arn = function_arn(held.arn) if held.kind == "function" else lambda_arn(held.arn)
    return Target(held.kind, arn.name if arn else held.arn, held.arn, held.include_body)


def _missing(aws: Aws, edits: list[Edit], notes: list[str], record: Record) -> Iterator[Conflict]:
    """What was attached and is no longer there to be attached again; of what reads a store a note is made."""
    for held in dict.fromkeys(edit.after.held() for edit in edits if edit.after):
        try:
            if held.kind == "function":
                name = held.arn.rpartition("/")[2]
                told = call(aws.cloudfront.describe_function, Name=name, Stage="LIVE")
                stores = told["FunctionSummary"]["FunctionConfig"].get("KeyValueStoreAssociations") or {}
                if arns := [item["KeyValueStoreARN"] for item in stores.get("Items") or ()]:
                    notes.extend(_entries_note(aws, name, arns, record))
            else:
                call(aws.functions.get_function_configuration, FunctionName=held.arn)
        except ServiceError as error:
            if error.code not in _GONE:
                raise
            yield Conflict(f"{held.arn} was deleted", "build it again from your history, and attach that")


def _entries_note(aws: Aws, function: str, arns: list[str], record: Record) -> Iterator[str]:
    """That a function will not find the entries from before the run; nothing where it will."""
    found = {name: store for name in record.plan.stores if (store := read_store(aws, name))}
    for arn in arns:
        name = next((name for name, store in found.items() if store.arn == arn), "")
        if not name:
            yield (
                f"{function} reads a KeyValueStore, which a rollback does not touch: it finds the entries of"
                " the build that was attached last; attach its own build where that matters"
            )
        elif fingerprint(found[name]) != record.plan.stores[name]:
            yield (
                f"{function} reads the KeyValueStore {name}, whose entries are others than before the run of"
                f" {record.started}, and a rollback does not touch them: attach the build from before it to"
                " have them back"
            )


def _role_notes(edits: list[Edit], record: Record) -> Iterator[str]:
    """That a handler which is put back may not read what it reads: roles have no versions."""
    changed = {step.name for step in record.plan.steps if step.thing == "role" and step.action == "update"}
    for name in dict.fromkeys(edit.after.name for edit in edits if edit.after):
        if name in changed:
            yield (
                f"the run of {record.started} changed what {name} may read, and a rollback does not change"
                " its role; attach the build from before it where that matters"
            )

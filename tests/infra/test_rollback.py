"""A rollback puts back what one run changed: all of that, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed
from deployments import attached_names
from plan_values import RECORD

from cloudfrontier.cli.plan_text import plan_text
from cloudfrontier.errors import RefusedError, UsageError
from infra.apply import Run, apply
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.rollback import record_to_undo, rollback_plan

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.plan import Plan
    from infra.records import Record

MEMBERS = "/members/*"


@pytest.fixture
def distribution(place: Place) -> str:
    return place.create(distribution_config(CacheBehaviors=listed(behavior(PathPattern=MEMBERS))))


def roll_back(place: Place, project: Project, distribution: str, *, replacing: bool = False) -> Record:
    record = record_to_undo(place.records.all(distribution))
    found = read_distribution(place.aws, distribution)
    plan = rollback_plan(record, found, place.aws, may_replace=replacing)
    run = Run("rollback", undoes=record.id, remembered=record.before)
    return apply(plan, Desired(project.name), place.site(project), place.journal, run)


def test_the_code_that_was_attached_before_runs_again(
    place: Place, project: Project, distribution: str
) -> None:
    place.attach(project, distribution)
    before = attached_names(place, distribution)
    project.function("router", "two")
    project.handler("gate", "two")
    place.attach(project.build(), distribution)
    assert attached_names(place, distribution) != before
    record = roll_back(place, project, distribution)
    assert record.kind == "rollback"
    assert attached_names(place, distribution) == before


def test_two_rollbacks_go_back_two_runs(place: Place, project: Project, distribution: str) -> None:
    place.attach(project, distribution)
    project.function("router", "two")
    place.attach(project.build(), distribution)
    roll_back(place, project, distribution)
    roll_back(place, project, distribution)
    assert place.attached(distribution) == {}
    with pytest.raises(UsageError, match="nothing to roll back"):
        roll_back(place, project, distribution)


def test_what_was_attached_by_others_since_stays(place: Place, project: Project, distribution: str) -> None:
    place.attach(project, distribution)
    other = place.publish("theirs")
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)
    default = read["DistributionConfig"]["DefaultCacheBehavior"]
    default["FunctionAssociations"]["Items"].append({"EventType": "viewer-response", "FunctionARN": other})
    default["FunctionAssociations"]["Quantity"] = 2
    place.aws.cloudfront.update_distribution(
        Id=distribution, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )
    roll_back(place, project, distribution)
    assert place.attached(distribution) == {("*", "viewer-response"): other}


def test_what_was_changed_again_since_is_left_unless_it_may_be_replaced(
    place: Place, project: Project, distribution: str
) -> None:
    place.attach(project, distribution)
    first = place.records.all(distribution)[0]
    project.function("router", "two")
    place.attach(project.build(), distribution)
    found = read_distribution(place.aws, distribution)
    plan = rollback_plan(first, found, place.aws)
    with pytest.raises(RefusedError, match=r"was changed after the run of .*--replace"):
        apply(plan, Desired("shop"), place.site(project), place.journal)
    assert not rollback_plan(first, found, place.aws, may_replace=True).conflicts


def test_what_was_deleted_since_cannot_come_back_and_is_told_before(
    place: Place, project: Project, distribution: str
) -> None:
    place.attach(project, distribution)
    old = project.desired.functions[0].deployed_name
    project.function("router", "two")
    project.handler("gate", "two")
    place.attach(project.build(), distribution)
    etag = place.aws.cloudfront.describe_function(Name=old)["ETag"]
    place.aws.cloudfront.delete_function(Name=old, IfMatch=etag)
    place.aws.functions.delete_function(FunctionName="shop-gate", Qualifier="1")
    record = record_to_undo(place.records.all(distribution))
    plan = rollback_plan(record, read_distribution(place.aws, distribution), place.aws)
    assert {conflict.message.rpartition(":function")[2] for conflict in plan.conflicts} == {
        f"/{old} was deleted",
        ":shop-gate:1 was deleted",
    }


def rolled_back(place: Place, project: Project, *, second: dict[str, str]) -> tuple[str, Plan]:
    """The function that a rollback of the second build attaches again, and its plan."""
    distribution = place.create(
        distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*")))
    )
    project.stores["router"] = {"/old": "/canary-1"}
    place.attach(project.build(), distribution)
    old = project.desired.functions[0].deployed_name
    project.stores["router"] = second
    project.function("router", "two")
    place.attach(project.build(), distribution)
    record = record_to_undo(place.records.all(distribution))
    assert "canary" not in record.to_json()
    return old, rollback_plan(record, read_distribution(place.aws, distribution), place.aws)


@pytest.mark.parametrize(
    "second", [{"/old": "/canary-2"}, {"/old": "/canary-1", "/more": "/canary"}], ids=["changed", "added"]
)
def test_a_function_whose_store_has_other_entries_since_is_said_to_find_them(
    place: Place, project: Project, second: dict[str, str]
) -> None:
    old, plan = rolled_back(place, project, second=second)
    (note,) = plan.notes
    assert note.startswith(f"{old} reads the KeyValueStore shop-router, whose entries are others than before")
    assert "attach the build from before it" in note
    assert f"note: {note}" in plan_text(plan).plain


def test_a_store_with_the_entries_from_before_is_nothing_to_be_told(place: Place, project: Project) -> None:
    assert rolled_back(place, project, second={"/old": "/canary-1"})[1].notes == ()


def test_of_a_record_that_does_not_know_the_store_no_more_is_said(place: Place, project: Project) -> None:
    """As those of earlier versions of this package."""
    old, plan = rolled_back(place, project, second={"/old": "/canary-1"})
    record = record_to_undo(place.records.all(plan.distribution))
    unknowing = replace(record, plan=replace(record.plan, stores={}))
    (note,) = rollback_plan(unknowing, read_distribution(place.aws, plan.distribution), place.aws).notes
    assert note.startswith(f"{old} reads a KeyValueStore, which a rollback does not touch")


@pytest.mark.parametrize(("live", "notes"), [("/live/two", 1), ("/live/one", 0)], ids=["changed", "the same"])
def test_a_handler_whose_role_was_changed_is_said_to_have_the_newer_one(
    place: Place, project: Project, distribution: str, live: str, notes: int
) -> None:
    project.live = "/live/one"
    place.attach(project.build(), distribution)
    project.live = live
    project.handler("gate", "two")
    place.attach(project.build(), distribution)
    record = record_to_undo(place.records.all(distribution))
    plan = rollback_plan(record, read_distribution(place.aws, distribution), place.aws)
    assert [("changed what shop-gate may read" in note) for note in plan.notes] == [True] * notes


def test_a_run_is_named_by_the_beginning_of_its_id() -> None:
    other = replace(RECORD, id="20261124T100000.000000Z-000001")
    assert record_to_undo([other, RECORD], "20261123") == RECORD
    assert record_to_undo([other, RECORD]) == other


@pytest.mark.parametrize(
    ("record_id", "message"),
    [("2026", "several completed runs begin with '2026'"), ("2027", "no completed run begins with '2027'")],
)
def test_a_name_of_no_run_or_of_several_is_told(record_id: str, message: str) -> None:
    other = replace(RECORD, id="20261124T100000.000000Z-000001")
    with pytest.raises(UsageError, match=f"{message}; `cloudfrontier history`"):
        record_to_undo([other, RECORD], record_id)


@pytest.mark.parametrize(
    "record",
    [replace(RECORD, state="abandoned"), replace(RECORD, changes=()), replace(RECORD, kind="rollback")],
    ids=["abandoned", "without a change", "a rollback"],
)
def test_some_runs_leave_nothing_to_undo(record: Record) -> None:
    with pytest.raises(UsageError, match="nothing to roll back"):
        record_to_undo([record])

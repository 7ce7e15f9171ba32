"""The end of a rollout: promoted under both ETags, refused where something would be lost, or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deployments import attached_names
from rollouts import MEMBERS, config_of, edit, primary_config, staged

from cloudfrontier.errors import RefusedError, UsageError
from cloudfrontier.testing.fake_cloudfront import SimulatedCrash
from infra.apply import Run, apply, settle_unfinished
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.promotion import abort, delete_staging, promote, promotion_plan
from infra.rollback import record_to_undo, rollback_plan
from infra.rollout import OWN, POLICY_ID, read_rollout
from infra.traffic_split import Split

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.records import Record

DELETE_CALLS = 24
"""Calls of deleting a rollout; a test counts them."""


@pytest.fixture
def primary(place: Place, project: Project) -> str:
    """With a rollout that is on."""
    made = place.create(primary_config())
    staged(place, project, made)
    return made


def promoted(place: Place, project: Project, primary: str, *, may_replace: bool = False) -> Record | None:
    """What `promote` does."""
    site = place.site(project)
    settle_unfinished(primary, site, place.journal)
    plan = promotion_plan(read_rollout(place.aws, primary), project.name)
    return promote(plan, site, place.journal, may_replace=may_replace) if plan.edits else None


def test_the_primary_becomes_what_was_staged_and_keeps_its_own(
    place: Place, project: Project, primary: str
) -> None:
    before = config_of(place, primary)
    record = promoted(place, project, primary)
    after, rollout = config_of(place, primary), read_rollout(place.aws, primary)
    assert attached_names(place, primary)[MEMBERS, "viewer-request"] == "shop-gate:1"
    assert {name: after[name] for name in OWN if name in before} == {
        name: before[name] for name in OWN if name in before
    }
    assert rollout.policy is not None
    assert not rollout.policy.is_on
    assert record is not None
    assert record.state == "done"
    (call,) = [call for call in place.fake.calls if call.operation == "UpdateDistributionWithStagingConfig"]
    assert call.params["IfMatch"].count(", ") == 1


def test_a_promotion_is_rolled_back_as_an_attach_is(place: Place, project: Project, primary: str) -> None:
    before = config_of(place, primary)
    promoted(place, project, primary)
    record = record_to_undo(place.records.all(primary))
    assert record.kind == "promote"
    plan = rollback_plan(record, read_distribution(place.aws, primary), place.aws)
    run = Run("rollback", undoes=record.id, remembered=record.before)
    apply(plan, Desired(project.name), place.site(project), place.journal, run)
    after = config_of(place, primary)
    assert {**after, "Staging": before.get("Staging")} == {**before, "Staging": before.get("Staging")}


def test_what_the_primary_would_lose_is_named_and_kept(place: Place, project: Project, primary: str) -> None:
    edit(place, primary, Comment="theirs")
    with pytest.raises(RefusedError, match="differs from what was staged in Comment too"):
        promoted(place, project, primary)
    assert config_of(place, primary)["Comment"] == "theirs"
    promoted(place, project, primary, may_replace=True)
    assert config_of(place, primary)["Comment"] == "a shop"


def test_a_change_between_the_look_and_the_act_is_seen(place: Place, project: Project, primary: str) -> None:
    def hook(_: object) -> None:
        del place.fake.before["UpdateDistributionWithStagingConfig"]
        edit(place, primary, Comment="theirs")

    place.fake.before["UpdateDistributionWithStagingConfig"] = hook
    with pytest.raises(RefusedError, match="Comment"):
        promoted(place, project, primary)
    assert config_of(place, primary)["Comment"] == "theirs"


def test_either_stale_etag_is_read_again(place: Place, project: Project, primary: str) -> None:
    place.fake.fail("UpdateDistributionWithStagingConfig", with_="412", times=2)
    record = promoted(place, project, primary)
    assert record is not None
    assert record.state == "done"


@pytest.mark.parametrize("applied", [False, True], ids=["before", "after"])
def test_whoever_dies_while_promoting_is_followed_by_one_who_ends_it(
    place: Place, project: Project, primary: str, *, applied: bool
) -> None:
    operation = "UpdateDistributionWithStagingConfig"
    place.fake.fail(operation, with_=SimulatedCrash(operation), applied=applied)
    with pytest.raises(SimulatedCrash):
        promoted(place, project, primary)
    promoted(place, project, primary)
    assert attached_names(place, primary)[MEMBERS, "viewer-request"] == "shop-gate:1"
    states = {record.state for record in place.records.all(primary) if record.kind == "promote"}
    assert states == ({"done"} if applied else {"done", "abandoned"})


def test_an_aborted_rollout_gets_no_requests_and_cannot_be_promoted(
    place: Place, project: Project, primary: str
) -> None:
    before = config_of(place, primary)
    assert abort(primary, project.name, place.site(project), place.journal)
    assert not abort(primary, project.name, place.site(project), place.journal), "it is off already"
    assert config_of(place, primary) == before, "no distribution is deployed anew for it"
    with pytest.raises(RefusedError, match="the rollout is off"):
        promoted(place, project, primary)


def test_an_aborted_rollout_is_begun_again_with_the_same_copy(
    place: Place, project: Project, primary: str
) -> None:
    first = read_rollout(place.aws, primary).staging
    abort(primary, project.name, place.site(project), place.journal)
    again = staged(place, project, primary, Split(10))
    assert first is not None
    assert again.staging is not None
    assert again.policy is not None
    assert again.staging.id == first.id
    assert again.policy.is_on


def test_abort_retries_a_stale_etag(place: Place, project: Project, primary: str) -> None:
    place.fake.fail("UpdateContinuousDeploymentPolicy", with_="412")
    assert abort(primary, project.name, place.site(project), place.journal)


def test_deleting_leaves_the_primary_alone(place: Place, project: Project, primary: str) -> None:
    site = place.site(project)
    abort(primary, project.name, site, place.journal)
    start = len(place.fake.calls)
    delete_staging(primary, site)
    assert len(place.fake.calls) - start == DELETE_CALLS
    listed = place.aws.cloudfront.list_distributions()["DistributionList"]["Items"]
    assert [item["Id"] for item in listed] == [primary]
    policies = place.aws.cloudfront.list_continuous_deployment_policies()
    assert policies["ContinuousDeploymentPolicyList"]["Quantity"] == 0
    assert config_of(place, primary)[POLICY_ID] == ""
    with pytest.raises(UsageError, match="nothing staged"):
        promotion_plan(read_rollout(place.aws, primary), project.name)


@pytest.mark.parametrize("call", range(1, DELETE_CALLS + 1))
def test_whoever_dies_while_deleting_is_followed_by_one_who_ends_it(
    place: Place, project: Project, primary: str, call: int
) -> None:
    site = place.site(project)
    place.fake.crash_at(call)
    with pytest.raises(SimulatedCrash):
        delete_staging(primary, site)
    place.fake.clear_faults()
    delete_staging(primary, site)
    listed = place.aws.cloudfront.list_distributions()["DistributionList"]["Items"]
    assert [item["Id"] for item in listed] == [primary]


def test_after_deletion_a_new_rollout_makes_a_new_copy(place: Place, project: Project, primary: str) -> None:
    delete_staging(primary, place.site(project))
    assert staged(place, project, primary).staging is not None

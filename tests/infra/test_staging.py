"""A staged rollout from its copy to its policy: what the primary keeps, and what a crash leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import listed
from deployments import Place, Project, account, attached_names, shop_project
from rollouts import MEMBERS, config_of, edit, primary_config, run_stage

from cloudfrontier.errors import RefusedError
from cloudfrontier.testing.fake_cloudfront import SimulatedCrash
from infra.rollout import POLICY_ID, read_rollout
from infra.staging import stage
from infra.traffic_split import Split, split_of

if TYPE_CHECKING:
    from pathlib import Path

CALLS = 42
"""Calls of staging everything that is new; a test counts them."""
WRITES = (
    ("iam:CreateRole", 1),
    ("iam:PutRolePolicy", 1),
    ("lambda:CreateFunction", 1),
    ("lambda:PublishVersion", 1),
    ("CreateFunction", 1),
    ("PublishFunction", 1),
    ("CopyDistribution", 1),
    ("UpdateDistribution", 1),
    ("CreateContinuousDeploymentPolicy", 1),
    ("UpdateDistribution", 2),
)
"""Operation and the how-many-eth it is."""


@pytest.fixture
def primary(place: Place) -> str:
    return place.create(primary_config())


def test_the_copy_has_what_was_built_and_the_primary_only_names_the_policy(
    place: Place, project: Project, primary: str
) -> None:
    before = config_of(place, primary)
    run_stage(place, project, primary)
    rollout = read_rollout(place.aws, primary)
    assert rollout.staging is not None
    assert rollout.policy is not None
    assert attached_names(place, rollout.staging.id)[MEMBERS, "viewer-request"] == "shop-gate:1"
    after = config_of(place, primary)
    assert after.pop(POLICY_ID) == rollout.policy.id
    assert after == {name: value for name, value in before.items() if name != POLICY_ID}
    assert rollout.staging.config.get("Aliases", {"Quantity": 0}) == {"Quantity": 0}
    assert rollout.policy.is_on
    assert split_of(rollout.policy.config) == Split(5)


def test_no_request_meets_a_copy_that_is_not_everywhere(place: Place, project: Project, primary: str) -> None:
    run_stage(place, project, primary)
    names = [call.operation for call in place.fake.calls]
    policy = names.index("CreateContinuousDeploymentPolicy")
    before = [call for call in place.fake.calls[:policy] if call.operation == "GetDistribution"]
    assert names.index("CopyDistribution") < names.index("UpdateDistribution") < policy
    assert sum("waiting" in line for line in place.told) == 0
    assert len(before) > 3, "the copy was looked at until it was Deployed"


def test_staging_again_changes_the_share_and_makes_no_second_copy(
    place: Place, project: Project, primary: str
) -> None:
    run_stage(place, project, primary)
    first = read_rollout(place.aws, primary)
    run_stage(place, project, primary, Split(header="aws-cf-cd-try", value="yes"))
    second = read_rollout(place.aws, primary)
    assert first.staging is not None
    assert second.staging is not None
    assert second.policy is not None
    assert second.staging.id == first.staging.id
    assert split_of(second.policy.config) == Split(header="aws-cf-cd-try", value="yes")
    made = [call.operation for call in place.fake.calls if call.operation.startswith(("Copy", "CreateCont"))]
    assert made == ["CopyDistribution", "CreateContinuousDeploymentPolicy"]


def test_what_the_primary_became_meanwhile_is_carried_to_the_copy(
    place: Place, project: Project, primary: str
) -> None:
    run_stage(place, project, primary)
    edit(place, primary, Comment="new")
    run_stage(place, project, primary)
    rollout = read_rollout(place.aws, primary)
    assert rollout.staging is not None
    assert rollout.staging.config["Comment"] == "new"


@pytest.mark.parametrize("version", ["http3", "http2and3"])
def test_a_distribution_with_http3_is_refused_before_anything_is_made(
    place: Place, project: Project, version: str
) -> None:
    primary = place.create(primary_config(HttpVersion=version))
    with pytest.raises(RefusedError, match=r"HTTP/3.*HttpVersion to http2"):
        run_stage(place, project, primary)
    assert place.aws.functions.list_functions()["Functions"] == []


def test_a_rollout_of_somebody_else_s_is_refused(place: Place, project: Project, primary: str) -> None:
    etag = place.aws.cloudfront.get_distribution(Id=primary)["ETag"]
    made = place.aws.cloudfront.copy_distribution(
        PrimaryDistributionId=primary, Staging=True, IfMatch=etag, CallerReference="theirs"
    )
    policy = place.aws.cloudfront.create_continuous_deployment_policy(
        ContinuousDeploymentPolicyConfig={
            "StagingDistributionDnsNames": listed(made["Distribution"]["DomainName"]),
            "Enabled": True,
            "TrafficConfig": Split(5).traffic,
        }
    )
    edit(place, primary, **{POLICY_ID: policy["ContinuousDeploymentPolicy"]["Id"]})
    with pytest.raises(RefusedError, match="was not made here"):
        run_stage(place, project, primary)


def test_a_field_that_would_be_lost_stops_it(place: Place, project: Project, primary: str) -> None:
    plan = place.plan(project, primary)
    place.fake.inject_config_field(primary, "<Brand>new</Brand>")
    with pytest.raises(RefusedError, match="Brand"):
        stage(plan, project.desired, place.site(project), place.journal, split=Split(5))


def everything(place: Place, primary: str) -> dict[str, Any]:
    """What a rollout leaves, without ids that chance decides."""
    rollout = read_rollout(place.aws, primary)
    assert rollout.staging is not None
    assert rollout.policy is not None
    listed_policies = place.aws.cloudfront.list_continuous_deployment_policies()
    distributions = place.aws.cloudfront.list_distributions()["DistributionList"]["Items"]
    return {
        "attached": attached_names(place, rollout.staging.id),
        "primary": attached_names(place, primary),
        "named": config_of(place, primary)[POLICY_ID] == rollout.policy.id,
        "on": rollout.policy.is_on,
        "policies": listed_policies["ContinuousDeploymentPolicyList"]["Quantity"],
        "distributions": len(distributions),
        "versions": len(place.aws.functions.list_versions_by_function(FunctionName="shop-gate")["Versions"]),
    }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is left of a rollout that nothing disturbs."""
    root = tmp_path_factory.mktemp("undisturbed")
    with account(root) as place:
        made = place.create(primary_config())
        run_stage(place, shop_project(root / "project"), made)
        return everything(place, made)


def assert_converges(place: Place, project: Project, primary: str, expected: dict[str, Any]) -> None:
    """The planned crash strikes; the next run ends as if there had been none."""
    with pytest.raises(SimulatedCrash):
        run_stage(place, project, primary)
    place.fake.clear_faults()
    run_stage(place, project, primary)
    assert everything(place, primary) == expected
    assert {record.state for record in place.records.all(primary)} <= {"done", "abandoned"}


@pytest.mark.parametrize("call", range(1, CALLS + 1))
def test_whoever_dies_before_any_call_is_followed_by_one_who_ends_it(
    place: Place, project: Project, primary: str, undisturbed: dict[str, Any], call: int
) -> None:
    place.fake.crash_at(call)
    assert_converges(place, project, primary, undisturbed)


@pytest.mark.parametrize("write", WRITES, ids=str)
def test_whoever_dies_after_a_write_has_done_it_once(
    place: Place, project: Project, primary: str, undisturbed: dict[str, Any], write: tuple[str, int]
) -> None:
    operation, nth = write
    place.fake.fail(operation, nth=nth, with_=SimulatedCrash(operation), applied=True)
    assert_converges(place, project, primary, undisturbed)


def test_the_calls_above_are_all_that_there_are(place: Place, project: Project, primary: str) -> None:
    start = len(place.fake.calls)
    run_stage(place, project, primary)
    done = place.fake.calls[start:]
    assert len(done) == CALLS
    writes = [call.operation for call in done if not call.operation.startswith(("Get", "Describe", "List"))]
    assert writes == [operation.rpartition(":")[2] for operation, _ in WRITES]


def test_of_two_at_once_one_copy_is_left(
    place: Place, project: Project, primary: str, tmp_path: Path
) -> None:
    def hook(_: object) -> None:
        del place.fake.before["CopyDistribution"]
        run_stage(place, project, primary)

    place.fake.before["CopyDistribution"] = hook
    run_stage(place, project, primary)
    assert len(place.aws.cloudfront.list_distributions()["DistributionList"]["Items"]) == 2

"""Others at work on the same distribution, and AWS saying no for a while: who yields, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from cloudfront_api import behavior, distribution_config, listed
from deployments import Place, Project, attached_names

from cloudfrontier.errors import AwsError, RefusedError, TimedOutError
from cloudfrontier.testing.fake_cloudfront import Polls
from infra.apply import Run, apply, settle_unfinished
from infra.aws import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEMBERS = "/members/*"


@pytest.fixture
def distribution(place: Place) -> str:
    return place.create(distribution_config(CacheBehaviors=listed(behavior(PathPattern=MEMBERS))))


def edit(place: Place, distribution: str, change: Callable[[dict[str, Any]], object]) -> None:
    """What somebody else does: read, change, write."""
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)
    change(read["DistributionConfig"])
    place.aws.cloudfront.update_distribution(
        Id=distribution, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )


def once(place: Place, operation: str, action: Callable[[], object]) -> None:
    """Let that happen just before the next call of the operation."""

    def hook(_: object) -> None:
        del place.fake.before[operation]
        action()

    place.fake.before[operation] = hook


def test_what_somebody_else_writes_meanwhile_is_kept(
    place: Place, project: Project, distribution: str
) -> None:
    def comment(config: dict[str, Any]) -> None:
        config["Comment"] = "theirs"

    once(place, "UpdateDistribution", lambda: edit(place, distribution, comment))
    place.attach(project, distribution)
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)["DistributionConfig"]
    assert read["Comment"] == "theirs"
    assert len(place.attached(distribution)) == 2


def test_whoever_takes_the_event_meanwhile_keeps_it(
    place: Place, project: Project, distribution: str
) -> None:
    arn = place.publish("theirs")

    def take(config: dict[str, Any]) -> None:
        config["DefaultCacheBehavior"]["FunctionAssociations"] = listed(
            {"EventType": "viewer-request", "FunctionARN": arn}
        )

    once(place, "UpdateDistribution", lambda: edit(place, distribution, take))
    with pytest.raises(RefusedError, match="somebody else has changed it; nothing was sent: plan again"):
        place.attach(project, distribution)
    assert place.attached(distribution) == {("*", "viewer-request"): arn}


def test_a_behavior_that_goes_away_meanwhile_stops_it(
    place: Place, project: Project, distribution: str
) -> None:
    def drop(config: dict[str, Any]) -> None:
        config["CacheBehaviors"] = listed()

    plan = place.plan(project, distribution)
    edit(place, distribution, drop)
    with pytest.raises(RefusedError, match=r"has no behavior '/members/\*' any more"):
        apply(plan, project.desired, place.site(project), place.journal)
    assert place.aws.functions.list_functions()["Functions"] == [], "it was seen before anything was made"


def test_what_somebody_detached_since_the_plan_is_seen_before_anything_is_made(
    place: Place, project: Project, distribution: str
) -> None:
    def detach(config: dict[str, Any]) -> None:
        config["DefaultCacheBehavior"]["FunctionAssociations"] = listed()

    place.attach(project, distribution)
    project.function("router", "two")
    plan = place.plan(project.build(), distribution)
    edit(place, distribution, detach)
    start = len(place.fake.calls)
    with pytest.raises(RefusedError, match=r"and holds nothing now: somebody else has changed it"):
        apply(plan, project.desired, place.site(project), place.journal)
    assert len(place.fake.calls) == start + 1, "one look"


def test_two_attaches_of_one_build_at_once_end_as_one(
    place: Place, project: Project, distribution: str
) -> None:
    once(place, "UpdateDistribution", lambda: place.attach(project, distribution))
    place.attach(project, distribution)
    assert attached_names(place, distribution)[MEMBERS, "viewer-request"] == "shop-gate:1"
    assert place.plan(project, distribution).is_empty
    assert {record.state for record in place.records.all(distribution)} == {"done"}
    updates = [call for call in place.fake.calls if call.operation == "UpdateDistribution"]
    assert len(updates) == 2, "one that counted, and one that was too late"


@pytest.mark.parametrize(
    "operation",
    [
        "iam:CreateRole",
        "lambda:CreateFunction",
        "lambda:PublishVersion",
        "CreateFunction",
        "PublishFunction",
        "UpdateDistribution",
    ],
)
def test_wherever_the_other_attach_comes_between_both_end_well(
    place: Place, project: Project, distribution: str, operation: str
) -> None:
    once(place, operation, lambda: place.attach(project, distribution))
    place.attach(project, distribution)
    assert place.plan(project, distribution).is_empty
    versions = place.aws.functions.list_versions_by_function(FunctionName="shop-gate")["Versions"]
    assert [item["Version"] for item in versions] == ["$LATEST", "1"]


def test_of_two_builds_at_once_the_slower_says_why_it_stopped(
    place: Place, project: Project, distribution: str, tmp_path: Path
) -> None:
    other = Project(tmp_path / "other", "shop")
    other.function("router", "of another build")
    other.attach("*", viewer_request="router")
    once(place, "UpdateDistribution", lambda: place.attach(other.build(), distribution))
    with pytest.raises(RefusedError, match="plan again"):
        place.attach(project, distribution)
    (name,) = attached_names(place, distribution).values()
    assert name == other.desired.functions[0].deployed_name


def test_two_projects_at_once_on_different_events_both_get_theirs(
    place: Place, project: Project, distribution: str, tmp_path: Path
) -> None:
    other = Project(tmp_path / "other", "stats")
    other.handler("count", events=("origin-request",))
    other.attach(MEMBERS, origin_request="count")
    once(place, "UpdateDistribution", lambda: place.attach(other.build(), distribution))
    place.attach(project, distribution)
    assert attached_names(place, distribution) == {
        ("*", "viewer-request"): project.desired.functions[0].deployed_name,
        (MEMBERS, "viewer-request"): "shop-gate:1",
        (MEMBERS, "origin-request"): "stats-count:1",
    }


def test_whoever_loses_every_race_gives_up_in_the_end(
    place: Place, project: Project, distribution: str
) -> None:
    place.fake.fail("UpdateDistribution", with_="412", times=100)
    with pytest.raises(ServiceError, match=r"UpdateDistribution: PreconditionFailed: .*run the same command"):
        place.attach(project, distribution)
    updates = [call for call in place.fake.calls if call.operation == "UpdateDistribution"]
    assert len(updates) == 8
    assert 0 < place.clock.seconds < 60, "it waited between them, and not for long"


def service_error(code: str, text: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": text}}, operation)


@pytest.mark.parametrize(
    ("operation", "code", "text"),
    [
        (
            "lambda:CreateFunction",
            "InvalidParameterValueException",
            "The role defined for the function cannot be assumed by Lambda.",
        ),
        (
            "lambda:PublishVersion",
            "ResourceConflictException",
            "The operation cannot be performed at this time. An update is in progress for resource",
        ),
        (
            "UpdateDistribution",
            "InvalidLambdaFunctionAssociation",
            "The function execution role must be assumable with edgelambda.amazonaws.com as well",
        ),
    ],
    ids=["a role that Lambda does not know yet", "an update in progress", "a role not known at the edge yet"],
)
def test_what_mends_itself_in_a_moment_is_tried_again(
    place: Place, project: Project, distribution: str, *, operation: str, code: str, text: str
) -> None:
    place.fake.fail(operation, with_=service_error(code, text, operation), times=2)
    record = place.attach(project, distribution)
    assert record is not None
    assert record.state == "done"


@pytest.mark.parametrize("fault", ["throttle", "500", "timeout", "reset", "ExpiredToken"])
@pytest.mark.parametrize("applied", [False, True], ids=["before", "after"])
def test_whatever_ends_a_run_the_next_one_goes_on(
    place: Place, project: Project, distribution: str, fault: str, *, applied: bool
) -> None:
    place.fake.fail("UpdateDistribution", with_=fault, applied=applied)
    with pytest.raises(AwsError, match="goes on where it stopped"):
        place.attach(project, distribution)
    (settled,) = settle_unfinished(distribution, place.site(project), place.journal)
    assert settled.state == ("done" if applied else "abandoned")
    place.attach(project, distribution)
    assert place.plan(project, distribution).is_empty


def test_time_that_is_up_is_an_error_of_its_own_and_the_next_run_waits_on(
    place: Place, project: Project, tmp_path: Path
) -> None:
    slow = Place(tmp_path, settles_after=Polls(500))
    made = slow.create(distribution_config("slow", CacheBehaviors=listed(behavior(PathPattern=MEMBERS))))
    with pytest.raises(TimedOutError, match=f"distribution {made} to be Deployed"):
        slow.attach(project, made)
    slow.fake.settle()
    (settled,) = settle_unfinished(made, slow.site(project), slow.journal)
    assert settled.state == "done"


def test_without_waiting_it_is_done_at_once(project: Project, tmp_path: Path, place: Place) -> None:
    slow = Place(tmp_path, settles_after=Polls(500))
    made = slow.create(distribution_config("slow", CacheBehaviors=listed(behavior(PathPattern=MEMBERS))))
    plan = slow.plan(project, made)
    record = apply(plan, project.desired, slow.site(project), slow.journal, Run(waits=False))
    assert record.state == "done"


def test_publishing_an_attached_function_moves_the_etag_and_is_read_after(
    place: Place, project: Project, distribution: str
) -> None:
    place.attach(project, distribution)
    project.comments["router"] = "what it is for"
    project.function("other", event="viewer-response")
    project.attach("*", viewer_request="router", viewer_response="other")
    plan = place.plan(project.build(), distribution)
    assert ("function", "update") in {(step.thing, step.action) for step in plan.steps}
    place.attach(project, distribution)
    updates = [call for call in place.fake.calls if call.operation == "UpdateDistribution"]
    assert len(updates) == 2, "one for each attach: nothing was refused for a stale ETag"
    assert place.plan(project, distribution).is_empty


def test_nothing_to_change_sends_nothing(place: Place, project: Project, distribution: str) -> None:
    place.attach(project, distribution)
    plan = place.plan(project, distribution)
    apply(plan, project.desired, place.site(project), place.journal)
    updates = [call for call in place.fake.calls if call.operation == "UpdateDistribution"]
    assert len(updates) == 1

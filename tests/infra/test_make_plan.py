"""What a plan holds for every way in which a distribution and a project may stand to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import behavior, distribution_config, lambda_arn, listed
from deployments import Place, Project

from cloudfrontier.errors import UsageError
from infra.associations import Held, Slot, edited
from infra.desired import Desired
from infra.make_plan import PlanOptions, make_plan
from infra.read_state import read_live

if TYPE_CHECKING:
    from infra.plan import Plan

MEMBERS = "/members/*"


def create(place: Place, *others: dict[str, Any], reference: str = "one", **members: Any) -> str:
    behaviors = others or (behavior(PathPattern=MEMBERS),)
    return place.create(distribution_config(reference, CacheBehaviors=listed(*behaviors), **members))


def changes(plan: Plan) -> set[tuple[str, str, str]]:
    return {(edit.change, edit.slot.behavior, edit.slot.event) for edit in plan.edits}


def steps(plan: Plan) -> list[tuple[str, str]]:
    return [(step.thing, step.action) for step in plan.steps]


def test_a_first_plan_makes_and_adds_everything(place: Place, project: Project) -> None:
    plan = place.plan(project, create(place))
    assert steps(plan) == [
        ("role", "create"),
        ("handler", "create"),
        ("handler", "publish"),
        ("function", "create"),
        ("function", "publish"),
    ]
    assert changes(plan) == {("add", MEMBERS, "viewer-request"), ("add", "*", "viewer-request")}
    assert not plan.conflicts


def test_a_plan_changes_nothing(place: Place, project: Project) -> None:
    made = create(place)
    start = len(place.fake.calls)
    place.plan(project, made)
    read = ("Get", "List", "Describe")
    assert all(call.operation.startswith(read) for call in place.fake.calls[start:])


def test_another_build_replaces_what_changed_and_nothing_else(place: Place, project: Project) -> None:
    made = create(place)
    place.attach(project, made)
    project.function("router", "two")
    plan = place.plan(project.build(), made)
    assert steps(plan) == [("function", "create"), ("function", "publish")]
    assert changes(plan) == {("replace", "*", "viewer-request")}


def test_other_settings_of_a_handler_are_a_new_version_without_an_upload(
    place: Place, project: Project
) -> None:
    made = create(place)
    place.attach(project, made)
    project.memory = 256
    project.handler("gate", events=("origin-request",))
    project.attach(MEMBERS, origin_request="gate")
    plan = place.plan(project.build(), made)
    assert [(step.action, step.detail) for step in plan.steps] == [
        ("update", "settings"),
        ("publish", "a new version"),
    ]
    assert changes(plan) == {("detach", MEMBERS, "viewer-request"), ("add", MEMBERS, "origin-request")}


def test_a_version_that_has_been_is_used_again(place: Place, project: Project) -> None:
    made = create(place)
    place.attach(project, made)
    project.handler("gate", "two")
    place.attach(project.build(), made)
    project.handler("gate", "one")
    plan = place.plan(project.build(), made)
    assert not plan.steps
    (edit,) = plan.edits
    assert edit.after is not None
    assert edit.after.arn.endswith("shop-gate:1")


def test_what_is_no_longer_named_is_detached(place: Place, project: Project) -> None:
    made = create(place)
    place.attach(project, made)
    project.attach(MEMBERS)
    plan = place.plan(project.build(), made)
    assert changes(plan) == {("detach", MEMBERS, "viewer-request")}
    assert not plan.steps


def test_a_behavior_that_edge_toml_leaves_out_altogether_is_detached_too(
    place: Place, project: Project
) -> None:
    made = create(place)
    place.attach(project, made)
    del project.behaviors[MEMBERS]
    assert changes(place.plan(project.build(), made)) == {("detach", MEMBERS, "viewer-request")}


def test_functions_of_others_on_other_events_are_left_alone(place: Place, project: Project) -> None:
    theirs = behavior(PathPattern="/theirs/*", functions={"viewer-request": place.publish("theirs")})
    made = create(place, behavior(PathPattern=MEMBERS), theirs)
    plan = place.plan(project, made)
    assert changes(plan) == {("add", MEMBERS, "viewer-request"), ("add", "*", "viewer-request")}


def test_somebody_elses_function_on_our_event_is_a_conflict_unless_replacing_is_allowed(
    place: Place, project: Project
) -> None:
    arn = place.publish("theirs")
    made = create(place, DefaultCacheBehavior=behavior(functions={"viewer-request": arn}))
    plan = place.plan(project, made)
    (conflict,) = plan.conflicts
    assert str(conflict).startswith(f"viewer-request of '*' holds {arn}, which is not this project's")
    assert "run with --replace" in conflict.do
    allowed = place.plan(project, made, replace=True)
    assert not allowed.conflicts
    assert ("replace", "*", "viewer-request") in changes(allowed)


def test_a_project_with_a_name_that_begins_like_ours_is_somebody_else(place: Place, project: Project) -> None:
    other = Project(project.root.parent / "other", "shop-admin")
    other.function("router")
    other.handler("gate")
    other.attach("*", viewer_request="router")
    other.attach(MEMBERS, viewer_request="gate")
    made = create(place)
    place.attach(other.build(), made)
    assert len(place.plan(project, made).conflicts) == 2
    nothing = Desired("shop")
    plan = make_plan(nothing, read_live(place.aws, made, nothing), PlanOptions())
    assert plan.is_empty, "and none of it is ours to detach"


def test_a_function_of_ours_that_was_changed_by_hand_is_not_replaced_unasked(
    place: Place, project: Project
) -> None:
    made = create(place)
    place.attach(project, made)
    name = project.desired.functions[0].deployed_name
    config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    etag = place.aws.cloudfront.describe_function(Name=name)["ETag"]
    place.aws.cloudfront.update_function(
        Name=name, IfMatch=etag, FunctionConfig=config, FunctionCode=b"// by hand"
    )
    etag = place.aws.cloudfront.describe_function(Name=name)["ETag"]
    place.aws.cloudfront.publish_function(Name=name, IfMatch=etag)
    assert steps(place.plan(project, made)) == [("function", "update"), ("function", "publish")]
    project.function("router", "two")
    (conflict,) = place.plan(project.build(), made).conflicts
    assert "was changed by hand" in conflict.message


def test_a_draft_beside_the_live_function_is_no_business_of_ours(place: Place, project: Project) -> None:
    made = create(place)
    place.attach(project, made)
    name = project.desired.functions[0].deployed_name
    config = {"Comment": "a draft", "Runtime": "cloudfront-js-2.0"}
    etag = place.aws.cloudfront.describe_function(Name=name)["ETag"]
    place.aws.cloudfront.update_function(
        Name=name, IfMatch=etag, FunctionConfig=config, FunctionCode=b"// draft"
    )
    assert place.plan(project, made).is_empty


def test_a_pattern_that_the_distribution_has_not_is_told_with_the_nearest(
    place: Place, project: Project
) -> None:
    made = create(place, behavior(PathPattern="/member/*"), behavior(PathPattern="/images/*"))
    with pytest.raises(
        UsageError, match=r"no behavior '/members/\*' \(attaching makes none\); did you mean '/member/\*'\?$"
    ):
        place.plan(project, made)


def test_a_pattern_may_leave_its_first_slash_out(place: Place, project: Project) -> None:
    made = create(place, behavior(PathPattern="members/*"))
    assert ("add", "members/*", "viewer-request") in changes(place.plan(project, made))
    place.attach(project, made)
    assert place.plan(project, made).is_empty


def test_a_distribution_that_is_not_there_is_told(place: Place, project: Project) -> None:
    with pytest.raises(UsageError, match="no distribution 'E0000000000000' in this account"):
        place.plan(project, "E0000000000000")


def test_a_distribution_of_a_stack_is_refused_unless_it_is_adopted(place: Place, project: Project) -> None:
    config = distribution_config(CacheBehaviors=listed(behavior(PathPattern=MEMBERS)))
    tags = {"Items": [{"Key": "Managed-By", "Value": "Terraform"}]}
    made = place.aws.cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={"DistributionConfig": config, "Tags": tags}
    )["Distribution"]["Id"]
    (conflict,) = place.plan(project, made).conflicts
    assert "managed by Terraform (tag Managed-By)" in conflict.message
    assert "--adopt" in conflict.do
    assert not place.plan(project, made, adopt=True).conflicts
    place.attach(project, made, adopt=True)
    assert not place.plan(project, made).conflicts, "nothing has to be sent any more"


TAKEN: dict[str, tuple[Any, str]] = {
    "a Lambda function": (lambda place: place.publish_lambda("shop-gate"), "the Lambda function shop-gate"),
    "a role": (
        lambda place: place.aws.iam.create_role(RoleName="shop-gate", AssumeRolePolicyDocument="{}"),
        "the role shop-gate",
    ),
    "a store": (
        lambda place: place.aws.cloudfront.create_key_value_store(Name="shop-router", Comment="mine"),
        "the KeyValueStore shop-router",
    ),
}


@pytest.mark.parametrize(("take", "what"), TAKEN.values(), ids=TAKEN)
def test_a_name_that_somebody_else_has_is_a_conflict(
    place: Place, project: Project, take: Any, what: str
) -> None:
    project.stores["router"] = {"/a": "/b"}
    take(place)
    place.fake.settle()
    messages = [conflict.message for conflict in place.plan(project.build(), create(place)).conflicts]
    assert f"{what} is not this project's" in messages


def test_what_lambda_at_edge_does_not_take_is_told_without_its_values(place: Place, project: Project) -> None:
    made = create(place)
    place.attach(project, made)
    place.aws.functions.update_function_configuration(
        FunctionName="shop-gate", Environment={"Variables": {"TOKEN": "hush"}}
    )
    assert place.plan(project, made).is_empty, "the version that is attached has none"
    project.handler("gate", "two")
    plan = place.plan(project.build(), made)
    (conflict,) = plan.conflicts
    assert "has environment variables, which Lambda@Edge does not take" in conflict.message
    assert "hush" not in plan.to_json()


def test_functions_in_another_account_or_region_are_not_ours(place: Place, project: Project) -> None:
    made = create(place)
    live = read_live(place.aws, made, project.desired)
    elsewhere = Held("handler", lambda_arn("shop-gate", "1", region="eu-west-1"))
    config = edited(live.distribution.config, {Slot(MEMBERS, "viewer-request"): elsewhere})
    moved = replace(live, distribution=replace(live.distribution, config=config))
    plan = make_plan(project.desired, moved, PlanOptions())
    assert len(plan.conflicts) == 1

"""The rules judge what a plan would leave; what they found before is not this plan's doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed

from cloudfrontier.cloudfront.cache_policy import CachePolicy
from cloudfrontier.errors import FindingsError
from infra.apply import apply
from infra.cache_policies import ensure_cache_policy
from infra.judge import judge_of

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.plan import Plan

MEMBERS = "/members/*"


def judged(place: Place, project: Project, made: str) -> Plan:
    return place.plan(project, made, judge=judge_of(project.loaded, project.desired))


def ids(plan: Plan) -> set[str]:
    return {finding.id for finding in plan.findings}


def with_response_function(place: Place) -> str:
    """A distribution on whose `/members/*` somebody has a CloudFront Function."""
    theirs = behavior(PathPattern=MEMBERS, functions={"viewer-response": place.publish("theirs")})
    return place.create(distribution_config(CacheBehaviors=listed(theirs)))


def test_both_kinds_on_the_viewer_events_are_found_before_cloudfront_refuses_them(
    place: Place, project: Project
) -> None:
    plan = judged(place, project, with_response_function(place))
    assert "DST411" in ids(plan)
    (finding,) = (finding for finding in plan.findings if finding.id == "DST411")
    assert finding.file == f"distribution {plan.distribution}"
    assert MEMBERS in finding.message


def test_a_plan_that_would_fail_is_not_carried_out(place: Place, project: Project) -> None:
    made = with_response_function(place)
    plan = judged(place, project, made)
    with pytest.raises(FindingsError, match="DST411"):
        apply(plan, project.desired, place.site(project), place.journal)
    assert place.aws.functions.list_functions()["Functions"] == []


def test_what_was_wrong_before_is_counted_and_stops_nothing(place: Place, project: Project) -> None:
    shadowed = behavior(PathPattern="/all/x")
    config = distribution_config(
        CacheBehaviors=listed(behavior(PathPattern="/all/*"), shadowed, behavior(PathPattern=MEMBERS))
    )
    plan = judged(place, project, place.create(config))
    assert plan.standing >= 1
    assert not any("/all/x" in finding.message for finding in plan.findings)


def test_what_the_project_lives_with_is_not_reported(place: Place, project: Project) -> None:
    made = with_response_function(place)
    text = (project.root / "edge.toml").read_text(encoding="utf-8")
    ignore = '\n[[ignore]]\nrule = "DST411"\nfile = "*edge.toml"\nreason = "a test"\n'
    (project.root / "edge.toml").write_text(text + ignore, encoding="utf-8")
    assert "DST411" not in ids(judged(place, project, made))


def test_facts_of_edge_toml_count_under_deployed_names(place: Place, project: Project) -> None:
    """A gate before pages that are cached for everybody: DST425."""
    text = (project.root / "edge.toml").read_text(encoding="utf-8")
    gate = (
        '[handlers.gate]\nfeatures = ["auth"]\n\n[auth]\nkeys = [{ id = "k", file = "key", create = true }]'
    )
    text = text.replace('[handlers.gate]\nhandler = "gate.run"', gate)
    (project.root / "edge.toml").write_text(text, encoding="utf-8")
    config = distribution_config(CacheBehaviors=listed(behavior(PathPattern=MEMBERS)))
    assert "DST425" in ids(judged(place, project, place.create(config)))


@pytest.mark.parametrize("has_header", [False, True], ids=["without the variant", "with it"])
def test_an_experiment_is_planned_only_where_its_variant_is_in_the_key(
    place: Place, project: Project, *, has_header: bool
) -> None:
    experiment = (
        '[handlers.gate]\nfeatures = ["ab_testing"]\n\n[[ab_testing.experiments]]\nid = "hero"\n'
        'variants = [{ name = "a" }, { name = "b" }]'
    )
    file = project.root / "edge.toml"
    text = file.read_text(encoding="utf-8").replace('[handlers.gate]\nhandler = "gate.run"', experiment)
    file.write_text(text, encoding="utf-8")
    headers = ("X-Ab-Hero",) if has_header else ()
    policy_id, _ = ensure_cache_policy(
        place.aws, CachePolicy(name="by-variant", headers=headers), project="p"
    )
    members = behavior(PathPattern=MEMBERS, CachePolicyId=policy_id)
    made = place.create(distribution_config(CacheBehaviors=listed(members)))
    found = [finding for finding in judged(place, project, made).findings if finding.id == "DST424"]
    assert bool(found) is not has_header
    assert all("x-ab-hero" in finding.message for finding in found)


def test_a_custom_policy_is_judged_by_what_is_in_it(place: Place, project: Project) -> None:
    made = place.aws.cloudfront.create_cache_policy(
        CachePolicyConfig={
            "Name": "never",
            "MinTTL": 0,
            "DefaultTTL": 0,
            "MaxTTL": 0,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "EnableAcceptEncodingGzip": False,
                "HeadersConfig": {"HeaderBehavior": "none"},
                "CookiesConfig": {"CookieBehavior": "none"},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            },
        }
    )
    text = (project.root / "edge.toml").read_text(encoding="utf-8")
    gate = (
        '[handlers.gate]\nfeatures = ["auth"]\n\n[auth]\nkeys = [{ id = "k", file = "key", create = true }]'
    )
    text = text.replace('[handlers.gate]\nhandler = "gate.run"', gate)
    (project.root / "edge.toml").write_text(text, encoding="utf-8")
    members = behavior(PathPattern=MEMBERS, CachePolicyId=made["CachePolicy"]["Id"])
    plan = judged(place, project, place.create(distribution_config(CacheBehaviors=listed(members))))
    assert "DST425" not in ids(plan), "nothing is cached, so nothing is shared"

"""A rollout that is watched: what counts as too much, what is done then, and what silence means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rollouts import metric, primary_config, staged

from cloudfrontier.errors import AwsError, FindingsError, UsageError
from infra.health import Health, Thresholds
from infra.rollout import read_rollout
from infra.watch import Watch, watch

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.rollout import Rollout

MINUTE = 60


@pytest.fixture
def rollout(place: Place, project: Project) -> Rollout:
    return staged(place, project, place.create(primary_config()))


def watched(place: Place, project: Project, rollout: Rollout, how: Watch) -> Health:
    return watch(rollout.primary.id, place.site(project), place.journal, how)


def staging_id(rollout: Rollout) -> str:
    assert rollout.staging is not None
    return rollout.staging.id


def is_on(place: Place, rollout: Rollout) -> bool:
    policy = read_rollout(place.aws, rollout.primary.id).policy
    assert policy is not None
    return policy.is_on


def test_a_healthy_rollout_is_watched_to_the_end_and_goes_on(
    place: Place, project: Project, rollout: Rollout
) -> None:
    for minute, requests in ((1, 900.0), (3, 100.0)):
        metric(place, "Requests", requests, minute=minute, DistributionId=staging_id(rollout))
    metric(place, "5xxErrorRate", 5.0, minute=3, DistributionId=staging_id(rollout))
    before = place.clock.seconds
    health = watched(place, project, rollout, Watch(5 * MINUTE))
    assert (health.requests, health.errors) == (1000, 5)
    assert health.error_rate == 0.5
    assert place.clock.seconds >= before + 5 * MINUTE
    assert is_on(place, rollout)


def test_too_many_errors_abort_it_before_the_time_is_up(
    place: Place, project: Project, rollout: Rollout
) -> None:
    metric(place, "Requests", 100, minute=1, DistributionId=staging_id(rollout))
    metric(place, "5xxErrorRate", 2.5, minute=1, DistributionId=staging_id(rollout))
    before = place.clock.seconds
    with pytest.raises(FindingsError, match=r"2\.50 % of the answers are 5xx, 1 % are allowed; .*aborted"):
        watched(place, project, rollout, Watch(60 * MINUTE))
    assert place.clock.seconds < before + 5 * MINUTE
    assert not is_on(place, rollout)
    assert next(iter(place.records.all(rollout.primary.id))).kind == "abort"


@pytest.mark.parametrize("name", ["FunctionExecutionErrors", "FunctionValidationErrors", "FunctionThrottles"])
def test_a_function_that_fails_aborts_it(place: Place, project: Project, rollout: Rollout, name: str) -> None:
    function = project.desired.functions[0].deployed_name
    metric(place, name, 1, minute=1, DistributionId=staging_id(rollout), FunctionName=function)
    with pytest.raises(FindingsError, match="1 failures of functions, 0 are allowed"):
        watched(place, project, rollout, Watch(60 * MINUTE))
    assert not is_on(place, rollout)


def test_errors_of_the_primary_are_not_the_rollout_s(
    place: Place, project: Project, rollout: Rollout
) -> None:
    metric(place, "Requests", 100, minute=1, DistributionId=rollout.primary.id)
    metric(place, "5xxErrorRate", 100, minute=1, DistributionId=rollout.primary.id)
    metric(place, "Requests", 30, minute=1, DistributionId=staging_id(rollout))
    assert watched(place, project, rollout, Watch(2 * MINUTE)).error_rate == 0


def test_it_goes_on_where_aborting_is_not_wanted(place: Place, project: Project, rollout: Rollout) -> None:
    metric(place, "Requests", 100, minute=1, DistributionId=staging_id(rollout))
    metric(place, "5xxErrorRate", 50, minute=1, DistributionId=staging_id(rollout))
    with pytest.raises(FindingsError, match="the rollout goes on"):
        watched(place, project, rollout, Watch(60 * MINUTE, aborts=False))
    assert is_on(place, rollout)


def figures_of_a_healthy_minute(place: Place, rollout: Rollout) -> None:
    metric(place, "Requests", 100, minute=1, DistributionId=staging_id(rollout))


def test_cloudwatch_may_fail_for_some_minutes(place: Place, project: Project, rollout: Rollout) -> None:
    figures_of_a_healthy_minute(place, rollout)
    place.fake.fail("cloudwatch:GetMetricData", nth=2, times=4, with_="throttle")
    assert watched(place, project, rollout, Watch(15 * MINUTE)).requests == 100
    assert is_on(place, rollout)


@pytest.mark.parametrize("nth", [1, 3], ids=["from the beginning", "from the third minute"])
@pytest.mark.parametrize("fault", ["timeout", "500", "AccessDenied"])
def test_a_rollout_that_cannot_be_seen_is_ended(
    place: Place, project: Project, rollout: Rollout, nth: int, fault: str
) -> None:
    figures_of_a_healthy_minute(place, rollout)
    place.fake.fail("cloudwatch:GetMetricData", nth=nth, times=99, with_=fault)
    before = place.clock.seconds
    with pytest.raises(AwsError, match=r"CloudWatch does not say .*; the rollout was aborted"):
        watched(place, project, rollout, Watch(60 * MINUTE))
    assert place.clock.seconds < before + 9 * MINUTE
    assert not is_on(place, rollout)


def test_the_last_figures_count_too(place: Place, project: Project, rollout: Rollout) -> None:
    figures_of_a_healthy_minute(place, rollout)
    place.fake.fail("cloudwatch:GetMetricData", nth=3, times=9, with_="500")
    with pytest.raises(AwsError, match="the rollout was aborted"):
        watched(place, project, rollout, Watch(2 * MINUTE))


def test_it_goes_on_unseen_where_aborting_is_not_wanted(
    place: Place, project: Project, rollout: Rollout
) -> None:
    place.fake.fail("cloudwatch:GetMetricData", times=99, with_="500")
    with pytest.raises(AwsError, match="the rollout goes on"):
        watched(place, project, rollout, Watch(60 * MINUTE, aborts=False))
    assert is_on(place, rollout)


def test_what_was_seen_is_told_also_where_aborting_fails(
    place: Place, project: Project, rollout: Rollout
) -> None:
    metric(place, "Requests", 100, minute=1, DistributionId=staging_id(rollout))
    metric(place, "5xxErrorRate", 50, minute=1, DistributionId=staging_id(rollout))
    place.fake.fail("UpdateContinuousDeploymentPolicy", times=99, with_="500")
    with pytest.raises(FindingsError, match=r"50\.00 % of the answers are 5xx.*THE ROLLOUT GOES ON"):
        watched(place, project, rollout, Watch(60 * MINUTE))
    assert is_on(place, rollout)


def test_a_rate_of_few_requests_says_little(place: Place, project: Project, rollout: Rollout) -> None:
    metric(place, "Requests", 3, minute=1, DistributionId=staging_id(rollout))
    metric(place, "5xxErrorRate", 100, minute=1, DistributionId=staging_id(rollout))
    how = Watch(2 * MINUTE, Thresholds(least_requests=20))
    assert watched(place, project, rollout, how).requests == 3
    assert is_on(place, rollout)


def test_where_no_request_came_nothing_is_known(place: Place, project: Project, rollout: Rollout) -> None:
    with pytest.raises(FindingsError, match="no request reached staging"):
        watched(place, project, rollout, Watch(2 * MINUTE))
    assert is_on(place, rollout)


def test_without_a_rollout_there_is_nothing_to_watch(place: Place, project: Project) -> None:
    primary = place.create(primary_config())
    with pytest.raises(UsageError, match=r"no rollout of .* is on"):
        watch(primary, place.site(project), place.journal, Watch(MINUTE))

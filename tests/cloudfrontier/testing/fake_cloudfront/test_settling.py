"""Statuses take reads, or seconds of a clock that only the test moves; botocore's waiters need not sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import WaiterError
from cloudfront_api import Cloud, distribution_config

from cloudfrontier.testing.fake_cloudfront import FakeClock, Polls, Seconds

AT_ONCE = {"Delay": 0}


def status(cloud: Cloud, made: str) -> str:
    return str(cloud.api.get_distribution(Id=made)["Distribution"]["Status"])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_change_settles_after_so_many_reads(count: int) -> None:
    cloud = Cloud(settles_after=Polls(count))
    made = cloud.create()
    statuses = [status(cloud, made) for _ in range(count + 2)]
    assert statuses == ["InProgress"] * count + ["Deployed"] * 2


def test_reads_that_show_no_status_do_not_count(cloud: Cloud) -> None:
    made = cloud.create()
    for _ in range(5):
        cloud.api.get_distribution_config(Id=made)
        cloud.api.list_distributions()
    assert status(cloud, made) == "InProgress"


def test_a_change_settles_after_seconds_of_the_clock() -> None:
    clock = FakeClock()
    cloud = Cloud(clock=clock, settles_after=Seconds(300))
    made = cloud.create()
    clock.advance(299.9)
    assert [status(cloud, made) for _ in range(9)] == ["InProgress"] * 9
    clock.sleep(0.1)
    assert status(cloud, made) == "Deployed"


def test_every_change_begins_anew(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.settle()
    assert status(cloud, made) == "Deployed"
    cloud.update(made, Comment="new")
    assert status(cloud, made) == "InProgress"


def test_botocore_s_waiter_waits_in_reads() -> None:
    cloud = Cloud(settles_after=Polls(20))
    made = cloud.create()
    cloud.api.get_waiter("distribution_deployed").wait(Id=made, WaiterConfig=AT_ONCE)
    assert sum(call.operation == "GetDistribution" for call in cloud.fake.calls) == 21


def test_botocore_s_waiter_waits_on_a_clock_that_ticks() -> None:
    cloud = Cloud(clock=FakeClock(tick=60), settles_after=Seconds(600))
    made = cloud.create()
    cloud.api.get_waiter("distribution_deployed").wait(Id=made, WaiterConfig=AT_ONCE)
    assert sum(call.operation == "GetDistribution" for call in cloud.fake.calls) == 10


def test_botocore_s_waiter_gives_up() -> None:
    cloud = Cloud(settles_after=Polls(35))
    made = cloud.create()
    with pytest.raises(WaiterError, match="Max attempts exceeded"):
        cloud.api.get_waiter("distribution_deployed").wait(Id=made, WaiterConfig=AT_ONCE)


def test_times_are_the_clock_s() -> None:
    now = datetime(2026, 5, 4, 12, 30, 15, 250000, tzinfo=UTC)
    clock = FakeClock(now)
    cloud = Cloud(clock=clock)
    made = cloud.create()
    assert cloud.api.get_distribution(Id=made)["Distribution"]["LastModifiedTime"] == now
    clock.advance(60)
    changed = cloud.update(made, Comment="new")["Distribution"]["LastModifiedTime"]
    assert changed == now + timedelta(seconds=60)
    later = cloud.create(distribution_config("two"))
    assert cloud.api.get_distribution(Id=later)["Distribution"]["LastModifiedTime"] == changed

"""Logs of thirteen regions as one stream: their order, regions without any, back-off, and late lines."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.regions import EDGE_REGIONS
from infra.aws import ServiceError
from infra.logs import Source, follow_logs, read_logs

if TYPE_CHECKING:
    from deployments import Place

GATE = "/aws/lambda/us-east-1.shop-gate"


@pytest.fixture
def place(place: Place) -> Place:
    """CloudWatch Logs is counted, and may be struck by faults."""
    place.fake.install(place.session, also=("logs",))
    return place


def write(place: Place, region: str, *lines: tuple[int, str], group: str = GATE) -> None:
    """Let a log group of a region have these lines: times in milliseconds, and texts."""
    client = place.session.client("logs", region_name=region)
    groups = client.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    if not groups:
        client.create_log_group(logGroupName=group)
        client.create_log_stream(logGroupName=group, logStreamName="one")
    events = [{"timestamp": time, "message": text} for time, text in lines]
    client.put_log_events(logGroupName=group, logStreamName="one", logEvents=events)


NOW = 1_795_392_000_000
"""2026-11-23 in milliseconds; moto takes lines of about that time."""
SOURCES = Source.of_handler("shop-gate")


def read(place: Place, *, since: int = 0) -> list[tuple[str, str]]:
    found = read_logs(place.aws, SOURCES, since=since, pace=place.pace)
    return [(line.region, line.message) for line in found]


def test_lines_of_all_regions_come_in_the_order_of_time(place: Place) -> None:
    write(place, "eu-west-1", (NOW, "one\n"), (NOW + 20, "three"))
    write(place, "sa-east-1", (NOW + 10, "two"), (NOW + 30, "four"))
    assert read(place) == [
        ("eu-west-1", "one"),
        ("sa-east-1", "two"),
        ("eu-west-1", "three"),
        ("sa-east-1", "four"),
    ]


def test_each_of_the_thirteen_regions_is_asked_once(place: Place) -> None:
    start = len(place.fake.calls)
    assert read(place) == [], "there is no such log group anywhere, which is no error"
    assert len(place.fake.calls) - start == len(EDGE_REGIONS) == 13


def test_older_lines_are_left_out(place: Place) -> None:
    write(place, "eu-west-1", (NOW, "old"), (NOW + 1000, "new"))
    assert read(place, since=NOW + 500) == [("eu-west-1", "new")]


def test_a_region_that_throttles_is_asked_again(place: Place) -> None:
    write(place, "eu-west-1", (NOW, "one"))
    place.fake.fail("logs:FilterLogEvents", with_="ThrottlingException", times=3)
    assert read(place) == [("eu-west-1", "one")]
    assert place.clock.seconds > 0


def test_what_may_not_be_read_is_said(place: Place) -> None:
    place.fake.fail("logs:FilterLogEvents", with_="AccessDeniedException", times=20)
    with pytest.raises(ServiceError, match="cloudfrontier iam"):
        read(place)


def test_functions_log_in_us_east_1_and_refusals_where_a_handler_ran(place: Place) -> None:
    assert Source.of_function("shop-r-1") == (Source("/aws/cloudfront/function/shop-r-1", "us-east-1"),)
    refusals = Source.of_validation("E1")
    assert {source.group for source in refusals} == {"/aws/cloudfront/LambdaEdge/E1"}
    assert tuple(source.region for source in refusals) == EDGE_REGIONS


def test_who_follows_sees_each_line_once_and_late_ones_when_they_come(place: Place) -> None:
    write(place, "eu-west-1", (NOW, "one"))
    lines = follow_logs(place.aws, SOURCES, since=NOW - 1000, pace=place.pace)
    seen = [next(lines).message]
    write(place, "sa-east-1", (NOW - 500, "late"))
    write(place, "eu-west-1", (NOW + 10, "two"))
    seen += [line.message for line in itertools.islice(lines, 2)]
    write(place, "eu-west-1", (NOW + 20, "three"))
    seen += [next(lines).message]
    assert seen == ["one", "late", "two", "three"]

"""Logs of edge code, from all the regions that it runs in, as one stream in the order of time.

1. A handler logs in the region where it ran; which that was depends on the visitor, so all are asked at once.
   CloudFront Functions log in us-east-1. What CloudFront says of a refused answer is where the handler ran.
2. A region in which there is no such log group has no logs: it is no error.
3. Lines arrive late. Who follows asks again from a little before the newest one, and drops what was seen.
4. Each region is asked with back-off when it throttles: FilterLogEvents is given few calls a second.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html and
.../lambda-edge-testing-debugging.html (read 2026-04).
"""

from __future__ import annotations

import heapq
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.regions import (
    EDGE_REGIONS,
    HOME_REGION,
    function_log_group,
    handler_log_group,
    validation_log_group,
)
from infra.aws import ServiceError, call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from infra.aws import Aws
    from infra.pace import Pace

__all__ = ["LogLine", "Source", "follow_logs", "read_logs"]

OVERLAP_MS = 120_000
"""How much of what was asked for already is asked for again by who follows."""
EVERY = 5.0
_THROTTLED = frozenset(
    {"ThrottlingException", "Throttling", "LimitExceededException", "ServiceUnavailableException"}
)


@dataclass(frozen=True, order=True)
class LogLine:
    """One event of a log; `time` in milliseconds since 1970."""

    time: int
    region: str
    id: str
    group: str
    message: str


@dataclass(frozen=True)
class Source:
    """A log group in one region."""

    group: str
    region: str

    @classmethod
    def of_handler(cls, name: str) -> tuple[Source, ...]:
        """Where a handler logs, by its deployed name."""
        return tuple(cls(handler_log_group(name), region) for region in EDGE_REGIONS)

    @classmethod
    def of_function(cls, name: str) -> tuple[Source, ...]:
        """Where a CloudFront Function logs, by its deployed name."""
        return (cls(function_log_group(name), HOME_REGION),)

    @classmethod
    def of_validation(cls, distribution_id: str) -> tuple[Source, ...]:
        """Where CloudFront logs what is wrong with answers of a distribution's handlers."""
        return tuple(cls(validation_log_group(distribution_id), region) for region in EDGE_REGIONS)


def read_logs(
    aws: Aws, sources: Sequence[Source], *, since: int, pace: Pace, pattern: str = ""
) -> Iterator[LogLine]:
    """The lines since that time (milliseconds since 1970), oldest first; `pattern` is CloudWatch's own.

    Raises:
        AwsError: AWS refused.
    """
    clients = {region: aws.logs(region) for region in dict.fromkeys(source.region for source in sources)}

    def read(source: Source) -> list[LogLine]:
        return sorted(_lines(clients[source.region], source, since, pace, pattern))

    with ThreadPoolExecutor(max_workers=max(1, len(sources))) as pool:
        found = list(pool.map(read, sources))
    yield from heapq.merge(*found)


def follow_logs(
    aws: Aws, sources: Sequence[Source], *, since: int, pace: Pace, pattern: str = ""
) -> Iterator[LogLine]:
    """The lines since that time, and those that come, for ever; each once, late ones when they come."""
    seen: dict[tuple[str, str], int] = {}
    newest = since
    while True:
        lines = read_logs(aws, sources, since=max(since, newest - OVERLAP_MS), pace=pace, pattern=pattern)
        for line in lines:
            if (line.region, line.id) not in seen:
                seen[line.region, line.id] = line.time
                newest = max(newest, line.time)
                yield line
        seen = {key: time for key, time in seen.items() if time >= newest - OVERLAP_MS}
        pace.sleep(EVERY)


def _lines(client: Any, source: Source, since: int, pace: Pace, pattern: str) -> Iterator[LogLine]:
    asked: dict[str, Any] = {"logGroupName": source.group, "startTime": since}
    if pattern:
        asked["filterPattern"] = pattern
    while True:
        told = _page(client, asked, pace)
        for event in told.get("events", ()):
            message = event["message"].rstrip("\n")
            yield LogLine(event["timestamp"], source.region, event["eventId"], source.group, message)
        if not told.get("nextToken"):
            return
        asked["nextToken"] = told["nextToken"]


def _page(client: Any, asked: dict[str, Any], pace: Pace) -> Any:
    def step() -> Any:
        return call(client.filter_log_events, **asked)

    try:
        return pace.converge(step, moved=lambda error: error.code in _THROTTLED)
    except ServiceError as error:
        if error.code == "ResourceNotFoundException":
            return {}
        raise

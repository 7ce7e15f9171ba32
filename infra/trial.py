"""TestFunction before a function goes live: its DEVELOPMENT stage is run on events of yours, by AWS itself.

A function that fails on one of them, or comes near the time that it has, is not published.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/test-function.html (read 2026-04).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import COMPUTE_NEARING
from cloudfrontier.errors import FindingsError, UsageError
from infra.aws import call

if TYPE_CHECKING:
    from pathlib import Path

    from infra.aws import Aws
    from infra.desired import DesiredFunction
    from infra.site import FunctionTrial

__all__ = ["TrialEvent", "read_events", "trial_with"]


@dataclass(frozen=True)
class TrialEvent:
    """An event as CloudFront Functions are given it, as JSON; `event_type` is in its context."""

    name: str
    event_type: str
    content: bytes


def read_events(folder: Path) -> tuple[TrialEvent, ...]:
    """The events in a folder, one a `.json` file.

    Raises:
        UsageError: there are none, or a file is no event.
    """
    found = tuple(_event(path) for path in sorted(folder.glob("*.json")))
    if not found:
        raise UsageError(f"{folder} has no .json file; one event a file is expected")
    return found


def trial_with(aws: Aws, events: tuple[TrialEvent, ...]) -> FunctionTrial:
    """A trial that runs each function on the events of its kind."""

    def trial(function: DesiredFunction, etag: str) -> None:
        for event in events:
            if event.event_type == function.event:
                _try(aws, function.deployed_name, etag, event)

    return trial


def _try(aws: Aws, name: str, etag: str, event: TrialEvent) -> None:
    answer = call(
        aws.cloudfront.test_function,
        Name=name,
        IfMatch=etag,
        Stage="DEVELOPMENT",
        EventObject=event.content,
    )
    result = answer["TestResult"]
    if failure := result.get("FunctionErrorMessage"):
        raise FindingsError(f"{name} fails on {event.name}: {failure}; it was not published")
    used = int(result.get("ComputeUtilization") or 0)
    if used > COMPUTE_NEARING.value:
        raise FindingsError(
            f"{name} takes {used} % of its time on {event.name}, {COMPUTE_NEARING.value} % at most are safe;"
            " it was not published: let it do less"
        )


def _event(path: Path) -> TrialEvent:
    try:
        content = path.read_bytes()
        event_type = json.loads(content)["context"]["eventType"]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError):
        raise UsageError(f"{path} is no event: expected an object with `context.eventType`") from None
    return TrialEvent(path.name, str(event_type), content)

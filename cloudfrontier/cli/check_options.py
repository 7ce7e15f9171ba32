"""What the options of `cloudfrontier check` say of each kind of thing that is named.

An option that would apply to nothing of what is named is refused: it would be thought to have done something.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.cli.formats import Format
from cloudfrontier.cloudfront.events import VIEWER_EVENTS, EventType
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES
from cloudfrontier.errors import UsageError
from cloudfrontier.validator import FunctionOptions, PackageOptions

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cloudfrontier.validator.targets import TargetKind

__all__ = ["Given", "function_options", "package_options"]


@dataclass(frozen=True)
class Given:
    """The command line, as click has read it."""

    paths: tuple[Path, ...]
    distribution: Path | None
    runtime: str | None
    events: tuple[EventType, ...]
    static: bool
    budget: int | None
    runs: bool
    handler: str | None
    memory: int | None
    timeout: int | None
    configuration: Path | None
    strict: bool
    form: Format
    quiet: bool


def function_options(given: Given, kinds: AbstractSet[TargetKind]) -> FunctionOptions:
    """What the options say of the functions that are named."""
    usual = FunctionOptions(is_static=given.static, budget=given.budget)
    if "function" not in kinds:
        return usual
    runtime = next((item for item in FUNCTION_RUNTIMES if item == given.runtime), None)
    if given.runtime is not None and runtime is None and "package" not in kinds:
        expected = " or ".join(FUNCTION_RUNTIMES)
        raise UsageError(f"--runtime {given.runtime}: CloudFront Functions have no such runtime; {expected}")
    events = given.events if "package" not in kinds else ()
    if len(events) > 1:
        raise UsageError("--event is given twice; a CloudFront Function is written for one event")
    if wrong := [event for event in events if event not in VIEWER_EVENTS]:
        raise UsageError(
            f"--event {wrong[0]}: CloudFront Functions run at viewer-request and viewer-response"
        )
    return replace(usual, runtime=runtime or usual.runtime, event=events[0] if events else None)


def package_options(given: Given, kinds: AbstractSet[TargetKind]) -> PackageOptions:
    """What the options say of the zips that are named."""
    named = {
        "--handler": given.handler,
        "--memory": given.memory,
        "--timeout": given.timeout,
        "--configuration": given.configuration,
    }
    usual = PackageOptions()
    if "package" not in kinds:
        for option in (option for option, value in named.items() if value is not None):
            raise UsageError(f"{option}: no zip is named that it could be about")
        if "function" not in kinds and (given.runtime or given.events):
            raise UsageError("--runtime and --event: no file is named; a project says both in its edge.toml")
        return usual
    if given.runtime in FUNCTION_RUNTIMES and "function" not in kinds:
        raise UsageError(
            f"--runtime {given.runtime}: a zip runs on a runtime of Lambda's, such as python3.13"
        )
    return PackageOptions(
        handler=given.handler,
        events=given.events,
        runtime=None if given.runtime in FUNCTION_RUNTIMES else given.runtime,
        memory=given.memory,
        timeout=given.timeout,
        configuration=given.configuration,
    )

"""Checks a Lambda@Edge package as a zip of anybody's, with what is said of its function."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import UsageError
from cloudfrontier.validator.reading import read_bytes
from cloudfrontier.validator.report import CheckReport

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.configuration import FunctionConfiguration

__all__ = ["PackageOptions", "check_package_file"]


@dataclass(frozen=True)
class PackageOptions:
    """What is said of the functions in zips; None where Lambda's configuration or its defaults hold.

    memory in MB, timeout in seconds. configuration: a file with what `aws lambda get-function-configuration`
    prints.
    """

    handler: str | None = None
    events: tuple[EventType, ...] = ()
    runtime: str | None = None
    memory: int | None = None
    timeout: int | None = None
    configuration: Path | None = None


def check_package_file(path: Path, options: PackageOptions) -> CheckReport:
    """What is wrong with the package in a file.

    Raises:
        UsageError: the configuration cannot be read.
    """
    from cloudfrontier.artifacts.packages import FunctionSettings, inspect_package  # noqa: PLC0415 - functions need none

    settings = FunctionSettings(
        handler=options.handler,
        events=options.events,
        runtime=options.runtime,
        memory=options.memory,
        timeout=options.timeout,
        configuration=_configuration(options.configuration) if options.configuration else None,
    )
    name = shown(path)
    report = inspect_package(path, settings, name=name)
    return CheckReport(report.findings, sources=report.sources, checked=(f"package {name}",))


def _configuration(path: Path) -> FunctionConfiguration:
    from cloudfrontier.rules.bundle.configuration import read_configuration  # noqa: PLC0415 - same

    raw = read_bytes(path)
    if isinstance(raw, Finding):
        raise UsageError(f"{raw.file}: {raw.message}; {raw.help}")
    return read_configuration(raw, name=shown(path))

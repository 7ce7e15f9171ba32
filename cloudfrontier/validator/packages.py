"""Checks a Lambda@Edge package as a zip of anybody's, with what is said of its function."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.rules.notices import UNREADABLE
from cloudfrontier.validator.reading import unreadable
from cloudfrontier.validator.report import CheckReport

__all__ = ["PackageOptions", "check_package_file"]


@dataclass(frozen=True)
class PackageOptions:
    """What is said of the functions in zips; None where the usual value holds.

    memory in MB, timeout in seconds. configuration: what `aws lambda get-function-configuration` printed.
    """

    handler: str | None = None
    events: tuple[EventType, ...] = ()
    runtime: str | None = None
    memory: int | None = None
    timeout: int | None = None
    configuration: Path | None = None


def check_package_file(path: Path, options: PackageOptions) -> CheckReport:
    """What is wrong with the package in a file."""
    from cloudfrontier.rules.bundle import Bundle, check_bundle  # noqa: PLC0415 - functions need none

    name = shown(path)
    checked = (f"package {name}",)
    if problem := unreadable(path):
        return CheckReport((problem,), checked=checked)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        finding = UNREADABLE.finding(name, f"it is no zip: {error}", do="name the zip that is uploaded")
        return CheckReport((finding,), checked=checked)
    bundle = Bundle(
        file=name,
        events=options.events,
        runtime=options.runtime or "python3.13",
        memory=options.memory or 128,
        timeout=options.timeout or 5,
        zip_size=path.stat().st_size,
        unzipped_size=unpacked,
        today=datetime.now(UTC).date(),
    )
    return CheckReport(check_bundle(bundle), checked=checked)

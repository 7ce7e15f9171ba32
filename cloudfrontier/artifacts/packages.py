"""Checks the zip of anybody's Lambda@Edge function, with what is said of the function and what Lambda says.

What is said on the command line holds before what Lambda's configuration says, and that before Lambda's own
defaults. Findings name a file in the zip as `function.zip!edge/handler.py`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.limits import AWS_LIMITS
from cloudfrontier.rules.bundle import Bundle, check_bundle
from cloudfrontier.rules.bundle.archive import Archive, ArchiveFault, NotZipError, read_archive
from cloudfrontier.rules.bundle.configuration import (
    FunctionConfiguration,
    configuration_from,
    read_configuration,
)
from cloudfrontier.rules.bundle.contents import LARGEST_TEXT
from cloudfrontier.rules.bundle.files import DamagedError
from cloudfrontier.rules.bundle.secret_text import masked
from cloudfrontier.rules.notices import UNREADABLE

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.cloudfront.limits import Limits

__all__ = [
    "FunctionSettings",
    "PackageReport",
    "check_package",
    "configuration_from",
    "inspect_package",
    "read_configuration",
]

DEFAULT_HANDLER = "lambda_function.lambda_handler"
DEFAULT_MEMORY, DEFAULT_TIMEOUT = 128, 3
"""What Lambda gives a function of which nothing else is said, in MB and seconds.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (botocore 1.44.5).
"""
CHUNK = 1024 * 1024
PYTHON_RUNTIME, NODE_RUNTIME = "python3.13", "nodejs22.x"
"""Taken where no runtime is known: the newest that AWS has announced for Lambda@Edge."""


@dataclass(frozen=True)
class FunctionSettings:
    """What is said of a function, empty or None where nothing is; memory in MB, timeout in seconds."""

    handler: str | None = None
    events: tuple[EventType, ...] = ()
    runtime: str | None = None
    memory: int | None = None
    timeout: int | None = None
    configuration: FunctionConfiguration | None = None


@dataclass(frozen=True)
class PackageReport:
    """`sources`: texts that findings point into, by the names that findings use, with secrets covered."""

    findings: tuple[Finding, ...]
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)


def check_package(  # noqa: PLR0913 - what is known of a function, by name
    path: Path,
    *,
    handler: str | None = None,
    events: tuple[EventType, ...] = (),
    runtime: str | None = None,
    memory: int | None = None,
    timeout: int | None = None,
    configuration: FunctionConfiguration | Mapping[str, Any] | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with the zip at a path; `today` is the day of the check.

    configuration: as `read_configuration` gives it, or the dict that boto3 answers with.

    Raises:
        UsageError: that dict is no configuration of a function.
    """
    said = configuration_from(configuration) if isinstance(configuration, Mapping) else configuration
    settings = FunctionSettings(handler, events, runtime, memory, timeout, said)
    return inspect_package(path, settings, today=today).findings


def inspect_package(
    path: Path,
    settings: FunctionSettings,
    *,
    name: str | None = None,
    limits: Limits = AWS_LIMITS,
    today: date | None = None,
) -> PackageReport:
    """The same, with the texts that findings point into; `name` is how findings call the zip.

    What cannot be read is a finding, too.
    """
    shown = str(path) if name is None else name
    day = datetime.now(UTC).date() if today is None else today
    try:
        # a FIFO would be waited for
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _unreadable(shown, f"it cannot be read: {(error.strerror or 'no reason given').lower()}")
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return _unreadable(shown, "it is no regular file")
    with os.fdopen(descriptor, "rb") as file:
        bundle = _bundle(_archive(file, status.st_size), settings, file, name=shown, limits=limits, today=day)
        findings = check_bundle(bundle)
        return PackageReport(findings, dict(_sources(bundle, findings)))


def _archive(file: BinaryIO, size: int) -> Archive:
    """What the file holds; of what is no zip nothing but why."""
    try:
        return read_archive(file, size)
    except NotZipError as error:
        return Archive(size=size, faults=(ArchiveFault("damaged", "", f"no zip: {error}"),))


def _bundle(  # noqa: PLR0913 - what makes a bundle, by name
    archive: Archive,
    settings: FunctionSettings,
    file: BinaryIO,
    *,
    name: str,
    limits: Limits,
    today: date,
) -> Bundle:
    said = settings.configuration or FunctionConfiguration()
    return Bundle(
        file=name,
        events=settings.events,
        runtime=settings.runtime or said.runtime or _runtime(archive),
        memory=_first(settings.memory, said.memory, DEFAULT_MEMORY),
        timeout=_first(settings.timeout, said.timeout, DEFAULT_TIMEOUT),
        zip_size=archive.size,
        unzipped_size=archive.unzipped,
        today=today,
        limits=limits,
        handler=settings.handler or said.handler or _handler(archive),
        archive=archive,
        configuration=settings.configuration,
        code_sha256=_digest(file) if said.code_sha256 else "",
    )


def _first(said: int | None, configured: int | None, default: int) -> int:
    """The first that is known; 0 is known, and wrong."""
    return next((value for value in (said, configured) if value is not None), default)


def _runtime(archive: Archive) -> str:
    """Python's unless the zip holds JavaScript at its root and no Python there."""
    suffixes = {name.rpartition(".")[2] for name in archive.files.names if "/" not in name}
    return NODE_RUNTIME if suffixes & {"js", "mjs", "cjs"} and "py" not in suffixes else PYTHON_RUNTIME


def _handler(archive: Archive) -> str:
    return DEFAULT_HANDLER if "lambda_function.py" in archive.files else ""


def _digest(file: BinaryIO) -> str:
    """The digest as Lambda prints it in `CodeSha256`."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return b64encode(digest.digest()).decode("ascii")


def _sources(bundle: Bundle, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """The texts of the files in the zip that findings point into."""
    wanted = {finding.file for finding in findings if finding.line}
    texts = []
    for inner in bundle.files.names:
        if bundle.shown(inner) not in wanted or bundle.files.size(inner) > LARGEST_TEXT:
            continue
        try:
            text = bundle.files.read(inner).decode("utf-8", "replace")
        except DamagedError:
            continue  # LAE214 says so
        texts.append((bundle.shown(inner), masked(text)))
    return texts


def _unreadable(name: str, message: str) -> PackageReport:
    return PackageReport((UNREADABLE.finding(name, message, do="name the zip that is uploaded"),))

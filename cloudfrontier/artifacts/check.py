"""Judges what was built as it would be deployed.

Functions meet the cff1xx rules, packages lae2xx, and what is attached where dst4xx.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.facts import own_code_facts
from cloudfrontier.artifacts.functions import FunctionSource
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.rules.attachment import check_attachments
from cloudfrontier.rules.attachment.from_project import project_attachments
from cloudfrontier.rules.bundle import Bundle, check_bundle
from cloudfrontier.rules.bundle.archive import Archive
from cloudfrontier.rules.bundle.files import MemoryFiles
from cloudfrontier.rules.javascript import check_function

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cloudfrontier.artifacts.handlers import HandlerFiles
    from cloudfrontier.artifacts.manifest import HandlerArtifact
    from cloudfrontier.cloudfront.limits import Limits
    from cloudfrontier.project import LoadedProject

__all__ = ["SampleRun", "check_attached", "check_handler", "check_source"]

SampleRun = Callable[[FunctionSource], tuple[Finding, ...]]
"""Runs a function on sample events; what is wrong with what it returns."""


def check_source(source: FunctionSource, samples: SampleRun | None = None) -> tuple[Finding, ...]:
    """What the rules find in one CloudFront Function, its redirects included.

    `samples` is asked only where the code has no error: what cannot run is not run.
    """
    found = check_function(source.text, name=source.file, runtime=source.runtime, event=source.table.event)
    # a step that somebody wrote was checked in its own file
    found = tuple(finding for finding in found if finding.line <= source.generated_lines)
    if samples is not None and not any(finding.severity == "error" for finding in found):
        found = (*found, *samples(source))
    return (*source.findings, *found)


def check_handler(
    artifact: HandlerArtifact, handler: HandlerFiles, *, limits: Limits, today: date
) -> tuple[Finding, ...]:
    """What the rules find in one zip, and in the code that went into it."""
    files = MemoryFiles(handler.files)
    return check_bundle(
        Bundle(
            file=artifact.path,
            events=artifact.events,
            runtime=artifact.runtime,
            memory=artifact.memory_mb,
            timeout=artifact.timeout_s,
            zip_size=artifact.bytes,
            unzipped_size=artifact.unzipped_bytes,
            today=today,
            faults=handler.faults,
            limits=limits,
            handler=handler.handler,
            archive=Archive(files, artifact.bytes, artifact.unzipped_bytes),
            places=handler.places,
        )
    )


def check_attached(
    loaded: LoadedProject, functions: Sequence[FunctionSource], handlers: Sequence[HandlerFiles]
) -> tuple[Finding, ...]:
    """What the rules find in the distribution that the project declares, at places in its edge.toml."""
    return check_attachments(project_attachments(loaded, facts=own_code_facts(functions, handlers)))

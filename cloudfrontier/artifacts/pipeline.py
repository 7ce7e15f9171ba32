"""From a project to dist/: render, gather, compile, zip, check, and only then write.

1. Mistakes in the files that the project names are collected first, and raised together.
2. Every artefact is made in memory and judged as it would be deployed, not as it was written.
3. Nothing is written while an error-level finding exists; otherwise the folder is replaced as a whole.
4. The same project gives the same bytes: no time, path or order of this machine goes in.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cloudfrontier.artifacts.archive import lambda_digest, sha256, unzipped_size
from cloudfrontier.artifacts.check import check_attached, check_source
from cloudfrontier.artifacts.covered_secrets import covered
from cloudfrontier.artifacts.folder import check_replaceable, replace_folder
from cloudfrontier.artifacts.functions import FunctionSource, function_source
from cloudfrontier.artifacts.handler_work import HandlerWork
from cloudfrontier.artifacts.handlers import HandlerFiles, gather_handler, installed_folders
from cloudfrontier.artifacts.ignores import take_ignored
from cloudfrontier.artifacts.manifest import (
    MANIFEST_NAME,
    FunctionArtifact,
    HandlerArtifact,
    Manifest,
    StoreArtifact,
)
from cloudfrontier.artifacts.report import BuildReport
from cloudfrontier.cloudfront.events import EVENT_TYPES, EventType
from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.errors import ProjectError
from cloudfrontier.rules.bundle.secret_text import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from cloudfrontier.artifacts.check import SampleRun
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.errors import Problem
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model import Project

__all__ = ["build"]

Made = TypeVar("Made")


def build(  # noqa: PLR0913 - what a build depends on, by name
    loaded: LoadedProject,
    *,
    out: Path | None = None,
    write: bool = True,
    search_path: str | None = None,
    today: date | None = None,
    samples: SampleRun | None = None,
    work: HandlerWork | None = None,
) -> BuildReport:
    """Build a project; `out` instead of the folder that it names, `write=False` to check only.

    `search_path`: where interpreters are looked for (PATH); `today`: the day by which runtimes and the dates
    in rules are judged; `samples`: runs a function on sample events, which this layer cannot;
    `work`: that of the last build in this process, to be kept.

    Raises:
        ProjectError: files that the project names hold mistakes; all of them.
        RefusedError: the folder to write holds something that no build wrote.
        UsageError: the folder cannot be written.
    """
    start = time.perf_counter()
    dist = loaded.root / loaded.project.project.dist if out is None else out
    if write:
        check_replaceable(dist)
    limits = with_overrides(loaded.project.limits)
    day = datetime.now(UTC).date() if today is None else today
    functions, gathered = _gather(loaded, day)
    work = HandlerWork() if work is None else work
    handlers, notes = work.compiled(
        gathered, os.environ.get("PATH", "") if search_path is None else search_path
    )
    zips = work.zipped(handlers)
    manifest = _manifest(loaded.project, functions, handlers, zips)
    findings = [finding for function in functions for finding in check_source(function, samples)]
    for artifact, handler in zip(manifest.handlers, handlers, strict=True):
        findings += work.findings(artifact, handler, limits=limits, today=day)
    findings += check_attached(loaded, functions, handlers)
    reported, ignored = take_ignored(loaded, findings, everything_ran=samples is not None)
    written = write and not any(finding.severity == "error" for finding in reported)
    if written:
        replace_folder(dist, _files(manifest, functions, zips))
    return BuildReport(
        manifest,
        reported,
        (*map(str, loaded.notes), *notes),
        dist,
        written=written,
        limits=limits,
        seconds=time.perf_counter() - start,
        sources=_texts(reported, functions),
        ignored=ignored,
        compiled={item.name: item.compiled for item in functions if item.compiled is not None},
    )


def _gather(loaded: LoadedProject, today: date) -> tuple[list[FunctionSource], list[HandlerFiles]]:
    """What everything is made of, or every mistake in it."""
    project, installed = loaded.project, installed_folders()
    problems: list[Problem] = []
    functions = _each(project.functions, lambda name: function_source(loaded, name, today=today), problems)
    handlers = _each(
        project.handlers, lambda name: gather_handler(loaded, name, installed=installed), problems
    )
    if problems:
        raise ProjectError(tuple(sorted(set(problems))))
    return functions, handlers


def _each(names: Iterable[str], make: Callable[[str], Made], problems: list[Problem]) -> list[Made]:
    """What can be made, by name; the problems of what cannot are added to `problems`."""
    made = []
    for name in sorted(names):
        try:
            made.append(make(name))
        except ProjectError as error:
            problems += error.problems
    return made


def _manifest(
    project: Project,
    functions: Sequence[FunctionSource],
    handlers: Sequence[HandlerFiles],
    zips: dict[str, bytes],
) -> Manifest:
    return Manifest(
        project.project.name,
        tuple(_function_artifact(function) for function in functions),
        tuple(_handler_artifact(handler, zips[handler.name], project) for handler in handlers),
        tuple(_store_artifact(function.name, function.store) for function in functions if function.store),
    )


def _function_artifact(function: FunctionSource) -> FunctionArtifact:
    data = function.text.encode()
    return FunctionArtifact(
        name=function.name,
        event=function.table.event,
        runtime=function.runtime,
        path=f"functions/{function.name}.js",
        bytes=len(data),
        sha256=sha256(data),
        comment=function.table.comment,
        store=function.name if function.store is not None else "",
    )


def _store_artifact(name: str, data: bytes) -> StoreArtifact:
    return StoreArtifact(name, f"stores/{name}.json", len(data), sha256(data))


def _handler_artifact(handler: HandlerFiles, data: bytes, project: Project) -> HandlerArtifact:
    return HandlerArtifact(
        name=handler.name,
        events=_events(handler.name, project),
        runtime=handler.runtime,
        handler=handler.handler,
        path=f"lambdas/{handler.name}.zip",
        bytes=len(data),
        unzipped_bytes=unzipped_size(handler.files),
        sha256=sha256(data),
        code_sha256=lambda_digest(data),
        memory_mb=handler.table.memory,
        timeout_s=handler.table.timeout,
        include_body=handler.table.include_body,
    )


def _events(name: str, project: Project) -> tuple[EventType, ...]:
    """The events that some behavior attaches it to, in the order of a request."""
    return tuple(
        event
        for event in EVENT_TYPES
        if any(getattr(behavior, event.replace("-", "_")) == name for behavior in project.behaviors)
    )


def _files(
    manifest: Manifest, functions: Sequence[FunctionSource], zips: dict[str, bytes]
) -> dict[str, bytes]:
    texts = {function.name: function.text.encode() for function in functions}
    stores = {function.name: function.store or b"" for function in functions}
    return {
        **{item.path: texts[item.name] for item in manifest.functions},
        **{item.path: stores[item.name] for item in manifest.stores},
        **{item.path: zips[item.name] for item in manifest.handlers},
        MANIFEST_NAME: manifest.to_json().encode(),
    }


def _texts(findings: Iterable[Finding], functions: Iterable[FunctionSource]) -> dict[str, str]:
    """The texts of the files that findings point into, for whoever shows the lines; secrets are covered."""
    texts = {
        function.file: covered(function.text, function.compiled.plan.steps if function.compiled else ())
        for function in functions
    }
    for file in {finding.file for finding in findings if finding.line} - texts.keys():
        try:
            texts[file] = masked(Path(file).read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return texts

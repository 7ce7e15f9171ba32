"""`simulate` on many events, or on a function's file: results in the shape of AWS's TestFunction.

The function is a file with JavaScript, which needs no project, or the name of one that was built. Nothing
that it returns is judged, as AWS's own test judges nothing.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.cli.batch import lines_of, print_all
from cloudfrontier.cli.function_batch import FunctionJob, answer_of, run_batch
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.project import load
from cloudfrontier.simulator.functions_runtime import KeyValues, Surroundings, read_key_values

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["function_job", "is_function_file", "run_event", "run_events"]


def is_function_file(function: str) -> bool:
    """Whether a function is named by its file."""
    return function.endswith(".js")


def is_handler(name: str, *, project: Path | None, dist: Path | None) -> bool:
    """Whether a handler was built under that name.

    Raises:
        UsageError: there is no project, or nothing was built.
    """
    return built(project, dist)[1].handler(name) is not None


def built(project: Path | None, dist: Path | None) -> tuple[Path, Manifest]:
    """The folder that `build` wrote, and what is in it."""
    loaded = load(project)
    folder = dist or loaded.root / loaded.project.project.dist
    return folder, Manifest.read(folder)


def function_job(  # noqa: PLR0913 - one parameter an option
    function: str,
    *,
    runtime: FunctionRuntime,
    store: str | None,
    engine: str,
    project: Path | None,
    dist: Path | None,
) -> FunctionJob:
    """What is run: a file with the runtime and the store that are given, or what was built with its own.

    Raises:
        UsageError: there is no such function, or a file cannot be read.
    """
    given = None if store is None else read_key_values(read_text(store), store)
    if is_function_file(function):
        return FunctionJob(read_text(function), runtime, Surroundings(given), engine)
    folder, manifest = built(project, dist)
    artifact = manifest.function(function)
    if artifact is None:
        known = ", ".join(item.name for item in manifest.functions) or "none"
        raise UsageError(f"no CloudFront Function {function!r} is built; there is {known}")
    code = read_text(str(folder / artifact.path))
    around = Surroundings(given or built_store(folder, manifest, artifact.store))
    return FunctionJob(code, cast("FunctionRuntime", artifact.runtime), around, engine)


def built_store(folder: Path, manifest: Manifest, name: str) -> KeyValues | None:
    """The store of a built function, if it reads one."""
    artifact = manifest.store(name) if name else None
    if artifact is None:
        return None
    return read_key_values(read_text(str(folder / artifact.path)), artifact.path)


def run_events(job: FunctionJob, name: str, *, jobs: int | None) -> None:
    """Print a result for each line of a file of events, `-` for standard input.

    Raises:
        FindingsError: at least one line had no event, or its run failed.
        UsageError: the file cannot be read.
    """
    with lines_of(name) as lines:
        print_all(run_batch(job, lines, jobs=jobs or os.cpu_count() or 1))


def run_event(job: FunctionJob, event: Any) -> None:
    """Print the result of one event.

    Raises:
        FindingsError: the run failed.
        UsageError: it is no event.
    """
    result, is_failure = answer_of(job.tester(), event)
    click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    if is_failure:
        raise FindingsError(str(result["FunctionErrorMessage"]))


def read_text(name: str) -> str:
    """A file's text.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{name}: not UTF-8") from None

"""The CloudFront Functions of a dist/ folder as the engine asks for them: by name, through the runtime."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.cloudfront.regions import HOME_REGION, function_log_group
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import (
    FunctionsRuntime,
    KeyValues,
    Surroundings,
    read_key_values,
)
from cloudfrontier.simulator.ports import RunResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import FunctionArtifact, Manifest, StoreArtifact
    from cloudfrontier.cloudfront.events import FunctionEvent
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime import FunctionError

__all__ = ["BuiltFunctions"]


class BuiltFunctions:
    """A `FunctionPort` over the functions that the manifest lists; each is read once."""

    def __init__(self, dist: Path, manifest: Manifest, *, runtime: FunctionsRuntime | None = None) -> None:
        self._code = {artifact.name: (artifact, _read(dist, artifact)) for artifact in manifest.functions}
        self._stores = {store.name: _read_store(dist, store) for store in manifest.stores}
        self._runtime = runtime or FunctionsRuntime()

    def run(self, name: str, event: FunctionEvent, *, now: float, raw_query: str | None) -> RunResult:
        """One event through the function of that name, which is in the manifest."""
        artifact, code = self._code[name]
        given = cast("Mapping[str, Any]", event)
        # The build wrote the manifest, and it takes the runtimes that the project's model knows.
        runtime = cast("FunctionRuntime", artifact.runtime)
        outcome = self._runtime.run(
            code,
            given,
            runtime=runtime,
            now=now,
            raw_query=raw_query,
            surroundings=Surroundings(self._stores.get(artifact.store)),
        )
        return RunResult(
            value=outcome.value,
            error=_told(outcome.error) if outcome.error else "",
            logs=outcome.logs,
            duration_ms=outcome.cpu_ms,
            origin=outcome.origin,
            log_group=f"{function_log_group(name)} in {HOME_REGION}",
        )


def _read(dist: Path, artifact: FunctionArtifact) -> str:
    """The code as it was checked.

    Raises:
        UsageError: the file is gone, or another than the one that was built.
    """
    path = dist / artifact.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; run `cloudfrontier build` again") from error
    if sha256(data).hexdigest() != artifact.sha256:
        raise UsageError(f"{path}: not the file that was built and checked; run `cloudfrontier build` again")
    return data.decode()


def _read_store(dist: Path, artifact: StoreArtifact) -> KeyValues:
    """The pairs that a deploy would import.

    Raises:
        UsageError: the file is gone, or is none of a store.
    """
    path = dist / artifact.path
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; run `cloudfrontier build` again") from error
    return read_key_values(text, str(path))


def _told(error: FunctionError) -> str:
    return f"{error.message} (line {error.line})" if error.line else error.message

"""The Lambda@Edge handlers of a dist/ folder as the engine asks for them: by name, from their zips."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.simulator.ports import RunResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import Manifest
    from cloudfrontier.cloudfront.events import LambdaEvent
    from cloudfrontier.simulator.lambda_runtime import HandlerError, LambdaRuntime

__all__ = ["BuiltHandlers"]


class BuiltHandlers:
    """A `HandlerPort` over the handlers that the manifest lists; whoever made `runtime` closes it."""

    def __init__(
        self, dist: Path, manifest: Manifest, *, runtime: LambdaRuntime, entropy: Callable[[int], bytes]
    ) -> None:
        self._dist = dist
        self._artifacts = {artifact.name: artifact for artifact in manifest.handlers}
        self._runtime = runtime
        self._entropy = entropy

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """One event through the handler of that name, which is in the manifest.

        Raises:
            UsageError: the zip is gone, or another than the one that was built.
        """
        outcome = self._runtime.invoke(
            self._artifacts[name],
            self._dist,
            cast("Mapping[str, Any]", event),
            # Lambda has a request id of its own, which is not CloudFront's.
            request_id=str(uuid.UUID(bytes=self._entropy(16), version=4)),
        )
        return RunResult(
            value=outcome.value,
            error=_told(outcome.error) if outcome.error else "",
            logs=outcome.logs,
            duration_ms=outcome.duration_ms,
            init_ms=outcome.init_ms if outcome.cold else None,
        )


def _told(error: HandlerError) -> str:
    """What it was, and below it the frames of the handler's own files."""
    return "\n".join((str(error), *error.traceback))

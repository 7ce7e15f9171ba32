"""The Lambda@Edge handlers of a dist/ folder as the engine asks for them: by name, from their zips."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.simulator.lambda_runtime import HandlerOutcome
from cloudfrontier.simulator.ports import RunResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import Manifest
    from cloudfrontier.cloudfront.events import LambdaEvent
    from cloudfrontier.simulator.lambda_runtime import HandlerError, LambdaRuntime

__all__ = ["BuiltHandlers"]


class BuiltHandlers:
    """A `HandlerPort` over the handlers that the manifest lists; whoever made `runtime` closes it.

    `region` is where they run: Lambda@Edge takes the one nearest the viewer. `secrets` are what they may read
    and traces do not show.
    """

    def __init__(  # noqa: PLR0913 - all but two by name
        self,
        dist: Path,
        manifest: Manifest,
        *,
        runtime: LambdaRuntime,
        entropy: Callable[[int], bytes],
        region: str = HOME_REGION,
        secrets: tuple[str, ...] = (),
    ) -> None:
        self._dist = dist
        self._artifacts = {artifact.name: artifact for artifact in manifest.handlers}
        self._runtime = runtime
        self._entropy = entropy
        self._region = region
        self._secrets = secrets

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """One event through the handler of that name, which is in the manifest.

        Raises:
            UsageError: the zip is gone, or another than the one that was built.
        """
        outcome = self._runtime.invoke(
            self._artifacts[name],
            self._dist,
            cast("Mapping[str, Any]", event),
            request_id=self._request_id(),
            region=self._region,
        )
        return self._result(outcome)

    def begin(self, name: str, event: LambdaEvent) -> RunResult | Callable[[], RunResult] | None:
        """As `invoke`, for somebody who cannot wait; see `EagerHandlers`."""
        done = self._runtime.begin(
            self._artifacts[name],
            cast("Mapping[str, Any]", event),
            request_id=self._request_id(),
            region=self._region,
        )
        if done is None or isinstance(done, HandlerOutcome):
            return None if done is None else self._result(done)
        finish = done
        return lambda: self._result(finish())

    def _result(self, outcome: HandlerOutcome) -> RunResult:
        return RunResult(
            value=outcome.value,
            error=_told(outcome.error) if outcome.error else "",
            throttled=outcome.error is not None and outcome.error.kind == "throttled",
            logs=outcome.logs,
            duration_ms=outcome.duration_ms,
            init_ms=outcome.init_ms if outcome.cold else None,
            log_group=f"{outcome.log_group} in {outcome.region}" if outcome.log_group else "",
            report=outcome.report,
            secrets=self._secrets,
        )

    def _request_id(self) -> str:
        """Lambda has a request id of its own, which is not CloudFront's."""
        return str(uuid.UUID(bytes=self._entropy(16), version=4))


def _told(error: HandlerError) -> str:
    """What it was, and below it the frames of the handler's own files."""
    return "\n".join((str(error), *error.traceback))

"""A runtime for handlers in JavaScript, and zips of a few lines of it: for the tests of what runs them."""

from __future__ import annotations

import textwrap
import zipfile
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lambda_zips import EVENT, lambda_zip

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import HandlerArtifact
    from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

__all__ = ["NodeRun", "node_zip"]


def node_zip(folder: Path, files: dict[str, str], **settings: Any) -> HandlerArtifact:
    """A zip of these files, whose handler is `index.handler` unless another is named."""
    artifact = lambda_zip(folder, "", **{"runtime": "nodejs22.x", "handler": "index.handler", **settings})
    path = folder / artifact.path
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return replace(artifact, sha256=sha256(path.read_bytes()).hexdigest())


class NodeRun:
    """Runs handlers in a folder; each call is a new process."""

    def __init__(self, runtime: LambdaRuntime, folder: Path) -> None:
        self.runtime = runtime
        self.folder = folder

    def __call__(
        self,
        source: str,
        *,
        name: str = "index.js",
        files: dict[str, str] | None = None,
        again: int = 0,
        timeout_s: float | None = None,
        **settings: Any,
    ) -> HandlerOutcome:
        """What came of the handler of a module, or of its last invocation if there are more."""
        artifact = node_zip(self.folder, {name: textwrap.dedent(source), **(files or {})}, **settings)
        for number in range(again + 1):
            outcome = self.runtime.invoke(
                artifact, self.folder, EVENT, request_id=f"request-{number}", timeout_s=timeout_s
            )
        return outcome

"""The table of a Lambda@Edge handler: what it is made of, and what Lambda is told of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.limits import MEMORY, TIMEOUT
from cloudfrontier.project.model.base import (
    STRICT,
    FeatureName,
    LambdaRuntime,
    Logging,
    LogLevel,
    RelativePath,
)

_MEMORY = MEMORY["origin-request"]
_TIMEOUT = TIMEOUT["origin-request"]

__all__ = ["HandlerTable"]


@dataclass(frozen=True, config=STRICT)
class HandlerTable:
    """A Lambda@Edge handler: either features of this package in their order, or a function of yours."""

    features: tuple[FeatureName, ...] = ()
    """Features that share the handler; each acts on the events it knows, in this order."""
    handler: str | None = None
    """A function of yours, `package.module.function`, found below the folder of edge.toml; of a handler in
    JavaScript `file.function`, found in its `source`."""
    source: RelativePath | None = None
    """The code of a handler in JavaScript: a folder with all that it imports, or a zip of one."""
    runtime: LambdaRuntime | None = None
    """Overrides `project.lambda_runtime`; a runtime of Node.js makes it a handler in JavaScript."""
    memory: Annotated[int, Field(ge=_MEMORY.least, le=_MEMORY.value)] = 128
    """Megabytes; viewer events have 128, unless `lambda-memory-viewer` is raised in `limits`."""
    timeout: Annotated[int, Field(ge=_TIMEOUT.least, le=_TIMEOUT.value)] = 5
    """Seconds after which an invocation is stopped."""
    include_body: bool = False
    """Whether request events are given the body."""
    log_level: LogLevel = "INFO"
    """Least severe message that is logged."""
    logging: Logging = "powertools"
    """What prints the logs of features: Powertools, or `lean`: the same lines after a shorter cold start."""

    sampling: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of the requests of which features tell what is routine (`auth`: who is let in, or is sent to sign
    in without any proof); each then counts for the others too, and everything else is always told."""

    @property
    def is_javascript(self) -> bool:
        """Whether it runs under Node.js."""
        return (self.runtime or "").startswith("nodejs")

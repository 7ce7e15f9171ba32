"""The table of a Lambda@Edge handler, and the settings of the features that a handler may be made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.limits import MEMORY, TIMEOUT
from cloudfrontier.project.model.base import (
    STRICT,
    FeatureName,
    LambdaRuntime,
    LogLevel,
    Name,
    RelativePath,
    UrlPath,
)

_MEMORY = MEMORY["origin-request"]
_TIMEOUT = TIMEOUT["origin-request"]

__all__ = ["AbTesting", "Auth", "Experiment", "HandlerTable", "SessionKey", "Variant"]


@dataclass(frozen=True, config=STRICT)
class HandlerTable:
    """A Lambda@Edge handler: either features of this package in their order, or a function of yours."""

    features: tuple[FeatureName, ...] = ()
    """Features that share the handler; each acts on the events it knows, in this order."""
    handler: str | None = None
    """A function of yours, `package.module.function`, found below the folder of edge.toml."""
    runtime: LambdaRuntime | None = None
    """Overrides `project.lambda_runtime`."""
    memory: Annotated[int, Field(ge=_MEMORY.least, le=_MEMORY.value)] = 128
    """Megabytes; viewer events have 128, unless `lambda-memory-viewer` is raised in `limits`."""
    timeout: Annotated[int, Field(ge=_TIMEOUT.least, le=_TIMEOUT.value)] = 5
    """Seconds after which an invocation is stopped."""
    include_body: bool = False
    """Whether request events are given the body."""
    log_level: LogLevel = "INFO"
    """Least severe message that is logged."""


@dataclass(frozen=True, config=STRICT)
class SessionKey:
    """A key that session cookies are signed with; the first signs, all are accepted."""

    id: Name
    """Names the key inside the cookie."""
    file: RelativePath
    """File with the key, base64url, 32 bytes or more; keep it out of the repository."""
    create: bool = False
    """Whether `build` makes the file when it is not there: for samples and local work, not for production."""


@dataclass(frozen=True, config=STRICT)
class Auth:
    """Sign-in: who may pass, and where everybody else is sent."""

    keys: tuple[SessionKey, ...]
    """Keys of the session cookie."""
    sign_in: str = "/sign-in/"
    """Path or https URL of the page that signs visitors in."""
    return_parameter: str = "return_to"
    """Query parameter that tells that page where the visitor came from."""
    cookie: str = "__Host-session"
    """Name of the session cookie."""
    anonymous: tuple[UrlPath, ...] = ()
    """Path patterns that need no session."""


@dataclass(frozen=True, config=STRICT)
class Variant:
    """One arm of an experiment."""

    name: Name
    """Written into the cookie, the request header and the logs."""
    weight: Annotated[int, Field(ge=1)] = 1
    """Share of the visitors, relative to the other variants."""
    prefix: str = ""
    """Path prefix that is put before the path at the origin, such as `/b`."""


@dataclass(frozen=True, config=STRICT)
class Experiment:
    """An experiment: a stable choice among variants for every visitor."""

    id: Name
    """Names the cookie (`ab-<id>`) and the request header (`x-ab-<id>`)."""
    variants: tuple[Variant, ...]
    """At least two."""
    paths: tuple[UrlPath, ...] = ("/*",)
    """Path patterns on which it runs."""
    seed: str = ""
    """Input of the hash; the id when empty. A new seed draws every visitor anew."""


@dataclass(frozen=True, config=STRICT)
class AbTesting:
    """Experiments and how a visitor is told from another."""

    experiments: tuple[Experiment, ...]
    """Experiments in the order in which they are drawn."""
    visitor_cookie: str = "__Host-visitor"
    """Cookie with the visitor's random id."""
    max_age: Annotated[int, Field(ge=1)] = 31536000
    """Life of the cookies, seconds."""

"""The settings of live settings, as edge.toml has them: where operators change things without a deploy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT

__all__ = ["RemoteConfig"]


@dataclass(frozen=True, config=STRICT)
class RemoteConfig:
    """One JSON document that handlers read when they need it, and keep for a while."""

    source: Literal["dynamodb", "ssm"]
    """What holds it: one item of a table, or one parameter."""
    region: str
    """Region of it; at the edge there is no other way to know."""
    table: str = ""
    """Table whose key is the text attribute `id` (dynamodb)."""
    key: str = "live"
    """Id of the item (dynamodb)."""
    parameter: str = ""
    """Name of the parameter (ssm)."""
    ttl: Annotated[int, Field(ge=1)] = 60
    """Seconds for which a copy is fresh; as long again the old one serves while the new one is fetched."""
    bound_ms: Annotated[int, Field(ge=1, le=2000)] = 300
    """Milliseconds that a request waits for it at most."""

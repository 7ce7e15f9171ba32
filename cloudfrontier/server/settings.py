"""What `cloudfrontier serve` was told: one value, made by the command line or by a test."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cloudfrontier.server.application import Viewers
from cloudfrontier.server.bounds import Bounds
from cloudfrontier.simulator.configured import Configured

__all__ = ["ServeSettings"]


@dataclass(frozen=True)
class ServeSettings:
    """`project` as in `cloudfrontier.project.load`; port 0 is any that is free.

    allowed_hosts: names under which the page answers, beside addresses and `localhost`. environment: where
    the user's cache is.
    """

    project: Path | None = None
    configured: Configured | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    tls: bool = False
    reloads: bool = True
    show_secrets: bool = False
    allowed_hosts: tuple[str, ...] = ()
    viewers: Viewers = field(default_factory=Viewers)
    bounds: Bounds = field(default_factory=Bounds)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

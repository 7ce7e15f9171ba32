"""Public helpers for tests: the client of the simulated distribution, the pytest plugin, a fake CloudFront.

Names are imported when they are first used: pytest loads the plugin in every run, also of other projects.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.testing.edge_client import EdgeClient
    from cloudfrontier.testing.edge_host import EdgeHost
    from cloudfrontier.testing.edge_response import EdgeResponse
    from cloudfrontier.testing.fake_cloudfront import FakeCloudFront
    from cloudfrontier.testing.manual_clock import ManualClock

__all__ = ["EdgeClient", "EdgeHost", "EdgeResponse", "FakeCloudFront", "ManualClock"]

_HOMES = {
    "EdgeClient": "cloudfrontier.testing.edge_client",
    "EdgeHost": "cloudfrontier.testing.edge_host",
    "EdgeResponse": "cloudfrontier.testing.edge_response",
    "FakeCloudFront": "cloudfrontier.testing.fake_cloudfront",
    "ManualClock": "cloudfrontier.testing.manual_clock",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)

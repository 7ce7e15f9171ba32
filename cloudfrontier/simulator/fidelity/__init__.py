"""How true the simulator is, as data: every behaviour with its source and the test that pins it, and the gaps.

`docs/fidelity.md` is written from it; a test fails when a test that is named here does not exist.
"""

from cloudfrontier.simulator.fidelity import (
    caching,
    events,
    origins,
    requests,
    responses,
    runtimes,
    signatures,
)
from cloudfrontier.simulator.fidelity.behaviour import Behaviour, Gap, Theme
from cloudfrontier.simulator.fidelity.gaps import GAPS

__all__ = ["BEHAVIOURS", "GAPS", "THEMES", "Behaviour", "Gap", "Theme"]

THEMES: tuple[Theme, ...] = (
    *requests.THEMES,
    *signatures.THEMES,
    *caching.THEMES,
    *origins.THEMES,
    *responses.THEMES,
    *events.THEMES,
    *runtimes.THEMES,
)
"""In the order in which a request meets them."""

BEHAVIOURS: tuple[Behaviour, ...] = tuple(item for theme in THEMES for item in theme.behaviours)

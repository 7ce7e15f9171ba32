"""What one run is given besides the function: values of the host, and the text that the harness reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.simulator.functions_runtime.prelude_text import MODULES
from cloudfrontier.simulator.functions_runtime.surroundings import NOWHERE, Surroundings

if TYPE_CHECKING:
    from cloudfrontier.simulator.functions_runtime.needs import Needs

__all__ = ["Given"]

MODULES_OF = {runtime: dict.fromkeys(names, True) for runtime, names in MODULES.items()}


@dataclass(frozen=True)
class Given:
    """The surroundings of a run.

    now_ms: Unix time in milliseconds, for the whole run. seed: of `Math.random`, 32 bits. raw_query: what
    `request.rawQueryString()` answers. surroundings: what the module `cloudfront` tells at that event.
    """

    runtime: FunctionRuntime
    now_ms: int
    seed: int
    raw_query: str | None = None
    surroundings: Surroundings = NOWHERE
    event: EventType = "viewer-request"

    def text(self, needs: Needs) -> str:
        """As JSON, for a function that needs so much of the prelude."""
        if not needs.loads and not needs.raw_query:
            return "null"
        is_1_0 = self.runtime == "cloudfront-js-1.0"
        given: dict[str, Any] = {
            "now": self.now_ms,
            "seed": self.seed,
            "query": self.raw_query,
            "waits": not is_1_0,
            "byteStrings": is_1_0,
        }
        if not needs.loads:
            return json.dumps(given)
        given["modules"] = MODULES_OF[self.runtime]
        given["cloudfront"] = self.surroundings.given(self.event)
        return f"{json.dumps(given)[:-1]}, {needs.text}}}"

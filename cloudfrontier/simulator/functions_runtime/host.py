"""What the JavaScript of one context may ask of Python: to log, to hash, to read a store, to fetch a part.

1. Only texts go through. What the function may have had a hand in comes and goes as JSON, for the engine's
   binding loses NUL and half surrogate pairs.
2. Nothing is raised into the engine, which would lose it: it is kept in `failure`.
3. It knows nothing of the context that calls it, so that a context is freed when its run is over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import FUNCTION_LOG
from cloudfrontier.simulator.functions_runtime.digests import digest
from cloudfrontier.simulator.functions_runtime.prelude_text import part
from cloudfrontier.simulator.functions_runtime.words import as_cloudfront_says

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.key_values import KeyValues

__all__ = ["Host"]


class Host:
    """The host of one run, and what it was told.

    state: `running`, `promise`, or how the run ended: `settled`, `failed`, `missing` (there is no handler).
    returned: what kind of value was returned. logs: lines as JSON. problem, trace: what was thrown, as
    JSON, and its stack. change: what the function asked of its origin. lost: something that it told, for want
    of memory.
    """

    def __init__(self, runtime: FunctionRuntime) -> None:
        self.runtime = runtime
        self.failure: BaseException | None = None
        self.begin(None)

    def begin(self, store: KeyValues | None) -> None:
        """Forget what an earlier run told."""
        self.store = store
        self.state = "running"
        self.returned = "undefined"
        self.logs: list[str] = []
        self.logged = 0
        self.problem, self.trace = '""', ""
        self.change: Any = None
        self.lost = False

    def __call__(self, asked: str, *given: str | None) -> str:
        """The answer to a call from the context, empty where there is none."""
        texts = tuple(text for text in given if text is not None)
        if len(texts) < len(given):
            # the engine had no memory left to copy it
            self.lost = True
            return ""
        try:
            return self.answer(asked, texts)
        except BaseException as error:  # noqa: BLE001 - also Ctrl-C, which must not get lost in the engine
            self.failure = error
            return ""

    def answer(self, asked: str, given: tuple[str, ...]) -> str:
        """As `__call__`, but it raises what goes wrong."""
        match asked:
            case "settled":
                self.state, self.returned = "settled", given[0]
            case "log":
                self.log(given[0])
            case "source":
                return part(self.runtime, given[0])
            case "digest":
                return digest(*given)
            case "store":
                value, error = self.store.answer(given[0], json.loads(given[1])) if self.store else (None, "")
                return json.dumps({"value": value, "error": error})
            case "change":
                self.change = json.loads(given[0])
            case "words":
                return json.dumps(as_cloudfront_says(json.loads(given[0])))
            case "thrown":
                self.problem, self.trace = given[0], json.loads(given[1])
            case _:
                self.state = asked
        return ""

    def log(self, line: str) -> None:
        """Keep a line as long as CloudFront would keep any of it; the rest of a flood takes no room."""
        if self.logged <= FUNCTION_LOG.value:
            self.logs.append(line)
            self.logged += len(line) - len('""')

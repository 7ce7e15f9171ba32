"""Runs functions on an njs that is installed: a second opinion, of what CloudFront's engine derives from.

1. One process a run, without njs's file module; it is ended when its time is over.
2. Runtime 2.0 only: no njs since 0.8 has what 1.0 had.
3. Chance has njs's own seed; whatever else a run is given is the same.

The executable is the `njs` on PATH; Debian and Ubuntu have it as a package (0.7.9, which lacks `replaceAll`
and `Array.from`). From 0.9.6 on it takes syntax that CloudFront refuses; the gate refuses that first.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import MissingToolError, UsageError
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
from cloudfrontier.simulator.functions_runtime.origin_change import origin_change
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome
from cloudfrontier.simulator.functions_runtime.prelude_text import read
from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction, refusal
from cloudfrontier.simulator.functions_runtime.surroundings import NOWHERE, Surroundings
from cloudfrontier.simulator.functions_runtime.texts import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.outcome import Json

__all__ = ["NjsRuntime", "find_njs"]

IMPORT = re.compile(r"""^([ \t]*)import[ \t]+(\w+)[ \t]+from[ \t]+(['"])cloudfront\3""", re.MULTILINE)
STARTING_MS = 1_000
"""What the process itself may take, on a busy machine."""
LONGEST = 200
ADDRESS_SPACE = 512 * 1024 * 1024


def find_njs() -> tuple[str, str] | None:
    """Path and version of the njs on PATH."""
    path = shutil.which("njs")
    if path is None:
        return None
    done = subprocess.run([path, "-v"], capture_output=True, text=True, check=False)  # noqa: S603 - from PATH
    return path, (done.stdout or done.stderr).strip()


class NjsRuntime:
    """CloudFront's runtime 2.0 on an njs executable.

    Raises:
        MissingToolError: there is none.
    """

    def __init__(self, limits: RunLimits | None = None) -> None:
        found = find_njs()
        if found is None:
            raise MissingToolError("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
        self.path, self.version = found
        self.limits = limits or RunLimits()

    def run(  # noqa: PLR0913 - what a run depends on, by name
        self,
        code: str | PreparedFunction,
        event: Mapping[str, Json],
        *,
        runtime: FunctionRuntime,
        now: float,
        raw_query: str | None = None,
        surroundings: Surroundings = NOWHERE,
    ) -> FunctionOutcome:
        """Run `handler(event)` once; see `FunctionsRuntime.run`.

        Raises:
            UsageError: the runtime is 1.0, or the code is not text.
        """
        if runtime != "cloudfront-js-2.0" or not isinstance(code, str):
            raise UsageError("the engine njs runs the text of functions for cloudfront-js-2.0 only")
        if error := refused(code, runtime):
            return FunctionOutcome(None, "undefined", (), error, 0.0, 0)
        at: EventType = "viewer-response" if "response" in event else "viewer-request"
        given = given_to(event, at, now, raw_query, surroundings)
        began = time.perf_counter()
        printed, timed_out = self.process(script(code, given))
        cpu_ms = (time.perf_counter() - began) * 1000
        if timed_out:
            message = f"the function ran for longer than {self.limits.cpu_ms:g} ms"
            return FunctionOutcome(None, "undefined", (), FunctionError("time", message), cpu_ms, 0)
        return read_outcome(printed, event, at, cpu_ms)

    def process(self, text: str) -> tuple[str, bool]:
        """What njs printed, and whether it had to be ended."""
        try:
            done = subprocess.run(  # noqa: S603 - the njs on PATH, which the user asked for
                [self.path, "-s", "-"],
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                timeout=(self.limits.cpu_ms + STARTING_MS) / 1000,
                check=False,
                preexec_fn=limit_memory,
            )
        except subprocess.TimeoutExpired:
            return "", True
        return (done.stdout + done.stderr).decode("utf-8", "replace"), False


def limit_memory() -> None:
    """Bound the address space of this process; there is no such bound but on Unix."""
    import resource  # noqa: PLC0415 - see above

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


@lru_cache(maxsize=32)
def refused(code: str, runtime: FunctionRuntime) -> FunctionError | None:
    """The error with which CloudFront would refuse to compile the code."""
    return refusal(parse(code, runtime=runtime, name="function"))


def given_to(
    event: Mapping[str, Json], at: EventType, now: float, raw_query: str | None, surroundings: Surroundings
) -> dict[str, Any]:
    """What the prelude is given."""
    store = surroundings.store
    return {
        "event": event,
        "now": int(now * 1000),
        "hasQuery": isinstance(event.get("request"), dict),
        "query": raw_query,
        "entries": dict(store.entries) if store else None,
        "meta": store.answer("meta", "")[0] if store else None,
        "edgeLocation": surroundings.given(at)["edgeLocation"],
    }


def script(code: str, given: dict[str, Any]) -> str:
    """The prelude on one line, the code below it, and the call at the end."""
    prelude = read("njs").replace("\n", " ")
    own = IMPORT.sub(r"\1var \2 = $simulated.cloudfront", code)
    handler = "typeof handler === 'undefined' ? undefined : handler"
    return f"var $simulated = {prelude}({json.dumps(given)});\n{own}\n;$simulated.run({handler});"


def read_outcome(printed: str, event: Mapping[str, Json], at: EventType, cpu_ms: float) -> FunctionOutcome:
    """The outcome that the prelude printed, or what njs said instead."""
    try:
        report: dict[str, Any] = json.loads(printed.replace("\n", ""))
    except (json.JSONDecodeError, RecursionError):
        return FunctionOutcome(None, "undefined", (), said(printed), cpu_ms, 0)
    logs, truncated = cut(report["logs"])
    if report["state"] != "settled":
        missing = "there is no function named `handler`"
        message = report["value"] if report["state"] == "failed" else missing
        error = FunctionError("execution", message)
        return FunctionOutcome(None, "undefined", logs, error, cpu_ms, 0, truncated)
    request = event.get("request")
    headers = request.get("headers", {}) if isinstance(request, dict) else {}
    change = origin_change(report["change"], event=at, headers=headers)
    value, returned = report.get("value"), report["returned"]
    return FunctionOutcome(value, returned, logs, None, cpu_ms, 0, truncated, change)


def said(printed: str) -> FunctionError:
    """What njs printed in place of an outcome."""
    if not printed.strip():
        return FunctionError("unsettled", "the handler's promise waits for something that never comes")
    lines = (line.strip() for line in printed.splitlines())
    first = next((line for line in lines if line not in {"", "Thrown:"}), "njs said nothing more")
    return FunctionError("memory" if "MemoryError" in printed else "execution", first[:LONGEST])

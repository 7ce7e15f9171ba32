"""One warm Lambda worker for the benchmarks of sign-in: the built handler, in the Python of its runtime.

Runs as a script with nothing of this package's toolchain on its path; a job comes as JSON on stdin, figures
go as JSON to stdout's last line. What the handler logs goes nowhere, as fast as a pipe would take it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Do the job that stdin describes: `check`, `jwt` or `soak`."""
    job = json.load(sys.stdin)
    sys.path.insert(0, job["zip"])
    answer = sys.stdout
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not a path of ours
        sys.stdout = nowhere
        figures = {"check": check, "jwt": verify, "soak": soak}[job["work"]](job)
    answer.write(json.dumps(figures) + "\n")


def session(job: dict[str, Any], subject: str, now: float) -> str:
    """A session cookie, by the code that is in the zip."""
    from edge.auth.session import Key, decode_secret, mint  # noqa: PLC0415  the zip is on the path by now

    secret = decode_secret(Path(job["key_file"]).read_text(encoding="ascii").strip())
    return "__Host-session=" + mint(Key("k1", secret), subject, now=now, lifetime=3600)


def with_cookies(job: dict[str, Any], *cookies: str) -> dict[str, Any]:
    """The job's event with these cookies."""
    event: dict[str, Any] = json.loads(json.dumps(job["event"]))
    headers = event["Records"][0]["cf"]["request"]["headers"]
    headers["cookie"] = [{"key": "Cookie", "value": "; ".join(cookies)}]
    return event


def built_handler() -> Any:
    """What Lambda calls, from the module that it loads."""
    return importlib.import_module("lambda_function").lambda_handler


class Silent:
    """A telemetry that says nothing, so that the check alone is timed."""

    def nothing(self, *_: object, **__: object) -> None:
        """Whatever happens is not said."""

    begin = outcome = warning = failure = end = nothing


def check(job: dict[str, Any]) -> dict[str, Any]:
    """Microseconds of the check alone, and of the whole handler with its log line and its metric."""
    from edge.auth.handler import Auth  # noqa: PLC0415  as above
    from edge.handler import chain, load_settings  # noqa: PLC0415  as above

    cookie = session(job, "user-1", time.time())
    quiet: Any = chain(load_settings(), (Auth,), telemetry=Silent())
    figures = {}
    for name, handler in (("check", quiet), ("whole", built_handler())):
        events = [with_cookies(job, cookie) for _ in range(job["count"])]
        if "status" in handler(with_cookies(job, cookie), None):
            raise SystemExit("the session was not accepted")
        figures[name] = timed(lambda event, act=handler: act(event, None), events)
    return figures


def verify(job: dict[str, Any]) -> dict[str, Any]:
    """Microseconds of a token that was seen before, and of tokens that were not."""
    from edge.auth.jwt import Issuer, KeySet, Verifier  # noqa: PLC0415  as above

    issuer = Issuer(
        job["issuer"], KeySet(job["jwks"], ("RS256",)), audiences=(job["client"],), token_use="id"
    )
    verifier, now = Verifier([issuer]), time.time()
    seen = [job["tokens"][0]] * job["count"]
    unseen = timed(lambda token: verifier.verify(token, now), job["tokens"])
    return {"unseen": unseen, "seen": timed(lambda token: verifier.verify(token, now), seen)}


def soak(job: dict[str, Any]) -> dict[str, Any]:
    """Kilobytes that the process grew by after a warm-up; every request has a cookie of its own."""
    handler = built_handler()
    now = time.time()
    cookies = {
        "good": lambda number: session(job, f"user-{number}", now),
        "broken": lambda number: session(job, f"user-{number}", now)[:-2],
        "expired": lambda number: session(job, f"user-{number}", now - 7200),
        "none": lambda number: f"visit={number}",
    }
    kinds = list(cookies.values())

    def turn(count: int, start: int) -> None:
        for number in range(start, start + count):
            handler(with_cookies(job, kinds[number % len(kinds)](number)), None)

    turn(job["warm"], 0)
    before = resident()
    turn(job["count"], job["warm"])
    return {"kilobytes": resident() - before}


def resident() -> float:
    """Kilobytes of memory that the process holds (proc(5), statm)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def timed(act: Any, items: list[Any]) -> float:
    """The median of the microseconds that each item takes."""
    times = []
    for item in items:
        start = time.perf_counter()
        act(item)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2] * 1e6


if __name__ == "__main__":
    main()

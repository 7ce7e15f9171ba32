"""A warm check of a signed-in visitor: our session cookie, against the ID token that cognito-at-edge takes.

Both handle the same viewer-request; the peer knows the pool's keys already. Ours is also given with its log
line and its metric, which the peer does not write.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import warm_worker
from bench.auth_project import CLIENT, DOMAIN, PYTHON, Pool, event, unpacked_handlers
from bench.measure import Report, Row, compare_values
from bench.node_peers import COGNITO_AT_EDGE, install, run_script
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["beside_cognito", "cognito_microseconds", "figure", "run", "work"]

BOUND = 60
"""Microseconds that a check may take."""
COUNT = 2000
SECONDS = 300
HANDLE = """\
const { performance } = require("perf_hooks");
const job = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { Authenticator } = require("cognito-at-edge");
const gate = new Authenticator({
  region: job.pool.split("_")[0], userPoolId: job.pool, userPoolAppId: job.client, userPoolDomain: job.domain,
});
gate._jwtVerifier.cacheJwks(job.jwks);
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1] * 1000;
(async () => {
  const times = [];
  for (const token of job.tokens) {
    const event = JSON.parse(JSON.stringify(job.event));
    const name = `CognitoIdentityServiceProvider.${job.client}.alice.idToken`;
    event.Records[0].cf.request.headers.cookie = [{ key: "Cookie", value: `${name}=${token}` }];
    const start = performance.now();
    const answer = await gate.handle(event);
    times.push(performance.now() - start);
    if (answer.status) throw new Error(`not accepted: ${answer.status}`);
  }
  console.log(JSON.stringify({ us: median(times) }));
})();
"""


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    with tempfile.TemporaryDirectory(prefix="bench-session-check-") as name:
        folder, pool = Path(name), Pool.make()
        handlers = unpacked_handlers(folder, pool)
        peers, missing = install()
        theirs = cognito_microseconds(peers, pool, [pool.token(int(time.time()))] * COUNT)
        rows = []
        for logging in ("lean", "full"):
            job = {
                "work": "check",
                "zip": str(handlers[logging][0]),
                "key_file": str(folder / "project" / "session.key"),
                "event": event(),
                "count": COUNT,
            }
            for part in ("check", "whole"):
                what = {"check": f"check, {logging}", "whole": f"with log and metric, {logging}"}[part]
                rows.append(beside_cognito(what, partial(figure, job, part), theirs, runs))
        bound = [_bound(rows[0])]
        return Report("session-check", (*rows, *bound), missing)


def work(job: dict[str, Any]) -> dict[str, float]:
    """What a warm worker of the handler's own Python, or of this one, makes of a job."""
    found = find_interpreter(PYTHON, candidates(PYTHON, os.environ.get("PATH", "")))
    python = "python3" if found is None else str(found.path)
    done = subprocess.run(
        [python, "-I", "-S", warm_worker.__file__],
        input=json.dumps(job),
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def cognito_microseconds(peers: Path | None, pool: Pool, tokens: list[str]) -> Callable[[], float] | None:
    """What cognito-at-edge takes for a request with one of these tokens; None where it is missing."""
    if peers is None:
        return None
    job = {
        "pool": "eu-west-1_AbCdEf123",
        "client": CLIENT,
        "domain": DOMAIN,
        "jwks": pool.jwks,
        "tokens": tokens,
        "event": event(),
    }
    script = run_script(peers, HANDLE)
    return lambda: float(script(job)["us"])


def figure(job: dict[str, Any], part: str) -> float:
    """One of the figures that a job comes to."""
    return work(job)[part]


def beside_cognito(
    what: str, ours: Callable[[], float], theirs: Callable[[], float] | None, runs: int
) -> Row:
    """Microseconds of ours and of cognito-at-edge's, or of ours alone."""
    if theirs is None:
        return Row(what, "us", [ours() for _ in range(runs)], [], COGNITO_AT_EDGE)
    return compare_values(what, "us", ours, theirs, reference_name=COGNITO_AT_EDGE, runs=runs)


def _bound(row: Row) -> Row:
    return Row("check, against the bound", "us", row.ours, [BOUND], "what a check may take")

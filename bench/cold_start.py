"""What a cold start of sign-in costs beside the peers': bytes to fetch, and the processor's time to load.

Ours is the handler as it is built, loaded in the Python of its runtime after Lambda's own bootstrap
(`awslambdaric`), whose modules every function finds loaded. The peers are loaded by node, and made ready for
the same user pool. Time is the processor's, of the whole process, since what else the machine does is not
part of a cold start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.auth_project import CLIENT, DOMAIN, PYTHON, Pool, unpacked_handlers
from bench.measure import Report, Row, compare_values
from bench.node_peers import COGNITO_AT_EDGE, JWT_VERIFY, install, run_script
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run"]

BOUND = 450_000
"""Bytes that the zip of a sign-in handler may have."""
SECONDS = 300
LOAD = """\
import sys, time
sys.path.insert(0, sys.argv[1])
import awslambdaric.bootstrap
sys.path.insert(0, sys.argv[2])
start = time.process_time()
import lambda_function
print((time.process_time() - start) * 1000)
"""
LOAD_PEER = """\
const options = JSON.parse(require("fs").readFileSync(0, "utf8"));
const start = process.cpuUsage();
if (options.peer === "cognito-at-edge") {
  const { Authenticator } = require("cognito-at-edge");
  new Authenticator({
    region: options.pool.split("_")[0], userPoolId: options.pool,
    userPoolAppId: options.client, userPoolDomain: options.domain,
  });
} else {
  const { CognitoJwtVerifier } = require("./jwt_verify.js");
  CognitoJwtVerifier.create({ userPoolId: options.pool, tokenUse: "id", clientId: options.client });
}
const used = process.cpuUsage(start);
console.log(JSON.stringify({ ms: (used.user + used.system) / 1000 }));
"""


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    with tempfile.TemporaryDirectory(prefix="bench-cold-start-") as name:
        folder = Path(name)
        handlers = unpacked_handlers(folder, Pool.make())
        sizes = tuple(
            Row(f"zip, logging {handler}", "bytes", [size], [BOUND], "the bound for viewer-request")
            for handler, (_, size) in handlers.items()
        )
        python = find_interpreter(PYTHON, candidates(PYTHON, os.environ.get("PATH", "")))
        if python is None:
            return Report("cold-start", sizes, ("python3.13, to load the handlers with: put it on PATH",))
        bootstrap = folder / "bootstrap"
        if missing := _install_bootstrap(python.path, bootstrap):
            return Report("cold-start", sizes, (missing,))
        peers, missing_peers = install()
        imports = (
            _compare("full", "cognito-at-edge", COGNITO_AT_EDGE),
            _compare("lean", "aws-jwt-verify", JWT_VERIFY),
        )
        rows = [make(python.path, bootstrap, handlers, peers, runs) for make in imports]
        return Report("cold-start", (*sizes, *rows), missing_peers)


def _compare(handler: str, peer: str, reference: str) -> Callable[..., Row]:
    def make(
        python: Path, bootstrap: Path, handlers: dict[str, tuple[Path, int]], peers: Path | None, runs: int
    ) -> Row:
        what = f"load, logging {handler}"
        command = [str(python), "-I", "-S", "-B", "-c", LOAD, str(bootstrap), str(handlers[handler][0])]

        def ours() -> float:
            return float(subprocess.run(command, check=True, capture_output=True).stdout)

        if peers is None:
            return Row(what, "ms", [ours() for _ in range(runs)], [], reference)
        script = run_script(peers, LOAD_PEER)
        options = {"peer": peer, "pool": "eu-west-1_AbCdEf123", "client": CLIENT, "domain": DOMAIN}
        return compare_values(
            what, "ms", ours, lambda: float(script(options)["ms"]), reference_name=reference, runs=runs
        )

    return make


def _install_bootstrap(python: Path, folder: Path) -> str:
    """Put Lambda's bootstrap into a folder with pip; what is missing, or nothing."""
    version = f"{PYTHON[0]}.{PYTHON[1]}"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "--no-deps"]
    command += ["--only-binary=:all:", "--python-version", version, "awslambdaric", "simplejson"]
    command += ["snapshot-restore-py"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        subprocess.run([str(python), "-m", "compileall", "-q", str(folder)], check=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        return f"awslambdaric: pip could not install it ({type(error).__name__})"
    return ""

"""`serve` under load: cache hits a second, and work with a handler beside serverless-offline-edge-lambda.

wrk sends the requests, on the same cores; each server keeps its defaults, but the peer's log goes nowhere. A
handler of origin-request is what CloudFront runs once for each object, and so does `serve`; the peer runs it
for each request, for its cache is written and never read. A handler of viewer-request runs for each request:
in a process of its own here, held to the limits of Lambda, and inside the server there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Report, Row, compare_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEER = "serverless-offline-edge-lambda"
VERSION = "1.3.1"
SECONDS = 2
CONNECTIONS = 16
UNIT = "requests/s"
MUST_HOLD = 1000.0
START_SECONDS = 60.0
INSTALL_SECONDS = 300

EDGE = """
[project]
name = "load"

[origins.site]
domain = "site.example"
simulate.folder = "site"

[handlers.viewer]
handler = "passing.handler"

[handlers.origin]
handler = "passing.handler"

[[behaviors]]
path = "/viewer/*"
origin = "site"
viewer-request = "viewer"

[[behaviors]]
path = "/origin/*"
origin = "site"
origin-request = "origin"

[[behaviors]]
path = "/plain/*"
origin = "site"

[[behaviors]]
path = "*"
origin = "site"
"""
PYTHON = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["x-passed"] = [{"key": "X-Passed", "value": "yes"}]
    return request
"""
NODE = """
exports.handler = async (event) => {
  const request = event.Records[0].cf.request;
  request.headers["x-passed"] = [{ key: "X-Passed", value: "yes" }];
  return request;
};
"""
PEER_SERVER = """
const Plugin = require("serverless-offline-edge-lambda");
const [port, folder] = process.argv.slice(2);
const at = (eventType) => ({
  name: eventType,
  handler: "passing.handler",
  lambdaAtEdge: { distribution: "D", eventType, pathPattern: `/${eventType.split("-")[0]}/*` },
});
const target = `${folder}/site`;
const originMap = ["viewer", "origin"].map((name) => ({ pathPattern: `/${name}/*`, target }));
const service = {
  functions: { viewer: at("viewer-request"), origin: at("origin-request") },
  custom: { offlineEdgeLambda: { path: folder, originMap } },
  resources: {},
};
console.log = () => {};
const options = { port, cacheDir: `${folder}/cache`, fileDir: folder };
const plugin = new Plugin({ cli: { log() {} }, service }, options);
plugin.server.start(Number(port));
"""


def run(runs: int) -> Report:
    """Requests a second, `runs` times each."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return Report("serve", (), ("wrk, which sends the requests: apt-get install wrk",))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-serve-")))
        write_project(folder)
        ours = stack.enter_context(serving(folder))
        floor = lambda: MUST_HOLD  # noqa: E731 - a figure that does not change
        hits = compare_values(
            "cache hits, no function", UNIT, load(wrk, f"{ours}/plain/page"), floor,
            reference_name="what must hold", runs=runs,
        )  # fmt: skip
        peer, missing = installed()
        theirs = stack.enter_context(peer_serving(peer, folder)) if peer else None
        rows = [hits]
        for event in ("origin", "viewer"):
            what = f"a handler at {event}-request"
            mine = load(wrk, f"{ours}/{event}/page")
            if theirs is None:
                rows.append(Row(what, UNIT, [mine() for _ in range(runs)], (), PEER))
            else:
                reference = load(wrk, f"{theirs}/{event}/page")
                rows.append(compare_values(what, UNIT, mine, reference, reference_name=PEER, runs=runs))
        return Report("serve", tuple(rows), missing)


def load(wrk: str, url: str) -> Callable[[], float]:
    """A run of wrk: requests a second, every one of them answered with 200."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.status == 200

    def measured() -> float:
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", url]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS + 30)
        if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
            raise RuntimeError(f"{url}: {done.stdout}")
        found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
        assert found, done.stdout
        return float(found[1])

    return measured


def write_project(folder: Path) -> None:
    """The same handler for both, in the language of each, and the same page at three paths."""
    for name, text in {
        "edge.toml": EDGE,
        "passing.py": PYTHON,
        "passing.js": NODE,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("plain", "viewer", "origin"):
        (folder / "site" / name).mkdir(parents=True)
        (folder / "site" / name / "page").write_text("x" * 2000, encoding="utf-8")


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Our server as people start it, its lines in a file; its URL."""
    script = "import sys; from cloudfrontier.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "serve", str(folder), "--port", "0"]
    out = folder / "serve.log"
    with out.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)
    with ended(process):
        deadline = time.monotonic() + START_SECONDS
        while not (found := re.search(r"http://[0-9.:]+", out.read_text(encoding="utf-8"))):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"serve did not start: {out.read_text(encoding='utf-8')}")
            time.sleep(0.05)
        yield found[0]


@contextlib.contextmanager
def peer_serving(modules: Path, folder: Path) -> Iterator[str]:
    """The peer without the Serverless Framework, which only hands it its configuration; its URL."""
    (folder / "peer.cjs").write_text(PEER_SERVER, encoding="utf-8")
    port = 20000 + os.getpid() % 20000
    process = subprocess.Popen(
        ["node", str(folder / "peer.cjs"), str(port), str(folder)],
        env={**os.environ, "NODE_PATH": str(modules / "node_modules")},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    with ended(process):
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"{url}/origin/page", timeout=10):
                    break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield url


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Interrupt the process at the end, and wait for it."""
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def installed() -> tuple[Path | None, tuple[str, ...]]:
    """The folder with the peer's node_modules, in the user's cache; or None and what is missing."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None, (f"node and npm, to run {PEER} with: install Node.js 20 or newer",)
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "cloudfrontier" / f"bench-serve-{VERSION}"
    if (folder / "node_modules" / PEER / "package.json").is_file():
        return folder, ()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", f"{PEER}@{VERSION}"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        return None, (f"{PEER}: npm could not install it ({type(error).__name__})",)
    return folder, ()

"""A project whose edge code does everything that it should not: each path has one fault, at one event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

__all__ = ["FAULTS", "FOREVER", "Fault", "children", "write_misbehaving_project"]

FOREVER = "86399.125"
"""How long the grandchild of a handler would sleep, seconds: a number to know it by."""

HANDLERS = f"""
import os
import signal
import subprocess

def part(event):
    return event["Records"][0]["cf"]

def raises(event, context):
    return part(event)["config"]["no such key"]

def returns_none(event, context):
    return None

def touches_host(event, context):
    request = part(event)["request"]
    request["headers"]["host"] = [{{"key": "Host", "value": "other.example"}}]
    return request

def deletes_via(event, context):
    request = part(event)["request"]
    del request["headers"]["via"]
    return request

def runs_forever(event, context):
    while True:
        pass

def exits(event, context):
    os._exit(3)

def crashes(event, context):
    os.kill(os.getpid(), signal.SIGSEGV)

def takes_all_memory(event, context):
    return [bytearray(1 << 20) for _ in range(1 << 20)]

def takes_2_gb_at_once(event, context):
    return len(bytes(bytearray(2 << 30)))

def floods_the_log(event, context):
    while True:
        print("x" * 10_000)

def returns_no_json(event, context):
    return {{"status": object()}}

def leaves_a_child(event, context):
    subprocess.Popen(["sleep", "{FOREVER}"])
    return part(event)["request"]
"""

FUNCTIONS = {
    "throws": "throw new Error('no such row');",
    "returns-nothing": "",
    "touches-host": "event.request.headers.host = {value: 'other.example'}; return event.request;",
    "loops": "while (true) {}",
    "takes-memory": "var all = []; while (true) { all.push('x'.repeat(10000) + all.length); }",
    "promises": "return new Promise(function () {});",
}


class Fault(NamedTuple):
    """What is attached, where, and what CloudFront makes of it; `why` is in the trace."""

    name: str
    event: EventType
    status: int
    x_cache: str
    why: str

    @property
    def path(self) -> str:
        return f"/{self.name}/x"


FAULTS = (
    Fault("raises", "viewer-request", 503, "LambdaExecutionError", "KeyError: 'no such key'"),
    Fault("returns_none", "origin-request", 502, "LambdaValidationError", "returned nothing"),
    Fault("touches_host", "viewer-request", 502, "LambdaValidationError", "host"),
    Fault("deletes_via", "origin-request", 502, "LambdaValidationError", "via"),
    Fault("runs_forever", "viewer-request", 503, "LambdaExecutionError", "timed out"),
    Fault("exits", "viewer-request", 503, "LambdaExecutionError", "exit"),
    Fault("crashes", "viewer-request", 503, "LambdaExecutionError", "SIGSEGV"),
    Fault("takes_all_memory", "viewer-request", 503, "LambdaExecutionError", "emory"),
    Fault("takes_2_gb_at_once", "viewer-request", 503, "LambdaExecutionError", "emory"),
    Fault("floods_the_log", "viewer-request", 503, "LambdaExecutionError", "timed out"),
    Fault("returns_no_json", "viewer-request", 503, "LambdaExecutionError", "JSON"),
    Fault("throws", "viewer-request", 503, "FunctionExecutionError", "no such row"),
    Fault("returns-nothing", "viewer-request", 502, "FunctionValidationError", "returned nothing"),
    Fault("touches-host", "viewer-request", 502, "FunctionValidationError", "host"),
    Fault("loops", "viewer-request", 503, "FunctionExecutionError", "longer than"),
    Fault("takes-memory", "viewer-request", 503, "FunctionExecutionError", "memory"),
    Fault("promises", "viewer-request", 503, "FunctionExecutionError", "promise"),
)
CHILD = Fault("leaves_a_child", "viewer-request", 200, "Miss", "")


def write_misbehaving_project(root: Path) -> Path:
    """The project, with a page at every path; its folder."""
    lines = ["[project]", 'name = "misbehaving"', "[origins.site]", 'domain = "site.example"']
    lines += ['simulate.folder = "site"']
    for fault in (*FAULTS, CHILD):
        code = FUNCTIONS.get(fault.name)
        if code is None:
            lines += [f"[handlers.{fault.name}]", f'handler = "bad.{fault.name}"', "timeout = 1"]
        else:
            source = f"js/{fault.name}.js"
            lines += [f"[functions.{fault.name}]", f'event = "{fault.event}"', f'source = "{source}"']
            _write(root / source, f"function handler(event) {{ {code} }}\n")
        _write(root / "site" / fault.path.removeprefix("/"), "page")
    for fault in (*FAULTS, CHILD):
        lines += ["[[behaviors]]", f'path = "/{fault.name}/*"', 'origin = "site"']
        lines += [f'{fault.event} = "{fault.name}"']
    lines += ["[[behaviors]]", 'path = "*"', 'origin = "site"']
    lines += ["[[ignore]]", 'rule = "CFF135"', 'file = "js/*"', 'reason = "the simulator is to meet it"']
    _write(root / "edge.toml", "\n".join(lines))
    _write(root / "bad.py", HANDLERS)
    _write(root / "site" / "page", "page")
    return root


def children(pid: int) -> set[int]:
    """Processes that `pid` has started and that still are, from /proc."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.add(int(stat.parent.name))
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

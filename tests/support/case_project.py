"""A small project for tests of cases: functions of its own code, one that reads a store, one that fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CaseProject"]

EDGE_TOML = """\
[project]
name = "cased"

[origins.site]
kind = "s3"
domain = "site.s3.us-east-1.amazonaws.com"
simulate.folder = "site"

[functions.router]
event = "viewer-request"
source = "router.js"

[handlers.stamp]
handler = "stamp.handler"
runtime = "python3.11"

[[behaviors]]
path = "/stamped/*"
origin = "site"
origin-response = "stamp"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "router"
"""

ROUTER = """\
function handler(event) {
    var request = event.request;
    if (request.uri === '/boom') { throw new Error('no such luck'); }
    if (request.uri === '/old') {
        console.log('moved');
        return { statusCode: 301, statusDescription: 'Moved', headers: { location: { value: '/new' } } };
    }
    if (request.uri === '/bad') { request.headers['x-real-ip'] = { value: '1.2.3.4' }; }
    if (request.uri.endsWith('/')) { request.uri += 'index.html'; }
    return request;
}
"""

STAMP = """\
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x-stamp"] = [{"key": "X-Stamp", "value": "here"}]
    print("stamped")
    return response
"""


class CaseProject:
    """Written into a folder; `case` adds a file of cases."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "site" / "stamped").mkdir(parents=True)
        for name in ("index.html", "new", "stamped/page"):
            (root / "site" / name).write_text(f"<p>{name}</p>")
        self.write("edge.toml", EDGE_TOML)
        self.write("router.js", ROUTER)
        self.write("stamp.py", STAMP)

    def write(self, name: str, content: str | dict[str, Any] | list[Any]) -> Path:
        """A file below the root; what is no text is written as JSON."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

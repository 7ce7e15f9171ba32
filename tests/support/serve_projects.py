"""Projects for tests of the server: one with each kind of edge code, written as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FLOOD_LINES", "write_served_project"]

FLOOD_LINES = 200_000

EDGE = """
[project]
name = "shop"
default_root_object = "index.html"

[origins.site]
domain = "site.example"
simulate.folder = "site"

[origins.api]
domain = "api.example"
simulate.python = "api.py:answer"

[functions.moved]
event = "viewer-request"
redirects = ["_redirects"]

[functions.tagged]
event = "viewer-response"
headers.set = { x-tag = "one" }

[functions.endless]
event = "viewer-request"
source = "endless.js"

[functions.chain]
event = "viewer-request"
source = "chain.js"

[handlers.greets]
handler = "shop_code.greets"
timeout = 20

[handlers.hangs]
handler = "shop_code.hangs"
timeout = 20

[handlers.floods]
handler = "shop_code.floods"
timeout = 20

[[behaviors]]
path = "/endless"
origin = "site"
viewer-request = "endless"

[[behaviors]]
path = "/chain"
origin = "site"
viewer-request = "chain"

[[behaviors]]
path = "/greets"
origin = "site"
viewer-request = "greets"

[[behaviors]]
path = "/hangs"
origin = "site"
viewer-request = "hangs"

[[behaviors]]
path = "/floods"
origin = "site"
viewer-request = "floods"

[[behaviors]]
path = "/api/*"
origin = "api"
methods = "all"
cache_policy = "CachingDisabled"
origin_request_policy = "AllViewerExceptHostHeader"

[[behaviors]]
path = "/plain/*"
origin = "site"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "moved"
viewer-response = "tagged"

[[ignore]]
rule = "CFF135"
file = "*.js"
reason = "the server is to meet it"
"""

CODE = f"""
import time

def request(event):
    return event["Records"][0]["cf"]["request"]

def greets(event, context):
    headers = {{"x-said": [{{"key": "X-Said", "value": "first"}}]}}
    return {{"status": "200", "headers": headers, "body": "hello"}}

def hangs(event, context):
    while True:
        pass

def floods(event, context):
    for number in range({FLOOD_LINES}):
        print("line", number)
    return request(event)
"""

API = """
from cloudfrontier.cloudfront.message import Headers, Response

def answer(request):
    return Response(200, Headers((("Content-Type", "text/plain"),)), request.body or b"nothing")
"""
ENDLESS = "function handler(event) { while (true) {} }\n"
CHAIN = """
function again() { return Promise.resolve().then(again); }
function handler(event) { return again(); }
"""


def write_served_project(root: Path) -> Path:
    """The project; its folder."""
    files = {
        "edge.toml": EDGE,
        "shop_code.py": CODE,
        "api.py": API,
        "endless.js": ENDLESS,
        "chain.js": CHAIN,
        "_redirects": "/old /new 301\n",
        "site/index.html": "<h1>shop</h1>",
        "site/plain/page": "plain",
        "site/floods": "flooded",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root

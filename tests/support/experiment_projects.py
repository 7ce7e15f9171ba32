"""Projects with experiments for the simulator: as handlers, as functions, and with a wrong cache policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KEY", "write_experiments"]

KEY = "a2V5LW9mLXRoZS1leHBlcmltZW50cy1pbi10ZXN0cy4u"
"""The key of signed links, 33 bytes in base64url."""

ORIGIN = """\
from cloudfrontier.cloudfront.message import Headers, Response

ASKED = []


def answer(request):
    ASKED.append(request.uri)
    seen = request.headers.get("x-ab-on") or "none"
    lines = (("Content-Type", "text/plain"), ("Cache-Control", "max-age=600"))
    return Response(200, Headers(lines), f"{request.uri} {seen}".encode())
"""
PROJECT = """\
[project]
name = "sample"

[origins.site]
domain = "site.example"
simulate.python = "site.py:answer"

[ab_testing]
KEYS

[[ab_testing.experiments]]
id = "on"
paths = ["/on/*"]
countries = ["DE"]
variants = [{ name = "a" }, { name = "b", prefix = "/b" }]
KIND

[[ab_testing.experiments]]
id = "off"
running = false
paths = ["/off/*"]
countries = ["DE"]
variants = [{ name = "a" }, { name = "b", prefix = "/b" }]
KIND

[cache_policies.by-variant]
headers = [POLICY]
default_ttl = 600
"""
HANDLERS = """
[handlers.ab]
features = ["ab_testing"]

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "by-variant"
viewer-request = "ab"
origin-request = "ab"
origin-response = "ab"
viewer-response = "ab"
"""
FUNCTIONS = """
[functions.request]
event = "viewer-request"
experiments = ["on", "off"]

[functions.response]
event = "viewer-response"
experiments = ["on", "off"]

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "by-variant"
viewer-request = "request"
viewer-response = "response"
"""


def write_experiments(
    root: Path, *, kind: str, policy: str = '"x-ab-on", "x-ab-off", "CloudFront-Viewer-Country"'
) -> Path:
    """A project with the experiments `on`, which runs, and `off`, which is stopped; `policy`: its headers."""
    is_function = kind == "function"
    keys = 'force_cookie = "qa"' if is_function else 'force_cookie = "qa"\nkey = { file = "ab.key" }'
    text = PROJECT.replace("KEYS", keys).replace("KIND", f'kind = "{kind}"').replace("POLICY", policy)
    (root / "edge.toml").write_text(text + (FUNCTIONS if is_function else HANDLERS), encoding="utf-8")
    (root / "site.py").write_text(ORIGIN, encoding="utf-8")
    (root / "ab.key").write_text(KEY, encoding="ascii")
    return root

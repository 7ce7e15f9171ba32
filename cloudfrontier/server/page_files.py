"""The files of the page, read once, and the headers that keep a browser from running anything else in it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["FILES", "HEADERS", "page_file"]

FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
    "list.js": ("list.js", "text/javascript; charset=utf-8"),
    "timeline.js": ("timeline.js", "text/javascript; charset=utf-8"),
    "elements.js": ("elements.js", "text/javascript; charset=utf-8"),
    "server.js": ("server.js", "text/javascript; charset=utf-8"),
}
"""Path below the page's own -> file and type."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""On every answer below the page's path."""


@cache
def page_file(path: str) -> tuple[bytes, str]:
    """Content and type; the path is one of `FILES`."""
    name, content_type = FILES[path]
    return (files("cloudfrontier.server") / "page" / name).read_bytes(), content_type

"""The sample events of viewer-response: few, each for a reason of its own, the same on every day.

There is no 404 among them: CloudFront runs no viewer-response function when the origin answers with a status
of 400 or more (edge-function-restrictions-all of its developer guide, read 2026-04).
"""

from __future__ import annotations

from cloudfrontier.simulator.sample_runs.events import HOST, SampleEvent, request, response

__all__ = ["RESPONSE_EVENTS"]

PAGE = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", "9593"),
    ("Cache-Control", "public, max-age=300"),
    ("ETag", '"3f9c1d"'),
)

RESPONSE_EVENTS: tuple[SampleEvent, ...] = (
    SampleEvent("a page", "what most responses are", request("/"), response(200, *PAGE)),
    SampleEvent(
        "a file that is compressed",
        "functions choose what to cache by the type and by the path",
        request("/assets/app.3f9c1d.min.js"),
        response(
            200, ("Content-Type", "text/javascript"), ("Content-Encoding", "br"), ("Vary", "Accept-Encoding")
        ),
    ),
    SampleEvent(
        "a redirect",
        "it has a location, and often no type",
        request("/old", "id=42&tag=a&tag=b"),
        response(301, ("Location", f"https://{HOST}/new"), ("Content-Length", "0")),
    ),
    SampleEvent(
        "a response that sets cookies",
        "they stand beside the headers, with their attributes; a name that comes twice has a `multiValue`",
        request("/login", method="POST", headers=[("Cookie", "theme=dark"), ("Origin", f"https://{HOST}")]),
        response(
            200,
            *PAGE,
            ("Set-Cookie", "session=3f9c1d; Path=/; Secure; HttpOnly; SameSite=Lax"),
            ("Set-Cookie", "theme=light; Path=/"),
            ("Set-Cookie", "theme=dark; Path=/members"),
        ),
    ),
    SampleEvent(
        "a response that was not modified",
        "it has hardly any headers: no type, no length",
        request("/", headers=[("If-None-Match", '"3f9c1d"')]),
        response(304, ("ETag", '"3f9c1d"')),
    ),
    SampleEvent(
        "a response with headers that come several times",
        "they have a `multiValue`; a function that changes `value` alone leaves the others as they are",
        request("/"),
        response(
            200,
            *PAGE,
            ("Link", "</a.css>; rel=preload"),
            ("Link", "</b.js>; rel=preload"),
            ("Vary", "Cookie"),
        ),
    ),
    SampleEvent(
        "a response with hardly any headers",
        "an origin need not send a type, a date or a cache-control",
        request("/index.html", usual=[("Host", HOST)]),
        response(200),
        ordinary=False,
    ),
    SampleEvent(
        "a response to a path with escapes that are not valid",
        "decodeURIComponent throws at them, and scanners send them every hour",
        request("/caf%C3%A9/%E0%A4%A/..%2f%zz//", "q=%zz&a=b=c&&=d"),
        response(200, *PAGE),
        ordinary=False,
    ),
)
"""In the order in which they are run."""

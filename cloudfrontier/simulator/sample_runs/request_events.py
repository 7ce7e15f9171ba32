"""The sample events of viewer-request: few, each for a reason of its own, the same on every day."""

from __future__ import annotations

from cloudfrontier.simulator.sample_runs.events import HOST, SampleEvent, request

__all__ = ["REQUEST_EVENTS"]

LOCATION = (
    ("CloudFront-Viewer-Country", "CH"),
    ("CloudFront-Viewer-City", "Z%C3%BCrich"),
    ("CloudFront-Is-Mobile-Viewer", "true"),
    ("CloudFront-Forwarded-Proto", "https"),
)
PREFLIGHT = (
    ("Origin", "https://app.example.com"),
    ("Access-Control-Request-Method", "POST"),
    ("Access-Control-Request-Headers", "content-type"),
)
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl"  # noqa: S105 - a token that nobody signed

REQUEST_EVENTS: tuple[SampleEvent, ...] = (
    SampleEvent("a request for `/`", "what every viewer asks for first", request("/")),
    SampleEvent(
        "a path that ends in `/`",
        "functions add an index document to it",
        request("/products/lamps/", headers=[("Cookie", "theme=dark")]),
    ),
    SampleEvent(
        "a path without an extension",
        "functions add an extension or an index document to it, or redirect it",
        request("/about"),
    ),
    SampleEvent(
        "a request for a file",
        "functions leave it alone, or tell it by its dots",
        request("/assets/app.3f9c1d.min.js"),
    ),
    SampleEvent(
        "a query string with repeated and empty names",
        "a name that comes twice has a `multiValue`; one without a value has an empty one",
        request("/search", "q=lamp&tag=a&tag=b&empty=&flag&utm_source=mail"),
    ),
    SampleEvent(
        "a request with cookies",
        "they stand beside the headers; a name that comes twice has a `multiValue`",
        request("/members/", headers=[("Cookie", "session=3f9c1d; theme=dark; theme=light; empty=")]),
    ),
    SampleEvent(
        "a request with CloudFront's own headers",
        "a policy adds them, so functions choose a country or a device by them",
        request("/", headers=LOCATION),
    ),
    SampleEvent(
        "a POST",
        "functions that know GET only must let it through",
        request(
            "/api/items",
            method="POST",
            headers=[
                ("Content-Type", "application/json"),
                ("Content-Length", "27"),
                ("Origin", f"https://{HOST}"),
            ],
        ),
    ),
    SampleEvent(
        "an OPTIONS request",
        "browsers ask before they send to another host; it has neither cookies nor credentials",
        request("/api/items", method="OPTIONS", headers=PREFLIGHT),
    ),
    SampleEvent(
        "a request with credentials that are not valid",
        "they may be of any shape: nobody has checked them before the function does",
        request("/members/", f"token={TOKEN}", headers=[("Authorization", f"Bearer {TOKEN}")]),
        ordinary=False,
    ),
    SampleEvent(
        "a request with no header but `Host`",
        "programs send no more: no user agent, no language, no referer",
        request("/index.html", usual=[("Host", HOST)]),
        ordinary=False,
    ),
    SampleEvent(
        "a long path and query string",
        "CloudFront takes 8,192 bytes of URL; what is added must still fit, and loops must end in time",
        request("/" + "segment/" * 500, "&".join(f"name{number}=value" for number in range(150))),
        ordinary=False,
    ),
    SampleEvent(
        "a path with escapes that are not valid",
        "decodeURIComponent throws at them, and scanners send them every hour",
        request("/caf%C3%A9/%E0%A4%A/..%2f%zz//", "q=%zz&next=%2F%2Fexample.org%2F&a=b=c&&=d&+=%20"),
        ordinary=False,
    ),
    SampleEvent(
        "a request with names that every object has",
        "a table that is looked up by what a viewer sent finds `constructor` in every object",
        request(
            "/constructor",
            "constructor=1&__proto__=2&toString=3&hasOwnProperty=4",
            headers=[("Constructor", "1"), ("Cookie", "__proto__=1; valueOf=2")],
        ),
        ordinary=False,
    ),
)
"""In the order in which they are run."""

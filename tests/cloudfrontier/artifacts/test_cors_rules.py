"""CORS, written once: both functions of a behavior keep it, or an error says what is missing where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from functions_events import viewer_request, viewer_response
from guarded_project import GuardedProject

if TYPE_CHECKING:
    from pathlib import Path

CORS = """\
[functions.headers.cors]
origins = ["https://app.example.com", "https://*.preview.example.com"]
methods = ["GET", "POST"]
headers = ["Content-Type"]
expose = ["ETag"]
credentials = true
"""
OPEN = '[functions.gate.cors]\norigins = ["*"]\n'
CROSS = {"access_control_request_method": "POST", "access_control_request_headers": "content-type"}


def preflight(origin: str) -> dict[str, Any]:
    event = viewer_request("/api", None, origin=origin, **CROSS)
    event["request"]["method"] = "OPTIONS"
    return event


def response_to(origin: str | None, **headers: str) -> dict[str, Any]:
    event = viewer_response(**headers)
    if origin is not None:
        event["request"]["headers"]["origin"] = {"value": origin}
    return event


def plain(headers: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: field["value"] for name, field in headers.items()}


def test_a_preflight_is_answered_by_the_function_beside(tmp_path: Path) -> None:
    """As https://fetch.spec.whatwg.org/#http-cors-protocol says: with credentials the origin, never `*`."""
    answer = GuardedProject(tmp_path, CORS).run("gate", preflight("https://app.example.com"))
    assert answer["statusCode"] == 204
    assert plain(answer["headers"]) == {
        "access-control-allow-origin": "https://app.example.com",
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "content-type",
        "access-control-allow-credentials": "true",
        "access-control-max-age": "600",
        "vary": "Origin",
    }


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://a.preview.example.com", True),
        ("https://a.b.preview.example.com", True),
        ("https://preview.example.com", False),
        ("https://evilpreview.example.com", False),
        ("https://a.preview.example.com.evil.example", False),
        ("https://evil.example/.preview.example.com", False),
        ("https://evil.example:443.preview.example.com", False),
        ("http://app.example.com", False),
        ("https://app.example.com:8443", False),
        ("https://appxexample.com", False),
        ("null", False),
    ],
)
def test_origins_that_are_not_listed_are_refused(tmp_path: Path, origin: str, *, allowed: bool) -> None:
    project = GuardedProject(tmp_path, CORS)
    headers = plain(project.run("headers", response_to(origin))["headers"])
    assert project.run("gate", preflight(origin))["statusCode"] == (204 if allowed else 403)
    assert headers.get("access-control-allow-origin") == (origin if allowed else None)
    assert headers.get("access-control-allow-credentials") == ("true" if allowed else None)
    assert headers["vary"] == "Origin"


def test_what_the_origin_server_says_is_replaced(tmp_path: Path) -> None:
    sent = {"access_control_allow_origin": "*", "vary": "Accept-Encoding"}
    project = GuardedProject(tmp_path, CORS)
    for origin, expected in (
        ("https://app.example.com", "https://app.example.com"),
        ("https://x.example", None),
        (None, None),
    ):
        headers = plain(project.run("headers", response_to(origin, **sent))["headers"])
        assert headers.get("access-control-allow-origin") == expected
        assert headers["vary"] == "Accept-Encoding, Origin"


def test_every_origin_needs_no_vary(tmp_path: Path) -> None:
    project = GuardedProject(tmp_path, OPEN)
    assert plain(project.run("headers", response_to("https://x.example"))["headers"]) == {
        "x-a": "1",
        "access-control-allow-origin": "*",
    }


def test_other_requests_with_options_go_on(tmp_path: Path) -> None:
    event = preflight("https://app.example.com")
    del event["request"]["headers"]["access-control-request-method"]
    assert GuardedProject(tmp_path, CORS).run("gate", event)["uri"] == "/api"


def test_a_function_may_be_there_for_preflights_alone(tmp_path: Path) -> None:
    project = GuardedProject(tmp_path, CORS)
    project.change('methods = ["GET", "HEAD", "OPTIONS", "POST"]\n', "")
    assert project.run("gate", preflight("https://app.example.com"))["statusCode"] == 204


CHANGES = {
    "no function": (
        'viewer-request = "gate"\n',
        "",
        "-14:1: the `cors` of `headers` needs a function at viewer-request too",
    ),
    "no OPTIONS": (
        'methods = "all"',
        'methods = "read"',
        '-11:11: `cors` needs OPTIONS, POST, which CloudFront refuses here; set `methods = "all"`',
    ),
    "methods of the function": (
        'methods = ["GET", "HEAD", "OPTIONS", "POST"]',
        'methods = ["GET", "POST"]',
        "-5:11: `cors` needs OPTIONS too: preflights are OPTIONS requests",
    ),
    "credentials for all": (
        'origins = ["https://app.example.com", "https://*.preview.example.com"]',
        'origins = ["*"]',
        "1:1: with credentials `*` is no wildcard",
    ),
    "a path": (
        '"https://app.example.com"',
        '"https://app.example.com/"',
        "2:12: `https://app.example.com/` is no origin; expected `https://host` or `https://host:port`",
    ),
    "null": ('"https://app.example.com"', '"null"', "2:12: `null` is no origin"),
    "default port": (
        '"https://app.example.com"',
        '"https://app.example.com:443"',
        "2:12: browsers leave `:443` out; so must this",
    ),
    "header": ('"Content-Type"', '"Content Type"', "4:12: `Content Type` is no name of a header"),
    "a file of one's own": (
        '[functions.gate]\nevent = "viewer-request"\nmethods = ["GET", "HEAD", "OPTIONS", "POST"]\n',
        '[functions.gate]\nevent = "viewer-request"\nsource = "link.key"\n',
        "-14:1: the `cors` of `headers` has a part at viewer-request, and `gate` is a file of yours",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_stands_in_the_way_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    project = GuardedProject(tmp_path, CORS)
    project.change(old, new)
    told = [*project.problems("headers"), *project.problems("gate")]
    assert [item for item in told if item.startswith(expected)], told


def test_one_function_cannot_keep_two_of_them(tmp_path: Path) -> None:
    other = '[functions.other]\nevent = "viewer-response"\ncors.origins = ["https://b.example"]\n'
    project = GuardedProject(tmp_path, CORS + other)
    behavior = '[[behaviors]]\npath = "/b/*"\norigin = "site"\nmethods = "all"\n'
    pair = 'viewer-request = "gate"\nviewer-response = "other"\n\n'
    project.change('[[behaviors]]\npath = "*"', f'{behavior}{pair}[[behaviors]]\npath = "*"')
    assert "runs in behaviors with different `cors`" in "".join(project.problems("gate"))

"""Read-only and disallowed headers, name by name as AWS lists them for each kind of function and event.

The lists are written down here again, from
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html (read
2026-04, the three client certificate names 2026-10), so that a slip in the tables is noticed.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cloudfrontier.cloudfront.events import REQUEST_EVENTS, EventType, Kind
from cloudfrontier.rules.returns import ReturnCheck, check_return
from cloudfrontier.rules.returns.samples import generated, given_event, line, returned_request

READ_ONLY: dict[tuple[Kind, EventType], str] = {
    ("handler", "viewer-request"): "CDN-Loop Content-Length Host Transfer-Encoding Via",
    ("function", "viewer-request"): "CDN-Loop Content-Length Host Transfer-Encoding Via",
    ("handler", "origin-request"): "Accept-Encoding CDN-Loop Content-Length If-Modified-Since If-None-Match "
    "If-Range If-Unmodified-Since Transfer-Encoding Via",
    ("handler", "origin-response"): "Transfer-Encoding Via",
    ("handler", "viewer-response"): "Warning Via Content-Length Content-Encoding Transfer-Encoding",
    ("function", "viewer-response"): "Warning Via",
}
DISALLOWED = (
    "Connection", "Expect", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
    "Proxy-Connection", "Trailer", "Upgrade", "X-Accel-Buffering", "X-Accel-Charset",
    "X-Accel-Limit-Rate", "X-Accel-Redirect", "X-Amz-Cf-Anything", "X-Amzn-Auth", "X-Amzn-Cf-Billing",
    "X-Amzn-Cf-Id", "X-Amzn-Cf-Xff", "X-Amzn-Errortype", "X-Amzn-Fle-Profile", "X-Amzn-Header-Count",
    "X-Amzn-Header-Order", "X-Amzn-Lambda-Integration-Tag", "X-Amzn-RequestId", "X-Cache",
    "X-Edge-Anything", "X-Forwarded-Proto", "X-Real-IP", "CloudFront-Viewer-Cert-PEM", "Client-Cert",
    "Client-Cert-Chain",
)  # fmt: skip
FREE = ("X-Forwarded-For", "X-Amzn-Trace-Id", "Cache-Control", "CloudFront-Is-Mobile-Viewer")

NAMES = pytest.mark.parametrize(
    ("kind", "event", "name"),
    [(*where, name.lower()) for where, names in READ_ONLY.items() for name in names.split()],
)


def header(kind: Kind, value: str) -> object:
    return [{"value": value}] if kind == "handler" else {"value": value}


def ids_of(kind: Kind, event: EventType, *, before: dict[str, object], after: dict[str, object]) -> list[str]:
    """The errors when the headers `before` were given and `after` came back."""
    given: Any = given_event(kind, event)
    part = (given["Records"][0]["cf"] if kind == "handler" else given)[
        "request" if event in REQUEST_EVENTS else "response"
    ]
    part["headers"] = before
    returned = deepcopy(part) | {"headers": after}
    found = check_return(ReturnCheck(kind, event, given, returned, "f"))
    return [finding.id for finding in found if finding.severity == "error"]


@NAMES
def test_a_read_only_header_may_not_be_added(kind: Kind, event: EventType, name: str) -> None:
    assert ids_of(kind, event, before={}, after={name: header(kind, "a")}) == ["RET317"]


@NAMES
def test_a_read_only_header_may_not_be_changed(kind: Kind, event: EventType, name: str) -> None:
    before, after = {name: header(kind, "a")}, {name: header(kind, "b")}
    assert ids_of(kind, event, before=before, after=after) == ["RET317"]


@NAMES
def test_a_read_only_header_may_not_be_deleted(kind: Kind, event: EventType, name: str) -> None:
    assert ids_of(kind, event, before={name: header(kind, "a")}, after={}) == ["RET317"]


@NAMES
def test_a_read_only_header_may_come_back_as_it_was(kind: Kind, event: EventType, name: str) -> None:
    before, other = {name: header(kind, "a")}, {"x-other": header(kind, "b")}
    assert ids_of(kind, event, before=before, after=before | other) == []


@pytest.mark.parametrize(("kind", "event"), READ_ONLY)
def test_a_header_of_another_event_is_free(kind: Kind, event: EventType) -> None:
    others = {name.lower() for names in READ_ONLY.values() for name in names.split()}
    free = others - set(READ_ONLY[kind, event].lower().split())
    before = {name: header(kind, "a") for name in free}
    after = {name: header(kind, "b") for name in free}
    assert ids_of(kind, event, before=before, after=after) == []


def test_a_line_that_is_dropped_is_a_change() -> None:
    """Frameworks that keep a header's last line only do this."""
    before: dict[str, object] = {"via": [{"value": "1.1 a"}, {"value": "1.1 b"}]}
    after: dict[str, object] = {"via": [{"value": "1.1 b"}]}
    assert ids_of("handler", "origin-request", before=before, after=after) == ["RET317"]


def test_another_case_of_the_key_is_no_change() -> None:
    before: dict[str, object] = {"via": [{"key": "Via", "value": "1.1 a"}]}
    after: dict[str, object] = {"via": [{"key": "via", "value": "1.1 a"}]}
    assert ids_of("handler", "origin-request", before=before, after=after) == []


def test_another_case_of_the_name_hides_no_change() -> None:
    before: dict[str, object] = {"via": [{"value": "1.1 a"}]}
    after: dict[str, object] = before | {"VIA": [{"value": "1.1 b"}]}
    assert "RET317" in ids_of("handler", "origin-request", before=before, after=after)


def test_the_host_may_be_set_in_origin_request() -> None:
    subject = returned_request("handler", "origin-request", headers={"host": line("Host", "b.example.com")})
    assert check_return(subject) == ()


@pytest.mark.parametrize("name", DISALLOWED)
@pytest.mark.parametrize(("kind", "event"), READ_ONLY)
def test_a_disallowed_header_may_not_be_added(kind: Kind, event: EventType, name: str) -> None:
    assert "RET316" in ids_of(kind, event, before={}, after={name.lower(): header(kind, "a")})


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize(("kind", "event"), READ_ONLY)
def test_other_headers_are_free(kind: Kind, event: EventType, name: str) -> None:
    assert ids_of(kind, event, before={}, after={name.lower(): header(kind, "a")}) == []


@pytest.mark.parametrize("kind", ["handler", "function"])
def test_a_generated_response_may_not_have_read_only_headers_of_its_event(kind: Kind) -> None:
    subject = generated(kind, "viewer-request", headers={"via": header(kind, "1.1 a")})
    assert [finding.id for finding in check_return(subject)] == ["RET317"]
    assert [finding.severity for finding in check_return(subject, uncertain="warning")] == ["warning"]

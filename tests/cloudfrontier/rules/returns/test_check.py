"""What the check says as a whole: nothing about the usual, all faults at once, what CloudFront answers."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cloudfrontier.cloudfront import outcomes
from cloudfrontier.cloudfront.events import REQUEST_EVENTS, EventType, Kind
from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.rules.returns import ReturnCheck, check_return, judge_return
from cloudfrontier.rules.returns.samples import (
    custom_origin,
    generated,
    given_event,
    line,
    returned,
    returned_request,
    returned_response,
)

ATTACHABLE: tuple[tuple[Kind, EventType], ...] = (
    ("handler", "viewer-request"),
    ("handler", "origin-request"),
    ("handler", "origin-response"),
    ("handler", "viewer-response"),
    ("function", "viewer-request"),
    ("function", "viewer-response"),
)


def part_of(kind: Kind, event: EventType) -> tuple[dict[str, Any], Any]:
    given: Any = given_event(kind, event)
    parts = given["Records"][0]["cf"] if kind == "handler" else given
    return given, parts["request" if event in REQUEST_EVENTS else "response"]


@pytest.mark.parametrize(("kind", "event"), ATTACHABLE)
def test_what_comes_back_as_it_was_given_has_no_findings(kind: Kind, event: EventType) -> None:
    given, part = part_of(kind, event)
    assert check_return(ReturnCheck(kind, event, given, deepcopy(part), "f")) == ()


def test_headers_that_were_given_are_not_held_against_the_function() -> None:
    """A viewer may send what no function may: a capital, a control character, an empty value."""
    given, part = part_of("handler", "viewer-request")
    part["headers"]["X y"] = line("X y", "a\x01")
    part["headers"]["x-empty"] = line("X-Empty", "")
    changed = deepcopy(part) | {"uri": "/other"}
    assert check_return(ReturnCheck("handler", "viewer-request", given, changed, "f")) == ()


def test_all_faults_are_reported_at_once_errors_first() -> None:
    subject = generated(
        "handler",
        "viewer-request",
        status="999",
        headers={"Location": line("Location", 1), "connection": line("Connection", "close")},
        isBase64Encoded=True,
    )
    found = check_return(subject)
    assert [(finding.id, finding.severity) for finding in found] == [
        ("RET306", "error"),
        ("RET310", "error"),
        ("RET316", "error"),
        ("RET305", "warning"),
        ("RET312", "warning"),
    ]


def test_findings_never_show_the_value_of_a_header_or_a_body() -> None:
    secret = "s3cr3t"
    for subject in (
        generated("handler", "viewer-request", headers={"x-a": line("X-A", [secret, 1])}),
        generated("handler", "viewer-request", headers={"x-a": secret}),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", f"{secret}\r\n")}),
        generated("handler", "viewer-request", body={"token": secret}),
        generated("function", "viewer-request", cookies={"a": {"value": f"{secret};"}}),
        returned("handler", "viewer-request", secret),
    ):
        found = check_return(subject)
        assert found
        assert secret not in repr(found)


@pytest.mark.parametrize(
    ("subject", "outcome"),
    [
        (returned("handler", "viewer-request", None), outcomes.LAMBDA_VALIDATION),
        (returned_request("handler", "viewer-request", drop="host"), outcomes.LAMBDA_READ_ONLY_HEADER),
        (generated("handler", "viewer-request", body=1), outcomes.LAMBDA_BODY),
        (generated("handler", "viewer-request", body="x" * 50_000), outcomes.LAMBDA_BODY),
        (generated("handler", "viewer-request", headers=[]), outcomes.LAMBDA_HEADERS),
        (
            returned_request(
                "handler", "origin-request", origin=custom_origin(customHeaders={"host": line("Host", "a")})
            ),
            outcomes.LAMBDA_ORIGIN,
        ),
        (returned("function", "viewer-request", None), outcomes.FUNCTION_VALIDATION),
        (
            generated("function", "viewer-request", headers={"Location": {"value": "/"}}),
            outcomes.FUNCTION_HEADER_CASE,
        ),
        (
            generated("function", "viewer-request", headers={"connection": {"value": "close"}}),
            outcomes.FUNCTION_DISALLOWED_HEADER,
        ),
    ],
    ids=lambda value: value.id if isinstance(value, outcomes.Outcome) else "",
)
def test_the_first_error_says_what_the_viewer_is_answered(
    subject: ReturnCheck, outcome: outcomes.Outcome
) -> None:
    assert judge_return(subject)[0].outcome == outcome


def test_a_warning_has_no_outcome() -> None:
    (fault,) = judge_return(returned_response("handler", "viewer-response", body="x"))
    assert fault.finding.severity == "warning"
    assert fault.outcome is None


@pytest.mark.parametrize(
    ("subject", "log"),
    [
        (
            returned_response("handler", "origin-response", drop="via"),
            (
                "Lambda function result failed validation, the function tried to delete read-only header, "
                "headerName : Via."
            ),
        ),
        (
            generated("handler", "viewer-request", headers={"location": line("Location", "/\r\n")}),
            (
                "Lambda function result failed validation, the function returned an invalid header, "
                "invalid character : '%0D' in header value, headerName : Location."
            ),
        ),
        (
            generated("handler", "viewer-request", headers={"x-a": line("X-A", 1)}),
            (
                "The Lambda function returned an invalid entry in the headers object, the value of each "
                "header value must be of string or array of string type, header :x-a has one or more "
                "entries whose value is neither string nor array of strings."
            ),
        ),
    ],
    ids=["deleted", "character", "type"],
)
def test_lines_that_cloudfront_is_known_to_log_are_given(subject: ReturnCheck, log: str) -> None:
    assert judge_return(subject)[0].log == log


def test_what_aws_does_not_say_can_be_made_a_warning() -> None:
    subject = generated("function", "viewer-request", statusCode=999)
    assert [finding.severity for finding in check_return(subject)] == ["error"]
    (fault,) = judge_return(subject, uncertain="warning")
    assert fault.finding.severity == "warning"
    assert fault.outcome is None


def test_what_aws_does_say_stays_an_error() -> None:
    subject = generated("handler", "viewer-request", status="999")
    assert [finding.severity for finding in check_return(subject, uncertain="warning")] == ["error"]


def test_a_project_may_raise_a_limit_of_which_aws_is_not_sure() -> None:
    raised = with_overrides({"origin-keepalive-timeout": 300})
    subject = returned_request("handler", "origin-request", origin=custom_origin(keepaliveTimeout=200))
    assert [finding.id for finding in check_return(subject)] == ["RET334"]
    assert (
        check_return(ReturnCheck("handler", "origin-request", subject.given, subject.returned, "f", raised))
        == ()
    )

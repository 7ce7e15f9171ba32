"""What code may change, against the documentation."""

from __future__ import annotations

from typing import Any

from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.lifecycle import writable_request_fields, writable_response_fields


def test_what_a_handler_may_change_is_documented(documented: dict[str, Any]) -> None:
    requests = documented["headers"]["writable_request_fields"]
    responses = documented["headers"]["writable_response_fields"]
    for event in EVENT_TYPES:
        assert writable_request_fields("handler", event) == set(requests.get(event, ()))
        assert writable_response_fields("handler", event) == set(responses.get(event, ()))


def test_a_function_changes_all_but_the_method() -> None:
    assert writable_request_fields("function", "viewer-request") == {
        "uri",
        "querystring",
        "headers",
        "cookies",
    }
    assert writable_request_fields("function", "viewer-response") == set()


def test_a_function_may_change_the_status_of_a_response_and_a_handler_may_not() -> None:
    assert "statusCode" in writable_response_fields("function", "viewer-response")
    assert "status" not in writable_response_fields("handler", "viewer-response")
    assert "status" in writable_response_fields("handler", "origin-response")

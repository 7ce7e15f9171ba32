"""The header lists against the documentation, and the questions that rules ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.cloudfront import headers
from cloudfrontier.cloudfront.headers import (
    adding_fails,
    fold,
    is_denied_as_origin_header,
    is_disallowed,
    is_read_only,
    is_removable_by_policy,
    read_only_headers,
)

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

KIND_IN_TABLE: dict[str, Kind] = {"cff": "function", "lambda_edge": "handler"}


def test_the_disallowed_headers_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["headers"]
    assert headers.DISALLOWED.names == {*table["disallowed_exact"], *table["disallowed_exact_new_2026"]}
    assert list(headers.DISALLOWED.prefixes) == table["disallowed_prefixes"]


def test_the_read_only_headers_are_the_documented_ones(documented: dict[str, Any]) -> None:
    seen = set()
    for kind, events in documented["functions"]["headers"]["read_only"].items():
        for event, names in events.items():
            assert read_only_headers(KIND_IN_TABLE[kind], event) == set(names), (kind, event)
            seen.add((KIND_IN_TABLE[kind], event))
    assert set(headers.READ_ONLY) == seen


def test_the_deny_list_of_origin_headers_is_the_documented_one(documented: dict[str, Any]) -> None:
    table = documented["headers"]
    denied = headers.ORIGIN_CUSTOM_HEADER_DENIED
    assert denied.names == set(table["origin_custom_header_denied_exact"])
    assert list(denied.prefixes) == table["origin_custom_header_denied_prefixes"]


def test_what_a_policy_cannot_remove_is_the_documented_list(documented: dict[str, Any]) -> None:
    table = documented["headers"]
    assert headers.POLICY_CANNOT_REMOVE.names == set(table["rhp_cannot_remove_exact"])
    assert list(headers.POLICY_CANNOT_REMOVE.prefixes) == table["rhp_cannot_remove_prefixes"]


def test_cookies_are_no_headers_for_functions(documented: dict[str, Any]) -> None:
    for part, names in documented["functions"]["headers"]["not_in_headers_object"].items():
        assert headers.NOT_IN_HEADERS[part].names == set(names)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("X-Cache", True),
        ("x-amz-cf-id", True),
        ("X-Edge-Anything", True),
        ("Client-Cert", True),
        ("X-Real-IP", True),
        ("X-Forwarded-For", False),
        ("X-Amzn-Trace-Id", False),
        ("X-Amz-Meta-Colour", False),
        ("X-Edg", False),
        ("", False),
    ],
)
def test_a_name_is_disallowed_whatever_its_case(name: str, *, expected: bool) -> None:
    assert is_disallowed(name) is expected


@pytest.mark.parametrize(
    ("kind", "event", "name", "expected"),
    [
        pytest.param("handler", "viewer-request", "Host", True, id="host at viewer-request"),
        pytest.param("handler", "origin-request", "Host", False, id="host at origin-request"),
        pytest.param("function", "viewer-response", "Content-Length", False, id="length for a function"),
        pytest.param("handler", "viewer-response", "Content-Length", True, id="length for a handler"),
    ],
)
def test_read_only_depends_on_kind_and_event(
    kind: Kind, event: EventType, name: str, *, expected: bool
) -> None:
    assert is_read_only(name, kind=kind, event=event) is expected


def test_functions_have_no_read_only_headers_in_events_they_do_not_know() -> None:
    with pytest.raises(KeyError):
        read_only_headers("function", "origin-request")


def test_only_viewer_request_refuses_the_viewer_country(documented: dict[str, Any]) -> None:
    (name,) = documented["headers"]["viewer_request_add_fails"]
    assert adding_fails(name.title(), "viewer-request")
    assert not adding_fails(name, "origin-request")
    assert not adding_fails("CloudFront-Is-Mobile-Viewer", "viewer-request")


def test_the_questions_about_origins_and_policies_ignore_case() -> None:
    assert is_denied_as_origin_header("X-Amz-Date")
    assert not is_denied_as_origin_header("X-Api-Key")
    assert not is_removable_by_policy("Via")
    assert is_removable_by_policy("Server")


def test_only_ascii_letters_are_folded() -> None:
    assert fold("TÈst-Header") == "tÈst-header"
    assert not is_disallowed("\u212aeep-Alive"), "the Kelvin sign is no K"

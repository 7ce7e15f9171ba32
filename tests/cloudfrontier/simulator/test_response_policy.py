"""Response headers policies on responses: removal, CORS, security and custom headers, in this order."""

from __future__ import annotations

import pytest

from cloudfrontier.cloudfront.cache_policy import ResponseHeader, ResponseHeadersPolicy
from cloudfrontier.cloudfront.managed_policies import managed_response_headers_policy
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.response_policy import apply_response_headers_policy

PLAIN = Request("GET", "/")
CORS = Request("GET", "/", headers=Headers((("Origin", "https://a.example"),)))
PREFLIGHT = Request("OPTIONS", "/", headers=CORS.headers)


def apply(policy: ResponseHeadersPolicy | str, request: Request = PLAIN, **headers: str) -> dict[str, str]:
    found = managed_response_headers_policy(policy) if isinstance(policy, str) else policy
    assert found is not None
    given = Headers.of((name.replace("_", "-"), value) for name, value in headers.items())
    return {
        name.lower(): value
        for name, value in apply_response_headers_policy(given, found, request=request).items()
    }


def test_the_managed_security_policy_overrides_only_what_it_says_it_overrides() -> None:
    result = apply("SecurityHeadersPolicy", X_Frame_Options="DENY", X_Content_Type_Options="other")
    assert result["x-frame-options"] == "DENY"
    assert result["x-content-type-options"] == "nosniff"
    assert result["strict-transport-security"] == "max-age=31536000"


def test_cors_headers_are_for_requests_with_an_origin_only() -> None:
    assert apply("SimpleCORS") == {}
    assert apply("SimpleCORS", CORS) == {"access-control-allow-origin": "*"}


def test_headers_of_a_preflight_are_for_options_only() -> None:
    assert "access-control-allow-methods" not in apply("CORS-With-Preflight", CORS)
    assert "access-control-allow-methods" in apply("CORS-With-Preflight", PREFLIGHT)


def test_one_cors_header_of_the_origin_keeps_the_policys_out_without_override() -> None:
    result = apply("CORS-With-Preflight", CORS, Access_Control_Max_Age="5")
    assert result == {"access-control-max-age": "5"}


def test_with_override_the_policys_cors_headers_win() -> None:
    policy = ResponseHeadersPolicy(
        "p", cors=(ResponseHeader("Access-Control-Allow-Origin", "*"),), cors_override=True
    )
    assert apply(policy, CORS, Access_Control_Allow_Origin="https://b.example") == {
        "access-control-allow-origin": "*"
    }


def test_removal_comes_first_and_spares_what_cannot_be_removed() -> None:
    policy = ResponseHeadersPolicy(
        "p", remove=("X-Powered-By", "Via"), custom=(ResponseHeader("X-Powered-By", "us"),)
    )
    assert apply(policy, X_Powered_By="them", Via="1.1 x") == {"via": "1.1 x", "x-powered-by": "us"}


SOME = ResponseHeadersPolicy(
    "p",
    cors=(
        ResponseHeader("Access-Control-Allow-Origin", "https://a.example, *.b.example, http://c.example:*"),
        ResponseHeader("Access-Control-Expose-Headers", "ETag"),
    ),
)


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        ("https://a.example", True),
        ("http://a.example", False),
        ("https://a.example:8443", False),
        ("https://a.example.evil", False),
        ("https://www.b.example", True),
        ("http://a.b.b.example", True),
        ("https://b.example", False),
        ("https://evil-b.example", False),
        ("http://c.example", True),
        ("http://c.example:8080", True),
        ("https://c.example", False),
        ("null", False),
    ],
)
def test_of_the_allowed_origins_the_response_names_the_one_that_asked(origin: str, is_allowed: bool) -> None:  # noqa: FBT001 - a column
    request = Request("GET", "/", headers=Headers((("Origin", origin),)))
    expected = {"access-control-allow-origin": origin, "access-control-expose-headers": "ETag"}
    assert apply(SOME, request) == (expected if is_allowed else {})

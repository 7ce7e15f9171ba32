"""Response headers policies on responses: removal, CORS, security and custom headers, in this order."""

from __future__ import annotations

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

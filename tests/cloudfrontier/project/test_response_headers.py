"""Response headers policies of edge.toml as the simulator has them: the headers that a browser would see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from project_text import BASE, load_text

from cloudfrontier.cloudfront.cache_policy import ResponseHeader
from cloudfrontier.project.to_distribution import to_distribution

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy

POLICY = """
[response_headers_policies.site]
remove = ["X-Powered-By"]
headers = { X-Team = "shop", X-Plain = "" }
override = ["x-team", "X-Frame-Options"]
server_timing = 50

[response_headers_policies.site.cors]
allow_origins = ["https://a.example", "https://*.b.example"]
allow_methods = ["ALL"]
allow_headers = ["X-One", "X-Two"]
expose_headers = ["ETag"]
max_age = 600
allow_credentials = true
override = true

[response_headers_policies.site.security]
content_security_policy = "default-src 'self'"
referrer_policy = "same-origin"
strict_transport_security = { max_age = 63072000, include_subdomains = true, preload = true }
content_type_options = true
frame_options = "DENY"
xss_protection = "1; mode=block"
"""


def policy_of(folder: Path, text: str) -> ResponseHeadersPolicy:
    named = BASE.replace('path = "*"', 'path = "*"\nresponse_headers_policy = "site"')
    policy = to_distribution(load_text(folder, text + named).project).behaviors[-1].response_headers_policy
    assert policy is not None
    return policy


def test_a_behavior_has_the_policy_that_it_names(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, POLICY)
    assert (policy.name, policy.id, policy.remove, policy.server_timing) == (
        "site",
        "",
        ("X-Powered-By",),
        50,
    )
    assert policy.security == (
        ResponseHeader("Content-Security-Policy", "default-src 'self'"),
        ResponseHeader("Referrer-Policy", "same-origin"),
        ResponseHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"),
        ResponseHeader("X-Content-Type-Options", "nosniff"),
        ResponseHeader("X-Frame-Options", "DENY", override=True),
        ResponseHeader("X-XSS-Protection", "1; mode=block"),
    )
    assert policy.custom == (ResponseHeader("X-Team", "shop", override=True), ResponseHeader("X-Plain", ""))


def test_all_methods_are_the_seven_that_cors_knows(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, POLICY)
    assert policy.cors_override
    assert {header.name: header.value for header in policy.cors} == {
        "Access-Control-Allow-Headers": "X-One, X-Two",
        "Access-Control-Allow-Methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
        "Access-Control-Allow-Origin": "https://a.example, https://*.b.example",
        "Access-Control-Expose-Headers": "ETag",
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Max-Age": "600",
    }


def test_an_empty_policy_adds_nothing_and_removes_nothing(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, "[response_headers_policies.site]\n")
    assert (policy.remove, policy.cors, policy.security, policy.custom) == ((), (), (), ())
    assert policy.server_timing is None

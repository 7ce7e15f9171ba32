"""Response headers policies of one's own that CloudFront would not create, and one that it would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, problems_of

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "[response_headers_policies.p]\n"
CORS = "[response_headers_policies.p.cors]\n"
SECURITY = "[response_headers_policies.p.security]\n"
ELEVEN = ", ".join(f'x{number} = "1"' for number in range(11))

WRONG = {
    "name-of-a-managed-one": (
        "[response_headers_policies.¦SimpleCORS]\n",
        "`SimpleCORS` is the name of a policy that AWS manages",
    ),
    "removed-header-that-stays": (
        POLICY + "remove = [¦'Via']\n",
        "CloudFront removes no `Via` from responses",
    ),
    "removed-header-that-is-none": (POLICY + "remove = [¦'a b']\n", '"a b" is no name of a header'),
    "no-origins": (CORS + "allow_origins = ¦[]\n", 'expected one origin at least, or "*"'),
    "all-origins-and-one": (
        CORS + "allow_origins = ['https://a.example', ¦'*']\n",
        '"*" stands for all origins; expected it alone',
    ),
    "wildcard-inside": (
        CORS + "allow_origins = [¦'https://a.*.example']\n",
        "an origin, whose host may begin",
    ),
    "origin-with-a-path": (
        CORS + "allow_origins = [¦'https://a.example/']\n",
        "an origin, whose host may begin",
    ),
    "method": (CORS + "allow_origins = ['*']\nallow_methods = [¦'TRACE']\n", '"TRACE"'),
    "no-methods": (CORS + "allow_origins = ['*']\nallow_methods = ¦[]\n", "expected one method at least"),
    "no-headers": (CORS + "allow_origins = ['*']\nallow_headers = ¦[]\n", "expected one header at least"),
    "exposed-header": (CORS + "allow_origins = ['*']\nexpose_headers = [¦'a b']\n", "no name of a header"),
    "long-content-security-policy": (
        SECURITY + f"content_security_policy = ¦'{'x' * 1784}'\n",
        "1,784 characters; expected at most 1,783 characters",
    ),
    "content-security-policy-in-two-lines": (
        SECURITY + 'content_security_policy = ¦"a\\nb"\n',
        "expected one line of visible ASCII",
    ),
    "block-and-report": (
        SECURITY + "xss_protection = ¦'1; mode=block; report=https://a.example/'\n",
        "expected `0`, `1`, `1; mode=block`, or `1; report=` and a URL",
    ),
    "too-many-headers": (POLICY + f"headers = ¦{{ {ELEVEN} }}\n", "11 headers; CloudFront allows 10 headers"),
    "long-name": (POLICY + f"headers = {{ ¦{'x' * 257} = '1' }}\n", "a key or number of 257 characters"),
    "long-value": (
        POLICY + f"headers = {{ x = ¦'{'1' * 1784}' }}\n",
        "1,784 characters; expected at most 1,783",
    ),
    "too-many-characters": (
        POLICY + "headers = ¦{ " + ", ".join(f"x{n} = '{'1' * 1500}'" for n in range(7)) + " }\n",
        "10,514 characters in all; CloudFront allows 10,240",
    ),
    "override-of-nothing": (
        POLICY + "headers = { x-team = 'shop' }\noverride = [¦'x-taem']\n",
        'the policy sets no "x-taem" in `security` or `headers`; did you mean `x-team`?',
    ),
    "sampling-rate": (POLICY + "server_timing = ¦0.00001\n", "expected a percentage with at most 4 decimals"),
    "more-than-all": (POLICY + "server_timing = ¦101\n", "101"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_cloudfront_would_refuse_is_told_where_it_stands(
    tmp_path: Path, text: str, message: str
) -> None:
    assert_problems(tmp_path, text, message)


def test_a_policy_with_everything_in_it_is_fine(tmp_path: Path) -> None:
    text = """
    [response_headers_policies.site]
    remove = ["X-Powered-By"]
    headers = { X-Team = "shop", X-Empty = "" }
    override = ["X-Team", "x-frame-options"]
    server_timing = 12.3456

    [response_headers_policies.site.cors]
    allow_origins = ["https://*.shop.example:*", "http://localhost:3000"]
    allow_methods = ["ALL"]
    expose_headers = ["*"]
    max_age = 600
    allow_credentials = true

    [response_headers_policies.site.security]
    content_security_policy = "default-src 'self'"
    referrer_policy = "same-origin"
    strict_transport_security = { max_age = 31536000, include_subdomains = true, preload = true }
    content_type_options = true
    frame_options = "DENY"
    xss_protection = "1; report=https://shop.example/xss"
    """
    assert not problems_of(tmp_path, text + BASE)

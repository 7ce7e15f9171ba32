"""Policies of one's own that CloudFront would not create."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import assert_problems

if TYPE_CHECKING:
    from pathlib import Path

CACHE = "[cache_policies.p]\n"
ORIGIN = "[origin_request_policies.p]\n"
ELEVEN = ", ".join(f"'n{number}'" for number in range(11))

WRONG = {
    "name-of-a-managed-one": (
        "[cache_policies.¦CachingDisabled]\n",
        "`CachingDisabled` is the name of a policy that AWS manages",
    ),
    "name-of-a-managed-origin-request-policy": (
        "[origin_request_policies.¦AllViewer]\n",
        "is the name of a policy that AWS manages",
    ),
    "default-below-min": ("¦" + CACHE + "min_ttl = 10\ndefault_ttl = 5\n", "min_ttl 10, default_ttl 5"),
    "default-above-max": ("¦" + CACHE + "max_ttl = 5\n", "expected them in rising order"),
    "header": (CACHE + "headers = ['Accept', ¦'a b']\n", '"a b" is no name of a header'),
    "header-twice": (CACHE + "headers = ['Accept', ¦'accept']\n", "is the same header as `Accept`"),
    "header-not-in-cache-policies": (
        CACHE + "headers = [¦'CloudFront-Viewer-Address']\n",
        "no `CloudFront-Viewer-Address` in cache policies; name it in an origin request policy",
    ),
    "cookie": (CACHE + "cookies = 'whitelist'\ncookie_names = [¦'a=b']\n", '"a=b" is no name of a cookie'),
    "cookie-twice": (
        CACHE + "cookies = 'whitelist'\ncookie_names = ¦['a', 'a']\n",
        '"a" stands here 2 times',
    ),
    "names-for-none": (
        CACHE + "cookie_names = ¦['a']\n",
        'names, but cookies = "none" takes none; expected "whitelist" or "allExcept"',
    ),
    "names-for-all": (
        CACHE + "query_strings = 'all'\nquery_string_names = ¦['a']\n",
        'query_strings = "all" takes none',
    ),
    "no-names": (
        CACHE + "query_strings = ¦'whitelist'\n",
        '`cache_policies.p.query_strings` is "whitelist"; expected names in `query_string_names`',
    ),
    "too-many-headers": (CACHE + f"headers = ¦[{ELEVEN}]\n", "11 names; CloudFront allows 10 headers"),
    "too-many-cookies": (
        CACHE + f"cookies = 'allExcept'\ncookie_names = ¦[{ELEVEN}]\n",
        "11 names; CloudFront allows 10 cookies",
    ),
    "too-many-characters": (
        "[cache_policies.¦p]\nheaders = [" + ", ".join(f"'h{n}{'x' * 110}'" for n in range(10)) + "]\n",
        "1,120 characters of names in all; CloudFront allows 1,024",
    ),
    "origin-headers-without-names": (
        ORIGIN + "header_behavior = ¦'whitelist'\n",
        "expected names in `headers`",
    ),
    "origin-headers-for-all": (
        ORIGIN + "header_behavior = 'allViewer'\nheaders = ¦['a']\n",
        'header_behavior = "allViewer" takes none',
    ),
    "authorization": (
        ORIGIN + "header_behavior = 'whitelist'\nheaders = [¦'authorization']\n",
        "CloudFront refuses `Authorization` here; name it in the cache policy",
    ),
    "not-cloudfronts-own": (
        ORIGIN + "header_behavior = 'allViewerAndWhitelistCloudFront'\nheaders = [¦'Accept']\n",
        "is none of CloudFront's own headers",
    ),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_a_policy_that_would_be_refused_is_told(tmp_path: Path, snippet: str, message: str) -> None:
    assert_problems(tmp_path, snippet, message)


@pytest.mark.parametrize(
    "snippet",
    [
        CACHE,
        CACHE + "min_ttl = 0\ndefault_ttl = 0\nmax_ttl = 0\ngzip = false\nbrotli = false\n",
        CACHE + "headers = ['Authorization', 'x-ab-e', 'CloudFront-Viewer-Country']\ncookies = 'all'\n",
        ORIGIN
        + "header_behavior = 'allExcept'\nheaders = ['Host', 'Authorization']\nquery_strings = 'all'\n",
    ],
    ids=["defaults", "nothing-cached", "headers", "origin"],
)
def test_a_policy_that_cloudfront_takes_is_taken(tmp_path: Path, snippet: str) -> None:
    assert_problems(tmp_path, snippet)

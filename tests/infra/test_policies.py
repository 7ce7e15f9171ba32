"""Policies as the API shows them become the values that rules know: AWS's own, read back, are the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import listed

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, ResponseHeader
from cloudfrontier.cloudfront.limits import POLICY_HEADERS
from cloudfrontier.cloudfront.managed_policies import (
    CACHE_POLICIES,
    ORIGIN_REQUEST_POLICIES,
    RESPONSE_HEADERS_POLICIES,
)
from infra.policies import read_policies

if TYPE_CHECKING:
    from deployments import Place


@pytest.mark.parametrize("policy", CACHE_POLICIES, ids=lambda policy: policy.name)
def test_a_managed_cache_policy_copied_by_hand_reads_the_same(place: Place, policy: CachePolicy) -> None:
    config = place.aws.cloudfront.get_cache_policy(Id=policy.id)["CachePolicy"]["CachePolicyConfig"]
    made = place.aws.cloudfront.create_cache_policy(CachePolicyConfig={**config, "Name": "copy"})
    policy_id = made["CachePolicy"]["Id"]
    found = read_policies(place.aws, [{"CachePolicyId": policy_id}]).cache_policy(policy_id)
    assert found == replace(policy, name="copy", id=policy_id)


COPYABLE = [policy for policy in ORIGIN_REQUEST_POLICIES if POLICY_HEADERS.holds(len(policy.headers))]
"""One of AWS's has more headers than an account's own may have."""


@pytest.mark.parametrize("policy", COPYABLE, ids=lambda policy: policy.name)
def test_a_managed_origin_request_policy_copied_by_hand_reads_the_same(place: Place, policy: Any) -> None:
    told = place.aws.cloudfront.get_origin_request_policy(Id=policy.id)["OriginRequestPolicy"]
    made = place.aws.cloudfront.create_origin_request_policy(
        OriginRequestPolicyConfig={**told["OriginRequestPolicyConfig"], "Name": "copy"}
    )
    policy_id = made["OriginRequestPolicy"]["Id"]
    found = read_policies(place.aws, [{"OriginRequestPolicyId": policy_id}])
    assert found.origin_request_policy(policy_id) == replace(policy, name="copy", id=policy_id)


@pytest.mark.parametrize("policy", RESPONSE_HEADERS_POLICIES, ids=lambda policy: policy.name)
def test_a_managed_response_headers_policy_copied_by_hand_reads_the_same(place: Place, policy: Any) -> None:
    told = place.aws.cloudfront.get_response_headers_policy(Id=policy.id)["ResponseHeadersPolicy"]
    made = place.aws.cloudfront.create_response_headers_policy(
        ResponseHeadersPolicyConfig={**told["ResponseHeadersPolicyConfig"], "Name": "copy"}
    )
    policy_id = made["ResponseHeadersPolicy"]["Id"]
    found = read_policies(place.aws, [{"ResponseHeadersPolicyId": policy_id}])
    read = found.response_headers_policy(policy_id)
    assert read is not None
    # the order of the headers is nobody's promise
    assert set(read.cors) == set(policy.cors)
    assert set(read.security) == set(policy.security)
    assert read.cors_override == policy.cors_override


def test_a_policy_of_ones_own_is_read_in_all_its_parts(place: Place) -> None:
    made = place.aws.cloudfront.create_response_headers_policy(
        ResponseHeadersPolicyConfig={
            "Name": "all",
            "CorsConfig": {
                "AccessControlAllowOrigins": listed("https://a.example"),
                "AccessControlAllowHeaders": listed("x-a", "x-b"),
                "AccessControlAllowMethods": listed("GET"),
                "AccessControlAllowCredentials": True,
                "AccessControlMaxAgeSec": 600,
                "OriginOverride": True,
            },
            "SecurityHeadersConfig": {
                "XSSProtection": {
                    "Override": True,
                    "Protection": True,
                    "ModeBlock": False,
                    "ReportUri": "https://r.example",
                },
                "StrictTransportSecurity": {
                    "Override": False,
                    "IncludeSubdomains": True,
                    "Preload": True,
                    "AccessControlMaxAgeSec": 5,
                },
                "ContentSecurityPolicy": {"Override": False, "ContentSecurityPolicy": "default-src 'self'"},
            },
            "CustomHeadersConfig": listed({"Header": "x-shop", "Value": "1", "Override": True}),
            "RemoveHeadersConfig": listed({"Header": "server"}),
        }
    )
    policy_id = made["ResponseHeadersPolicy"]["Id"]
    read = read_policies(place.aws, [{"ResponseHeadersPolicyId": policy_id}])
    policy = read.response_headers_policy(policy_id)
    assert policy is not None
    assert policy.remove == ("server",)
    assert policy.custom == (ResponseHeader("x-shop", "1", override=True),)
    assert policy.cors_override
    assert {(header.name, header.value) for header in (*policy.cors, *policy.security)} == {
        ("Access-Control-Allow-Origin", "https://a.example"),
        ("Access-Control-Allow-Headers", "x-a, x-b"),
        ("Access-Control-Allow-Methods", "GET"),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Max-Age", "600"),
        ("X-XSS-Protection", "1; report=https://r.example"),
        ("Strict-Transport-Security", "max-age=5; includeSubDomains; preload"),
        ("Content-Security-Policy", "default-src 'self'"),
    }


def test_a_protection_that_is_off_says_so(place: Place) -> None:
    made = place.aws.cloudfront.create_response_headers_policy(
        ResponseHeadersPolicyConfig={
            "Name": "off",
            "SecurityHeadersConfig": {"XSSProtection": {"Override": True, "Protection": False}},
        }
    )
    policy_id = made["ResponseHeadersPolicy"]["Id"]
    policy = read_policies(place.aws, [{"ResponseHeadersPolicyId": policy_id}]).response_headers_policy(
        policy_id
    )
    assert policy is not None
    assert policy.security == (ResponseHeader("X-XSS-Protection", "0", override=True),)


def test_aws_s_own_policies_are_not_asked_for(place: Place) -> None:
    behavior = {
        "CachePolicyId": CACHE_POLICIES[0].id,
        "OriginRequestPolicyId": "",
        "ViewerProtocolPolicy": "",
    }
    assert read_policies(place.aws, [behavior]).cache == {}
    assert place.fake.calls == []


@pytest.mark.parametrize("fault", ["AccessDenied", "NoSuchCachePolicy"])
def test_a_policy_that_may_not_be_read_stays_unknown(place: Place, fault: str) -> None:
    place.fake.fail("GetCachePolicy", with_=fault)
    read = read_policies(place.aws, [{"CachePolicyId": "11111111-2222-3333-4444-555555555555"}])
    assert read.cache_policy("11111111-2222-3333-4444-555555555555") is None


def test_selections_are_read_by_their_own_names(place: Place) -> None:
    made = place.aws.cloudfront.create_cache_policy(
        CachePolicyConfig={
            "Name": "ours",
            "MinTTL": 0,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "EnableAcceptEncodingGzip": True,
                "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": listed("x-ab-hero")},
                "CookiesConfig": {"CookieBehavior": "allExcept", "Cookies": listed("session")},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            },
        }
    )
    policy_id = made["CachePolicy"]["Id"]
    policy = read_policies(place.aws, [{"CachePolicyId": policy_id}]).cache_policy(policy_id)
    assert policy is not None
    assert policy.headers == ("x-ab-hero",)
    assert policy.cookies == ItemSelection("allExcept", ("session",))
    assert policy.query_strings == ItemSelection("none")
    assert (policy.gzip, policy.brotli) == (True, False)

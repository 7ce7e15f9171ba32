"""Signed URLs and signed cookies: what a behavior with trusted key groups lets in."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.simulator.fidelity.behaviour import Theme, pinned

__all__ = ["THEMES"]

_SIGNED = "simulator/signature/test_signed_requests.py"
_RESOURCE = "simulator/signature/test_resource.py"
_CANNED = guide("private-content-creating-signed-url-canned-policy")
_CUSTOM = guide("private-content-creating-signed-url-custom-policy")
_SIGNERS = guide("private-content-trusted-signers", read="2026-10")

SIGNATURES = Theme(
    "Signed URLs and signed cookies",
    (
        *pinned(
            _SIGNED,
            _CANNED,
            ("A canned policy lets one URL in until it expires, which is checked when the request begins", "test_a_url_signed_with_a_canned_policy_is_let_in_until_it_expires[RSA]"),
            ("Whatever of a signed URL is changed, a parameter added even, the answer is 403", "test_a_signed_url_that_was_changed_is_refused"),
            ("The parameters of the signature reach neither the cache key nor the origin; others do, in their order", "test_the_query_string_that_was_signed_reaches_the_origin_without_the_signature"),
            ("Two signatures of one URL share one object in the cache", "test_two_signatures_share_one_object_in_the_cache"),
            ("`Hash-Algorithm` says SHA1 or SHA256; without it SHA-1 is meant", "test_rsa_signs_with_sha_256_too_where_the_url_says_so"),
        ),
        *pinned(
            _SIGNED,
            _SIGNERS,
            ("Keys may be ECDSA on P-256, too", "test_a_url_signed_with_a_canned_policy_is_let_in_until_it_expires[ECDSA P-256 with SHA-256]"),
            ("Other keys are not taken: RSA has 2,048 bits", "test_a_public_key_that_cloudfront_would_not_take_is_told_at_once"),
            ("A key that is in no trusted key group is answered with `InvalidKey`", "test_a_key_outside_the_key_group_is_unknown", "observed"),
            ("Without a signature the answer is `MissingKey`, and the origin is not asked", "test_without_a_signature_the_key_is_missing", "observed"),
            ("A behavior that trusts no known key lets nobody in", "test_a_behavior_without_known_keys_lets_nobody_in"),
            ("A signature by another key under a known id is refused", "test_the_signature_of_another_key_under_a_known_id_is_refused"),
        ),
        *pinned(
            _SIGNED,
            _CUSTOM,
            ("A custom policy lets in what it says", "test_a_url_signed_with_a_custom_policy_is_let_in"),
            ("`DateGreaterThan`: not on that time or before", "test_a_custom_policy_says_from_when_and_from_where[on its beginning]"),
            ("`IpAddress` is one IPv4 address or network", "test_a_custom_policy_says_from_when_and_from_where[network]"),
            ("No policy with an address lets an IPv6 viewer in", "test_a_custom_policy_says_from_when_and_from_where[IPv6]"),
            ("A policy has one statement, `DateLessThan`, and nothing that CloudFront does not know", "test_a_policy_that_cloudfront_would_not_take_lets_nobody_in"),
            ("Both `Expires` and `Policy` are refused", "test_both_a_policy_and_a_time_are_refused", "uncertain"),
        ),
        *pinned(
            _RESOURCE,
            _CUSTOM,
            ("`*` and `?` in a resource stay within protocol, domain, path or query string", "test_a_url_is_not_meant[https://www.example.com/hello*world]"),
            ("A `*` that ends the path means any query string, too", "test_a_url_is_meant[http://example.com/hello*]"),
            ("A `*` that ends the domain means any path, too", "test_a_url_is_meant[http://example.com*]"),
            ("A resource that begins with `*` is one of any protocol", "test_a_url_is_meant[*example.com]"),
            ("`*` alone is every URL", "test_a_url_is_meant[*]"),
        ),
        *pinned(
            _SIGNED,
            guide("private-content-choosing-signed-urls-cookies"),
            ("A signed URL wins over signed cookies; one reserved parameter makes a URL a signed one", "test_one_reserved_name_makes_a_signed_url_whatever_the_cookies_say[Signature]"),
        ),
        *pinned(
            _SIGNED,
            guide("private-content-setting-signed-cookie-canned-policy"),
            ("Signed cookies hold for the URL with its query string", "test_cookies_of_the_edge_handler_are_let_in"),
            ("A signed cookie that stands twice lets nobody in", "test_a_cookie_that_stands_twice_lets_nobody_in", "uncertain"),
        ),
        *pinned(
            _SIGNED,
            guide("lambda-edge-event-request-response"),
            ("Signatures are verified before viewer-request runs", "test_whether_code_runs_before_the_signature_is_looked_at_is_an_option", "uncertain", "`LifecycleOptions.signature_first`"),
        ),
        *pinned(
            "cloudfront/test_error_pages.py",
            guide("private-content-signed-urls"),
            ("A missing signature is answered with XML, `text/xml`", "test_a_missing_signature_is_answered_with_the_known_xml", "observed"),
        ),
    ),
)  # fmt: skip

THEMES = (SIGNATURES,)

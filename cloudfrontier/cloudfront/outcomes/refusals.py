"""How a request ends before or without edge code: CloudFront refuses it, or the origin cannot be reached.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-invalid-method.html,
.../georestrictions.html, .../RequestAndResponseBehaviorCustomOrigin.html, .../cloudfront-limits.html,
.../http-502-bad-gateway.html and .../http-504-gateway-timeout.html (read 2026-04) for the statuses; the
sentences are from captures, where they are known at all.
"""

from __future__ import annotations

from cloudfrontier.cloudfront.outcomes.outcome import Outcome

__all__ = [
    "ACCESS_DENIED",
    "GEO_BLOCKED",
    "GET_WITH_BODY",
    "HEADERS_TOO_BIG",
    "HTTPS_ONLY",
    "METHOD_NOT_ALLOWED",
    "MISSING_SIGNATURE",
    "ORIGIN_CONNECT_TIMEOUT",
    "ORIGIN_DNS",
    "ORIGIN_TIMEOUT",
    "ORIGIN_UNREACHABLE",
    "TOO_MANY_DISTRIBUTIONS",
    "UNKNOWN_KEY",
    "URL_TOO_LONG",
    "WAF_BLOCKED",
]

METHOD_NOT_ALLOWED = Outcome(
    id="method-not-allowed",
    title="the behavior does not allow the method",
    status=403,
    sentence="This distribution is not configured to allow the HTTP request method that was used for this "
    "request. The distribution supports only cachable requests.",
)
HTTPS_ONLY = Outcome(
    id="https-only",
    title="plain HTTP to a behavior that takes HTTPS only",
    status=403,
    sentence="Bad request.",
    sentence_from="uncertain",
)
GET_WITH_BODY = Outcome(
    id="get-with-body",
    title="a GET request with a body",
    status=403,
    sentence="Bad request.",
    sentence_from="uncertain",
)
GEO_BLOCKED = Outcome(
    id="geo-blocked",
    title="the viewer's country is not allowed",
    status=403,
    sentence="The Amazon CloudFront distribution is configured to block access from your country.",
)
WAF_BLOCKED = Outcome(
    id="waf-blocked", title="AWS WAF blocked the request", status=403, sentence="Request blocked."
)
MISSING_SIGNATURE = Outcome(
    id="missing-signature",
    title="no signed URL and no signed cookies where a behavior asks for them",
    status=403,
    sentence="Missing Key-Pair-Id query parameter or cookie value",
    error_code="MissingKey",
)
UNKNOWN_KEY = Outcome(
    id="unknown-key",
    title="signed with a key that the behavior does not trust",
    status=403,
    sentence="Unknown key",
    error_code="InvalidKey",
)
ACCESS_DENIED = Outcome(
    id="access-denied",
    title="signed, but for another URL or another time, or with a wrong signature",
    status=403,
    sentence="Access denied",
    sentence_from="uncertain",
    error_code="AccessDenied",
)
TOO_MANY_DISTRIBUTIONS = Outcome(
    id="too-many-distributions",
    title="the request has come through more than two distributions",
    status=403,
    sentence="Bad request.",
    sentence_from="uncertain",
)
URL_TOO_LONG = Outcome(
    id="url-too-long",
    title="the URL is longer than CloudFront takes",
    status=414,
    sentence="Bad request.",
    sentence_from="uncertain",
)
HEADERS_TOO_BIG = Outcome(
    id="headers-too-big",
    title="request line and headers are larger than CloudFront takes",
    status=494,
    sentence="Bad request.",
    sentence_from="uncertain",
)
ORIGIN_DNS = Outcome(
    id="origin-dns",
    title="the origin's domain name does not resolve; origin-request has not run",
    status=502,
    sentence="CloudFront wasn't able to resolve the origin domain name.",
    sentence_from="uncertain",
)
ORIGIN_UNREACHABLE = Outcome(
    id="origin-unreachable",
    title="no connection to the origin could be made",
    status=502,
    sentence="CloudFront wasn't able to connect to the origin.",
    x_cache_from="documented",
    sentence_from="uncertain",
)
ORIGIN_CONNECT_TIMEOUT = Outcome(
    id="origin-connect-timeout",
    title="no connection to the origin came about in time",
    status=504,
    sentence="CloudFront attempted to establish a connection with the origin, but either the attempt "
    "failed or the origin closed the connection.",
    sentence_from="uncertain",
)
ORIGIN_TIMEOUT = Outcome(
    id="origin-timeout",
    title="the origin did not answer in time",
    status=504,
    sentence="CloudFront attempted to establish a connection with the origin, but either the attempt "
    "failed or the origin closed the connection.",
    sentence_from="uncertain",
)

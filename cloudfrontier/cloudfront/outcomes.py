"""How a request ends when CloudFront itself answers: status, X-Cache and sentence, each with its proof.

1. Statuses are documented; most X-Cache values and sentences were seen in captures and are promised by
   nobody.
2. Sentences that nobody has seen are ours, and say so in `sentence_from`.
3. `saying` gives an outcome another sentence: the simulator's own explanation, marked as ours.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html,
.../http-503-service-unavailable.html, .../http-403-invalid-method.html, .../functions-tutorial.html and
.../requestandresponsebehaviorcustomorigin.html (read 2026-04); captures in public issue threads of 2018 to
2026.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cloudfrontier.cloudfront.x_cache import ERROR

__all__ = [
    "ACCESS_DENIED",
    "FUNCTION_DISALLOWED_HEADER",
    "FUNCTION_EXECUTION",
    "FUNCTION_HEADER_CASE",
    "FUNCTION_ORIGIN",
    "FUNCTION_THROTTLED",
    "FUNCTION_VALIDATION",
    "GEO_BLOCKED",
    "GET_WITH_BODY",
    "HEADERS_TOO_BIG",
    "HTTPS_ONLY",
    "LAMBDA_BODY",
    "LAMBDA_EXECUTION",
    "LAMBDA_HEADERS",
    "LAMBDA_ORIGIN",
    "LAMBDA_READ_ONLY_HEADER",
    "LAMBDA_THROTTLED",
    "LAMBDA_VALIDATION",
    "METHOD_NOT_ALLOWED",
    "MISSING_SIGNATURE",
    "ORIGIN_DNS",
    "OUTCOMES",
    "TOO_MANY_DISTRIBUTIONS",
    "UNKNOWN_KEY",
    "URL_TOO_LONG",
    "WAF_BLOCKED",
    "Outcome",
    "Provenance",
]

Provenance = Literal["documented", "observed", "uncertain", "ours"]
"""documented: AWS says so; observed: seen in a capture; uncertain: inferred; ours: worded here."""


@dataclass(frozen=True)
class Outcome:
    """An answer that CloudFront makes itself."""

    id: str
    title: str
    status: int
    x_cache: str = ERROR
    sentence: str = ""
    status_from: Provenance = "documented"
    x_cache_from: Provenance = "observed"
    sentence_from: Provenance = "observed"
    error_code: str = ""
    """Set where the body is S3's XML error, with this code, instead of the HTML page."""

    def saying(self, sentence: str) -> Outcome:
        """The same outcome with a sentence of ours."""
        return replace(self, sentence=sentence, sentence_from="ours")


_FUNCTION = "The CloudFront function associated with the CloudFront distribution is invalid or could not run."
_LAMBDA = "The Lambda function associated with the CloudFront distribution"

LAMBDA_VALIDATION = Outcome(
    id="lambda-validation",
    title="what a Lambda@Edge function returned is not valid",
    status=502,
    x_cache="LambdaValidationError from cloudfront",
    sentence="The Lambda function result failed validation.",
    sentence_from="uncertain",
)
LAMBDA_READ_ONLY_HEADER = replace(
    LAMBDA_VALIDATION,
    id="lambda-read-only-header",
    title="a Lambda@Edge function touched a read-only header",
    sentence="The Lambda function result failed validation: The function tried to add, delete, or change a "
    "read-only header.",
    sentence_from="observed",
)
LAMBDA_BODY = replace(
    LAMBDA_VALIDATION,
    id="lambda-body",
    title="the body that a Lambda@Edge function returned is no string, or too large",
    sentence="The Lambda function result failed validation: The body is not a string, is not an object, or "
    "exceeds the maximum size.",
    sentence_from="observed",
)
LAMBDA_HEADERS = replace(
    LAMBDA_VALIDATION,
    id="lambda-headers",
    title="the headers that a Lambda@Edge function returned have a wrong shape",
    sentence="The Lambda function returned an invalid entry in the headers object.",
    sentence_from="observed",
)
LAMBDA_ORIGIN = replace(
    LAMBDA_VALIDATION,
    id="lambda-origin",
    title="the origin that a Lambda@Edge function returned is not valid",
    sentence="The Lambda function returned an invalid origin configuration: One or more HeaderName or "
    "HeaderValue values are invalid.",
    sentence_from="observed",
)
LAMBDA_EXECUTION = Outcome(
    id="lambda-execution",
    title="a Lambda@Edge function raised, ran out of time, or could not be started",
    status=503,
    x_cache="LambdaExecutionError from cloudfront",
    sentence=f"{_LAMBDA} is invalid or doesn't have the required permissions.",
)
LAMBDA_THROTTLED = Outcome(
    id="lambda-throttled",
    title="Lambda refused to run the function for want of concurrency",
    status=503,
    x_cache="LambdaLimitExceeded from cloudfront",
    sentence=f"{_LAMBDA} was throttled.",
)
FUNCTION_VALIDATION = Outcome(
    id="function-validation",
    title="what a CloudFront Function returned is not valid",
    status=502,
    x_cache="FunctionValidationError from cloudfront",
    sentence="The CloudFront function returned an invalid value.",
    sentence_from="uncertain",
)
FUNCTION_HEADER_CASE = replace(
    FUNCTION_VALIDATION,
    id="function-header-case",
    title="a CloudFront Function returned a header name with capitals",
    sentence="The CloudFront function returned an invalid value: response.headers must have header names in "
    "lower case.",
    sentence_from="observed",
)
FUNCTION_DISALLOWED_HEADER = replace(
    FUNCTION_VALIDATION,
    id="function-disallowed-header",
    title="a CloudFront Function added a disallowed header",
    sentence="The CloudFront function tried to add a disallowed header",
    sentence_from="observed",
)
FUNCTION_ORIGIN = replace(
    FUNCTION_VALIDATION,
    id="function-origin",
    title="the origin that a CloudFront Function asked for is not valid",
    sentence="The CloudFront function returned an invalid value for origin rewrite.",
    sentence_from="observed",
)
FUNCTION_EXECUTION = Outcome(
    id="function-execution",
    title="a CloudFront Function raised, does not compile, or has no handler",
    status=503,
    x_cache="FunctionExecutionError from cloudfront",
    sentence=_FUNCTION,
)
FUNCTION_THROTTLED = Outcome(
    id="function-throttled",
    title="a CloudFront Function keeps using more time than it is allowed, or does not compile",
    status=503,
    x_cache="FunctionThrottledError from cloudfront",
    sentence=_FUNCTION,
    sentence_from="uncertain",
)
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

OUTCOMES: tuple[Outcome, ...] = (
    LAMBDA_VALIDATION,
    LAMBDA_READ_ONLY_HEADER,
    LAMBDA_BODY,
    LAMBDA_HEADERS,
    LAMBDA_ORIGIN,
    LAMBDA_EXECUTION,
    LAMBDA_THROTTLED,
    FUNCTION_VALIDATION,
    FUNCTION_HEADER_CASE,
    FUNCTION_DISALLOWED_HEADER,
    FUNCTION_ORIGIN,
    FUNCTION_EXECUTION,
    FUNCTION_THROTTLED,
    METHOD_NOT_ALLOWED,
    HTTPS_ONLY,
    GET_WITH_BODY,
    GEO_BLOCKED,
    WAF_BLOCKED,
    MISSING_SIGNATURE,
    UNKNOWN_KEY,
    ACCESS_DENIED,
    TOO_MANY_DISTRIBUTIONS,
    URL_TOO_LONG,
    HEADERS_TOO_BIG,
    ORIGIN_DNS,
)
"""All of them; ids are never reused."""

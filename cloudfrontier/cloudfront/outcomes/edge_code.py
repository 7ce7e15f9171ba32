"""How a request ends when edge code fails: wrong results are 502, code that does not run is 503.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html and
.../http-503-service-unavailable.html (read 2026-04) for the statuses; the X-Cache values and the sentences
are from captures in public issue threads of 2018 to 2026. AWS's pages disagree on a handler's timeout: the
one on log fields counts it as an execution error, as is done here, the one on 503 as a limit.
"""

from __future__ import annotations

from dataclasses import replace

from cloudfrontier.cloudfront.outcomes.outcome import Outcome

__all__ = [
    "FUNCTION_DISALLOWED_HEADER",
    "FUNCTION_EXECUTION",
    "FUNCTION_HEADER_CASE",
    "FUNCTION_ORIGIN",
    "FUNCTION_THROTTLED",
    "FUNCTION_VALIDATION",
    "LAMBDA_BODY",
    "LAMBDA_EXECUTION",
    "LAMBDA_HEADERS",
    "LAMBDA_ORIGIN",
    "LAMBDA_READ_ONLY_HEADER",
    "LAMBDA_THROTTLED",
    "LAMBDA_VALIDATION",
]

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

"""How a request ends when CloudFront itself answers: status, X-Cache and sentence, each with its proof.

1. Statuses are documented; most X-Cache values and sentences were seen in captures and are promised by
   nobody.
2. Sentences that nobody has seen are guesses (`uncertain`) or ours, and say so in `sentence_from`.
3. `saying` gives an outcome another sentence: the simulator's own explanation, marked as ours.
"""

from cloudfrontier.cloudfront.outcomes.edge_code import (
    FUNCTION_DISALLOWED_HEADER,
    FUNCTION_EXECUTION,
    FUNCTION_HEADER_CASE,
    FUNCTION_ORIGIN,
    FUNCTION_THROTTLED,
    FUNCTION_VALIDATION,
    LAMBDA_BODY,
    LAMBDA_EXECUTION,
    LAMBDA_HEADERS,
    LAMBDA_ORIGIN,
    LAMBDA_READ_ONLY_HEADER,
    LAMBDA_THROTTLED,
    LAMBDA_VALIDATION,
)
from cloudfrontier.cloudfront.outcomes.outcome import Outcome, Provenance
from cloudfrontier.cloudfront.outcomes.refusals import (
    ACCESS_DENIED,
    GEO_BLOCKED,
    GET_WITH_BODY,
    HEADERS_TOO_BIG,
    HTTPS_ONLY,
    METHOD_NOT_ALLOWED,
    MISSING_SIGNATURE,
    ORIGIN_DNS,
    ORIGIN_TIMEOUT,
    ORIGIN_UNREACHABLE,
    TOO_MANY_DISTRIBUTIONS,
    UNKNOWN_KEY,
    URL_TOO_LONG,
    WAF_BLOCKED,
)

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
    "ORIGIN_TIMEOUT",
    "ORIGIN_UNREACHABLE",
    "OUTCOMES",
    "TOO_MANY_DISTRIBUTIONS",
    "UNKNOWN_KEY",
    "URL_TOO_LONG",
    "WAF_BLOCKED",
    "Outcome",
    "Provenance",
]

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
    ORIGIN_UNREACHABLE,
    ORIGIN_TIMEOUT,
)
"""All of them; ids are never reused."""

"""The values of the `X-Cache` response header when nothing went wrong; outcomes hold those of errors.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-tutorial.html (read
2026-04) has `FunctionGeneratedResponse`; the others are OBSERVED. `OriginShieldHit` and
`MissGeneratedResponse` are values of the access log and not known as `X-Cache`: they are left out.
"""

from __future__ import annotations

__all__ = [
    "ERROR",
    "FUNCTION_GENERATED",
    "HIT",
    "LAMBDA_GENERATED",
    "MISS",
    "REDIRECT",
    "REFRESH_HIT",
    "X_CACHE_VALUES",
]

HIT = "Hit from cloudfront"
REFRESH_HIT = "RefreshHit from cloudfront"
"""The object had expired and the origin confirmed it with 304."""
MISS = "Miss from cloudfront"
ERROR = "Error from cloudfront"
"""Also for a 4xx or 5xx of the origin."""
REDIRECT = "Redirect from cloudfront"
LAMBDA_GENERATED = "LambdaGeneratedResponse from cloudfront"
FUNCTION_GENERATED = "FunctionGeneratedResponse from cloudfront"

X_CACHE_VALUES = (HIT, REFRESH_HIT, MISS, ERROR, REDIRECT, LAMBDA_GENERATED, FUNCTION_GENERATED)

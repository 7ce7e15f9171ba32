"""Limits of Lambda@Edge, most of them by event: package, memory, time, and what a function may return.

AWS lifted the limits of the viewer events in 2025: 50 MB instead of 1 MB, 30 s instead of 5. Reports that the
API enforces the old ones end in 2024-03; they stay here as `..._LEGACY_VIEWER`, for warnings.
"""

from __future__ import annotations

from cloudfrontier.cloudfront.events import EVENT_TYPES, EventType
from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import Source, guide

_QUOTAS = guide("cloudfront-limits")
_RESTRICTIONS = guide("lambda-at-edge-function-restrictions")
_GENERATING = guide("lambda-generating-http-responses")
_LAMBDA = Source("https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html", "2026-04")

_VIEWER: tuple[EventType, ...] = ("viewer-request", "viewer-response")
_ORIGIN: tuple[EventType, ...] = ("origin-request", "origin-response")
_KB = 1024
_MB = 1024**2


def _by_event(*limits: Limit) -> dict[EventType, Limit]:
    return {event: limit for event in EVENT_TYPES for limit in limits if event in limit.events}


_ZIP = Limit(
    "lambda-zip",
    "Zip of a Lambda@Edge function with its libraries",
    50 * _MB,
    "bytes",
    _QUOTAS,
    events=EVENT_TYPES,
)
LAMBDA_ZIP = _by_event(_ZIP)
LAMBDA_ZIP_LEGACY_VIEWER = Limit(
    "lambda-zip-legacy-viewer",
    "Zip of a Lambda@Edge function on a viewer event, until 2025",
    _MB,
    "bytes",
    Source(_QUOTAS.url, "2023-06"),
    events=_VIEWER,
    uncertain=True,
    highest=50 * _MB,
    note="Gone from the page; the API refused larger ones as late as 2024-03. Worth a warning only.",
)
UNZIPPED = Limit(
    "lambda-unzipped", "A Lambda@Edge function and its libraries, unpacked", 250 * _MB, "bytes", _LAMBDA
)

TIMEOUT = _by_event(
    Limit(
        "lambda-timeout",
        "Timeout of a Lambda@Edge function",
        30,
        "seconds",
        _QUOTAS,
        least=1,
        events=EVENT_TYPES,
    )
)
TIMEOUT_LEGACY_VIEWER = Limit(
    "lambda-timeout-legacy-viewer",
    "Timeout of a Lambda@Edge function on a viewer event, until 2025",
    5,
    "seconds",
    Source(_QUOTAS.url, "2023-06"),
    events=_VIEWER,
    uncertain=True,
    highest=30,
    note="Gone from the page; worth a warning only.",
)

MEMORY = _by_event(
    Limit(
        "lambda-memory-viewer",
        "Memory of a Lambda@Edge function on the viewer events",
        128,
        "MB",
        guide("edge-functions-choosing"),
        least=128,
        events=_VIEWER,
        uncertain=True,
        highest=10240,
        note="The quota page says the same as Lambda's own, 10,240 MB, for all events.",
    ),
    Limit(
        "lambda-memory-origin",
        "Memory of a Lambda@Edge function on the origin events",
        10240,
        "MB",
        _LAMBDA,
        least=128,
        events=_ORIGIN,
    ),
)
EPHEMERAL_STORAGE = Limit(
    "lambda-ephemeral-storage", "Space in /tmp of a Lambda@Edge function", 512, "MB", _RESTRICTIONS
)

LAMBDA_PAYLOAD = Limit(
    "lambda-payload",
    "What a Lambda function returns, as JSON",
    6 * _MB,
    "bytes",
    _LAMBDA,
    note="AWS writes 6 MB. CloudFront takes less of a response.",
)
LAMBDA_INIT_TIME = Limit(
    "lambda-init-time",
    "Time to load a Lambda function, apart from its timeout",
    10,
    "seconds",
    Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html", "2026-11"),
    note="Lambda tries once more when the function is invoked, within its timeout.",
)
LAMBDA_OPEN_FILES = Limit(
    "lambda-open-files", "File descriptors of a Lambda function", 1024, "descriptors", _LAMBDA
)

GENERATED_RESPONSE = _by_event(
    Limit(
        "generated-response-viewer",
        "Response that Lambda@Edge generates, headers and body together",
        40 * _KB,
        "bytes",
        _QUOTAS,
        events=_VIEWER,
        note="AWS writes 40 KB.",
    ),
    Limit(
        "generated-response-origin",
        "Response that Lambda@Edge generates, headers and body together",
        _MB,
        "bytes",
        _QUOTAS,
        events=_ORIGIN,
        note="AWS writes 1 MB.",
    ),
)
GENERATED_STATUS = Limit(
    "generated-status",
    "Status of a response that Lambda@Edge returns",
    599,
    "",
    _GENERATING,
    least=200,
)

BODY_SHOWN = _by_event(
    Limit(
        "body-shown-viewer",
        "Request body that Lambda@Edge is shown; the rest is cut off",
        40 * _KB,
        "bytes",
        _RESTRICTIONS,
        events=("viewer-request",),
    ),
    Limit(
        "body-shown-origin",
        "Request body that Lambda@Edge is shown; the rest is cut off",
        _MB,
        "bytes",
        _RESTRICTIONS,
        events=("origin-request",),
    ),
)
"""By request event; the response events are never shown a body."""

REPLACED_BODY_TEXT = _by_event(
    Limit(
        "replaced-body-text-viewer",
        "Request body that Lambda@Edge puts in place, as text",
        40 * _KB,
        "bytes",
        _RESTRICTIONS,
        events=("viewer-request",),
    ),
    Limit(
        "replaced-body-text-origin",
        "Request body that Lambda@Edge puts in place, as text",
        _MB,
        "bytes",
        _RESTRICTIONS,
        events=("origin-request",),
    ),
)
REPLACED_BODY_BASE64 = _by_event(
    Limit(
        "replaced-body-base64-viewer",
        "Request body that Lambda@Edge puts in place, as base64, encoded",
        int(53.2 * _KB),
        "bytes",
        _RESTRICTIONS,
        events=("viewer-request",),
        note="AWS writes 53.2 KB.",
    ),
    Limit(
        "replaced-body-base64-origin",
        "Request body that Lambda@Edge puts in place, as base64, encoded",
        int(1.33 * _MB),
        "bytes",
        _RESTRICTIONS,
        events=("origin-request",),
        note="AWS writes 1.33 MB.",
    ),
)
INCLUDE_BODY_EVENTS: tuple[EventType, ...] = tuple(BODY_SHOWN)
"""Events on which IncludeBody may be set."""

ASSOCIATIONS_PER_BEHAVIOR = Limit(
    "lambda-associations-per-behavior",
    "Lambda@Edge functions of one behavior, one an event",
    4,
    "functions",
    guide("lambda-cloudfront-trigger-events"),
)
LAMBDAS_PER_DISTRIBUTION = Limit(
    "lambdas-per-distribution", "Lambda@Edge functions of a distribution", 100, "functions", _QUOTAS
)
DISTRIBUTIONS_PER_LAMBDA = Limit(
    "distributions-per-lambda",
    "Distributions that one Lambda@Edge function is attached to",
    500,
    "distributions",
    _QUOTAS,
)
DISTRIBUTIONS_WITH_LAMBDA = Limit(
    "distributions-with-lambda",
    "Distributions of an account that have Lambda@Edge functions",
    500,
    "distributions",
    _QUOTAS,
)
CONCURRENCY = Limit(
    "lambda-concurrency",
    "Lambda functions that run at a time in one Region, others than Lambda@Edge included",
    1000,
    "executions",
    _QUOTAS,
    note="New accounts may begin with 10, as users report.",
)
REQUESTS_PER_INSTANCE = Limit(
    "lambda-requests-per-instance",
    "Requests that one instance of Lambda@Edge serves",
    10,
    "requests a second",
    _QUOTAS,
)
REQUESTS_PER_REGION = Limit(
    "lambda-requests-per-region", "Lambda@Edge requests in one Region", 10000, "requests a second", _QUOTAS
)

LIMITS: tuple[Limit, ...] = (
    _ZIP,
    LAMBDA_ZIP_LEGACY_VIEWER,
    UNZIPPED,
    *dict.fromkeys(TIMEOUT.values()),
    TIMEOUT_LEGACY_VIEWER,
    *dict.fromkeys(MEMORY.values()),
    EPHEMERAL_STORAGE,
    LAMBDA_PAYLOAD,
    LAMBDA_INIT_TIME,
    LAMBDA_OPEN_FILES,
    *dict.fromkeys(GENERATED_RESPONSE.values()),
    GENERATED_STATUS,
    *BODY_SHOWN.values(),
    *REPLACED_BODY_TEXT.values(),
    *REPLACED_BODY_BASE64.values(),
    ASSOCIATIONS_PER_BEHAVIOR,
    LAMBDAS_PER_DISTRIBUTION,
    DISTRIBUTIONS_PER_LAMBDA,
    DISTRIBUTIONS_WITH_LAMBDA,
    CONCURRENCY,
    REQUESTS_PER_INSTANCE,
    REQUESTS_PER_REGION,
)

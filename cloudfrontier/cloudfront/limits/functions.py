"""Limits of CloudFront Functions and of connection functions: code, memory, names, tests, counts."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import Source, guide

_QUOTAS = guide("cloudfront-limits")
_API_MODEL = Source(
    "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html", "2026-05"
)
_TEST = guide("test-function")
_CONNECTION = guide("connection-functions")

FUNCTION_SIZE = Limit(
    "function-size",
    "Code of a CloudFront Function, as it is deployed",
    10240,
    "bytes",
    _QUOTAS,
    uncertain=True,
    highest=10240,
    note="AWS writes 10 KB and not whether that is 10,000 or 10,240 bytes; it cannot be raised.",
)
FUNCTION_API_SIZE = Limit(
    "function-api-size",
    "Code that CreateFunction and UpdateFunction take before they answer with MalformedXML",
    40960,
    "bytes",
    _API_MODEL,
    least=1,
)
FUNCTION_MEMORY = Limit(
    "function-memory",
    "Memory of a CloudFront Function",
    2 * 1024**2,
    "bytes",
    _QUOTAS,
    note="AWS writes 2 MB.",
)
FUNCTION_NAME = Limit(
    "function-name",
    "Name of a CloudFront Function",
    64,
    "characters",
    _API_MODEL,
    least=1,
    note="Letters, digits, `-` and `_`.",
)
FUNCTION_COMMENT = Limit(
    "function-comment", "Comment of a CloudFront Function", 128, "characters", _API_MODEL
)
FUNCTION_TEST_EVENT = Limit(
    "function-test-event",
    "Event that TestFunction takes",
    40960,
    "bytes",
    Source("https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_TestFunction.html", "2026-05"),
)
FUNCTION_LOG = Limit(
    "function-log",
    "Log of one run of a CloudFront Function; what is longer is cut off",
    10240,
    "bytes",
    guide("cloudfront-function-restrictions"),
)
FUNCTION_KEY_VALUE_STORES = Limit(
    "function-key-value-stores", "KeyValueStores of one CloudFront Function", 1, "stores", _QUOTAS
)
FUNCTIONS_PER_ACCOUNT = Limit(
    "functions-per-account", "CloudFront Functions of an account", 100, "functions", _QUOTAS
)
DISTRIBUTIONS_PER_FUNCTION = Limit(
    "distributions-per-function",
    "Distributions that one CloudFront Function is attached to",
    100,
    "distributions",
    _QUOTAS,
)
COMPUTE_COMFORTABLE = Limit(
    "compute-comfortable",
    "Compute utilization up to which a CloudFront Function is well within its time",
    50,
    "percent",
    _TEST,
    note="No time is documented for viewer functions; utilization is the share of the time allowed.",
)
COMPUTE_NEARING = Limit(
    "compute-nearing",
    "Compute utilization up to which it is near the maximum; beyond, it is likely throttled",
    70,
    "percent",
    _TEST,
    note="The page on metrics advises a review from 80 percent on.",
)
URI_AND_QUERY = Limit(
    "uri-and-query",
    "URI and query string together, as edge code sets them",
    8191,
    "characters",
    guide("edge-function-restrictions-all"),
    note="AWS writes: less than 8,192 characters.",
)
WEB_TOKEN = Limit(
    "web-token",
    "CBOR web token that `cf.cwt` takes",
    1024,
    "bytes",
    guide("cwt-support-cloudfront-functions"),
)
CONNECTION_FUNCTIONS_PER_ACCOUNT = Limit(
    "connection-functions-per-account", "Connection functions of an account", 100, "functions", _QUOTAS
)
CONNECTION_FUNCTION_SIZE = Limit(
    "connection-function-size",
    "Code of a connection function",
    10240,
    "bytes",
    _QUOTAS,
    note="AWS writes 10 KB.",
)
CONNECTION_FUNCTION_MEMORY = Limit(
    "connection-function-memory", "Memory of a connection function", 2 * 1024**2, "bytes", _QUOTAS
)
CONNECTION_FUNCTION_TIME = Limit(
    "connection-function-time",
    "Run of a connection function",
    5,
    "milliseconds",
    guide("write-connection-function-code"),
)
CONNECTION_FUNCTION_LOG = Limit(
    "connection-function-log", "Text of `connection.logCustomData`", 800, "bytes", _CONNECTION
)
CONNECTION_TEST_OBJECT = Limit(
    "connection-test-object",
    "Connection object that TestConnectionFunction takes",
    40960,
    "bytes",
    guide("test-connection-functions"),
)
DISTRIBUTIONS_PER_CONNECTION_FUNCTION = Limit(
    "distributions-per-connection-function",
    "Distributions that one connection function is attached to",
    100,
    "distributions",
    _QUOTAS,
)
CONNECTION_FUNCTIONS_PER_DISTRIBUTION = Limit(
    "connection-functions-per-distribution",
    "Connection functions of a distribution",
    1,
    "functions",
    _CONNECTION,
)

LIMITS: tuple[Limit, ...] = (
    FUNCTION_SIZE,
    FUNCTION_API_SIZE,
    FUNCTION_MEMORY,
    FUNCTION_NAME,
    FUNCTION_COMMENT,
    FUNCTION_TEST_EVENT,
    FUNCTION_LOG,
    FUNCTION_KEY_VALUE_STORES,
    FUNCTIONS_PER_ACCOUNT,
    DISTRIBUTIONS_PER_FUNCTION,
    COMPUTE_COMFORTABLE,
    COMPUTE_NEARING,
    URI_AND_QUERY,
    WEB_TOKEN,
    CONNECTION_FUNCTIONS_PER_ACCOUNT,
    CONNECTION_FUNCTION_SIZE,
    CONNECTION_FUNCTION_MEMORY,
    CONNECTION_FUNCTION_TIME,
    CONNECTION_FUNCTION_LOG,
    CONNECTION_TEST_OBJECT,
    DISTRIBUTIONS_PER_CONNECTION_FUNCTION,
    CONNECTION_FUNCTIONS_PER_DISTRIBUTION,
)

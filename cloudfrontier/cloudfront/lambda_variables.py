"""The environment variables that a Lambda@Edge function has: Lambda's own, for it may have none of its own.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (read 2026-10) for the names,
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04) for there being no others.
"""

from __future__ import annotations

__all__ = ["LAMBDA_VARIABLES", "REGION_VARIABLES"]

REGION_VARIABLES = frozenset({"AWS_REGION", "AWS_DEFAULT_REGION"})
"""At the edge they name the Region where the function runs, near the viewer."""

LAMBDA_VARIABLES = REGION_VARIABLES | {
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_METADATA_API",
    "AWS_LAMBDA_METADATA_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "LANG",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "TZ",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
}

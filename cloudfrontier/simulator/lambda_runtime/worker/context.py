"""The second argument of a handler: who it is, who asked, and how much time is left."""

from __future__ import annotations

import os
import time

__all__ = ["LambdaContext"]


_SHOWN = (
    "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
    "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id",
)  # fmt: skip


class CognitoIdentity:
    """Nobody: CloudFront invokes handlers for no user of Cognito's, but the object is there at Lambda too."""

    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")

    def __init__(self) -> None:
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None

    def __repr__(self) -> str:
        return "CognitoIdentity([cognito_identity_id=None,cognito_identity_pool_id=None])"


class LambdaContext:
    """The handler's second argument."""

    client_context = None
    tenant_id = None

    def __init__(self, request_id: str, arn: str, deadline: float) -> None:
        get = os.environ.get
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.function_name = get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.identity = CognitoIdentity()
        self._deadline = deadline

    def __repr__(self) -> str:
        shown = ",".join(f"{name}={getattr(self, name)}" for name in _SHOWN)
        return f"LambdaContext([{shown}])"

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the process is killed, 0 at the least."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))

    def w3c(self) -> dict[str, str]:
        """The trace context of the invocation, which has none here."""
        return {}

    def log(self, message: object) -> None:
        """Writes to the log without a line's end, as Lambda's does."""
        os.write(1, str(message).encode("utf-8", "replace"))

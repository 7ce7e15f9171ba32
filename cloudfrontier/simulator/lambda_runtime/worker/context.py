"""The second argument of a handler: who it is, who asked, and how much time is left."""

from __future__ import annotations

import os
import time

__all__ = ["LambdaContext"]


class LambdaContext:
    """The handler's second argument."""

    identity = None
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
        self._deadline = deadline

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the process is killed, 0 at the least."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))

    def log(self, message: object) -> None:
        """Writes to the log without a line's end, as Lambda's does."""
        os.write(1, str(message).encode("utf-8", "replace"))

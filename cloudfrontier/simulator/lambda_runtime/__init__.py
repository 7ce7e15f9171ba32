"""Lambda@Edge on this machine: built zips run in worker processes, with the limits of the edge."""

from cloudfrontier.simulator.lambda_runtime.environment import AwsStandIn
from cloudfrontier.simulator.lambda_runtime.outcome import (
    ERROR_KINDS,
    ErrorKind,
    HandlerError,
    HandlerOutcome,
)
from cloudfrontier.simulator.lambda_runtime.runtime import LambdaRuntime

__all__ = [
    "ERROR_KINDS",
    "AwsStandIn",
    "ErrorKind",
    "HandlerError",
    "HandlerOutcome",
    "LambdaRuntime",
]

"""CloudFront Functions on this machine: CloudFront's JavaScript runtimes, an invocation at a time."""

from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome, Json
from cloudfrontier.simulator.functions_runtime.runtime import FunctionsRuntime

__all__ = ["FunctionError", "FunctionOutcome", "FunctionsRuntime", "Json", "RunLimits"]

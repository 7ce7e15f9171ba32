"""CloudFront Functions on this machine: CloudFront's JavaScript runtimes, an invocation at a time."""

from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
from cloudfrontier.simulator.functions_runtime.key_values import KeyValues, read_key_values
from cloudfrontier.simulator.functions_runtime.origin_change import OriginChange
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome, Json
from cloudfrontier.simulator.functions_runtime.runtime import FunctionsRuntime
from cloudfrontier.simulator.functions_runtime.surroundings import EdgeLocation, Surroundings, Tenant

__all__ = [
    "EdgeLocation",
    "FunctionError",
    "FunctionOutcome",
    "FunctionsRuntime",
    "Json",
    "KeyValues",
    "OriginChange",
    "RunLimits",
    "Surroundings",
    "Tenant",
    "read_key_values",
]

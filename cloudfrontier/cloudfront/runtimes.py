"""The runtimes that edge code may be written for, and when AWS stops supporting each.

Lambda@Edge has no list of its own: "the latest versions of Node.js and Python", as Lambda lists them. The
dates of Node's are not among the facts that were read.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (read 2026-10) and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-features.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

__all__ = [
    "FUNCTION_RUNTIMES",
    "KEY_VALUE_STORE_RUNTIME",
    "LAMBDA_RUNTIMES",
    "FunctionRuntime",
    "LambdaRuntime",
    "lambda_runtime",
]

FunctionRuntime = Literal["cloudfront-js-1.0", "cloudfront-js-2.0"]

FUNCTION_RUNTIMES: tuple[FunctionRuntime, ...] = get_args(FunctionRuntime)

KEY_VALUE_STORE_RUNTIME: FunctionRuntime = "cloudfront-js-2.0"
"""The only one with KeyValueStore, `cf.updateRequestOrigin` and `async`."""


@dataclass(frozen=True)
class LambdaRuntime:
    """A runtime of Lambda's.

    `system`: Amazon Linux 2 has glibc 2.26 and takes manylinux2014 wheels, AL2023 has 2.34. `announced`: AWS
    has said of this very runtime that Lambda@Edge has it; of the others only that it has the latest.
    """

    name: str
    system: Literal["AL2", "AL2023"]
    deprecated: date | None = None
    create_blocked: date | None = None
    update_blocked: date | None = None
    announced: bool = False

    @property
    def glibc(self) -> tuple[int, int]:
        """The version of the C library: what compiled wheels may ask for at most."""
        return (2, 34) if self.system == "AL2023" else (2, 26)


LAMBDA_RUNTIMES: tuple[LambdaRuntime, ...] = (
    LambdaRuntime(
        "python3.10",
        "AL2",
        deprecated=date(2026, 10, 31),
        create_blocked=date(2027, 2, 1),
        update_blocked=date(2027, 3, 3),
    ),
    LambdaRuntime("python3.11", "AL2", deprecated=date(2027, 6, 30)),
    LambdaRuntime("python3.12", "AL2023", deprecated=date(2028, 10, 31)),
    LambdaRuntime("python3.13", "AL2023", deprecated=date(2029, 6, 30), announced=True),
    LambdaRuntime("python3.14", "AL2023", deprecated=date(2029, 6, 30)),
    LambdaRuntime("nodejs22.x", "AL2023", announced=True),
    LambdaRuntime("nodejs24.x", "AL2023"),
)


def lambda_runtime(name: str) -> LambdaRuntime | None:
    """The runtime of that name, None for one that Lambda@Edge does not have, or no longer."""
    return next((runtime for runtime in LAMBDA_RUNTIMES if runtime.name == name), None)

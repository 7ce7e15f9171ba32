"""What a generated function is to do, as values: all that the compiler is given, whoever wrote the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfront_functions.rules import Step
from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["FunctionSpec", "SyntaxProblem", "ViewerEvent"]

ViewerEvent = Literal["viewer-request", "viewer-response"]
"""The two events that CloudFront Functions are given."""


@dataclass(frozen=True, order=True)
class SyntaxProblem:
    """Something in the rules that cannot be done: where it stands (1-based; line 0: as a whole) and why."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class FunctionSpec:
    """One function: the steps of one event, in any order; `rules.steps` says in which they run."""

    name: str
    event: ViewerEvent
    runtime: FunctionRuntime = "cloudfront-js-2.0"
    steps: tuple[Step, ...] = ()

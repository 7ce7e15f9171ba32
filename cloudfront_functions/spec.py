"""What a generated function is to do, as values: all that the compiler is given, whoever wrote the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cloudfront_functions.rules import Step
from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["FunctionSpec", "HeaderRules", "RedirectRule", "SyntaxProblem", "ViewerEvent"]

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
class RedirectRule:
    """One redirect. Make it with `redirect_rule`, which refuses what cannot be kept.

    source: a path, or a folder ending in `/*`. target: a path or an http(s) URL; `:splat` in its path stands
    for what the `*` matched. file and line say where the rule was written.
    """

    source: str
    target: str
    status: int
    file: str = ""
    line: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether the source ends in `/*`."""
        return self.source.endswith("/*")

    @property
    def prefix(self) -> str:
        """What a path begins with when a folder rule matches: `/old/` for `/old/*`."""
        return self.source.removesuffix("*")

    def covers(self, other: RedirectRule) -> bool:
        """Whether every path that `other` matches is matched by this rule too."""
        if not self.is_folder:
            return self.source == other.source
        return other.prefix.startswith(self.prefix)


@dataclass(frozen=True)
class HeaderRules:
    """Response headers, by names in lower case: `remove` is taken away first, then `set` put in its order."""

    set: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.set or self.remove)


@dataclass(frozen=True)
class FunctionSpec:
    """One function: redirects and index are for viewer-request, headers for viewer-response.

    redirects are tried in their order, and the first that matches answers. index: the document that stands
    for a path that ends in `/`; a path without extension and slash is left alone, since only the origin
    knows whether it is a folder.
    """

    name: str
    event: ViewerEvent
    runtime: FunctionRuntime = "cloudfront-js-2.0"
    redirects: tuple[RedirectRule, ...] = ()
    index: str | None = None
    headers: HeaderRules = field(default_factory=HeaderRules)
    steps: tuple[Step, ...] = ()

"""cff1xx: what holds for the code of a CloudFront Function, one rule a file, listed here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.javascript.handler import Handler
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample
from cloudfrontier.rules.javascript.size import FunctionSize
from cloudfrontier.rules.javascript.strict_compile import StrictCompile
from cloudfrontier.rules.javascript.syntax import Syntax
from cloudfrontier.rules.javascript.unsupported_feature import UnsupportedFeature

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["JAVASCRIPT_RULES", "JsRule", "JsSample", "check_function"]

JAVASCRIPT_RULES: tuple[JsRule, ...] = (
    FunctionSize(),
    Syntax(),
    UnsupportedFeature(),
    StrictCompile(),
    Handler(),
)
"""Every rule on the code of CloudFront Functions, in the order of their ids."""


def check_function(
    source: str, *, name: str, runtime: FunctionRuntime, event: EventType | None = None
) -> tuple[Finding, ...]:
    """What all the rules find in the code of one function, sorted; `name` is the file that findings name."""
    js = parse(source, runtime=runtime, name=name, event=event)
    found = [finding for rule in JAVASCRIPT_RULES for finding in rule.check(js)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))

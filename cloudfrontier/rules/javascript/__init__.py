"""cff1xx: what holds for the code of a CloudFront Function, one rule a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.parse import JsSource, parse
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample
from cloudfrontier.rules.javascript.registry import JAVASCRIPT_RULES

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["JAVASCRIPT_RULES", "JsRule", "JsSample", "check_function"]


def check_function(
    source: str | JsSource, *, name: str, runtime: FunctionRuntime, event: EventType | None = None
) -> tuple[Finding, ...]:
    """What all the rules find in the code of one function, sorted; `name` is the file that findings name.

    Code that was parsed already says all the rest itself.
    """
    js = parse(source, runtime=runtime, name=name, event=event) if isinstance(source, str) else source
    found = {finding: None for rule in JAVASCRIPT_RULES for finding in rule.check(js)}
    return tuple(sorted(found, key=lambda finding: finding.sort_key))

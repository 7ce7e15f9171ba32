"""What a rule on a CloudFront Function is given and gives: the parsed code, findings with a place in it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Severity
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["JsRule", "JsSample"]


@dataclass(frozen=True)
class JsSample:
    """Code that shows what a rule finds, or does not; `event` is what it is built for, if that matters."""

    code: str
    runtime: FunctionRuntime = "cloudfront-js-2.0"
    event: EventType | None = None


class JsRule(Rule[JsSample]):
    """A rule on the code of a CloudFront Function."""

    @abstractmethod
    def check(self, js: JsSource) -> Iterator[Finding]:
        """What this rule finds."""

    def finding(
        self,
        js: JsSource,
        message: str,
        *,
        place: tuple[int, int] = (0, 0),
        do: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule's: what was seen, where, and what to do."""
        line, column = place
        url = self.source.url
        return Finding(self.id, severity or self.severity, js.name, line, column, message, help=do, url=url)

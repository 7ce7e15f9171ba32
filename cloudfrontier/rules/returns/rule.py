"""What a rule on returned values is: where it applies, what it says, and what CloudFront answers then.

A rule looks at one `Returned` and yields faults. Its `outcome` is the answer that the viewer gets; the
sentence of the CloudWatch log is given where somebody has seen it, and is empty otherwise: none is invented.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from cloudfrontier.cloudfront.events import EVENT_TYPES, KINDS
from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.cloudfront.outcomes import FUNCTION_VALIDATION, LAMBDA_VALIDATION, Outcome
from cloudfrontier.rules.returns.subject import ReturnCheck
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind
    from cloudfrontier.rules.returns.subject import Part, Returned

__all__ = ["Fault", "Faults", "ReturnRule"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a returned value.

    `outcome` is what the viewer gets: None for a warning, which CloudFront lets pass. `log` is the line that
    CloudFront writes to `/aws/cloudfront/LambdaEdge/<distribution>`, as far as it is known. `certain` is
    false where AWS does not say that this fails.
    """

    finding: Finding
    outcome: Outcome | None
    log: str = ""
    certain: bool = True


Faults = Iterator[Fault]


class ReturnRule(Rule[ReturnCheck]):
    """A rule on what a function returns.

    `kinds`, `events` and `parts` say where it applies: it is not asked elsewhere.
    """

    kinds: ClassVar[tuple[Kind, ...]] = KINDS
    events: ClassVar[tuple[EventType, ...]] = EVENT_TYPES
    parts: ClassVar[tuple[Part, ...]] = ("request", "response")
    handler_outcome: ClassVar[Outcome] = LAMBDA_VALIDATION
    function_outcome: ClassVar[Outcome] = FUNCTION_VALIDATION

    @abstractmethod
    def check(self, returned: Returned) -> Faults:
        """What this rule finds."""

    def fault(
        self,
        returned: Returned,
        message: str,
        *,
        help: str,  # noqa: A002 - the field of Finding is called so
        log: str = "",
        certain: bool = True,
    ) -> Fault:
        """A fault of the rule's own severity: what was seen and expected, and what to do."""
        if self.severity != "error":
            return self.warning(returned, message, help=help)
        handler = returned.check.kind == "handler"
        outcome = self.handler_outcome if handler else self.function_outcome
        return Fault(self._finding(returned, "error", message, help), outcome, log, certain)

    def warning(
        self,
        returned: Returned,
        message: str,
        *,
        help: str,  # noqa: A002 - as above
    ) -> Fault:
        """A fault that CloudFront lets pass."""
        return Fault(self._finding(returned, "warning", message, help), None)

    def _finding(self, returned: Returned, severity: Severity, message: str, help_: str) -> Finding:
        return Finding(self.id, severity, returned.check.name, 0, 0, message, help=help_, url=self.source.url)

"""What a row of the table of features is: a construct, what each runtime makes of it, and what to write.

1. A verdict is a refusal (in the engine's own words, as far as they are known), a doubt, or nothing.
2. CloudFront finds none of it when a function is created: it is a 503 on every request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Severity

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["Feature", "Verdict", "both", "doubtful", "fails", "refused", "unexpected", "unsupported"]


@dataclass(frozen=True)
class Verdict:
    """What a runtime makes of a construct: `says` is the engine's error, or what is not sure about it."""

    severity: Severity
    says: str


@dataclass(frozen=True)
class Feature:
    """A construct; a runtime without a verdict takes it. `{token}` in a verdict is what stands there."""

    id: str
    construct: str
    js_1_0: Verdict | None
    js_2_0: Verdict | None
    instead: str

    def verdict(self, runtime: FunctionRuntime) -> Verdict | None:
        """What the runtime makes of it, None when it takes it."""
        return self.js_1_0 if runtime == "cloudfront-js-1.0" else self.js_2_0


def refused(says: str) -> Verdict:
    """The engine does not compile it."""
    return Verdict("error", f"SyntaxError: {says}")


def fails(says: str) -> Verdict:
    """It compiles, and fails or goes wrong when it is run."""
    return Verdict("error", says)


def doubtful(says: str) -> Verdict:
    """It may work."""
    return Verdict("warning", says)


def unsupported(token: str) -> Verdict:
    """The words that the engine has for most of what it knows and lacks."""
    return refused(f'Token "{token}" not supported in this version')


def unexpected(token: str) -> Verdict:
    """The words that the engine has for what it does not know."""
    return refused(f'Unexpected token "{token}"')


def both(id: str, construct: str, verdict: Verdict, instead: str) -> Feature:  # noqa: A002 - the field's name
    """A row on which the runtimes agree."""
    return Feature(id, construct, verdict, verdict, instead)

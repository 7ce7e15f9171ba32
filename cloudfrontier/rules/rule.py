"""What every rule has: an id that is never used again, a page, a source, and samples that prove it.

The docstring of a rule's class is its page, as `explain` prints it and the docs show it. Samples are run as
tests: a rule finds nothing in what is `valid` and something in what is `invalid`.
"""

from __future__ import annotations

import inspect
from abc import ABC
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Severity
    from cloudfrontier.cloudfront.source import Source

__all__ = ["Rule"]

Sample = TypeVar("Sample")


class Rule(ABC, Generic[Sample]):
    """One rule; `title` is what holds, in a line."""

    id: ClassVar[str]
    severity: ClassVar[Severity] = "error"
    title: ClassVar[str]
    source: ClassVar[Source]
    valid: tuple[Sample, ...]
    invalid: tuple[Sample, ...]

    @property
    def page(self) -> str:
        """The text for people: the docstring of the class."""
        return inspect.getdoc(type(self)) or ""

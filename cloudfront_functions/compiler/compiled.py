"""What comes out of the compiler: the source, the content of a store, and what both were made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.forms import Placement
from cloudfront_functions.compiler.plan import Plan

if TYPE_CHECKING:
    from cloudfront_functions.compiler.stores import KeyValues
    from cloudfront_functions.compiler.tables import Form

__all__ = ["Compiled", "TooLargeError"]


@dataclass(frozen=True)
class Compiled:
    """A function as it is deployed.

    is_compact: comments and long names are gone. placement: where the pages of its largest list are; plan:
    what it was made of.
    """

    text: str
    is_compact: bool
    plan: Plan = field(repr=False)
    placement: Placement | None = field(repr=False)

    @property
    def form(self) -> Form | None:
        """The form of the largest table of exact paths; None: there is no exact path."""
        return self.placement.table.form if self.placement else None

    @property
    def store(self) -> KeyValues | None:
        """What its KeyValueStore is created from, if it needs one."""
        return self.placement.store if self.placement else None


class TooLargeError(ValueError):
    """No form of the function fits; the message says what would, and how the rules could be parted."""

"""The rules on returned values, named one by one: what is not in this tuple is not a rule.

The order is that in which CloudFront's own answer is chosen: the first error decides the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.returns.no_object import NoObject

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.rule import ReturnRule

__all__ = ["RETURN_RULES"]

RETURN_RULES: tuple[ReturnRule, ...] = (NoObject(),)

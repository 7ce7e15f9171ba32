"""Every rule there is, by its id: what `explain`, the docs and the ids in `[[ignore]]` are read from.

The rules stand in one tuple a room, each in an order of its own; this is their union in the order of the ids,
with the notices that no rule of its own makes.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment import ATTACHMENT_RULES, AttachmentRule
from cloudfrontier.rules.bundle import BUNDLE_RULES, BundleRule
from cloudfrontier.rules.javascript import JAVASCRIPT_RULES, JsRule
from cloudfrontier.rules.javascript.dynamic import DYNAMIC_RULES, DynamicRule
from cloudfrontier.rules.notices import NOTICES, Notice
from cloudfrontier.rules.returns import RETURN_RULES, ReturnRule

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALL_RULES", "EVERY_RULE", "AnyRule", "nearest_ids"]

AnyRule = JsRule | DynamicRule | BundleRule | ReturnRule | AttachmentRule | Notice

EVERY_RULE: tuple[AnyRule, ...] = (
    *JAVASCRIPT_RULES,
    *DYNAMIC_RULES,
    *BUNDLE_RULES,
    *RETURN_RULES,
    *ATTACHMENT_RULES,
    *NOTICES,
)

ALL_RULES: Mapping[str, AnyRule] = {rule.id: rule for rule in sorted(EVERY_RULE, key=lambda rule: rule.id)}
"""Id -> rule."""


def nearest_ids(text: str) -> tuple[str, ...]:
    """Ids that somebody may have meant: that begin so, have the same number, or are alike; at most three."""
    typed = "".join(filter(str.isalnum, text.upper()))
    digits = "".join(filter(str.isdecimal, typed))
    begun = [rule_id for rule_id in ALL_RULES if len(typed) > 3 and rule_id.startswith(typed)]
    same_number = [rule_id for rule_id in ALL_RULES if len(digits) == 3 and rule_id.endswith(digits)]
    alike = difflib.get_close_matches(typed, ALL_RULES, n=3, cutoff=0.6)
    return tuple(dict.fromkeys((*begun, *same_number, *alike)))[:3]

"""Groups whose text depends on the engine: those that not every turn of a repeated group takes part in.

ECMAScript forgets what a group matched at each turn of the repetition around it, PCRE keeps it:
`/(?:(a)|b)+/` on `ab` has `undefined` in its first group, or `a`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.regex.tree import Alternatives, Group, Look, Repeat, Sequence

if TYPE_CHECKING:
    from cloudfrontier.javascript.regex.tree import Expression

__all__ = ["keeps_captures"]


def keeps_captures(tree: Expression) -> bool:
    """Whether the expression has such a group. The parser bounds how deep the tree is."""
    waiting = [(tree, False, False)]
    while waiting:
        node, repeated, skippable = waiting.pop()
        match node:
            case Group(number=number):
                if number is not None and repeated and skippable:
                    return True
                waiting.append((node.body, repeated, skippable))
            case Repeat(least=least, most=most):
                # what is outside of a repetition cannot be skipped by one of its turns
                skipped = repeated and (skippable or least == 0)
                waiting.append((node.body, repeated or most != 1, skipped))
            case Alternatives():
                waiting += [(option, repeated, repeated) for option in node.options]
            case Sequence():
                waiting += [(item, repeated, skippable) for item in node.items]
            case Look():
                waiting.append((node.body, repeated, skippable))
    return False

"""Whether the code looks at what the groups of a regular expression matched, or only at whether it matched.

`re.test(text)` never tells what a group held; what engines disagree about there is nobody's concern.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import member_name, text_value
from cloudfrontier.rules.javascript.analysed_rule import is_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import Node
    from cloudfrontier.rules.javascript.patterns import Pattern

__all__ = ["reads_groups"]

REFERENCE = re.compile(r"\\(?:[1-9]|k<)")
IN_REPLACEMENT = re.compile(r"\$(?:\d|<)")
FUNCTIONS = frozenset({"ArrowFunctionExpression", "FunctionExpression"})


def reads_groups(known: Analysis, pattern: Pattern) -> bool:
    """True wherever it cannot be told that nothing reads them."""
    if REFERENCE.search(pattern.text):
        return True
    return any(_may_read(known, use, pattern.flags) for use in _uses(known, pattern.node))


def _uses(known: Analysis, node: Node) -> Iterable[Node]:
    """Where the pattern is used: where it stands, or where the variable is read that holds nothing else."""
    parent = known.index.parent(node)
    name = parent.id if parent is not None and parent.type == "VariableDeclarator" else None
    binding = known.scopes.binding(name)
    if binding is None or known.scopes.only_value(name) is not node:
        return (node,)
    return binding.reads


def _may_read(known: Analysis, use: Node, flags: str) -> bool:
    parent, field, _ = known.index.place(use)
    if parent.type == "MemberExpression" and field == "object":
        call = known.index.parent(parent)
        method = member_name(parent)
    else:
        call, method = parent, member_name(parent.callee)
    if call is None or call.type != "CallExpression":
        return True
    match method:
        case "test" | "search":
            return False
        case "match" if "g" in flags:
            return False
        case "exec" | "match":
            return not _only_asks(known, call)
        case "replace" | "replaceAll" if len(call.arguments) > 1:
            return _replacement_reads(call.arguments[1])
    return True


def _only_asks(known: Analysis, call: Node) -> bool:
    """Whether the result is only asked for being there."""
    parent = known.index.parent(call)
    compares = parent is not None and parent.type == "BinaryExpression"
    return compares or is_question(known, call)


def _replacement_reads(replacement: Node) -> bool:
    if (text := text_value(replacement)) is not None:
        return IN_REPLACEMENT.search(text) is not None
    return replacement.type not in FUNCTIONS or len(replacement.params) > 1

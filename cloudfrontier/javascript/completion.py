"""Whether a function's code can come to its end without a `return`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.regions import EXITS, LOOPS, constant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloudfrontier.javascript.parse import Node

__all__ = ["may_fall_through"]

DEEPEST = 60


def may_fall_through(node: Node | None, depth: int = 0) -> bool:
    """Whether what follows a statement can be reached; False where that is not plain.

    A switch without a `default` and a loop can always be passed; a label may be anything.
    """
    if node is None:
        return True
    if depth > DEEPEST or node.type == "LabeledStatement":
        return False
    if (look := LOOKS.get(node.type)) is not None:
        return look(node, depth)
    if node.type in LOOPS:
        return not (constant(node.test) or (node.type == "ForStatement" and node.test is None))
    return node.type not in EXITS


def _block(node: Node, depth: int) -> bool:
    return _all(node.body, depth)


def _all(statements: Iterable[Node], depth: int) -> bool:
    return all(may_fall_through(statement, depth + 1) for statement in statements)


def _branch(node: Node, depth: int) -> bool:
    known = constant(node.test)
    first = known is not False and may_fall_through(node.consequent, depth + 1)
    return first or (known is not True and may_fall_through(node.alternate, depth + 1))


def _try(node: Node, depth: int) -> bool:
    caught = node.handler is not None and may_fall_through(node.handler.body, depth + 1)
    passed = caught or may_fall_through(node.block, depth + 1)
    return passed and may_fall_through(node.finalizer, depth + 1)


def _switch(node: Node, depth: int) -> bool:
    """It is passed if no case fits, if a case breaks, or if the last one comes to its end."""
    if not any(case.test is None for case in node.cases):
        return True
    if any(_breaks(item) for case in node.cases for item in case.consequent):
        return True
    return _all(node.cases[-1].consequent, depth)


def _breaks(statement: Node) -> bool:
    """Whether a `break` in a case leaves the switch; loops inside have their own."""
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        match node.type:
            case "BreakStatement" if node.label is None:
                return True
            case "BlockStatement":
                waiting += node.body
            case "IfStatement":
                waiting += [node.consequent, node.alternate]
            case "TryStatement":
                waiting += [node.block, node.finalizer, node.handler.body if node.handler else None]
    return False


LOOKS: dict[str, Callable[[Node, int], bool]] = {
    "BlockStatement": _block,
    "IfStatement": _branch,
    "SwitchStatement": _switch,
    "TryStatement": _try,
}

"""Where in a function's code a finding about one of its runs belongs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.cost.blocks import FUNCTIONS
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.rules.javascript.handler import handlers_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cloudfrontier.javascript.cost.blocks import Blocks
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["Places", "reads_response"]

SUBJECT = re.compile(r"(?:header|cookie) '([^']+)'|^`(\w+)`")
"""How the return rules begin to speak of a header, a cookie or a field."""


class Places:
    """The places of one function: its handler, each `return` of it with its block, and what it writes."""

    def __init__(self, source: JsSource) -> None:
        self.source = source
        found = [pair for statement in source.statements for pair in handlers_in(statement)]
        statement, value = found[-1] if found else (None, None)
        self.handler = (0, 0) if statement is None else source.position(statement.range[0])
        is_function = value is not None and value.type in FUNCTIONS
        self.returns: tuple[Node, ...] = tuple(returns_of(source, value)) if is_function else ()

    def returned(self, blocks: Blocks, visits: Sequence[int]) -> tuple[int, int]:
        """Where the handler returned, from which blocks a run went through; the handler's place if unsure.

        A block ends with its `return`, and a run of the handler goes through one of these.
        """
        if not visits:
            return self.handler
        passed = [node for node in self.returns if visits[blocks.number_of[node]]]
        return self.source.position(passed[0].range[0]) if len(passed) == 1 else self.handler

    def busiest(self, blocks: Blocks, visits: Sequence[int]) -> tuple[int, int]:
        """Where a run was most often: in its loop, if one does not end; the handler's place if unsure."""
        if not visits:
            return self.handler
        most = max(range(len(visits)), key=visits.__getitem__)
        return self.source.position(blocks.listed[most].node.range[0])

    @cached_property
    def written(self) -> Mapping[str, tuple[int, int]]:
        """Header, cookie or field -> the only place of the code that sets or deletes one of that name."""
        index = analyse(self.source).index
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in index.of("AssignmentExpression"):
            found[member_name(node.left) or ""].append(node)
        for node in index.of("UnaryExpression"):
            found[(member_name(node.argument) or "") if node.operator == "delete" else ""].append(node)
        for node in index.of("Property"):
            found[key_name(node) or ""].append(node)
        once = {name: nodes[0] for name, nodes in found.items() if name and len(nodes) == 1}
        return {name: self.source.position(node.range[0]) for name, node in once.items()}

    def of_fault(self, message: str) -> tuple[int, int] | None:
        """Where that is written which a finding about a returned value names first; None if unsure."""
        named = SUBJECT.search(message)
        return self.written.get(named[1] or named[2]) if named else None


def returns_of(source: JsSource, function: Node) -> Iterator[Node]:
    """Every `return` of a function, not of those inside of it; an arrow's value is its own."""
    if function.body.type != "BlockStatement":
        yield function.body
        return
    index = analyse(source).index
    yield from (node for node in index.of("ReturnStatement") if index.function(node) is function)


def reads_response(source: JsSource) -> bool:
    """Whether the code reads `.response` of what some function is given: a viewer-response function does."""
    index = analyse(source).index
    given = {function.params[0].name for function in index.of(*FUNCTIONS) if function.params}
    return any(
        not node.computed and node.property.name == "response" and node.object.name in given
        for node in index.of("MemberExpression")
        if node.object.type == "Identifier"
    )

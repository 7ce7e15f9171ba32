"""What code of the project's own does, as the rules on attachments ask: read from its text, never from a run.

What functions of rules and handlers of features do stands in edge.toml and is known to the rules already. Of
a handler of the project's own it is told what its module names: `querystring` and `cookie`, as keys.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.attachment import FunctionFacts
from cloudfrontier.rules.attachment.function_scan import scan_function

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.artifacts.functions import FunctionSource
    from cloudfrontier.artifacts.handlers import HandlerFiles
    from cloudfrontier.rules.attachment import FunctionKey

__all__ = ["own_code_facts"]


def own_code_facts(
    functions: Iterable[FunctionSource], handlers: Iterable[HandlerFiles]
) -> dict[FunctionKey, FunctionFacts]:
    """Facts by kind and name; a handler of which nothing is known is not there."""
    facts: dict[FunctionKey, FunctionFacts] = {
        ("function", item.name): scan_function(
            parse(item.text, runtime=item.runtime, name=item.file, event=item.table.event)
        )
        for item in functions
        if item.table.source is not None
    }
    for handler in handlers:
        named = names_in(module_of(handler)) if handler.table.handler is not None else set()
        if reads := named & {"querystring", "cookie"}:
            facts["handler", handler.name] = FunctionFacts(
                reads_query_strings="querystring" in reads, reads_cookies="cookie" in reads
            )
    return facts


def module_of(handler: HandlerFiles) -> bytes:
    """The source of the module that the handler is in; empty if there is none."""
    place = handler.handler.rpartition(".")[0].replace(".", "/")
    return handler.files.get(f"{place}.py") or handler.files.get(f"{place}/__init__.py", b"")


def names_in(text: bytes) -> set[str]:
    """Every string that the source has as a literal; none if it is not Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set()
    nodes = ast.walk(tree)
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}

"""Takes the import of `typing` out of our own code that ships: 3 ms of a cold start, for nothing that runs.

1. `if TYPE_CHECKING:` never runs at the edge, so the block goes.
2. `typing.NamedTuple` becomes `edge.record.NamedTuple`, which does the same.
3. Every line stays where it is. A module that takes anything else from `typing` stays as it was written.
"""

from __future__ import annotations

import ast
from functools import lru_cache

__all__ = ["RECORD_FILE", "without_typing"]

RECORD_FILE = "edge/record.py"
REPLACED = {"TYPE_CHECKING", "NamedTuple"}
MOST_CACHED = 256


@lru_cache(MOST_CACHED)
def without_typing(source: bytes) -> bytes:
    """The same code without its import of `typing`, where that can be done without."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source  # the walk through the imports has said so
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "typing"]
    blocks = [node for node in tree.body if _is_for_checkers(node)]
    names = {alias.name for node in imports for alias in node.names}
    # whatever else asks for it, such as a test inside of a function, keeps the import
    asked = sum(isinstance(node, ast.Name) and node.id == "TYPE_CHECKING" for node in ast.walk(tree))
    if not names <= REPLACED or asked != len(blocks):
        return source
    lines = source.splitlines(keepends=True)
    for node in (*imports, *blocks):
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            lines[number - 1] = b"\n"
        if isinstance(node, ast.ImportFrom) and "NamedTuple" in {alias.name for alias in node.names}:
            lines[node.lineno - 1] = b"from edge.record import NamedTuple\n"
    return b"".join(lines)


def _is_for_checkers(node: ast.stmt) -> bool:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=[]):
            return True
    return False

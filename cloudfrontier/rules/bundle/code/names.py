"""Which thing a name means: through imports, assignments and calls, to one full name such as `boto3.client`.

A module's names are taken together, whatever function they stand in. A name that is bound to two different
things means neither: what is not sure is not known, and nothing is said of it.
"""

from __future__ import annotations

import ast

from cloudfrontier.rules.bundle.code.imports import absolute

__all__ = ["Names"]

LONGEST = 200
"""Of a full name in characters, and of an expression in steps; nothing that a rule knows is longer."""
DEEPEST = 40
"""Names that stand for names that stand for names."""
AMBIGUOUS = ""

WITH_REGION = {"boto3.Session", "botocore.config.Config"}
"""Calls after which a client has its Region, if they are told one; `(region)` instead of `()` says so."""
SESSION_REGION_POSITION = 3
"""`Session(key, secret, token, region)`."""

SAME = {
    "boto3.session.Session": "boto3.Session",
    "botocore.client.Config": "botocore.config.Config",
    "aws_lambda_powertools.tracing.Tracer": "aws_lambda_powertools.Tracer",
    "aws_lambda_powertools.tracing.tracer.Tracer": "aws_lambda_powertools.Tracer",
}


class Names:
    """The names of one module, as they are bound; `package` is where its relative imports begin."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.known: dict[str, str] = {}
        self.values: dict[str, list[ast.expr]] = {}
        self.depth = 0

    def bind(self, name: str, full: str) -> None:
        """A name for a thing; an empty one for what is not known."""
        before = self.known.setdefault(name, full)
        if before != full:
            self.known[name] = AMBIGUOUS

    def bind_import(self, node: ast.Import | ast.ImportFrom) -> None:
        """The names that an import binds."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                self.bind(alias.asname or top, alias.name if alias.asname else top)
            return
        module = absolute("." * node.level + (node.module or ""), self.package)
        for alias in node.names:
            if alias.name != "*":
                full = f"{module}.{alias.name}"
                self.bind(alias.asname or alias.name, SAME.get(full, full) if module else AMBIGUOUS)

    def bind_value(self, name: str, value: ast.expr) -> None:
        """A name for a value, looked into when all names are bound; None says nothing about the rest."""
        if not (isinstance(value, ast.Constant) and value.value is None):
            self.values.setdefault(name, []).append(value)

    def close(self) -> dict[str, str]:
        """Resolve the values; every name that means one thing, and what."""
        for name in list(self.values):
            self._name(name)
        return {name: full for name, full in self.known.items() if full}

    def full(self, node: ast.expr) -> str:
        """The full name of an expression; empty where it has none that is sure."""
        parts: list[str | ast.Call] = []
        while len(parts) < LONGEST:
            match node:
                case ast.Attribute(value=value, attr=attribute):
                    parts.append(f".{attribute}")
                    node = value
                case ast.Call(func=function):
                    parts.append(node)
                    node = function
                case ast.Await(value=value) | ast.NamedExpr(value=value):
                    node = value
                case ast.Name(id=name):
                    return _joined(self._name(name), parts)
                case _:
                    return ""
        return ""

    def _name(self, name: str) -> str:
        """What a name means; nothing while that is being found out, for then it means itself."""
        values = self.values.pop(name, None)
        if values is None:
            return self.known.get(name, "")
        if name in self.known:
            self.known[name] = AMBIGUOUS
            return AMBIGUOUS
        self.known[name] = AMBIGUOUS
        if self.depth < DEEPEST:
            self.depth += 1
            meanings = {self.full(value) for value in values}
            self.depth -= 1
            self.known[name] = meanings.pop() if len(meanings) == 1 else AMBIGUOUS
        return self.known[name]


def _joined(base: str, parts: list[str | ast.Call]) -> str:
    full = base
    for part in reversed(parts):
        if not full or len(full) > LONGEST:
            return ""
        full += _call_mark(full, part) if isinstance(part, ast.Call) else part
        full = SAME.get(full, full)
    return full


def _call_mark(name: str, node: ast.Call) -> str:
    if name not in WITH_REGION:
        return "()"
    told = any(keyword.arg in {None, "region_name"} for keyword in node.keywords)
    placed = name == "boto3.Session" and len(node.args) > SESSION_REGION_POSITION
    is_open = any(isinstance(item, ast.Starred) for item in node.args)
    return "(region)" if told or placed or is_open else "()"

"""What a CloudFront Function writes, told from its syntax tree: enough for the rules on attachments.

It looks for members by their names, whatever they are members of: `request.querystring`,
`r.headers["x-a"]`. So it may see more than happens, and it misses names that are computed; what it finds
only decides about warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.javascript.tree import walk
from cloudfrontier.rules.attachment.subject import FunctionFacts

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["scan_function"]

_RESPONSE = "viewer-response"


def scan_function(source: JsSource) -> FunctionFacts:
    """What is known of the function; nothing if its code cannot be read, which is another rule's affair."""
    written = [target for node in walk(source.tree) for target in _targets(node)] if source.tree else []
    headers = {fold(name) for target in written if (name := _below(target, "headers"))}
    query = any(_is_or_below(target, "querystring") for target in written)
    return FunctionFacts(
        writes_query_strings=query,
        sets_headers=frozenset(headers) if source.event in {None, _RESPONSE} else frozenset(),
    )


def _targets(node: Node) -> list[Node]:
    """What is assigned to."""
    return [node.left] if node.type == "AssignmentExpression" else []


def _is_or_below(target: Node, name: str) -> bool:
    """Whether the target is `x.name`, or a member at any depth below it."""
    while target is not None and target.type == "MemberExpression":
        if _name(target) == name:
            return True
        target = target.object
    return False


def _below(target: Node, name: str) -> str:
    """The `n` of `x.name.n` or `x.name["n"].value`; empty if the target is no such member."""
    below = ""
    while target is not None and target.type == "MemberExpression":
        if _name(target) == name:
            return below
        below = _name(target)
        target = target.object
    return ""


def _name(member: Node) -> str:
    """The name of the last member; empty if it is computed."""
    if not member.computed:
        return str(member.property.name)
    return member.property.value if isinstance(member.property.value, str) else ""

"""CFF133: parameters that come more than once are not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["ForgottenMultiValue"]

NAME = "multiValue"
LOOP = (
    "function handler(event) { var q = event.request.querystring, s = ''; for (var k in q) { %s } return s; }"
)


class ForgottenMultiValue(AnalysedRule):
    """Of `?tag=a&tag=b` `querystring.tag.value` is `a`; both are in `querystring.tag.multiValue`.

    A loop that puts a query string together from `.value` alone drops every repeated parameter. Ask for
    `multiValue` first: `if (q[k].multiValue) { q[k].multiValue.forEach(…) } else { … }`. Or send the query
    string as it came, with `request.rawQueryString()` (runtime 2.0). The field is spelt with a capital V.
    """

    id = "CFF133"
    title = "`multiValue` is not forgotten"
    source = guide("functions-event-structure")
    severity = "warning"
    valid = (
        JsSample(LOOP % "s += k + '=' + (q[k].multiValue ? q[k].multiValue[0].value : q[k].value);"),
        JsSample("function handler(event) { return event.request.querystring.page.value; }"),
        JsSample("function handler(event) { return event.request.rawQueryString(); }"),
    )
    invalid = (
        JsSample(LOOP % "s += k + '=' + q[k].value;"),
        JsSample(
            "function handler(event) { var q = event.request.querystring;"
            " return Object.keys(q).map(function (k) { return k + '=' + q[k].value; }).join('&'); }"
        ),
        JsSample("function handler(event) { return event.request.querystring.a.multivalue; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at loops over the query string, and at the spelling."""
        yield from self.misspelt(js, known)
        members = [(node, member_name(node)) for node in known.index.of("MemberExpression")]
        if any(name == NAME for _, name in members):
            return
        for node, name in members:
            if name == "value" and known.kinds.of(node.object) == "parameter" and in_loop(known, node.object):
                yield self.at(
                    js,
                    node,
                    "this loop takes the first value of each query parameter and drops the others",
                    do="ask for `multiValue` first, or use `request.rawQueryString()` (runtime 2.0)",
                )
                return

    def misspelt(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """`multivalue`."""
        names = [(node, member_name(node)) for node in known.index.of("MemberExpression")]
        names += [(item, key_name(item)) for item in known.index.of("Property")]
        for node, name in names:
            if name is not None and name != NAME and name.lower() == NAME.lower():
                yield self.at(js, node, f"`{name}` is not there: the field is `{NAME}`", do=f"write `{NAME}`")


def in_loop(known: Analysis, member: Node) -> bool:
    """Whether the parameter is one of many: a computed member, in a loop or in a callback."""
    if member.type != "MemberExpression" or not member.computed or member.property.type != "Identifier":
        return False
    if known.index.region(member).looping:
        return True
    function = known.index.function(member)
    return function is not None and known.index.field(function) == "arguments"

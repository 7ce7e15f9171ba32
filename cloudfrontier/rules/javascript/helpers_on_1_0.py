"""CFF116: KeyValueStores and the other helpers need runtime 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unknown_module import HELPERS_MODULE, loaded_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["HelpersOn10"]

OLD: FunctionRuntime = "cloudfront-js-1.0"
RAW_QUERY = "rawQueryString"


class HelpersOn10(AnalysedRule):
    """The module `cloudfront` (KeyValueStore, change of the origin, edge location) came with runtime 2.0.

    So did `request.rawQueryString()`. In 1.0 the import fails when the function is compiled, on every
    request; a function with a KeyValueStore must use 2.0.
    """

    id = "CFF116"
    title = "Helpers of CloudFront are used in runtime 2.0 only"
    source = guide("functions-custom-methods")
    valid = (
        JsSample("import cf from 'cloudfront';\nconst store = cf.kvs();\nfunction handler(event) {}"),
        JsSample("function handler(event) { return event.request.rawQueryString(); }"),
        JsSample(
            "function handler(event) { var r = event.request; var q = ''; "
            "if (typeof r.rawQueryString === 'function') { q = r.rawQueryString(); } return r; }",
            OLD,
        ),
    )
    invalid = (
        JsSample("import cf from 'cloudfront';\nvar store = cf.kvs();\nfunction handler(event) {}", OLD),
        JsSample("var cf = require('cloudfront'); function handler(event) {}", OLD),
        JsSample("function handler(event) { return event.request.rawQueryString(); }", OLD),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at imports, and at the one method of the request."""
        if js.runtime != OLD:
            return
        for node, name, severity in loaded_modules(known):
            if name == HELPERS_MODULE and severity is not None:
                yield self.at(
                    js,
                    node,
                    f'Error: Cannot find module "{name}" in {js.runtime}',
                    do="use cloudfront-js-2.0",
                    severity=severity,
                )
        for node in known.index.of("CallExpression"):
            if member_name(node.callee) != RAW_QUERY or known.kinds.of(node.callee.object) != "request":
                continue
            severity = grade(known, node, (RAW_QUERY,))
            if severity is not None and not known.judge.is_asked_for(node, (RAW_QUERY,)):
                yield self.at(
                    js,
                    node,
                    f"`{RAW_QUERY}()` is not there in {js.runtime}",
                    do="build it from `request.querystring`, or use cloudfront-js-2.0",
                    severity=severity,
                )

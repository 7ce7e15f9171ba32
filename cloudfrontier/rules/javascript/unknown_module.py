"""CFF115: only modules that the runtime has are loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.feature_table import MODULES
from cloudfrontier.javascript.members import text_value
from cloudfrontier.javascript.names import names
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["HELPERS_MODULE", "UnknownModule", "loaded_modules"]

HELPERS_MODULE = "cloudfront"
NODE = names(
    "assert child_process cluster dns events fs http http2 https net os path process stream "
    "string_decoder timers tls tty url util vm worker_threads zlib"
)


class UnknownModule(AnalysedRule):
    """The runtimes have `crypto` and `querystring`, 2.0 also `cloudfront` and `buffer`, and nothing else.

    There are no packages of npm, no files beside the function, and no modules of Node.js: `Error: Cannot find
    module "fs"`, a 503. An `import` fails when the function is compiled, a `require` when it is called. Write
    the code into the function, by hand or with a bundler.
    """

    id = "CFF115"
    title = "Only modules that the runtime has are loaded"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("import cf from 'cloudfront';\nfunction handler(event) { return event.request; }"),
        JsSample("var crypto = require('crypto'), qs = require('querystring');", "cloudfront-js-1.0"),
        JsSample("function require(name) { return name; } var fs = require('fs');"),
    )
    invalid = (
        JsSample("var fs = require('fs'); function handler(event) { return event.request; }"),
        JsSample("import jwt from 'jsonwebtoken';\nfunction handler(event) { return event.request; }"),
        JsSample("var rules = require('./rules.json'); function handler(event) {}"),
        JsSample("var buffer = require('buffer'); function handler(event) {}", "cloudfront-js-1.0"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at imports and calls of `require`."""
        for node, name, severity in loaded_modules(known):
            if name in MODULES[js.runtime] or (name == HELPERS_MODULE and severity):
                continue
            if severity is not None:
                yield self.at(
                    js,
                    node,
                    f'Error: Cannot find module "{name[:60]}" in {js.runtime}',
                    do=advice(name),
                    severity=severity,
                )


def loaded_modules(known: Analysis) -> Iterator[tuple[Node, str, Severity | None]]:
    """Every module that is loaded by a name that is written out, and how bad it is if it is not there."""
    for node in known.index.of("ImportDeclaration"):
        yield node, str(node.source.value), "error"
    for node in known.index.of("CallExpression"):
        if known.kinds.builtin(node.callee) == "require" and len(node.arguments) == 1:
            name = text_value(node.arguments[0])
            if name is not None:
                yield node, name, grade(known, node, ("require",))


def advice(name: str) -> str:
    """What to do without a module."""
    if name.removeprefix("node:") in NODE or name.startswith("node:"):
        return "there is no Node.js at the edge; do without it, or use Lambda@Edge"
    if any(name in modules for modules in MODULES.values()):
        return "use cloudfront-js-2.0"
    if name.startswith("."):
        return "a function is one file: write the other one into it, by hand or with a bundler"
    return "write its code into the function, by hand or with a bundler"

"""CFF118: hashes are of the three algorithms and encodings that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name, text_value
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["CryptoArguments"]

ALGORITHMS = frozenset({"md5", "sha1", "sha256"})
ENCODINGS = frozenset({"base64", "base64url", "hex"})
MAKERS = frozenset({"createHash", "createHmac"})


class CryptoArguments(AnalysedRule):
    """`createHash` and `createHmac` take `md5`, `sha1` and `sha256`, in lower case.

    `digest` gives `hex`, `base64` or `base64url`. Anything else throws (`not supported algorithm: "sha512"`,
    `Unknown digest encoding: "latin1"`): a 503. So HS384 and HS512 of JWT cannot be verified here, nor can
    RS256 and ES256.
    """

    id = "CFF118"
    title = "Hashes use an algorithm and an encoding that there is"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("var c = require('crypto'); c.createHash('sha256').update('a').digest('base64url');"),
        JsSample("var c = require('crypto'); function f(a) { return c.createHash(a).digest(); }"),
    )
    invalid = (
        JsSample("var c = require('crypto'); c.createHmac('sha512', 'key').update('a').digest('hex');"),
        JsSample("var c = require('crypto'); c.createHash('SHA256').update('a').digest('hex');"),
        JsSample("var c = require('crypto'); c.createHash('md5').update('a').digest('latin1');"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls on the module and on hashes."""
        for node in known.index.of("CallExpression"):
            method = member_name(node.callee)
            given = text_value(node.arguments[0]) if node.arguments else None
            if given is None or (method not in MAKERS and method != "digest"):
                continue
            kind = known.kinds.of(node.callee.object)
            severity = grade(known, node)
            if severity is None:
                continue
            if method in MAKERS and kind == "module crypto" and given not in ALGORITHMS:
                near = given.lower().replace("-", "")
                do = f"write '{near}'" if near in ALGORITHMS else "use 'sha256', 'sha1' or 'md5'"
                message = f'not supported algorithm: "{given[:30]}"'
            elif method == "digest" and kind == "hash" and given not in ENCODINGS:
                do, message = "use 'hex', 'base64' or 'base64url'", f'Unknown digest encoding: "{given[:30]}"'
            else:
                continue
            yield self.at(js, node.arguments[0], message, do=do, severity=severity)

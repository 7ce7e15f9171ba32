"""CFF128: a regular expression means the same to CloudFront as to other engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.regex import ODDITIES, Seen
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.groups_read import reads_groups
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.patterns import Pattern, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["RegexDialect"]

KEPT_CAPTURE = "kept-capture"
FLAGS = {"cloudfront-js-1.0": "gim", "cloudfront-js-2.0": "gimy"}


class RegexDialect(AnalysedRule):
    r"""CloudFront's engine hands regular expressions to PCRE, which reads some of them differently.

    `[\w-.]` is refused (escape the `-`), `\h` and `\R` are kinds of space and no letters, `[[:alpha:]]` is a
    class, a lookbehind has to have a fixed length, and a reference to a group that is not there does not
    compile. `(?i)` and the like work at CloudFront and in no other engine, so nothing else can test them.

    An error is what no PCRE takes; a literal of that kind takes the whole function down, and not only the
    line. The texts are those of njs 0.7.9; UNCERTAIN: which PCRE CloudFront has is not documented.
    """

    id = "CFF128"
    title = "Regular expressions are read alike by all engines"
    source = guide("functions-javascript-runtime-20")
    severity = "warning"
    valid = (
        JsSample(r"var r = /^[\w\-.]+@(?<host>[a-z]+)\.\w{2,}$/i, s = /(?<=a|bc)d/, t = /(a)\1/;"),
        JsSample(r"function handler(e) { return /(?:(a)|b)+/.test(e.request.uri) ? e.request : e.request; }"),
        JsSample(r"var r = new RegExp('^/' + name), name = 'a'; var s = new RegExp('a', 'gi');"),
    )
    invalid = (
        JsSample(r"var r = /[\w-.]+/;"),
        JsSample(r"var r = /(?<=a+)b/;"),
        JsSample(r"var r = /\p{L}/;"),
        JsSample(r"var r = /(?i)bot/;"),
        JsSample(r"var r = /(a)\2/;"),
        JsSample(r"var r = new RegExp('a.b', 's');"),
        JsSample(r"function handler(e) { var m = /(?:(a)|b)+/.exec(e.request.uri); return m[1]; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what patterns say, and at flags that are given as text."""
        for pattern in patterns(known):
            for seen in {item.oddity: item for item in reversed(pattern.read.seen)}.values():
                if seen.oddity != KEPT_CAPTURE or reads_groups(known, pattern):
                    yield from self.report(js, known, pattern, seen)
            if not pattern.is_literal:
                yield from self.check_flags(js, known, pattern)

    def report(self, js: JsSource, known: Analysis, pattern: Pattern, seen: Seen) -> Iterator[Finding]:
        """One oddity; an error of a text that is compiled when it is reached is one only there."""
        oddity = ODDITIES[seen.oddity]
        if oddity.old and js.runtime != "cloudfront-js-1.0":
            # it does not compile: CFF104
            return
        severity: Severity | None = oddity.severity
        if severity == "error" and not pattern.is_literal:
            severity = grade(known, pattern.node)
        if severity is not None:
            says = oddity.says.replace("{token}", seen.token[:40]).replace("{meaning}", seen.meaning)
            yield self.at(js, pattern.offset(seen.offset), says, do=oddity.instead, severity=severity)

    def check_flags(self, js: JsSource, known: Analysis, pattern: Pattern) -> Iterator[Finding]:
        """Flags of `RegExp(…)`; those of literals are syntax."""
        flags = pattern.flags
        wrong = "".join(flag for flag in flags if flag not in FLAGS[js.runtime])
        severity = grade(known, pattern.node)
        if severity is not None and (wrong or len(set(flags)) < len(flags)):
            yield self.at(
                js,
                pattern.node,
                f'SyntaxError: Invalid RegExp flags "{wrong or flags}"',
                do="use no flags but `g`, `i` and `m` (and `y` in 2.0)",
                severity=severity,
            )

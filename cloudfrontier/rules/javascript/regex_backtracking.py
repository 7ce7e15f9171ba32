"""CFF127: no regular expression can be made to take for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.regex import find_ambiguity
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.patterns import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["RegexBacktracking"]

MOST = 60
"""Regular expressions that are looked at; a function of 10 KB that has more has other worries."""

TIMES = {
    "exponential": "a time that doubles with each turn",
    "polynomial": "a time that grows with the square of its length",
}


class RegexBacktracking(AnalysedRule):
    """Two loops that can match the same text make a matcher try every way to share it out before it gives up.

    With `/^([a-z]+-?)+$/` and thirty letters and a dot that is a billion steps; a function has less than a
    millisecond, and a visitor chooses the text. The engine gives up with an error when a limit is met: a 503.
    Such growth (exponential) is a warning. Growth with the square of the length is a note: it needs a text of
    kilobytes, and a URL may have eight.

    Before: `/^([a-z]+-?)+$/`. After: `/^[a-z]+(-[a-z]+)*-?$/`, where each character has one place to go.
    """

    id = "CFF127"
    title = "Regular expressions cannot be made to backtrack for ever"
    source = guide("cloudfront-function-restrictions")
    severity = "warning"
    valid = (
        JsSample(r"function handler(event) { return /^\/blog\/(\d+)(?:\/|$)/.test(event.request.uri); }"),
        JsSample(r"var r = /^(?:[^\/]+\/)*[^\/]+$/, s = /(a+)+/, t = /\.html?$/i;"),
        JsSample(r"var r = new RegExp(pattern), pattern = 'a';"),
    )
    invalid = (
        JsSample(r"function handler(event) { return /^(a+)+$/.test(event.request.uri); }"),
        JsSample(r"var r = new RegExp('^(\\w+\\s?)*$');"),
        JsSample(r"var r = /(a|b|ab)*c/;"),
        JsSample(r"var r = /^(.*),(.*),x$/;"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what patterns say."""
        for count, pattern in enumerate(patterns(known)):
            tree = pattern.read.tree
            if count >= MOST or tree is None:
                continue
            found = find_ambiguity(tree)
            if found is None:
                continue
            severe: Severity = "warning" if found.growth == "exponential" else "note"
            yield self.at(
                js,
                pattern.node,
                f"a text that repeats {found.repeated!r} and fails at its end takes {TIMES[found.growth]}",
                do="let no two loops match the same text, or check the length before",
                severity=severe,
            )

"""CFF141: a response that is written out has a `statusCode`, and it is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import GENERATED_STATUS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource
    from cloudfrontier.javascript.results import Response

__all__ = ["ResponseLiteral"]


class ResponseLiteral(AnalysedRule):
    """`statusCode` is an integer; `'302'` and Lambda@Edge's `status: '302'` are refused: a 502.

    Before: `return { status: '302', … }`. After: `return { statusCode: 302, statusDescription: 'Found', … }`.
    What is only known at run time is checked on the sample events.
    """

    id = "CFF141"
    title = "A response has a number for its `statusCode`"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return { statusCode: 302, statusDescription: 'Found' }; }"),
        JsSample("function handler(event) { var code = 404; return { statusCode: code }; }"),
    )
    invalid = (
        JsSample("function handler(event) { return { statusCode: '302' }; }"),
        JsSample(
            "function handler(event) { return { status: '302', statusDescription: 'Found', headers: {} }; }"
        ),
        JsSample("function handler(event) { return { statusCode: 99 }; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at responses that are written out."""
        for response in known.results.responses:
            severity = grade(known, response.node)
            if severity is not None:
                yield from self.check_response(js, known, response)

    def check_response(self, js: JsSource, known: Analysis, response: Response) -> Iterator[Finding]:
        """Looks at one."""
        severity = grade(known, response.node) if response.is_returned else "warning"
        code = response.fields.get("statusCode")
        if code is None:
            if "status" in response.fields and known.calls.handlers:
                yield self.at(
                    js,
                    response.node,
                    "the response has a `status` and no `statusCode`",
                    do="write `statusCode: 302`; `status` is Lambda@Edge's",
                    severity="warning",
                )
        elif known.kinds.of(code) == "string":
            yield self.at(
                js,
                code,
                "`statusCode` is a string, expected an integer",
                do="write the number without quotes, or `parseInt(code, 10)`",
                severity=severity,
            )
        elif code.type == "Literal" and type(code.value) in {int, float} and not is_status(code.value):
            yield self.at(
                js,
                code,
                f"`statusCode` is {code.raw}, expected {GENERATED_STATUS}",
                do="use a status that HTTP has",
                severity="warning",
            )


def is_status(value: float) -> bool:
    """Whether a number is one."""
    return float(value).is_integer() and GENERATED_STATUS.holds(int(value))

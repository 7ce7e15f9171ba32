"""Errors in the words of CloudFront's engine, where they are known.

CloudFront runs a fork of njs, this package another engine: the same mistake has another sentence. The rows
come from messages that AWS answered (aws-samples/amazon-cloudfront-functions#19 of 2021-09, and public
reports to 2026) and from runs of njs of 2023-05, its closest relative. A message without a row is given as
the engine has it.
"""

from __future__ import annotations

import re

__all__ = ["as_cloudfront_says"]

ROWS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"^TypeError: cannot read property '(.*)' of (undefined|null)$",
            r'TypeError: cannot get property "\1" of \2',
        ),
        (
            r"^TypeError: cannot set property '(.*)' of (undefined|null)$",
            r"TypeError: property set on primitive \2 type",
        ),
        (r"^ReferenceError: (\S+) is not defined$", r'ReferenceError: "\1" is not defined'),
        (
            r"^ReferenceError: (\S+) is not initialized$",
            "ReferenceError: cannot access variable before initialization",
        ),
        (r"^RangeError: Date value is NaN$", "RangeError: Invalid time value"),
        (r"^RangeError: invalid array length$", "RangeError: Invalid array length"),
        (r"^RangeError: invalid repeat count$", "RangeError: invalid count value"),
        (r"^TypeError: circular reference$", "TypeError: Nested too deep or a cyclic structure"),
        (
            r"^TypeError: cannot convert symbol to string$",
            "TypeError: Cannot convert a Symbol value to a string",
        ),
        (r"^TypeError: invalid 'instanceof' right operand$", "TypeError: right argument is not callable"),
        (
            r"^TypeError: regexp must have the 'g' flag$",
            "TypeError: String.prototype.replaceAll called with a non-global RegExp argument",
        ),
        (r"^TypeError: empty array$", "TypeError: Reduce of empty object with no initial value"),
        (r"^URIError: .*$", "URIError: malformed URI"),
        (r"^TypeError: '.*' is read-only$", "TypeError: assignment to constant variable"),
    )
)


def as_cloudfront_says(message: str) -> str:
    """The message as CloudFront's engine words it."""
    for pattern, words in ROWS:
        if pattern.match(message):
            return pattern.sub(words, message)
    return message

"""CFF101: a function's code has to fit into what CloudFront takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import FUNCTION_SIZE
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["FunctionSize"]

HANDLER = "function handler(event) { return event.request; }\n"
BYTES = re.compile("[\udc80-\udcff]")


class FunctionSize(JsRule):
    """CloudFront refuses code of more than 10 KB with `FunctionSizeLimitExceeded`.

    The bytes are counted as they are deployed: comments and spaces count, and a character beyond ASCII is
    two to four bytes. Take comments out, shorten names, or move large tables into a KeyValueStore.
    """

    id = "CFF101"
    title = "The code fits into 10 KB"
    source = FUNCTION_SIZE.source
    valid = (
        JsSample(HANDLER),
        JsSample(HANDLER + "//" + "x" * (FUNCTION_SIZE.value - len(HANDLER) - 2)),
    )
    invalid = (
        JsSample(HANDLER + "//" + "x" * FUNCTION_SIZE.value),
        JsSample(HANDLER + "//" + "\N{EURO SIGN}" * (FUNCTION_SIZE.value // 3)),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Counts bytes."""
        size = bytes_of(js.text)
        if size > FUNCTION_SIZE.value:
            over = size - FUNCTION_SIZE.value
            yield self.finding(
                js,
                f"{size:,} bytes; the limit is {FUNCTION_SIZE} ({over:,} over)",
                do="take out comments, shorten names, or move tables into a KeyValueStore",
            )


def bytes_of(text: str) -> int:
    """Bytes of the file; one that is no UTF-8 was read as half of a surrogate pair, of three bytes."""
    return len(text.encode("utf-8", "surrogatepass")) - 2 * len(BYTES.findall(text))

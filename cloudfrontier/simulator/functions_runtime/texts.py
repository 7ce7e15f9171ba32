"""What comes out of a run as text, made into what CloudFront would have shown: whole characters, cut logs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import FUNCTION_LOG

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["as_at_cloudfront", "cut"]

# A message of the engine's own that a function logged or returned, inside of a JSON text.
OF_NOTHING = re.compile(r"cannot (read|set) property '([^'\"\\]*)' of (undefined|null)")
WORDS = {"read": "get", "set": "set"}
# JSON.stringify writes an escape of a surrogate for a lone one only; runtime 1.0 has bytes in their place.
ESCAPE = re.compile(r"(?P<bytes>(?:\\udc[89a-f][0-9a-f])+)|\\(?:u(?P<half>d[89a-f][0-9a-f]{2})|.)")
UNIT = len(r"\udc00")


def as_at_cloudfront(text: str, runtime: FunctionRuntime) -> str:
    """JSON of the engine's as CloudFront would have written it: its words, and whole characters."""
    return as_cloudfront_writes(whole_characters(text, runtime))


def whole_characters(text: str, runtime: FunctionRuntime) -> str:
    """JSON with U+FFFD for each half of a surrogate pair: CloudFront's strings are UTF-8 and hold none.

    In runtime 1.0 some stand for bytes (see byte_strings.js), which come out as the text that they are.
    """
    if "\\ud" not in text:
        return text

    def replaced(found: re.Match[str]) -> str:
        escaped = found["bytes"]
        if escaped is None:
            return "\\ufffd" if found["half"] else found[0]
        if runtime != "cloudfront-js-1.0":
            return "\\ufffd" * (len(escaped) // UNIT)
        data = bytes(int(escaped[at - 2 : at], 16) for at in range(UNIT, len(escaped) + 1, UNIT))
        return json.dumps(data.decode("utf-8", "replace"))[1:-1]

    return ESCAPE.sub(replaced, text)


def as_cloudfront_writes(text: str) -> str:
    """JSON with the engine's words for a property of nothing as CloudFront's engine has them."""
    if "cannot read property" not in text and "cannot set property" not in text:
        return text
    return OF_NOTHING.sub(
        lambda found: rf"cannot {WORDS[found[1]]} property \"{found[2]}\" of {found[3]}", text
    )


def cut(lines: list[str]) -> tuple[tuple[str, ...], bool]:
    """The log lines that fit into what CloudFront keeps of one run, and whether any did not."""
    kept: list[str] = []
    left = FUNCTION_LOG.value
    for line in lines:
        encoded = line.encode("utf-8", "replace")
        if len(encoded) > left:
            beginning = encoded[: max(left, 0)].decode("utf-8", "ignore")
            return (*kept, *filter(None, [beginning])), True
        kept.append(encoded.decode())
        left -= len(encoded) + len("\n")
    return tuple(kept), False

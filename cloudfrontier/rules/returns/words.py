"""How findings speak of a value: by its JSON type and its place, never by what it holds.

A header or a body may carry a session or a secret; a message is printed, logged and kept.
"""

from __future__ import annotations

import re

__all__ = ["control_character", "describe", "wire_name"]


def describe(value: object) -> str:
    """The kind of JSON value with its article, such as `a string`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a boolean"
    return _NAMES.get(type(value), "a value that is no JSON")


_NAMES: dict[type, str] = {
    str: "a string",
    int: "a number",
    float: "a number",
    list: "an array",
    dict: "an object",
}


def control_character(text: str) -> str:
    """The first control character of the text, percent-encoded as AWS's log has it; empty if there is none.

    A tab is none: header values may have it (RFC 9110, 5.5).
    """
    found = _CONTROL(text)
    return f"%{ord(found.group()):02X}" if found else ""


def wire_name(name: str) -> str:
    """A header's name with the capitals that CloudFront gives it, such as `User-Agent`."""
    return "-".join(word.capitalize() for word in name.split("-"))


_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]").search

"""How findings speak of a value: by its JSON type and its place, never by what it holds.

A header or a body may carry a session or a secret; a message is printed, logged and kept.
"""

from __future__ import annotations

__all__ = ["describe"]


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

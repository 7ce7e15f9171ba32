"""The text of a record before it is coded."""

from __future__ import annotations

import re

__all__ = ["is_packable", "record", "stem"]

# As in templates/tables/packed.js.j2: the last segment, without an extension and a slash at the end.
STEM = re.compile(r"([^/]*?)(\.\w+)?/?\Z", re.ASCII)
SHORTEST = 3


def is_packable(source: str, outcome: str) -> bool:
    """Whether they can be told apart in a record: visible ASCII, since a space is a mark."""
    return all(text.isascii() and text.isprintable() and " " not in text for text in (source, outcome))


def record(source: str, outcome: str) -> tuple[str, str]:
    """The halves of a record: the source, and a space with the outcome in which the stem is another space."""
    name = stem(source)
    at = outcome.rfind(name) if len(name) >= SHORTEST else -1
    if at >= 0:
        outcome = f"{outcome[:at]} {outcome[at + len(name) :]}"
    return source, f" {outcome}"


def stem(source: str) -> str:
    """`install` for `/docs/install.html` and `/docs/install/`."""
    # from the last segment on, or the expression would try every place before it
    found = STEM.match(source, source.rfind("/", 0, -1) + 1)
    return found[1] if found else ""

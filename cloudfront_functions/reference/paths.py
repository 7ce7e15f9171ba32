"""Whether a path matches a pattern, and what it captures."""

from __future__ import annotations

import re
from functools import lru_cache

from cloudfront_functions.rules import Capture, Pattern

__all__ = ["match_path"]


def match_path(pattern: Pattern, path: str) -> dict[str, str] | None:
    """Name of each capture -> what it takes of the path; None when the path does not match."""
    for regex in regexes(pattern):
        found = regex.fullmatch(path)
        if found:
            return dict(zip(names(pattern), [item or "" for item in (*found.groups(), "")], strict=False))
    return None


@lru_cache(maxsize=4096)
def regexes(pattern: Pattern) -> tuple[re.Pattern[str], ...]:
    """The pattern as it stands, and the one that differs from it by its last slash."""
    segments = [segment_regex(item) for item in pattern.segments]
    folder = "".join(f"/{item}" for item in segments)
    if pattern.rest:
        before, after = re.escape(pattern.rest.before), re.escape(pattern.rest.after)
        texts = [f"{folder}/{before}(.*){after}"]
        if pattern.any_slash and segments:
            texts.append(folder)
    else:
        texts = [folder]
        if pattern.any_slash and folder != "/":
            texts.append(folder.removesuffix("/") if pattern.segments[-1] == "" else folder + "/")
    return tuple(re.compile(text, re.DOTALL) for text in texts)


def segment_regex(item: str | Capture) -> str:
    """One segment."""
    if isinstance(item, str):
        return re.escape(item)
    return f"{re.escape(item.before)}([^/]+){re.escape(item.after)}"


def names(pattern: Pattern) -> list[str]:
    """The captures, in the order of the groups."""
    captured = [item.name for item in pattern.segments if isinstance(item, Capture)]
    return [*captured, *([pattern.rest.name] if pattern.rest else [])]

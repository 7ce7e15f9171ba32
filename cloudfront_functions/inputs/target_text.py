"""The target of a rule as people write it: a path or a URL, in which `:name` stands for what was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.url_text import PLACEHOLDER, escaped, split_url
from cloudfront_functions.rules import Slot, Target, Template

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["read_target", "read_template"]


def read_target(text: str, names: Collection[str]) -> Target:
    """A target; `names`: what the source and the conditions capture.

    Raises:
        LineError: it is no place to send a visitor to, or has a placeholder that nothing fills.
    """
    if text.startswith("//"):
        raise LineError(f"the target `{text}` names a host; write it with its scheme, as in `https:{text}`")
    url = split_url(text)
    if url.host is None and not text.startswith("/"):
        raise LineError(f"the target `{text}` is neither a path (`/new`) nor an http(s) URL")
    address, _, fragment = escaped(url.rest).partition("#")
    path, _, query = address.partition("?")
    start = f"{url.scheme}://{url.host}" if url.host else ""
    parts = (read_template(path, names), read_template(query, names), read_template(fragment, names))
    for part in parts:
        refuse_unfilled(part)
    first = parts[0][0] if parts[0] else ""
    if start and isinstance(first, str):
        parts = ((start + first, *parts[0][1:]), *parts[1:])
    try:
        return Target(*parts)
    except ValueError as error:
        raise LineError(str(error)) from None


def read_template(text: str, names: Collection[str]) -> Template:
    """Text with a slot for every `:name` of a name that is captured; other colons are text."""
    if ":" not in text:
        return (text,) if text else ()
    parts: list[str | Slot] = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        if found[1] in names:
            parts += [text[end : found.start()], Slot(found[1])]
            end = found.end()
    return tuple(part for part in (*parts, text[end:]) if part != "")


def refuse_unfilled(template: Template) -> None:
    """Refuse what looks like a placeholder and is none: far more often a slip than meant."""
    for part in template:
        if isinstance(part, str) and ":" in part and (found := PLACEHOLDER.search(part)):
            raise LineError(f"nothing in the source fills `{found[0]}`; if it is text, write `%3A{found[1]}`")

"""Targets filled by a request: the plain way, to hold compiled functions against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from cloudfront_functions.rules import Slot

if TYPE_CHECKING:
    from cloudfront_functions.rules import Target, Template

__all__ = ["fill", "fill_target"]

IN_PATH = r"[^!-~]+|[?#]"
IN_QUERY = r"[^!-~]+|[#&]"
IN_FRAGMENT = r"[^!-~]+"


def fill_target(target: Target, captured: dict[str, str]) -> tuple[str, str, str]:
    """Path, query and fragment."""
    path = fill(target.path, captured, IN_PATH)
    if target.begins_with_slot:
        path = "/" + path.lstrip("/\\")
    return path, fill(target.query, captured, IN_QUERY), fill(target.fragment, captured, IN_FRAGMENT)


def fill(template: Template, captured: dict[str, str], unsafe: str = IN_PATH) -> str:
    """The texts with what was captured between them; what is unsafe there becomes percent-escapes."""
    return "".join(
        re.sub(unsafe, escaped, captured[part.name]) if isinstance(part, Slot) else part for part in template
    )


def escaped(found: re.Match[str]) -> str:
    """Percent-escapes of the UTF-8."""
    return quote(found[0], safe="")

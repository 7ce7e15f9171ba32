"""Response headers that depend on the path: every rule that matches acts, in the order of the list.

1. `set` gives a header one value, whatever it had. `add` puts a value behind those that are there, with `, `
   between them, or sets it where there is none. `remove` takes it away, whoever set it.
2. Changes are made in the order of the rules, and within a rule in their own order.
3. Values may have slots for what the path's pattern captures. They are escaped as in the path of a target, so
   that no value can hold a line break.
4. The path is the one that the viewer-response event shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfront_functions.rules.origin import NOWHERE, Origin
from cloudfront_functions.rules.pattern import Pattern
from cloudfront_functions.rules.target import Template

__all__ = ["HeaderChange", "PathHeaders"]


@dataclass(frozen=True)
class HeaderChange:
    """One change of one header, by its name in lower case; `remove` has no value."""

    kind: Literal["set", "add", "remove"]
    name: str
    value: Template = ()


@dataclass(frozen=True, kw_only=True)
class PathHeaders:
    """What becomes of the headers of paths that match."""

    source: Pattern
    changes: tuple[HeaderChange, ...]
    origin: Origin = NOWHERE

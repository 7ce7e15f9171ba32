r"""Where a rule leads: texts with slots that a request fills.

1. A slot takes what a pattern or a condition captured, as it was sent, but for what would change the meaning
   of the target. Everything but visible ASCII becomes percent-escapes of its UTF-8, so that no line break
   gets into a header; so do `?` and `#` in the path, `#` and `&` in the query.
2. The texts around the slots are taken as they are.
3. The host is fixed: a target begins with `/`, or with `http://` or `https://`, a host without a slot, and
   `/`, or nothing more. Where a slot follows a `/` that begins the target, all slashes and backslashes behind
   that `/` are left out of the filled path: `//host` and `/\host` are other hosts to a browser.
4. Path, query and fragment are apart, since the query of the request goes between query and fragment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Slot", "Target", "Template", "text_of"]

# Nothing that a slot adds can change the host.
FIXED_HOST = re.compile(r"/(?![/\\])|https?://[^/?#\\@\s]+(?:/|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """A place for what was captured under that name."""

    name: str


Template = tuple[str | Slot, ...]
"""Texts and slots, one after another."""


def text_of(template: Template) -> str | None:
    """What it always is, or None when it has a slot."""
    return None if any(isinstance(part, Slot) for part in template) else "".join(map(str, template))


@dataclass(frozen=True)
class Target:
    """A path on this host, or an absolute URL; query without `?`, fragment without `#`; empty: it has none.

    Raises:
        ValueError: its host is not fixed.
    """

    path: Template
    query: Template = ()
    fragment: Template = ()

    def __post_init__(self) -> None:
        first = self.path[0] if self.path else ""
        fixed = FIXED_HOST.match(first) if isinstance(first, str) else None
        # a host that ends where a slot begins could be made longer by it
        if fixed is None or (not fixed[0].endswith("/") and len(self.path) > 1):
            raise ValueError(f"the host of a target is fixed: {self}")

    @property
    def names(self) -> frozenset[str]:
        """The slots in it."""
        parts = (*self.path, *self.query, *self.fragment)
        return frozenset(part.name for part in parts if isinstance(part, Slot))

    def __str__(self) -> str:
        """As people write it: `/a/:b?c=:d#e`."""
        parts = ((self.path, ""), (self.query, "?"), (self.fragment, "#"))
        return "".join(
            mark + "".join(part if isinstance(part, str) else f":{part.name}" for part in template)
            for template, mark in parts
            if template
        )

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
from itertools import takewhile

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
    texts = [part for part in template if isinstance(part, str)]
    return "".join(texts) if len(texts) == len(template) else None


@dataclass(frozen=True)
class Target:
    """A path on this host, or an absolute URL; query without `?`, fragment without `#`; empty: it has none.

    Raises:
        ValueError: its host is not fixed, or a text holds a `?` or `#` that would begin another part.
    """

    path: Template
    query: Template = ()
    fragment: Template = ()

    def __post_init__(self) -> None:
        start = self.start
        fixed = FIXED_HOST.match(start)
        # a host that ends where a slot begins could be made longer by it
        if fixed is None or (not fixed[0].endswith("/") and self.path_slots):
            raise ValueError(f"the host of a target is fixed: {self}")
        for template, signs in ((self.path, "?#"), (self.query, "#")):
            if any(isinstance(part, str) and set(part) & set(signs) for part in template):
                raise ValueError(f"path, query and fragment of a target are apart: {self}")

    @property
    def start(self) -> str:
        """The text before the first slot of the path."""
        texts = takewhile(lambda part: isinstance(part, str), self.path)
        return "".join(map(str, texts))

    @property
    def path_slots(self) -> tuple[Slot, ...]:
        """The slots of the path."""
        return tuple(part for part in self.path if isinstance(part, Slot))

    @property
    def begins_with_slot(self) -> bool:
        """Whether a request says what follows the slash that the path begins with."""
        return self.start == "/" and bool(self.path_slots)

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

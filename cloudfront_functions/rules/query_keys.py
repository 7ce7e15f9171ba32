"""The query string as the cache sees it: without what makes no difference, in one order."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["QueryKeys"]


@dataclass(frozen=True)
class QueryKeys:
    """Takes parameters away and sorts those that stay, so that equal pages have equal cache keys.

    1. keep: only these stay, None: all. drop: of those that stay, these go. A name that ends in `*` is for
       all that begin with what is before it. Names are compared as they were sent: undecoded, case counts.
    2. sort: parameters in the order of their names by UTF-16 units. The values of one name stay together in
       the order in which they were sent: it may mean something. Engines put names that are whole numbers
       first, which is one order too.
    """

    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()
    sort: bool = False

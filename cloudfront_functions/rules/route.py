"""Rules of which the first that matches decides what becomes of a request: redirect, rewrite, answer.

1. A list is tried from its beginning, exact paths and patterns alike; the first rule whose pattern and
   conditions match acts, and no other does.
2. A redirect answers with its status and a Location. The request's query string is kept unless the rule says
   otherwise: it comes after the target's own query, before its fragment. Parameters stand as they were sent,
   in the order of the event, those of one name together; `?a=` and `?a` both come out as `a`.
3. A rewrite changes `request.uri`, and the request goes on to the steps after the list. The query string is
   kept, or replaced by that of the target followed by what is kept; either way the steps find its parameters
   in `request.querystring`.
4. An answer is given without the origin: status, headers and a body that are fixed.
5. Any method is answered alike: 307 and 308 keep it, other statuses let browsers make it GET.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfront_functions.rules.conditions import ALWAYS, Conditions
from cloudfront_functions.rules.origin import NOWHERE, Origin
from cloudfront_functions.rules.pattern import Pattern, names_of
from cloudfront_functions.rules.target import Target

__all__ = ["Answer", "QueryKept", "Redirect", "Rewrite", "Route"]

QueryKept = Literal["all", "others", "none"]
"""Which parameters of the request go on: `others`, those that no condition of the rule names."""


@dataclass(frozen=True, kw_only=True)
class Redirect:
    """Send the viewer elsewhere. `status`: 301, 302, 303, 307 or 308.

    Raises:
        ValueError: the target has a slot that nothing fills.
    """

    source: Pattern
    target: Target
    status: int = 301
    when: Conditions = ALWAYS
    query: QueryKept = "all"
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        check_slots(self.source, self.when, self.target)


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """Fetch something else in its place. The target is a path, with no fragment.

    Raises:
        ValueError: the target is no path, has a fragment, or a slot that nothing fills.
    """

    source: Pattern
    target: Target
    when: Conditions = ALWAYS
    query: QueryKept = "all"
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        check_slots(self.source, self.when, self.target)
        if not str(self.target).startswith("/") or self.target.fragment:
            raise ValueError(f"a request cannot be rewritten to {self.target}")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Answer without the origin. Names of headers are in lower case; the body is text."""

    source: Pattern
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    when: Conditions = ALWAYS
    origin: Origin = NOWHERE


Route = Redirect | Rewrite | Answer


def check_slots(source: Pattern, when: Conditions, target: Target) -> None:
    """Refuse a target with a slot that nothing fills."""
    missing = target.names - {*names_of(source), *when.names}
    if missing:
        raise ValueError(f"nothing fills {', '.join(f':{name}' for name in sorted(missing))} of {target}")

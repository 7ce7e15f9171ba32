"""What a limit is, and how a project raises one of which AWS itself is not sure.

1. A number of AWS's stands once, in this package, with its page and the date of the copy that was read.
2. Where AWS's pages disagree, or do not say how many bytes "10 KB" are, the entry is `uncertain`: its note
   says what else was read, and `highest` is as far as a project may raise it.
3. A limit that is certain cannot be overridden: CloudFront would refuse what we let pass.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.source import Source
from cloudfrontier.errors import UsageError

__all__ = ["Limit", "Limits", "override_problems"]


@dataclass(frozen=True)
class Limit:
    """One number of AWS's; `value` is the most that is accepted, in `unit` (empty for a bare number).

    `least` is the other end where AWS gives a range; `default` what holds when nothing is said; `events` the
    events that it holds for, empty when it is about something else.
    """

    id: str
    title: str
    value: int
    unit: str
    source: Source
    least: int | None = None
    default: int | None = None
    events: tuple[EventType, ...] = ()
    uncertain: bool = False
    highest: int | None = None
    note: str = ""

    def __str__(self) -> str:
        span = f"{self.value:,}" if self.least in {None, self.value} else f"{self.least:,} to {self.value:,}"
        unit = self.unit.removesuffix("s") if span == "1" else self.unit
        return f"{span} {unit}".rstrip()

    def holds(self, amount: float) -> bool:
        """Whether the amount is within the limit."""
        return (self.least is None or amount >= self.least) and amount <= self.value


@dataclass(frozen=True)
class Limits:
    """The limits as one project has them: AWS's, but for what it overrides; a limit's id -> its value."""

    overrides: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def with_overrides(cls, overrides: Mapping[str, int], *, known: tuple[Limit, ...]) -> Limits:
        """Limits with some of them overridden.

        Raises:
            UsageError: an override is refused; the message lists everything that is wrong, a line each.
        """
        problems = override_problems(overrides, known=known)
        if problems:
            raise UsageError("\n".join(problems.values()))
        return cls(dict(overrides))

    def of(self, limit: Limit) -> Limit:
        """The limit as this project has it."""
        value = self.overrides.get(limit.id)
        return limit if value is None else replace(limit, value=value)


def override_problems(overrides: Mapping[str, int], *, known: tuple[Limit, ...]) -> dict[str, str]:
    """What is wrong with overrides: the limit's id -> a sentence that says what to do."""
    by_id = {limit.id: limit for limit in known}
    problems = {}
    for name, value in overrides.items():
        problem = _problem(by_id[name], value) if name in by_id else _unknown(name, by_id)
        if problem:
            problems[name] = problem
    return problems


def _unknown(name: str, by_id: Mapping[str, Limit]) -> str:
    near = difflib.get_close_matches(name, by_id, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"no limit is called {name!r}{hint}"


def _problem(limit: Limit, value: int) -> str:
    if not limit.uncertain:
        return f"{limit.id!r} cannot be overridden: CloudFront allows {limit} ({limit.source.url})"
    highest = limit.value if limit.highest is None else limit.highest
    lowest = limit.least or 1
    if not lowest <= value <= highest:
        return f"{limit.id!r} is {value:,}; expected {lowest:,} to {highest:,} {limit.unit}"
    return ""

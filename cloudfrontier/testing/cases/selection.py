"""`-k`: which cases are run, by words of their names and files, as pytest's option of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.testing.cases.case import Case

__all__ = ["selector"]


def selector(expression: str) -> Callable[[Case], bool]:
    """`redirect and not old`: words in the name or the file of a case, without regard to case.

    `not` binds closest, then `and`, then `or`; there are no brackets. A word may be several: `old lamp`.
    """
    alternatives = [part.split(" and ") for part in f" {expression.lower()} ".split(" or ")]

    def chosen(case: Case) -> bool:
        text = f"{case.where.shown} {case.name}".lower()
        return any(all(_holds(term, text) for term in terms) for terms in alternatives)

    return chosen


def _holds(term: str, text: str) -> bool:
    word = term.strip()
    if word.startswith("not "):
        return not _holds(word.removeprefix("not "), text)
    return word in text

"""Exact sources that differ only in what people overlook, and yet lead to different places."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from cloudfront_functions.list_checks.remark import Remark, RemarkKind, remark, rule_at
from cloudfront_functions.list_checks.unreached import outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cloudfront_functions.rules import Conditions, Route

__all__ = ["find_near_misses"]

KINDS: tuple[tuple[RemarkKind, Callable[[str], object], str, str], ...] = (
    (
        "case",
        str.lower,
        "in the case of letters",
        "paths are compared as they are sent: give both one target",
    ),
    (
        "slash",
        lambda path: path.rstrip("/"),
        "in a slash at the end",
        "give both one target, or say which is meant",
    ),
    (
        "escape",
        unquote_to_bytes,
        "in percent-escapes",
        "paths are compared as they are sent: give both one target",
    ),
)


def find_near_misses(rules: Sequence[Route]) -> Iterator[Remark]:
    """Rules whose source another one has but for letters, the last slash, or percent-escapes."""
    exact = [
        (place, rule, path) for place, rule in enumerate(rules) if (path := rule.source.path) is not None
    ]
    for kind, spelling, difference, advice in KINDS:
        seen: dict[tuple[object, Conditions], tuple[str, Route]] = {}
        for place, rule, path in exact:
            other, earlier = seen.setdefault((spelling(path), rule.when), (path, rule))
            if other == path or outcome_of(earlier) == outcome_of(rule):
                continue
            if kind == "slash" and (earlier.source.any_slash or rule.source.any_slash):
                continue
            yield remark(
                kind,
                (place, rule),
                f"`{path}` differs from {rule_at(earlier)} only {difference}, and leads elsewhere",
                help=advice,
            )

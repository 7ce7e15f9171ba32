"""CloudFront Functions' `{value, multiValue}`: the shape shared by headers, query parameters and cookies.

1. Several values of one name are one entry: `value` is the first, `multiValue` has all; a single one has no
   `multiValue`.
2. Coming back, a `multiValue` that was changed counts and `value` is ignored; otherwise a change of `value`
   replaces the first and the others stay.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
(read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["group", "returned_entries"]

T = TypeVar("T", bound="Mapping[str, Any]")


def group(entries: Iterable[tuple[str, T]]) -> dict[str, dict[str, Any]]:
    """Names with their `{value, ...}` entries -> one entry a name, with `multiValue` for several."""
    groups: dict[str, list[T]] = {}
    for name, entry in entries:
        groups.setdefault(name, []).append(entry)
    return {
        name: {**found[0]} if len(found) == 1 else {**found[0], "multiValue": [{**entry} for entry in found]}
        for name, found in groups.items()
    }


def returned_entries(
    returned: Mapping[str, Mapping[str, Any] | None], given: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every name with each of its entries, in the order that came back."""
    for name, entry in returned.items():
        # A name with null is a name taken away: nothing is said of it, and no rule refuses it.
        for single in _values(entry, given.get(name) or {}) if entry is not None else ():
            yield name, single


def _values(entry: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    several = entry.get("multiValue")
    if not several:
        yield entry
    elif several != given.get("multiValue"):
        yield from several
    else:
        yield entry
        yield from several[1:]

"""`Quantity` beside `Items`, anywhere in a configuration: the API counts, and refuses what does not add up.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html (botocore
1.43.11, `InconsistentQuantities`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config.members import MOST_ITEMS, kind_of
from cloudfrontier.cloudfront.distribution_config.values import ConfigFault

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath

__all__ = ["wrong_quantities"]


def wrong_quantities(document: object, path: KeyPath) -> list[ConfigFault]:
    """A fault for each object whose `Quantity` is not the number of its `Items`, in the order of the text.

    Of every array the first items are looked at, as many as are read at all.
    """
    found = []
    waiting: list[tuple[KeyPath, object]] = [(path, document)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, Mapping):
            if fault := _fault(value, at):
                found.append(fault)
            waiting += [((*at, name), value[name]) for name in reversed(value)]
        elif isinstance(value, list | tuple):
            items = list(enumerate(value[:MOST_ITEMS]))
            waiting += [((*at, index), item) for index, item in reversed(items)]
    return found


def _fault(value: Mapping[str, object], path: KeyPath) -> ConfigFault | None:
    if "Quantity" not in value and "Items" not in value:
        return None
    quantity, items = value.get("Quantity"), value.get("Items")
    if quantity is None:
        return ConfigFault("quantity", path, "Quantity is missing beside Items")
    if not isinstance(quantity, int) or isinstance(quantity, bool):
        return ConfigFault(
            "shape", (*path, "Quantity"), f"Quantity is {kind_of(quantity)}; expected a whole number"
        )
    if items is not None and not isinstance(items, list | tuple):
        return None
    count = len(items or ())
    if quantity == count:
        return None
    holds = f"Items holds {count}" if "Items" in value else "there are no Items"
    return ConfigFault("quantity", (*path, "Quantity"), f"Quantity is {quantity}, but {holds}")

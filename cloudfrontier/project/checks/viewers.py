"""Key groups, countries and networks: what behaviors name exists, and CloudFront would take it.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
and .../georestrictions.html (read 2026-04).
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import KEY_GROUPS_PER_BEHAVIOR, KEYS_PER_GROUP
from cloudfrontier.project.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloudfrontier.project.decode import Draft

__all__ = ["check_viewers"]


def check_viewers(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """What is wrong with key groups, the geo restriction and the table of viewers."""
    known = draft.names("key_groups")
    for index, table in draft.behaviors:
        for name in table.key_groups:
            if known is not None and name not in known:
                where = ("behaviors", index, "key_groups")
                yield Mistake(where, f"no key group is called `{name}`", name=name, known=known)
        if len(table.key_groups) > KEY_GROUPS_PER_BEHAVIOR.value:
            message = f"{len(table.key_groups)} key groups; CloudFront allows {KEY_GROUPS_PER_BEHAVIOR}"
            yield Mistake(("behaviors", index, "key_groups"), message)
    yield from _groups(draft, root)
    restriction = draft.project.geo_restriction
    if restriction is not None and not restriction.countries:
        message = "empty: expected one country at least, such as `DE`"
        yield Mistake(("geo_restriction", "countries"), message)
    for network in draft.project.viewers:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            message = f"`{network}` is no network; expected one such as `203.0.113.0/24`"
            yield Mistake(("viewers", network), message, at_key=True)


def _groups(draft: Draft, root: Path) -> Iterator[Mistake]:
    for name, group in draft.project.key_groups.items():
        if not 1 <= len(group.keys) <= KEYS_PER_GROUP.value:
            message = f"{len(group.keys)} keys; expected one to {KEYS_PER_GROUP.value}"
            yield Mistake(("key_groups", name, "keys"), message)
        for index, key in enumerate(group.keys):
            if not (root / key.file).is_file():
                yield Mistake(("key_groups", name, "keys", index, "file"), f"`{key.file}`: no such file")

"""docs/limits.md: every number of AWS's that this package knows, and every list of headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.reference.markdown import NOTICE, link, table
from cloudfrontier.cloudfront.limits import (
    distribution,
    functions,
    key_value_store,
    lambda_edge,
    origin,
    policies,
)
from cloudfrontier.rules.coverage import HEADER_LISTS

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.headers import HeaderList
    from cloudfrontier.cloudfront.limits import Limit

__all__ = ["limits_page"]

ROOMS = {
    "CloudFront Functions": functions.LIMITS,
    "KeyValueStore": key_value_store.LIMITS,
    "Lambda@Edge": lambda_edge.LIMITS,
    "Distributions": distribution.LIMITS,
    "Origins": origin.LIMITS,
    "Policies": policies.LIMITS,
}

INTRODUCTION = """\
Each number stands once in the code, with the page that it is from and the month of the copy that was read.
Where AWS's own pages disagree the stricter value holds, and a project may raise it in edge.toml, as far as
it says here:

```toml
[limits]
lambda-memory-viewer = 512   # after an attach that passed
```"""

HEADERS = "Names are compared without regard to case; a `*` stands for whatever follows."


def limits_page() -> str:
    """The whole page."""
    parts = [NOTICE, "# Limits", INTRODUCTION]
    for title, limits in ROOMS.items():
        parts += [f"## {title}", table(("limit", "what", "value", "source", ""), map(_limit, limits))]
    parts += ["## Headers", HEADERS]
    parts.append(table(("what", "names", "source", ""), map(_header_list, HEADER_LISTS)))
    return "\n\n".join(parts) + "\n"


def _limit(limit: Limit) -> tuple[str, ...]:
    where = f" ({', '.join(limit.events)})" if limit.events else ""
    notes = [limit.note]
    if limit.default is not None:
        notes.append(f"{limit.default} when nothing is said.")
    if limit.uncertain and limit.highest is not None and limit.highest > limit.value:
        notes.append(f"A project may raise it to {limit.highest:,}.")
    return (
        f"`{limit.id}`",
        f"{limit.title}{where}",
        str(limit),
        link(limit.source),
        " ".join(filter(None, notes)),
    )


def _header_list(item: HeaderList) -> tuple[str, ...]:
    names = [*sorted(item.names), *(f"{prefix}*" for prefix in item.prefixes)]
    return (item.title, ", ".join(f"`{name}`" for name in names), link(item.source), item.note)

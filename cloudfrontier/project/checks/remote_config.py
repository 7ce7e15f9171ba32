"""Live settings: what the place that they are in needs to be named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft

__all__ = ["check_remote_config"]

_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-[0-9]")
_NAMES = {
    "table": re.compile(r"[A-Za-z0-9_.:/-]{1,1024}"),
    "parameter": re.compile(r"[A-Za-z0-9_.:/-]{1,2048}"),
}
"""Characters and lengths of names and ARNs.

Source: the models of botocore 1.44.5: TableName of dynamodb's GetItem, Name of ssm's PutParameter.
"""


def check_remote_config(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the table `remote_config`."""
    remote = draft.project.remote_config
    if remote is None:
        return
    path = ("remote_config",)
    if not _REGION.fullmatch(remote.region):
        yield unfit((*path, "region"), remote.region, "a Region, such as `us-east-1`")
    needed, other = ("table", "parameter") if remote.source == "dynamodb" else ("parameter", "table")
    name = getattr(remote, needed)
    if not _NAMES[needed].fullmatch(name):
        yield unfit((*path, needed), name, f"the name of the {needed}, which `{remote.source}` needs")
    if getattr(remote, other):
        yield Mistake((*path, other), f"`{remote.source}` has no {other}")
    if remote.source == "dynamodb" and not remote.key:
        yield unfit((*path, "key"), remote.key, "the id of an item")

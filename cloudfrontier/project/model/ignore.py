"""The table of a finding that the project lives with: which rule, where, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, RelativePath, RuleId

__all__ = ["Ignore"]


@dataclass(frozen=True, config=STRICT)
class Ignore:
    """Findings of one rule in some files, which `check` and `build` count and do not report."""

    rule: RuleId
    """Id of the rule, such as `CFF103`."""
    file: RelativePath
    """File that findings name, or a pattern of such: `*` takes any characters, `/` too, and `?` one."""
    reason: Annotated[str, Field(min_length=1)]
    """Why; whoever meets the entry in a year decides by it."""

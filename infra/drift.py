"""How a distribution differs from what edge.toml and the build say, both ways.

Attached code of other people is told apart: it is no business of the project's, and yet whoever reads a page
of the shop has run it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from infra.associations import attached
from infra.state import unversioned

if TYPE_CHECKING:
    from infra.plan import Edit, Plan, Step
    from infra.state import Live

__all__ = ["Difference", "Side", "drift_of"]

Side = Literal["missing", "extra", "changed", "foreign"]
"""missing: wanted and not there; extra: there and not wanted; foreign: of somebody else."""


@dataclass(frozen=True)
class Difference:
    """One difference: where, and what of it in a sentence."""

    side: Side
    where: str
    message: str


def drift_of(plan: Plan, live: Live) -> tuple[Difference, ...]:
    """What a plan would change, and what others have attached where it would change nothing."""
    touched = {edit.slot for edit in plan.edits}
    foreign = (
        Difference("foreign", str(slot), f"holds {held.arn}, which is not this project's")
        for slot, held in attached(live.distribution.config).items()
        if unversioned(held) not in live.owned and slot not in touched
    )
    # of one thing the first step says it all: what is not there is not published either
    first = {(step.thing, step.name): step for step in reversed(plan.steps)}
    return (
        *(_of_step(step) for step in plan.steps if step is first[step.thing, step.name]),
        *(_of_edit(edit) for edit in plan.edits),
        *foreign,
    )


def _of_step(step: Step) -> Difference:
    where = f"{step.thing} {step.name}"
    if step.action == "create":
        return Difference("missing", where, "is not there")
    if step.action == "publish":
        return Difference("missing", where, "is not published as it was built")
    return Difference("changed", where, f"is not as it was built ({step.detail})")


def _of_edit(edit: Edit) -> Difference:
    wanted = edit.after.arn or edit.after.name if edit.after else ""
    if edit.before is None:
        return Difference("missing", str(edit.slot), f"should hold {wanted} and holds nothing")
    if edit.after is None:
        return Difference("extra", str(edit.slot), f"holds {edit.before.arn}, which edge.toml does not name")
    return Difference("changed", str(edit.slot), f"should hold {wanted} and holds {edit.before.arn}")

"""Decides the plan from what is wanted and what there is; pure, and the only place where it is decided.

1. A slot is the project's if it is empty, or if what it holds is its own. What others have put there is
   replaced only on request, and slots that the project does not name are none of its business.
2. What is attached, is ours and is not wanted any more is detached.
3. A distribution that another tool manages is refused: that tool would undo what is attached here.
4. The rules on attachments judge the result. What they found before already is counted and stops nothing: it
   is not this plan's doing.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import UsageError
from infra.associations import Held, Slot, attached, behavior_patterns, edited, find_behavior
from infra.conflicts import conflicts_of_names, conflicts_of_sending
from infra.cost import Traffic, cost_of
from infra.key_value_store import fingerprint
from infra.naming import function_arn_of
from infra.plan import Conflict, Edit, Plan, Target
from infra.state import Live, unversioned
from infra.steps import Entries, steps_of

if TYPE_CHECKING:
    from infra.desired import Desired, DesiredAssociation

__all__ = ["Judge", "PlanOptions", "make_plan"]

Judge = Callable[[Mapping[str, Any], Live], tuple[Finding, ...]]
"""What the rules find in a configuration of the distribution."""


def _no_findings(_config: Mapping[str, Any], _live: Live) -> tuple[Finding, ...]:
    return ()


@dataclass(frozen=True)
class PlanOptions:
    """What a person has allowed, and what the plan is to be told besides.

    replace: what others have attached may be replaced. adopt: another tool may manage the distribution.
    entries: contents of the stores, by deployed name.
    """

    replace: bool = False
    adopt: bool = False
    entries: Entries = field(default_factory=dict)
    traffic: Traffic = field(default_factory=Traffic)
    judge: Judge = _no_findings


def make_plan(desired: Desired, live: Live, options: PlanOptions) -> Plan:
    """What has to be done so that the distribution is as it is wanted.

    Raises:
        UsageError: the distribution has no behavior of a pattern that the project attaches to.
    """
    distribution = live.distribution
    desired = _with_patterns_of(desired.in_account(distribution.account), distribution.config)
    edits, foreign = _edits(desired, live, may_replace=options.replace)
    in_the_way = [
        *(conflicts_of_sending(live, may_adopt=options.adopt) if edits else ()),
        *conflicts_of_names(desired, live),
        *foreign,
    ]
    findings, standing = _new_findings(edits, live, options.judge)
    return Plan(
        distribution.id,
        distribution.domain_name,
        distribution.account,
        desired.project,
        steps_of(desired, live, options.entries),
        tuple(edits),
        tuple(in_the_way),
        findings,
        standing,
        cost_of(desired, options.traffic),
        desired.role,
        desired.manifest_sha256,
        stores={name: fingerprint(store) for name, store in live.stores.items()},
    )


def _with_patterns_of(desired: Desired, config: Mapping[str, Any]) -> Desired:
    """The associations with the patterns as the distribution spells them: a leading `/` may be left out."""
    known = behavior_patterns(config)
    problems, placed = [], []
    for item in desired.associations:
        behavior = find_behavior(config, item.slot.behavior)
        if behavior is None:
            problems.append(item.slot.behavior)
        else:
            pattern = behavior.get("PathPattern", item.slot.behavior)
            placed.append(replace(item, slot=Slot(pattern, item.slot.event)))
    if problems:
        raise UsageError("\n".join(_unknown(pattern, known) for pattern in dict.fromkeys(problems)))
    return replace(desired, associations=tuple(placed))


def _unknown(pattern: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(pattern, known, n=2, cutoff=0.75)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"it has {', '.join(known)}"
    return f"the distribution has no behavior {pattern!r} (attaching makes none); {hint}"


def _edits(desired: Desired, live: Live, *, may_replace: bool) -> tuple[list[Edit], list[Conflict]]:
    """The changes by slot, in order, and the conflicts with what others have attached."""
    held = attached(live.distribution.config)
    wanted = {item.slot: _target(item, desired, live) for item in desired.associations}
    edits, conflicts = [], []
    for slot in sorted({*held, *wanted}, key=lambda slot: slot.sort_key):
        before, after = held.get(slot), wanted.get(slot)
        is_ours = before is None or unversioned(before) in live.owned
        if before == (after.held() if after else None) or (after is None and not is_ours):
            continue
        edits.append(Edit(slot, before, after))
        if before and not is_ours and not may_replace:
            message = f"{slot} holds {before.arn}, which is not this project's, or was changed by hand"
            conflicts.append(Conflict(message, "detach it there, or run with --replace"))
    return edits, conflicts


def _target(item: DesiredAssociation, desired: Desired, live: Live) -> Target:
    arn = function_arn_of(live.distribution.account, item.deployed_name)
    if item.kind == "handler":
        handler = next(one for one in desired.handlers if one.deployed_name == item.deployed_name)
        there = live.handlers.get(item.deployed_name)
        version = there.version_with(handler.code_sha256, handler.settings) if there else None
        arn = version.arn if version else ""
    return Target(item.kind, item.deployed_name, arn, item.include_body)


def _new_findings(edits: list[Edit], live: Live, judge: Judge) -> tuple[tuple[Finding, ...], int]:
    """What the result has and the present configuration has not, and the number of the others."""
    config = live.distribution.config
    before = Counter(_key(finding) for finding in judge(config, live))
    if not edits:
        return (), before.total()
    result = edited(config, {edit.slot: _expected(edit, live) for edit in edits})
    new = []
    standing = 0
    for finding in judge(result, live):
        if before[_key(finding)] > 0:
            before[_key(finding)] -= 1
            standing += 1
        else:
            new.append(finding)
    return tuple(new), standing


def _expected(edit: Edit, live: Live) -> Held | None:
    """What the slot will hold; a version that is not published yet has the next number here."""
    if edit.after is None:
        return None
    if edit.after.arn:
        return edit.after.held()
    there = live.handlers.get(edit.after.name)
    number = there.versions[-1].number + 1 if there and there.versions else 1
    account = live.distribution.account
    return edit.after.held(f"arn:aws:lambda:us-east-1:{account}:function:{edit.after.name}:{number}")


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.id, finding.severity, finding.message

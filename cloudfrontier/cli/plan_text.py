"""A plan for people: + what is added, ~ what is replaced or changed, - what is taken away, in colour."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from cloudfrontier.cli.formats.text import finding_text
from cloudfrontier.cli.output import count, visible
from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN
from cloudfrontier.cloudfront.distribution_config import function_arn, lambda_arn

if TYPE_CHECKING:
    from infra.associations import Held
    from infra.cost import Cost, Traffic
    from infra.plan import Change, Edit, Plan, Target

__all__ = ["behavior_title", "cost_text", "held_name", "plan_text"]

_MARKS = {
    "add": ("+", "green"),
    "create": ("+", "green"),
    "publish": ("+", "green"),
    "replace": ("~", "yellow"),
    "update": ("~", "yellow"),
    "detach": ("-", "red"),
}
_THING, _EVENT = 8, 15
"""Widths of the columns: the longest thing and the longest event."""


def plan_text(plan: Plan) -> Text:
    """All of it but the cost, one change a line."""
    text = Text(f"{plan.distribution} ({plan.domain_name}), account {plan.account}\n")
    for step in plan.steps:
        detail = f" ({step.detail})" if step.detail else ""
        _line(text, step.action, f"{step.thing:<{_THING}} {step.name}: {step.action}{detail}")
    for pattern, edits in groupby(plan.edits, key=lambda edit: edit.slot.behavior):
        text.append(f"{behavior_title(pattern)}\n", style="bold")
        for edit in edits:
            _line(text, edit.change, f"{edit.slot.event:<{_EVENT}} {_sides(edit)}")
    for conflict in plan.conflicts:
        text.append("conflict: ", style="bold red")
        text.append(f"{visible(conflict.message)}\n  do: {visible(conflict.do)}\n")
    for finding in plan.findings:
        text.append(finding_text(finding, {}))
    for note in plan.notes:
        text.append(f"note: {visible(note)}\n")
    return text.append(_closing(plan))


def cost_text(cost: Cost, traffic: Traffic) -> Text:
    """The sum, and what it is the sum of."""
    named = "".join(f", {number:,} to {pattern}" for pattern, number in traffic.by_behavior.items())
    return Text(
        f"about ${cost.dollars:,.2f} a month: {cost.function_runs:,} runs of functions"
        f" ${cost.function_dollars:,.2f}, {cost.handler_runs:,} of handlers ${cost.handler_dollars:,.2f};"
        f" with {traffic.requests:,} requests to each behavior{named}, {traffic.misses:.0%} of them misses,"
        f" {traffic.milliseconds:g} ms a run of a handler\n",
        style="dim",
    )


def behavior_title(pattern: str) -> str:
    """How a behavior is called."""
    return "the default behavior" if pattern == DEFAULT_PATTERN else f"behavior {visible(pattern)}"


def held_name(held: Held) -> str:
    """The name of what is attached, with the version of a handler; an ARN that cannot be read as it is."""
    if held.kind == "function":
        function = function_arn(held.arn)
        return function.name if function else visible(held.arn)
    handler = lambda_arn(held.arn)
    return f"{handler.name}:{handler.qualifier}" if handler else visible(held.arn)


def _line(text: Text, change: str, line: str) -> None:
    mark, style = _MARKS[change]
    text.append(f"  {mark} {visible(line)}\n", style=style)


def _sides(edit: Edit) -> str:
    sides = [held_name(edit.before) if edit.before else "", _target_name(edit.after) if edit.after else ""]
    return " -> ".join(side for side in sides if side)


def _target_name(target: Target) -> str:
    name = held_name(target.held()) if target.arn else f"{target.name} (new version)"
    return f"{name} with body" if target.include_body else name


def _closing(plan: Plan) -> str:
    if plan.is_empty:
        return "nothing to do: everything is attached as it was built\n"
    words: dict[Change, str] = {"add": "to attach", "replace": "to replace", "detach": "to detach"}
    counted = Counter(edit.change for edit in plan.edits)
    said = [f"{counted[change]} {word}" for change, word in words.items() if counted[change]]
    made = count(len(plan.steps), "step") + " before" if plan.steps else ""
    old = f"; {count(plan.standing, 'finding')} in what is there already" if plan.standing else ""
    return f"{', '.join([*said, *([made] if made else [])])}{old}\n"

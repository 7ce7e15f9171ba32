"""What `plan`, `attach` and `drift` share: the options of a plan, how it is made, and how it ends."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from cloudfrontier.cli.output import count, make_console
from cloudfrontier.cli.plan_text import cost_text, plan_text
from cloudfrontier.errors import FindingsError, RefusedError
from infra.cost import Traffic
from infra.judge import judge_of
from infra.make_plan import PlanOptions, make_plan
from infra.read_state import read_live

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cli.deployment import Deployment
    from infra.plan import Plan
    from infra.state import Live

__all__ = ["Planning", "made_plan", "plan_options", "refuse", "show_plan"]

Command = TypeVar("Command", bound="Callable[..., object]")

_AMOUNT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[kMG]?)")
_UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}


def _traffic(text: str) -> tuple[str, int]:
    """`10M`, or `/api/*=500k`; an empty pattern means all behaviors."""
    pattern, _, amount = text.rpartition("=")
    found = _AMOUNT.fullmatch(amount)
    if found is None:
        raise click.BadParameter(f"{text!r} is no number of requests; expected 10M, or /api/*=500k")
    return pattern, round(float(found["number"]) * _UNITS[found["unit"]])


_OPTIONS = (
    click.option(
        "--replace", is_flag=True, help="Replace what somebody else has attached to the same events."
    ),
    click.option("--adopt", is_flag=True, help="Attach although another tool manages the distribution."),
    click.option("--role", default="", metavar="ARN", help="Role of all handlers, instead of one for each."),
    click.option(
        "--traffic",
        multiple=True,
        type=_traffic,
        metavar="[PATTERN=]N",
        help="Requests a month to each behavior, or to one, for the cost.  [default: 1M]",
    ),
    click.option(
        "--misses",
        type=click.FloatRange(0, 1),
        default=Traffic().misses,
        show_default=True,
        help="Share of the requests that reaches the origin.",
    ),
)


@dataclass(frozen=True)
class Planning:
    """The options of a plan, as click has read them."""

    replace: bool
    adopt: bool
    role: str
    traffic: tuple[tuple[str, int], ...]
    misses: float

    @classmethod
    def usual(cls, *, role: str = "") -> Planning:
        """As if nothing were said on the command line."""
        return cls(replace=False, adopt=False, role=role, traffic=(), misses=Traffic().misses)

    @property
    def expected(self) -> Traffic:
        """The traffic that the cost is for."""
        named = dict(self.traffic)
        return Traffic(named.pop("", Traffic().requests), self.misses, by_behavior=named)


def plan_options(command: Command) -> Command:
    """`--replace`, `--adopt`, `--role`, `--traffic` and `--misses`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def made_plan(deployment: Deployment, planning: Planning) -> tuple[Plan, Live]:
    """The plan, and what it was made from."""
    desired = dataclasses.replace(deployment.desired, role=planning.role)
    live = read_live(deployment.aws, deployment.distribution, desired)
    options = PlanOptions(
        replace=planning.replace,
        adopt=planning.adopt,
        entries=deployment.artefacts.entries(desired),
        traffic=planning.expected,
        judge=judge_of(deployment.loaded, desired),
    )
    return make_plan(desired, live, options), live


def show_plan(plan: Plan, traffic: Traffic) -> None:
    """Print it for people."""
    console = make_console()
    console.print(plan_text(plan), end="", soft_wrap=True)
    if plan.cost and plan.cost.function_runs + plan.cost.handler_runs and not plan.is_empty:
        console.print(cost_text(plan.cost, traffic), end="", soft_wrap=True)


def refuse(plan: Plan) -> None:
    """Stop where the plan, which has been shown or printed, must not be carried out.

    Raises:
        RefusedError: it has conflicts.
        FindingsError: something in it would fail.
    """
    if plan.conflicts:
        raise RefusedError(f"{count(len(plan.conflicts), 'conflict')}: see above what to do about each")
    errors = [finding for finding in plan.findings if finding.severity == "error"]
    if errors:
        raise FindingsError(f"{count(len(errors), 'finding')} to mend first")

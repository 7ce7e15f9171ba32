"""What stands in the way of a plan, whoever has attached what: each with what to do about it.

Only what the plan would really do is looked at. Where nothing has to be sent, it matters to nobody who else
manages the distribution; where no version has to be published, a draft may have what the edge does not take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.managed_by import managed_by
from infra.naming import owns_marked
from infra.permissions import role_problem
from infra.plan import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.desired import Desired
    from infra.state import Live

__all__ = ["conflicts_of_names", "conflicts_of_sending"]


def conflicts_of_sending(live: Live, *, may_adopt: bool) -> Iterator[Conflict]:
    """Why this distribution should not be changed from here."""
    if live.distribution.lost:
        named = ", ".join(live.distribution.lost)
        message = f"the distribution has fields that this botocore does not know and would delete: {named}"
        yield Conflict(message, "update it (pip install --upgrade boto3), then run this again")
    tool = managed_by(live.distribution.tags)
    if tool and not may_adopt:
        message = f"the distribution is managed by {tool}, which would undo what is attached here"
        yield Conflict(message, "attach with that tool (`cloudfrontier template`), or run with --adopt")


def conflicts_of_names(desired: Desired, live: Live) -> Iterator[Conflict]:
    """Things that have a name which the project would use, and are not the project's or cannot be used."""
    for name, store in live.stores.items():
        if not owns_marked(desired.project, name, store.comment):
            yield Conflict(f"the KeyValueStore {name} is not this project's", "rename the store")
    yield from _handlers(desired, live)
    yield from _given_role(desired, live) if desired.role else _own_roles(desired, live)


def _handlers(desired: Desired, live: Live) -> Iterator[Conflict]:
    for item in desired.handlers:
        handler = live.handlers.get(item.deployed_name)
        if handler is None or handler.version_with(item.code_sha256, item.settings):
            continue
        named = f"the Lambda function {item.deployed_name}"
        if not owns_marked(desired.project, item.deployed_name, handler.description):
            yield Conflict(f"{named} is not this project's", "rename the handler")
        elif handler.unsupported:
            has = ", ".join(handler.unsupported)
            yield Conflict(f"{named} has {has}, which Lambda@Edge does not take", "remove that from it")


def _given_role(desired: Desired, live: Live) -> Iterator[Conflict]:
    problem = role_problem(next(iter(live.roles.values()), None), desired.role)
    if desired.handlers and problem:
        yield Conflict(problem, "let both assume it, or leave --role out")


def _own_roles(desired: Desired, live: Live) -> Iterator[Conflict]:
    for name, role in live.roles.items():
        if not owns_marked(desired.project, name, role.description):
            yield Conflict(f"the role {name} is not this project's", "name one with --role")

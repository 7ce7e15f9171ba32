"""What has to be made before anything can be attached: the difference of what is wanted and what there is.

It is found from values alone; whoever carries a step out looks again, since others may be at work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from infra.functions import wanted_content
from infra.key_value_store import digest_of
from infra.plan import Step

if TYPE_CHECKING:
    from infra.desired import Desired, DesiredFunction, DesiredHandler
    from infra.state import Live

__all__ = ["Entries", "steps_of"]

Entries = Mapping[str, Mapping[str, str]]
"""Deployed name of a store -> what it is to hold."""


def steps_of(desired: Desired, live: Live, entries: Entries) -> tuple[Step, ...]:
    """All steps in the order in which they are taken; the handlers have their roles."""
    return (
        *_store_steps(live, entries),
        *(() if desired.role else _role_steps(desired, live)),
        *(step for item in desired.handlers for step in _handler_steps(item, live)),
        *(step for item in desired.functions for step in _function_steps(item, live)),
    )


def _store_steps(live: Live, entries: Entries) -> Iterator[Step]:
    for name, wanted in entries.items():
        store = live.stores.get(name)
        there = store.entries if store else {}
        if store is None:
            yield Step("store", name, "create")
        puts = sum(there.get(key) != digest_of(value) for key, value in wanted.items())
        deletes = sum(key not in wanted for key in there)
        if puts or deletes:
            yield Step("store", name, "update", f"keys: {puts} to write, {deletes} to delete")


def _role_steps(desired: Desired, live: Live) -> Iterator[Step]:
    for name in desired.role_names:
        role = live.roles.get(name)
        if role is None:
            yield Step("role", name, "create")
        elif not (role.is_trusted and role.has_policy):
            what = "policy" if role.is_trusted else "who may assume it"
            yield Step("role", name, "update", what)


def _handler_steps(item: DesiredHandler, live: Live) -> Iterator[Step]:
    name, handler = item.deployed_name, live.handlers.get(item.deployed_name)
    if handler is None:
        yield Step("handler", name, "create")
    elif handler.version_with(item.code_sha256, item.settings):
        return
    else:
        changed = {
            "code": handler.code_sha256 != item.code_sha256,
            "settings": handler.settings != item.settings,
        }
        if any(changed.values()):
            what = " and ".join(what for what, is_changed in changed.items() if is_changed)
            yield Step("handler", name, "update", what)
    yield Step("handler", name, "publish", "a new version")


def _function_steps(item: DesiredFunction, live: Live) -> Iterator[Step]:
    name, function = item.deployed_name, live.functions.get(item.deployed_name)
    store = live.stores.get(item.store)
    wanted = wanted_content(item, store_arn=store.arn if store else None)
    is_ready = not item.store or store is not None
    if function is None:
        yield Step("function", name, "create")
    elif is_ready and function.live == wanted:
        return
    elif not is_ready or function.development != wanted:
        yield Step("function", name, "update", "somebody changed it, or its settings are new")
    yield Step("function", name, "publish")

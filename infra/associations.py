"""Which function stands on which event of which behavior: read from a `DistributionConfig`, and edited in it.

UpdateDistribution replaces everything, so the configuration that was read is sent back whole. An edit changes
the two association lists of the behaviors that it names and nothing else, not even the order of what is in
them; putting back what a record remembers leaves what was there to the letter.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html (botocore
1.44.5): every field of the configuration has to be sent.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN
from cloudfrontier.cloudfront.events import EVENT_TYPES, KINDS, EventType, Kind

__all__ = ["Held", "Lists", "Slot", "attached", "behavior_patterns", "edited", "find_behavior", "lists_of"]

Config = dict[str, Any]
"""A `DistributionConfig` as boto3 returns it."""
Lists = Mapping[str, Any]
"""Both association lists of one behavior by their members' names; None where there was no such member."""

_LISTS: dict[Kind, str] = {"function": "FunctionAssociations", "handler": "LambdaFunctionAssociations"}
_ARNS: dict[Kind, str] = {"function": "FunctionARN", "handler": "LambdaFunctionARN"}


@dataclass(frozen=True)
class Slot:
    """One event of one behavior, which may hold one function; `*` is the default behavior."""

    behavior: str
    event: EventType

    @property
    def sort_key(self) -> tuple[bool, str, int]:
        """Behaviors by pattern, the default last; events in the order in which they run."""
        is_default = self.behavior == DEFAULT_PATTERN
        return (is_default, self.behavior, EVENT_TYPES.index(self.event))

    def __str__(self) -> str:
        return f"{self.event} of {self.behavior!r}"


@dataclass(frozen=True)
class Held:
    """What a slot holds: a CloudFront Function, or a version of a Lambda function, by its ARN."""

    kind: Kind
    arn: str
    include_body: bool = False


def behavior_patterns(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The path patterns in the order in which they are tried, `*` for the default behavior last."""
    return (*(str(item["PathPattern"]) for item in _others(config)), DEFAULT_PATTERN)


def find_behavior(config: Mapping[str, Any], pattern: str) -> dict[str, Any] | None:
    """The behavior with that pattern; of two with the same one the first, which is the one that runs.

    `*` is the default behavior. A leading `/` is implied, as CloudFront does: `images/*` is `/images/*`.
    """
    if pattern == DEFAULT_PATTERN:
        found: dict[str, Any] = config["DefaultCacheBehavior"]
        return found
    exact = (item for item in _others(config) if item["PathPattern"] == pattern)
    alike = (item for item in _others(config) if _rooted(item["PathPattern"]) == _rooted(pattern))
    return next(exact, None) or next(alike, None)


def attached(config: Mapping[str, Any]) -> dict[Slot, Held]:
    """What the slots hold, by behavior and event; patterns as the configuration spells them."""
    found: dict[Slot, Held] = {}
    for pattern in dict.fromkeys(behavior_patterns(config)):
        behavior = find_behavior(config, pattern)
        for kind in KINDS:
            for item in _items(behavior or {}, kind):
                held = Held(kind, str(item[_ARNS[kind]]), bool(item.get("IncludeBody")))
                found[Slot(pattern, item["EventType"])] = held
    return found


def lists_of(config: Mapping[str, Any], pattern: str) -> dict[str, Any]:
    """Both lists of a behavior as they stand, to be remembered."""
    behavior = find_behavior(config, pattern) or {}
    return {name: copy.deepcopy(behavior.get(name)) for name in _LISTS.values()}


def edited(
    config: Mapping[str, Any],
    changes: Mapping[Slot, Held | None],
    *,
    remembered: Mapping[str, Lists] | None = None,
) -> Config:
    """A copy of the configuration in which these slots hold that, or nothing.

    `remembered`: behavior -> its lists at an earlier time; where the edit ends in the same associations, they
    are put back in their order and form.

    Raises:
        KeyError: a behavior that a slot names is not there.
    """
    result = copy.deepcopy(dict(config))
    for slot, held in changes.items():
        behavior = find_behavior(result, slot.behavior)
        if behavior is None:
            raise KeyError(slot.behavior)
        for kind in KINDS:
            _put(behavior, kind, slot.event, held if held and held.kind == kind else None)
    for pattern in {slot.behavior for slot in changes} & set(remembered or {}):
        _put_back(find_behavior(result, pattern) or {}, (remembered or {})[pattern])
    return result


def _others(config: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list((config.get("CacheBehaviors") or {}).get("Items") or ())


def _rooted(pattern: str) -> str:
    return pattern if pattern.startswith("/") else f"/{pattern}"


def _items(behavior: Mapping[str, Any], kind: Kind) -> list[dict[str, Any]]:
    return list((behavior.get(_LISTS[kind]) or {}).get("Items") or ())


def _put(behavior: dict[str, Any], kind: Kind, event: EventType, held: Held | None) -> None:
    """Let the list hold this on the event, in the place of what is there; None takes it away."""
    items = _items(behavior, kind)
    here = next((index for index, item in enumerate(items) if item["EventType"] == event), None)
    if held is None and here is None:
        return
    if held is None:
        items = [item for item in items if item["EventType"] != event]
    elif here is None:
        items.append(_item(held, event, {}))
    else:
        items[here] = _item(held, event, items[here])
    # AWS leaves `Items` out of an empty list
    behavior[_LISTS[kind]] = {"Quantity": len(items), **({"Items": items} if items else {})}


def _item(held: Held, event: EventType, was: Mapping[str, Any]) -> dict[str, Any]:
    item = {**was, _ARNS[held.kind]: held.arn, "EventType": event}
    if held.kind == "handler" and (held.include_body or "IncludeBody" in was or not was):
        item["IncludeBody"] = held.include_body
    return item


def _put_back(behavior: dict[str, Any], lists: Lists) -> None:
    for kind in KINDS:
        name = _LISTS[kind]
        if _by_event(behavior.get(name)) != _by_event(lists.get(name)):
            continue
        if lists.get(name) is None:
            behavior.pop(name, None)
        else:
            behavior[name] = copy.deepcopy(lists[name])


def _by_event(members: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """The items without what stands for its default, by event."""
    items = (members or {}).get("Items") or ()
    return {
        item["EventType"]: {name: value for name, value in item.items() if value is not False}
        for item in items
    }

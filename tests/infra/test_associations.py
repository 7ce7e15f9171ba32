"""Associations in a configuration: what is read, that an edit changes its slots only, how it is undone."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from cloudfront_api import behavior, distribution_config, lambda_arn, listed

from infra.associations import (
    Held,
    Slot,
    attached,
    behavior_patterns,
    edited,
    find_behavior,
    lists_of,
)

ARN = "arn:aws:cloudfront::123456789012:function/{}"
ROUTER, HEADERS = Held("function", ARN.format("router")), Held("function", ARN.format("headers"))
GATE = Held("handler", lambda_arn("gate", "7"), include_body=True)
REQUEST, RESPONSE = Slot("*", "viewer-request"), Slot("*", "viewer-response")
ORIGIN = Slot("/api/*", "origin-request")


def config(**members: Any) -> dict[str, Any]:
    api = behavior(PathPattern="/api/*", LambdaFunctionAssociations=listed(), **members)
    default = behavior(functions={"viewer-request": ROUTER.arn, "viewer-response": HEADERS.arn})
    return distribution_config(CacheBehaviors=listed(api), DefaultCacheBehavior=default)


def test_behaviors_are_known_by_their_patterns_the_default_last() -> None:
    assert behavior_patterns(config()) == ("/api/*", "*")
    assert behavior_patterns(distribution_config()) == ("*",)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("/api/*", "/api/*"), ("api/*", "/api/*"), ("*", None), ("/apis/*", "nothing")],
    ids=["as written", "with a / implied", "the default", "none"],
)
def test_a_behavior_is_found_by_its_pattern(pattern: str, found: str | None) -> None:
    behavior = find_behavior(config(), pattern)
    assert (behavior or {"PathPattern": "nothing"}).get("PathPattern") == found


def test_slots_hold_what_is_attached() -> None:
    changed = edited(config(), {ORIGIN: GATE})
    assert attached(changed) == {REQUEST: ROUTER, RESPONSE: HEADERS, ORIGIN: GATE}


def test_an_edit_changes_its_slots_and_leaves_the_given_configuration_alone() -> None:
    before = config()
    kept = copy.deepcopy(before)
    after = edited(before, {ORIGIN: GATE})
    assert before == kept
    lists = after["CacheBehaviors"]["Items"][0].pop("LambdaFunctionAssociations")
    before["CacheBehaviors"]["Items"][0].pop("LambdaFunctionAssociations")
    assert after == before
    item = {"LambdaFunctionARN": GATE.arn, "EventType": "origin-request", "IncludeBody": True}
    assert lists == {"Quantity": 1, "Items": [item]}


def test_a_replacement_stands_where_the_old_one_stood() -> None:
    after = edited(config(), {REQUEST: Held("function", ARN.format("new"))})
    items = after["DefaultCacheBehavior"]["FunctionAssociations"]["Items"]
    assert [item["FunctionARN"] for item in items] == [ARN.format("new"), HEADERS.arn]


def test_the_last_one_taken_away_leaves_a_list_without_items() -> None:
    after = edited(config(), {REQUEST: None, RESPONSE: None})
    assert after["DefaultCacheBehavior"]["FunctionAssociations"] == {"Quantity": 0}


def test_a_handler_in_place_of_a_function_leaves_the_list_of_functions() -> None:
    after = edited(config(), {REQUEST: GATE, RESPONSE: None})
    assert attached(after)[REQUEST] == GATE
    assert after["DefaultCacheBehavior"]["FunctionAssociations"] == {"Quantity": 0}


@pytest.mark.parametrize(
    "members",
    [{}, {"FunctionAssociations": listed()}, {"FunctionAssociations": {"Quantity": 0, "Items": []}}],
    ids=["no list", "an empty list", "a list of no items"],
)
def test_what_is_put_back_is_as_it_was_to_the_letter(members: dict[str, Any]) -> None:
    before = config(**members)
    remembered = {pattern: lists_of(before, pattern) for pattern in ("*", "/api/*")}
    slot = Slot("/api/*", "viewer-request")
    after = edited(before, {slot: ROUTER, REQUEST: None, ORIGIN: GATE})
    back = {slot: None, REQUEST: ROUTER, ORIGIN: None}
    assert edited(after, back, remembered=remembered) == before


def test_what_others_added_meanwhile_is_not_put_away() -> None:
    before = config()
    remembered = {"*": lists_of(before, "*")}
    after = edited(edited(before, {REQUEST: None}), {Slot("*", "origin-request"): GATE})
    again = edited(after, {REQUEST: ROUTER}, remembered=remembered)
    assert attached(again) == attached(before) | {Slot("*", "origin-request"): GATE}


def test_of_two_behaviors_with_one_pattern_the_first_counts() -> None:
    twice = listed(
        behavior(PathPattern="/a", lambdas={"origin-request": lambda_arn("first")}),
        behavior(PathPattern="/a", lambdas={"origin-request": lambda_arn("second")}),
    )
    held = attached(distribution_config(CacheBehaviors=twice))
    assert held == {Slot("/a", "origin-request"): Held("handler", lambda_arn("first"))}


def test_a_slot_of_no_behavior_is_an_error() -> None:
    with pytest.raises(KeyError):
        edited(config(), {Slot("/gone", "viewer-request"): ROUTER})


def test_slots_sort_by_behavior_and_event_the_default_last() -> None:
    slots = [Slot("*", "viewer-request"), Slot("/b", "viewer-response"), Slot("/b", "origin-request")]
    assert [str(slot) for slot in sorted(slots, key=lambda slot: slot.sort_key)] == [
        "origin-request of '/b'",
        "viewer-response of '/b'",
        "viewer-request of '*'",
    ]

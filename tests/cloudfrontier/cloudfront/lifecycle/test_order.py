"""The steps of a request come in the documented order; what AWS leaves open is where the options put it."""

from __future__ import annotations

import itertools

import pytest

from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.lifecycle import LifecycleOptions, StepId, order

EVERY_OPTION = [
    LifecycleOptions(root_object_first=root, signature_first=signature)
    for root, signature in itertools.product((True, False), repeat=2)
]


def positions(options: LifecycleOptions) -> dict[StepId, int]:
    return {step.id: index for index, step in enumerate(order(options))}


@pytest.mark.parametrize("options", EVERY_OPTION, ids=str)
def test_every_step_comes_once_and_the_four_events_in_their_order(options: LifecycleOptions) -> None:
    steps = order(options)
    assert len({step.id for step in steps}) == len(steps) == len(order())
    assert tuple(step.event for step in steps if step.event) == EVENT_TYPES


@pytest.mark.parametrize("options", EVERY_OPTION, ids=str)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("size-limits", "behavior"),
        ("behavior", "viewer-protocol"),
        ("allowed-methods", "viewer-request"),
        ("waf", "viewer-request"),
        ("viewer-request", "cache-lookup"),
        ("cache-lookup", "origin-request"),
        ("origin-request", "origin"),
        ("origin", "origin-response"),
        ("origin-response", "store"),
        ("store", "viewer-response"),
        ("viewer-response", "response-headers-policy"),
        ("response-headers-policy", "send"),
    ],
)
def test_what_aws_documents_holds_under_every_option(
    options: LifecycleOptions, first: StepId, second: StepId
) -> None:
    at = positions(options)
    assert at[first] < at[second]


def test_by_default_functions_see_the_root_object_and_a_verified_signature() -> None:
    at = positions(LifecycleOptions())
    assert at["default-root-object"] < at["behavior"]
    assert at["signature"] < at["viewer-request"]


def test_the_options_move_both_behind_viewer_request() -> None:
    at = positions(LifecycleOptions(root_object_first=False, signature_first=False))
    assert at["viewer-request"] < at["signature"] < at["cache-lookup"]
    assert at["viewer-request"] < at["default-root-object"] < at["cache-lookup"]


def test_a_step_whose_place_aws_does_not_say_is_marked() -> None:
    uncertain = {step.id for step in order() if step.uncertain}
    assert {"default-root-object", "signature", "response-headers-policy"} <= uncertain
    assert not {step.id for step in order() if step.event} & uncertain

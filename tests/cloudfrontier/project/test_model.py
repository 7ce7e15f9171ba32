"""The classes of edge.toml against the facts that stand elsewhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.limits import FUNCTION_NAME, MEMORY, TIMEOUT
from cloudfrontier.cloudfront.runtimes import LAMBDA_RUNTIMES
from cloudfrontier.project import model
from cloudfrontier.project.checks.attachments import FEATURE_EVENTS
from cloudfrontier.project.json_schema import json_schema
from cloudfrontier.project.model.base import FeatureName, LambdaRuntime, PythonRuntime

DEFS = json_schema()["$defs"]


def test_runtimes_are_the_ones_that_lambda_at_edge_has() -> None:
    known = {runtime.name for runtime in LAMBDA_RUNTIMES}
    assert set(get_args(LambdaRuntime)) == known
    assert set(get_args(PythonRuntime)) == {name for name in known if name.startswith("python")}


def test_a_behavior_has_a_key_for_every_event() -> None:
    assert set(EVENT_TYPES) <= set(DEFS["BehaviorTable"]["properties"])


def test_every_feature_has_a_table_and_events_and_can_be_chosen() -> None:
    features = set(get_args(FeatureName))
    assert features == set(FEATURE_EVENTS)
    assert features <= set(json_schema()["properties"])


def test_numbers_of_handlers_are_within_the_limits() -> None:
    memory, timeout = (DEFS["HandlerTable"]["properties"][key] for key in ("memory", "timeout"))
    assert (memory["minimum"], memory["maximum"]) == (128, 10240)
    assert (timeout["minimum"], timeout["maximum"]) == (1, 30)
    assert MEMORY["viewer-request"].holds(memory["default"])
    assert TIMEOUT["viewer-request"].holds(timeout["default"])


def test_names_are_no_longer_than_those_of_functions() -> None:
    assert "{0,63}" in DEFS["ProjectTable"]["properties"]["name"]["pattern"]
    assert FUNCTION_NAME.value == 64


@pytest.mark.parametrize("name", [name for name in model.__all__ if is_dataclass(getattr(model, name))])
def test_every_table_is_frozen_and_refuses_unknown_keys(name: str) -> None:
    table = getattr(model, name)
    assert table.__dataclass_params__.frozen
    assert fields(table)
    assert DEFS.get(name, json_schema())["additionalProperties"] is False

"""Junk in: whatever stands where a configuration should be, findings at places or a usage error come out."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from distribution_documents import behavior, config, handler, listed, shop
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.cloudfront.distribution_config import read_config
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.attachment import (
    Attachments,
    Experiment,
    Facts,
    FunctionFacts,
    check_attachments,
)

FACTS: Facts = {
    ("handler", "gate"): FunctionFacts(is_auth=True, identity_headers=("x-auth-subject",)),
    ("handler", "render"): FunctionFacts(
        reads_cookies=True,
        reads_query_strings=True,
        experiments=(Experiment("a", "x-ab-a", "ab-a", ("/de*", "*x")),),
    ),
    ("function", "router"): FunctionFacts(writes_query_strings=True),
    ("function", "headers"): FunctionFacts(sets_headers=frozenset({"x-frame-options", "vary"})),
}
NAMES = st.sampled_from(
    sorted({name for level in (shop(), *shop()["CacheBehaviors"]["Items"]) for name in level})
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["*", "/*", "viewer-request", "site", "allExcept", "\ud800", "1" * 30])
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.sampled_from(["Items", "Quantity", "EventType"]), inner, max_size=3)
        | st.builds(lambda items: {"Quantity": len(items), "Items": items}, st.lists(inner, max_size=3))
    ),
    max_leaves=12,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths to everything in a document."""
    children: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(inner for key, child in children for inner in places(child, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], junk: object) -> Any:
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], junk)
    return copy


PLACES = places(shop())


def check(document: object) -> None:
    """Findings stand in the text, and can be printed."""
    text = json.dumps(document, indent=1)
    try:
        findings = check_attachments(Attachments.from_json(text, name="c.json", facts=FACTS))
    except UsageError:
        return
    lines = text.split("\n")
    for finding in findings:
        assert 0 < finding.line <= len(lines)
        assert 0 < finding.column <= len(lines[finding.line - 1]) + 1
        assert finding.message.encode()


def gated(number: int) -> dict[str, Any]:
    return behavior(f"/{number}*x?*", LambdaFunctionAssociations=listed(handler("gate", "viewer-request")))


@settings(deadline=2000)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=4))
def test_any_value_may_be_of_any_type(changes: list[tuple[tuple[str | int, ...], object]]) -> None:
    document: Any = shop()
    for path, junk in changes:
        if path in places(document):
            document = replaced(document, path, junk)
    check(document)


@settings(deadline=2000)
@given(st.dictionaries(NAMES | st.just("DistributionConfig"), JUNK, max_size=6))
def test_any_object_is_read(document: dict[str, object]) -> None:
    check(document)
    check({"DistributionConfig": document})


@settings(deadline=2000)
@given(st.lists(st.text(alphabet="ab/.*?", max_size=12), max_size=12))
def test_any_patterns_are_compared(patterns: list[str]) -> None:
    check(config(*(behavior(pattern or "*") for pattern in patterns)))


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            config(*(behavior("*a" + "?" * 100 + "b*") for _ in range(1000))), id="1000 hard patterns"
        ),
        pytest.param(
            config(*(behavior("*a" + "?" * count) for count in range(250))), id="patterns of growing length"
        ),
        pytest.param(config(behavior("/" + "*a" * 500_000)), id="a pattern of a megabyte"),
        pytest.param(
            config(
                default=behavior(
                    LambdaFunctionAssociations=listed(
                        *(handler("gate", "viewer-request") for _ in range(1000))
                    )
                )
            ),
            id="1000 functions",
        ),
        pytest.param(
            config(
                *(behavior(f"*{'a?' * 100}{number}") for number in range(150)),
                *(gated(number) for number in range(150)),
            ),
            id="150 gates below 150 open behaviors",
        ),
        pytest.param(
            config(
                *(behavior(f"*{'a?' * 100}{number}") for number in range(300)),
                CustomErrorResponses=listed(
                    *(
                        {"ErrorCode": code, "ResponsePagePath": "/a" * 500 + end, "ResponseCode": "404"}
                        for code in range(400, 600)
                        for end in ("", "a" * 9000)
                    )
                ),
            ),
            id="400 error pages",
        ),
        pytest.param(
            config(
                *(behavior(f"/{number}", origin=f"{number}-{'x' * 60}") for number in range(1000)),
                Origins=listed(*({"Id": f"{'x' * 60}{number}", "DomainName": "a"} for number in range(1000))),
            ),
            id="1000 unknown origins",
        ),
    ],
)
def test_the_time_is_bounded(document: object) -> None:
    begin = time.process_time()
    check_attachments(Attachments("c", read_config(document), FACTS))
    assert time.process_time() - begin < 2


def test_75_behaviors_are_checked_in_a_moment() -> None:
    """Measured at 23 ms; ten times as much is allowed here, as machines differ."""
    behaviors = (
        behavior(
            f"/section-{number}/*.{end}",
            LambdaFunctionAssociations=listed(handler("render", "origin-request")),
        )
        for number in range(15)
        for end in ("css", "js", "png", "jpg", "woff2")
    )
    text = json.dumps({"ETag": "E1", "DistributionConfig": config(*behaviors)}, indent=4)
    begin = time.process_time()
    check_attachments(Attachments.from_json(text, name="config.json"))
    assert time.process_time() - begin < 0.23

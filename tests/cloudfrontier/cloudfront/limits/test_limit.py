"""How a limit reads in a message, and which of them a project may raise."""

from __future__ import annotations

import re

import pytest

from cloudfrontier.cloudfront.limits import (
    AWS_LIMITS,
    FUNCTION_KEY_VALUE_STORES,
    FUNCTION_SIZE,
    GENERATED_STATUS,
    LIMITS,
    MEMORY,
    ORIGIN_KEEPALIVE_TIMEOUT,
    TIMEOUT,
    Limit,
    override_problems,
    with_overrides,
)
from cloudfrontier.errors import UsageError


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        pytest.param(FUNCTION_SIZE, "10,240 bytes", id="most"),
        pytest.param(ORIGIN_KEEPALIVE_TIMEOUT, "1 to 120 seconds", id="range"),
        pytest.param(FUNCTION_KEY_VALUE_STORES, "1 store", id="one"),
        pytest.param(GENERATED_STATUS, "200 to 599", id="bare number"),
        pytest.param(MEMORY["viewer-request"], "128 MB", id="no choice"),
    ],
)
def test_a_limit_reads_as_a_part_of_a_sentence(limit: Limit, text: str) -> None:
    assert str(limit) == text


@pytest.mark.parametrize(("amount", "expected"), [(0, False), (1, True), (30, True), (30.5, False)])
def test_a_limit_tells_what_it_holds(amount: float, *, expected: bool) -> None:
    assert TIMEOUT["viewer-request"].holds(amount) is expected


def test_nothing_is_overridden_unless_a_project_says_so() -> None:
    assert all(AWS_LIMITS.of(limit) is limit for limit in LIMITS)


def test_a_project_raises_an_uncertain_limit_for_all_its_events() -> None:
    limits = with_overrides({"lambda-memory-viewer": 512})
    assert limits.of(MEMORY["viewer-request"]).value == 512
    assert limits.of(MEMORY["viewer-response"]).value == 512
    assert limits.of(MEMORY["origin-request"]).value == 10240


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        pytest.param({"lambda-memory-viewr": 256}, "did you mean 'lambda-memory-viewer'?", id="misspelt"),
        pytest.param({"zzz": 1}, "no limit is called 'zzz'", id="unknown"),
        pytest.param({"lambda-zip": 60_000_000}, "cannot be overridden", id="certain"),
        pytest.param({"lambda-memory-viewer": 10241}, "expected 128 to 10,240 MB", id="too high"),
        pytest.param({"lambda-memory-viewer": 64}, "expected 128 to 10,240 MB", id="too low"),
        pytest.param({"function-size": 10241}, "expected 1 to 10,240 bytes", id="cannot be raised"),
    ],
)
def test_an_override_that_cloudfront_would_not_honour_is_refused(
    overrides: dict[str, int], message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        with_overrides(overrides)


def test_every_wrong_override_is_reported_at_once() -> None:
    overrides = {"zzz": 1, "lambda-memory-viewer": 256, "behaviors": 100}
    assert set(override_problems(overrides, known=LIMITS)) == {"zzz", "behaviors"}

"""Values of Cache-Control: those of the standards are kept, slips of the pen are not."""

from __future__ import annotations

import pytest

from cloudfront_functions.inputs.cache_control_text import problem_of_cache_control


@pytest.mark.parametrize(
    "value",
    [
        "no-store",
        "public, max-age=31536000, immutable",
        "max-age=0,s-maxage=60",
        "private, no-cache",
        'private="set-cookie, x-a", max-age=60',
        "max-age=60, stale-while-revalidate=30, stale-if-error=86400",
        "Public, Max-Age=60",
        "no-store, max-age=0",
    ],
)
def test_what_the_standards_know_is_kept(value: str) -> None:
    assert problem_of_cache_control(value) == ""


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "`` is no directive"),
        ("maxage=60", "did you mean `max-age`?"),
        ("s-max-age=60", "did you mean `s-maxage`?"),
        ("max-age=1h", "`max-age` takes seconds"),
        ("max-age", "`max-age` takes seconds"),
        ("no-store=1", "`no-store` takes no value"),
        ("public, private", "contradict"),
        ("no-store, immutable", "`immutable` says nothing"),
        ("public; max-age=60", "is no directive"),
        ("max-age=60, max-age=60", "twice"),
        ("max-age=60\r\nx: y", "is no directive"),
    ],
)
def test_what_caches_would_ignore_is_a_problem(value: str, message: str) -> None:
    assert message in problem_of_cache_control(value)

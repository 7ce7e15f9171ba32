"""Every row of AWS's table on the time to live, for a minimum of 0 and above, and the rules for errors."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.cache_policy import CachePolicy
from cloudfrontier.cloudfront.caching import ErrorCaching, Lifetime, time_to_live
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy
from cloudfrontier.cloudfront.message import Headers, Response

NOW = 1_790_000_000.0
FREE = CachePolicy("free", min_ttl=0, default_ttl=300, max_ttl=1000)
HELD = CachePolicy("held", min_ttl=50, default_ttl=300, max_ttl=1000)
LOW_DEFAULT = CachePolicy("low", min_ttl=50, default_ttl=50, max_ttl=1000)


def expires(seconds: float) -> tuple[str, str]:
    return ("Expires", formatdate(NOW + seconds, usegmt=True))


def control(value: str) -> tuple[str, str]:
    return ("Cache-Control", value)


def lifetime(
    *lines: tuple[str, str], policy: CachePolicy, status: int = 200, errors: ErrorCaching | None = None
) -> Lifetime:
    response = Response(status, headers=Headers(lines))
    return time_to_live(response, policy=policy, now=NOW, errors=errors)


@pytest.mark.parametrize(
    ("lines", "free", "held"),
    [
        pytest.param([control("max-age=100")], 100, 100, id="max-age between"),
        pytest.param([control("max-age=10")], 10, 50, id="max-age below the minimum"),
        pytest.param([control("max-age=5000")], 1000, 1000, id="max-age above the maximum"),
        pytest.param([control("max-age=0")], 0, 50, id="max-age of 0"),
        pytest.param([control("s-maxage=200")], 200, 200, id="s-maxage alone"),
        pytest.param([control("max-age=100, s-maxage=200")], 200, 200, id="s-maxage wins over max-age"),
        pytest.param([control("max-age=100, s-maxage=10")], 10, 50, id="s-maxage below the minimum"),
        pytest.param([control("max-age=1, s-maxage=5000")], 1000, 1000, id="s-maxage above the maximum"),
        pytest.param([expires(200)], 200, 200, id="Expires between"),
        pytest.param([expires(10)], 10, 50, id="Expires below the minimum"),
        pytest.param([expires(5000)], 1000, 1000, id="Expires above the maximum"),
        pytest.param([expires(-10)], 0, 50, id="Expires in the past"),
        pytest.param([("Expires", "0")], 0, 50, id="Expires that is no date"),
        pytest.param([("Expires", "Mon, 99 Foo 2026 00:00:00 GMT")], 0, 50, id="Expires of nonsense"),
        pytest.param([control("max-age=100"), expires(200)], 100, 100, id="max-age wins over Expires"),
        pytest.param([("Vary", "*"), control("max-age=100")], 0, 100, id="Vary of everything"),
        pytest.param([("Vary", "Accept"), control("max-age=100")], 100, 100, id="Vary of a header"),
        pytest.param([], 300, 300, id="nothing"),
        pytest.param([control("public")], 300, 300, id="nothing about time"),
        pytest.param([control('no-cache="Set-Cookie"')], 300, 300, id="no-cache about one field"),
    ],
)
def test_a_row_of_the_table(lines: list[tuple[str, str]], free: int, held: int) -> None:
    for policy, seconds in ((FREE, free), (HELD, held)):
        found = lifetime(*lines, policy=policy)
        assert (found.storable, found.seconds) == (True, seconds), policy.name
        assert found.reason


def test_without_headers_the_greater_of_minimum_and_default_counts() -> None:
    assert lifetime(policy=LOW_DEFAULT).seconds == 50


@pytest.mark.parametrize("directive", ["no-store", "no-cache", "private", "private, max-age=100"])
def test_what_must_not_be_cached_is_cached_for_a_minimum_above_zero(directive: str) -> None:
    free = lifetime(control(directive), policy=FREE)
    assert not free.storable
    assert free.fallback
    held = lifetime(control(directive), policy=HELD)
    assert (held.storable, held.seconds) == (True, 50)


def test_caching_optimized_keeps_a_no_store_for_a_second() -> None:
    policy = managed_cache_policy("CachingOptimized")
    assert policy is not None
    assert lifetime(control("no-store"), policy=policy).seconds == 1


def test_no_copy_is_kept_for_a_dead_origin_when_the_origin_says_so() -> None:
    assert not lifetime(control("no-store, stale-if-error=0"), policy=FREE).fallback


def test_caching_disabled_caches_nothing_not_even_errors() -> None:
    policy = managed_cache_policy("CachingDisabled")
    assert policy is not None
    for status in (200, 301, 404, 503):
        found = lifetime(control("max-age=100"), policy=policy, status=status)
        assert not found.storable
        assert not found.fallback


@pytest.mark.parametrize("status", [301, 302, 303])
def test_redirects_are_cached_like_anything_else(status: int) -> None:
    assert lifetime(policy=FREE, status=status).seconds == 300


@pytest.mark.parametrize("status", [307, 308])
def test_some_redirects_need_cache_control(status: int) -> None:
    assert not lifetime(expires(100), policy=FREE, status=status).storable
    assert lifetime(control("max-age=7"), policy=FREE, status=status).seconds == 7


def test_stale_times_end_with_the_maximum() -> None:
    found = lifetime(control("max-age=1, stale-while-revalidate=9, stale-if-error=9000"), policy=FREE)
    assert (found.stale_while_revalidate, found.stale_if_error) == (9, 1000)
    assert lifetime(policy=FREE).stale_if_error is None


@pytest.mark.parametrize("status", [404, 414, 500, 501, 502, 503, 504])
def test_these_errors_are_cached_for_ten_seconds_or_longer_if_the_origin_says_so(status: int) -> None:
    assert lifetime(policy=FREE, status=status).seconds == 10
    assert lifetime(control("max-age=3"), policy=FREE, status=status).seconds == 10
    assert lifetime(control("s-maxage=60"), policy=FREE, status=status).seconds == 60
    assert lifetime(expires(60), policy=FREE, status=status).seconds == 60
    assert lifetime(control("max-age=5000"), policy=FREE, status=status).seconds == 1000
    assert lifetime(policy=FREE, status=status, errors=ErrorCaching(min_ttl=90)).seconds == 90


@pytest.mark.parametrize("status", [400, 403, 405, 412, 415])
def test_these_errors_are_cached_only_with_max_age(status: int) -> None:
    assert not lifetime(policy=FREE, status=status).storable
    assert not lifetime(expires(60), policy=FREE, status=status).storable
    assert lifetime(control("max-age=60"), policy=FREE, status=status).seconds == 60
    assert lifetime(control("s-maxage=1, no-store"), policy=FREE, status=status).seconds == 10


@pytest.mark.parametrize("status", [404, 410, 414, 501])
def test_no_store_keeps_these_errors_out_even_with_a_minimum(status: int) -> None:
    assert not lifetime(control("no-store"), policy=HELD, status=status).storable


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_no_store_is_ignored_on_other_errors(status: int) -> None:
    assert lifetime(control("no-cache"), policy=FREE, status=status).seconds == 10


@pytest.mark.parametrize("status", [401, 402, 409, 416, 418, 429, 451, 505])
def test_other_errors_are_never_cached(status: int) -> None:
    assert not lifetime(control("max-age=60"), policy=HELD, status=status).storable


def test_gone_is_cached_like_not_found_unless_told_otherwise() -> None:
    assert lifetime(policy=FREE, status=410).seconds == 10
    strict = ErrorCaching(gone_like_not_found=False)
    assert not lifetime(policy=FREE, status=410, errors=strict).storable


def test_an_s3_origin_caches_errors_for_a_second_at_least() -> None:
    off = ErrorCaching(min_ttl=0)
    assert lifetime(policy=FREE, status=404, errors=off).seconds == 0
    s3 = ErrorCaching(min_ttl=0, origin_kind="s3")
    assert lifetime(policy=FREE, status=404, errors=s3).seconds == 1


@given(
    st.integers(100, 599),
    st.sampled_from([FREE, HELD, LOW_DEFAULT]),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_whatever_is_stored_is_within_the_policy(
    status: int, policy: CachePolicy, cache_control: str, date: str
) -> None:
    found = lifetime(control(cache_control), ("Expires", date), policy=policy, status=status)
    assert 0 <= found.seconds <= policy.max_ttl
    assert found.storable or found.seconds == 0
    if found.storable and status < 400:
        assert found.seconds >= policy.min_ttl

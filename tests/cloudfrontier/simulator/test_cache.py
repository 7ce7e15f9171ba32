"""The store between the events: what is found, until when, and what goes when it is full."""

from __future__ import annotations

from cloudfrontier.cloudfront.message import Response
from cloudfrontier.simulator.cache import Cache, StoredObject
from cloudfrontier.simulator.cache_key import CacheKey


def key(path: str) -> CacheKey:
    return CacheKey("d111111abcdef8.cloudfront.net", "GET", path)


def stored(body: bytes = b"x", *, at: float = 100.0, seconds: float = 10.0, age: int = 0) -> StoredObject:
    return StoredObject(Response(200, body=body), at, at + seconds, 200, age)


def test_an_object_is_fresh_until_its_time_and_not_at_it() -> None:
    item = stored(seconds=10)
    assert item.is_fresh(109.9)
    assert not item.is_fresh(110)


def test_age_counts_on_from_what_the_origin_said() -> None:
    assert stored(age=30).age(105.7) == 35
    assert stored().age(99) == 0


def test_a_stale_object_is_still_found_so_that_the_origin_may_confirm_it() -> None:
    cache = Cache()
    cache.put(key("/a"), stored(seconds=0))
    assert cache.get(key("/a")) is not None
    assert cache.get(key("/b")) is None


def test_the_object_unused_longest_goes_first() -> None:
    cache = Cache(max_objects=2)
    cache.put(key("/a"), stored())
    cache.put(key("/b"), stored())
    cache.get(key("/a"))
    cache.put(key("/c"), stored())
    assert [cache.get(key(path)) is not None for path in ("/a", "/b", "/c")] == [True, False, True]


def test_bodies_are_bounded_together() -> None:
    cache = Cache(max_bytes=10)
    cache.put(key("/a"), stored(b"123456"))
    cache.put(key("/b"), stored(b"123456"))
    assert (cache.get(key("/a")), len(cache)) == (None, 1)


def test_replacing_an_object_frees_the_room_of_the_old_one() -> None:
    cache = Cache(max_bytes=10)
    for _ in range(5):
        cache.put(key("/a"), stored(b"123456"))
    cache.put(key("/b"), stored(b"1234"))
    assert len(cache) == 2


def test_what_is_larger_than_the_whole_cache_is_not_kept_and_drives_nothing_out() -> None:
    cache = Cache(max_bytes=4)
    cache.put(key("/a"), stored(b"1234"))
    cache.put(key("/b"), stored(b"12345"))
    assert (len(cache), cache.get(key("/b"))) == (1, None)


def test_nothing_is_left_after_clearing() -> None:
    cache = Cache()
    cache.put(key("/a"), stored())
    cache.clear()
    assert len(cache) == 0

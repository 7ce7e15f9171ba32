"""What an invalidation means: paths with their query strings, and `*` at the end for whatever follows.

1. Paths are compared exactly and case counts; headers and cookies in a key make no difference.
2. The query string belongs to the path: `/a?b=1` and `/a` are two objects, where it is in the cache key.
3. `*` is a wildcard at the end only; anywhere else it is a character.
4. What viewer-request made of a URI is what the object is stored under: that is the path to name.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html (read
2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloudfrontier.simulator.cache_key import CacheKey

__all__ = ["LONGEST_PATH", "invalidated"]

LONGEST_PATH = 4000
"""Characters."""


def invalidated(paths: Iterable[str]) -> Callable[[CacheKey], bool]:
    """Whether an object under a key is among what the paths mean.

    Raises:
        UsageError: CloudFront would refuse one of the paths.
    """
    exact, prefixes = set(), []
    for path in paths:
        _check(path)
        if path.endswith("*"):
            prefixes.append(path[:-1])
        else:
            exact.add(path)
    starts = tuple(prefixes)

    def is_meant(key: CacheKey) -> bool:
        target = f"{key.path}?{key.query}" if key.query else key.path
        return target in exact or target.startswith(starts)

    return is_meant


def _check(path: str) -> None:
    if not path.startswith("/"):
        raise UsageError(f"{path!r}: a path to invalidate starts with `/`")
    if "~" in path or "%7e" in path.lower():
        raise UsageError(f"{path!r}: CloudFront invalidates no path with `~`; end with `*` before it")
    if len(path) > LONGEST_PATH:
        raise UsageError(f"{len(path):,} characters; a path to invalidate has up to {LONGEST_PATH:,}")

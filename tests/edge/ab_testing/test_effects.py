"""Effects: where a request with a variant goes at the origin, and that going twice is going once."""

from __future__ import annotations

import pytest

from edge.ab_testing.assignment import Variant
from edge.ab_testing.effects import prefixed


@pytest.mark.parametrize(
    ("uri", "prefixes", "expected"),
    [
        ("/x", [], "/x"),
        ("/x", [""], "/x"),
        ("/x", ["/b"], "/b/x"),
        ("/", ["/b"], "/b/"),
        ("/x", ["/b", "/red"], "/b/red/x"),
        ("/x", ["", "/red"], "/red/x"),
        ("/b/x", ["/b"], "/b/x"),
        ("/blog", ["/b"], "/b/blog"),
        ("/b", ["/b"], "/b/b"),
        ("/b/red/x", ["/b", "/red"], "/b/red/x"),
    ],
    ids=[
        "no variant",
        "no prefix",
        "prefix",
        "root",
        "two",
        "one of two",
        "there already",
        "looks alike",
        "without slash",
        "two, there already",
    ],
)
def test_prefixes_are_put_before_the_path_once(uri: str, prefixes: list[str], expected: str) -> None:
    variants = [Variant("v", prefix, 0.0, 1.0) for prefix in prefixes]
    assert prefixed(uri, variants) == expected

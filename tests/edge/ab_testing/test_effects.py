"""Effects: where a request with a variant goes at the origin, and that going twice is going once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edge_support import edge_request
from experiments import experiment

from edge.ab_testing.effects import apply_at_origin, path_of, prefixed, redirected
from edge.ab_testing.experiment import Variant
from edge.headers import first

if TYPE_CHECKING:
    from typing import Any


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
    assert prefixed(uri, [Variant("v", prefix) for prefix in prefixes]) == expected


def variant(**effects: Any) -> Variant:
    return experiment(variants=[{"name": "a"}, {"name": "b", **effects}]).variants[1]


@pytest.mark.parametrize(
    ("kind", "region"), [("s3", "eu-west-1"), ("custom", "")], ids=["a bucket", "a server"]
)
def test_another_origin_is_whole_and_has_its_own_host(kind: str, region: str) -> None:
    there = variant(
        origin={
            "kind": kind,
            "domain": "b.example",
            "path": "/v2",
            "region": region,
            "headers": {"X-Key": "k"},
        }
    )
    request = edge_request("/x", lines=[("X-Key", "forged")])
    assert apply_at_origin(request, [there])
    assert request["uri"] == "/x"
    assert first(request["headers"], "host") == "b.example"
    assert "x-key" not in request["headers"]
    assert list(request["origin"]) == [kind]
    part = request["origin"]["s3"] if kind == "s3" else request["origin"]["custom"]
    assert (part["domainName"], part["path"]) == ("b.example", "/v2")
    assert part["customHeaders"] == {"x-key": [{"key": "X-Key", "value": "k"}]}
    once = repr(request)
    apply_at_origin(request, [there])
    assert repr(request) == once


def test_headers_for_the_origin_replace_what_the_visitor_sent() -> None:
    request = edge_request("/x", lines=[("X-Theme", "light"), ("X-Theme", "red")])
    assert apply_at_origin(request, [variant(headers={"X-Theme": "dark"})])
    assert request["headers"]["x-theme"] == [{"key": "X-Theme", "value": "dark"}]


def test_a_variant_without_effects_changes_nothing() -> None:
    request = edge_request("/x")
    assert not apply_at_origin(request, [variant()])
    assert request == edge_request("/x")


@pytest.mark.parametrize(
    ("targets", "query", "expected"),
    [
        ([""], "a=1", ""),
        (["/new/"], "", "/new/"),
        (["/new/"], "a=1&b", "/new/?a=1&b"),
        (["/new/?x=1"], "a=1", "/new/?x=1&a=1"),
        (["/new/#top"], "a=1", "/new/?a=1#top"),
        (["", "/one/", "/two/"], "", "/one/"),
    ],
    ids=["none", "plain", "keeps the query", "has a query", "has a fragment", "the first"],
)
def test_a_redirect_keeps_the_query_string(targets: list[str], query: str, expected: str) -> None:
    assert redirected([Variant("v", redirect=target) for target in targets], query) == expected


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/a/b?c#d", "/a/b"),
        ("https://other.example/a?b", "/a"),
        ("https://other.example", "/"),
        ("https://other.example#top", "/"),
    ],
)
def test_the_path_of_a_redirect_is_known(target: str, path: str) -> None:
    assert path_of(target) == path

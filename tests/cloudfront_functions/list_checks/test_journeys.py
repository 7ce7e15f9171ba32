"""Loops and chains against an independent witness: the reference evaluator, asked again and again."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfront_functions.inputs import CLOUDFLARE, NETLIFY, Dialect, read_redirects
from cloudfront_functions.list_checks import check_routes
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import Route, Routes

HOPS = 30
WORDS = st.sampled_from(["/a", "/b", "/c", "/a/b", "/b/a", "/a/", "/c/d"])
SOURCES = st.one_of(WORDS, st.sampled_from(["/a/*", "/b/*", "/:x", "/a/:x", "/c/*"]))
TARGETS = st.one_of(WORDS, st.sampled_from(["/b/:splat", "/c/:splat", "/:splat", "/:x", "/b/:x", "/a/z:x"]))
LINES = st.builds("{} {}".format, SOURCES, TARGETS)


def journey(rules: tuple[Route, ...], path: str) -> list[str]:
    """The paths that a visitor is sent to, one after another, as far as patience goes."""
    seen: list[str] = []
    while len(seen) < HOPS:
        request: dict[str, Any] = {
            "method": "GET", "uri": path, "querystring": {}, "headers": {}, "cookies": {},
        }  # fmt: skip
        event = {
            "version": "1.0",
            "context": {"eventType": "viewer-request"},
            "viewer": {},
            "request": request,
        }
        result = evaluate((Routes(rules),), event)
        if "statusCode" not in result:
            break
        path = result["headers"]["location"]["value"]
        seen.append(path)
    return seen


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5), st.sampled_from([NETLIFY, CLOUDFLARE]))
def test_loops_and_chains_are_as_the_reference_walks_them(lines: list[str], dialect: Dialect) -> None:
    rules = read_redirects("\n".join(lines), file="r", dialect=dialect).rules
    remarks = check_routes(rules)
    unreached = {item.index for item in remarks if item.kind in ("duplicate", "shadowed")}
    looping = {item.index for item in remarks if item.kind == "loop"}
    chains = {item.index: item for item in remarks if item.kind == "chain"}
    earlier: set[str] = set()
    for index, rule in enumerate(rules):
        path = rule.source.path
        if path is None or index in unreached or path in earlier:
            continue
        first = next(place for place, one in enumerate(rules) if journey((one,), path))
        if first != index:
            continue
        walked = journey(rules, path)
        if index in looping:
            assert len(walked) == HOPS
        elif index in chains and "make its target" in chains[index].help:
            assert walked[-1] == chains[index].help.split("`")[1]
            assert len(walked) > 1
        elif index not in chains:
            assert len(walked) == 1 or any(item.kind == "loop" for item in remarks)

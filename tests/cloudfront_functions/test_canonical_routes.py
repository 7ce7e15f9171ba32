"""One redirect, never a chain and never a circle: canonical addresses, with lists of routes and without."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generated_rules import route
from bench.generated_visits import canonical, visit_event
from cloudfront_functions.canonical_routes import canonical_path, with_canonical_routes
from cloudfront_functions.inputs import CLOUDFLARE, read_redirects
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import Redirect, Routes
from cloudfront_functions.rules.canonical import Canonical, Host, ToCanonical
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)
from cloudfrontier.artifacts.address_rules import is_restless

if TYPE_CHECKING:
    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.path_forms import PathForm

SEEDS = st.integers(0, 2**32)
HOST = Host("example.com", ("www.example.com",))
PATHS = (
    *(
        "/",
        "//",
        "/a",
        "/a/",
        "/a//",
        "/A",
        "/a.html",
        "/a.HTML",
        "/a.html/",
        "/a.html.html",
        "/.html",
        "/a/.html",
    ),
    *(
        "/index.html",
        "/a/index.html",
        "/a/index.html/",
        "/a/index",
        "/a/index/index.html",
        "/a.css",
        "/a.b.html",
    ),
    *("/app", "/app/", "/app/a", "/App/a", "/apple", "//app/a", "/%C3%89", "/\\a/", "/%5C", "/a%2F", "/./a/"),
)
ENDS: dict[str, tuple[PathForm, ...]] = {
    "remove-slash": (WithoutSlash(),),
    "add-slash": (WithSlash(),),
    "strip-html": (WithoutHtml(),),
    "add-html": (WithHtml(),),
    "remove-slash-strip-html": (WithoutSlash(), WithoutHtml()),
    "add-slash-strip-html": (WithSlash(), WithoutHtml()),
    "remove-slash-add-html": (WithoutSlash(), WithHtml()),
    "no-end": (),
}
OTHERS: dict[str, tuple[PathForm, ...]] = {
    "small": (LowerCase(),),
    "based": (WithBase("/app"),),
    "small-and-based": (LowerCase(), WithBase("/app")),
}


def visit(steps: tuple[Step, ...], url: str) -> Any:
    parts = urlsplit(url)
    event = visit_event(Random(0), ())
    event["request"] |= {"uri": parts.path, "method": "GET", "querystring": {}, "cookies": {}}
    event["request"]["headers"] = {"host": {"value": parts.netloc or "example.com"}}
    return evaluate(steps, event)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_whoever_was_sent_to_an_address_stays(end: tuple[PathForm, ...], other: tuple[PathForm, ...]) -> None:
    address = Canonical((*end, *other), HOST)
    if is_restless("/app", address):
        pytest.skip("a base that is a page; edge.toml refuses it")
    steps = (address, ToCanonical())
    for path in PATHS:
        first = visit(steps, f"https://www.example.com{path}")
        location = first["headers"]["location"]["value"]
        assert "statusCode" not in visit(steps, location), (path, location)


def test_a_base_is_taken_away_once_a_visit() -> None:
    steps = (Canonical((WithoutBase("/app"),)), ToCanonical())
    assert visit(steps, "/app/app/a")["headers"]["location"]["value"] == "/app/a"
    assert visit(steps, "/app")["headers"]["location"]["value"] == "/"


LISTS = {
    "exact": ("/Old/ /New/", "/old", "/new"),
    "extension": ("/old.html /new.html", "/OLD.html", "/new"),
    "folder": ("/old/index.html /", "/old", "/"),
    "captured": ("/Blog/:slug/ /News/:slug/", "/blog/a", "/news/a"),
    "captured-page": ("/Blog/:slug.html /:slug", "/blog/a.html", "/a"),
    "splat": ("/Docs/* /Manual/:splat", "/docs/a/", "/manual/a"),
    "splat-of-nothing": ("/Docs/* /Manual", "/docs/", "/manual"),
    "splat-of-pages": ("/Docs/*.html /Manual/:splat", "/docs/a/b.html", "/manual/a/b"),
    "another-host": ("/Old https://x.example/Old/", "/old/", "https://x.example/Old/"),
}


@pytest.mark.parametrize(("line", "path", "target"), LISTS.values(), ids=LISTS)
def test_rules_are_for_every_address_of_a_page(line: str, path: str, target: str) -> None:
    routes = Routes(read_redirects(line, file="_redirects", dialect=CLOUDFLARE).rules)
    address = Canonical((LowerCase(), WithoutSlash(), WithoutHtml()), HOST)
    steps = with_canonical_routes((address, routes, ToCanonical()))
    site = "" if target.startswith("https:") else "https://example.com"
    assert visit(steps, f"https://www.example.com{path}")["headers"]["location"]["value"] == site + target
    assert visit(steps, path)["headers"]["location"]["value"] == target


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS)
def test_a_rule_for_one_path_is_found_by_that_path_and_by_its_address(seed: int) -> None:
    chance = Random(seed)
    rule = route(chance)
    address = next(step for step in canonical(chance) if isinstance(step, Canonical))
    source = rule.source.path
    if source is None or rule.when or not isinstance(rule, Redirect) or rule.target.path_slots:
        return
    steps = with_canonical_routes((address, Routes((rule,)), ToCanonical()))
    given_steps = (Routes((rule,)),)
    for path in (source, canonical_path(source, address)):
        if canonical_path(canonical_path(path, address), address) != canonical_path(path, address):
            continue
        answer = visit_path(steps, path)
        assert answer["statusCode"] == visit_path(given_steps, source)["statusCode"]


def test_a_target_without_its_base_stays_on_the_host() -> None:
    routes = Routes(read_redirects("/a /app//evil.example/", file="_redirects").rules)
    steps = with_canonical_routes((Canonical((WithoutBase("/app"),)), routes, ToCanonical()))
    assert visit(steps, "/app/a")["headers"]["location"]["value"] == "/evil.example/"


def visit_path(steps: tuple[Step, ...], path: str) -> Any:
    event = visit_event(Random(0), ())
    event["request"] |= {"uri": path, "method": "GET", "querystring": {}, "cookies": {}}
    return evaluate(steps, event)

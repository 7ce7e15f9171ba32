"""Checks of whole lists: what is found, where, and that nothing is found without a witness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfront_functions.inputs import CLOUDFLARE, NETLIFY, Dialect, read_csv, read_redirects
from cloudfront_functions.inputs.source_text import read_source
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.list_checks import check_routes, covers
from cloudfront_functions.reference import match_path
from cloudfront_functions.rules import Capture, Conditions, Pattern, Redirect, Rest


def found(text: str, dialect: Dialect = CLOUDFLARE, hosts: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    read = read_redirects(text, file="r", dialect=dialect)
    assert read.problems == ()
    return [(item.kind, item.origin.line) for item in check_routes(read.rules, hosts=hosts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a /b\n/c /d", []),
        ("/a /b\n/a /b", [("duplicate", 2)]),
        ("/a /b\n/a /c", [("duplicate", 2)]),
        ("/d/* /h/:splat\n/d/x /y\n/d/o/* /z\n/d /w", [("shadowed", 2), ("shadowed", 3)]),
        ("/d/x /y\n/d/* /h/:splat", []),
        ("/:a/x /1\n/b/x /2", [("shadowed", 2)]),
        ("/:a/x /1\n/b/y /2", []),
        ("/v:a /1\n/v /2\n/v1 /3", [("shadowed", 3)]),
        ("/*.jpg /1\n/a/b.jpg /2\n/a/b.png /3\n/x/*.jpg /4", [("shadowed", 2), ("shadowed", 4)]),
        ("/a /a", [("loop", 1)]),
        ("/a /a?b=c", [("loop", 1)]),
        ("/a /b\n/b /a", [("loop", 1)]),
        ("/a /b\n/b /c\n/c /b", [("chain", 1), ("loop", 2)]),
        ("/o/* /o/n/:splat", [("loop", 1)]),
        ("/o/* /o-n/:splat", []),
        ("/:x/a /:x/b\n/:y/b /:y/a", [("loop", 1)]),
        ("/a /b\n/b /c", [("chain", 1)]),
        ("/a /b\n/b /c 200", []),
        ("/a/* /b/:splat\n/b/* /c/:splat", [("chain", 1)]),
        ("/A /x\n/a /y", [("case", 2)]),
        ("/A /x\n/a /x", []),
        ("/a /x\n/a/ /y", [("slash", 2)]),
        ("/a/* /b/:splat\n/a/c /a/d", [("shadowed", 2)]),
        ("/a%2fb /x\n/a%2Fb /y\n/a%2fB /z", [("case", 2), ("escape", 2), ("case", 3)]),
    ],
)
def test_a_list_is_checked_as_a_whole(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/old /old/", [("loop", 1)]),
        ("/a /x\n/a/ /y", [("shadowed", 2)]),
        ("/ /de 302 Language=de\n/ /fr 302 Language=fr\n/ /en 302", []),
        ("/ /en 302\n/ /de 302 Language=de", [("shadowed", 2)]),
        ("/ /de 302 Language=de\n/ /at 302 Language=de Country=at", [("shadowed", 2)]),
        ("/s id=1 /a\n/s id=2 /b\n/s /c", []),
        ("/s id=:id /s", []),
        ("/a /b\n/b /c 302 Country=us", [("again", 1)]),
        ("/a /b 302 Country=us\n/b /c 302 Country=us", [("chain", 1)]),
        ("/* /de/:splat 302! Language=de", [("loop", 1)]),
        ("http://a.com/* https://a.com/:splat 301!", []),
        ("https://a.com/x https://b.com/x 301!\nhttps://b.com/x https://a.com/x 301!", [("loop", 1)]),
        ("/x https://www.a.com/x", []),
    ],
)
def test_conditions_and_hosts_are_followed(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text, NETLIFY) == expected


def for_hosts(*listed: tuple[str, str, tuple[str, ...]]) -> list[tuple[str, int]]:
    rules = [
        Redirect(source=source.pattern, target=read_target(target, {"splat"}), when=Conditions(hosts=hosts))
        for text, target, hosts in listed
        for source in [read_source(text, CLOUDFLARE)]
    ]
    return [(item.kind, item.index) for item in check_routes(rules)]


def test_one_of_several_hosts_is_one_of_them() -> None:
    both = ("a.com", "www.a.com")
    assert for_hosts(("/*", "https://a.com/:splat", both)) == [("loop", 0)]
    assert for_hosts(("/*", "https://a.com/:splat", both[1:])) == []
    assert for_hosts(("/x", "/y", both), ("/x", "/z", both[:1])) == [("shadowed", 1)]
    assert for_hosts(("/x", "/y", both[:1]), ("/x", "/z", both)) == []
    assert for_hosts(("/o", "https://a.com/n/", ("b.com",)), ("/n/", "/m", both)) == [("chain", 0)]
    assert for_hosts(("/o/*", "https://a.com/n/:splat", ("b.com",)), ("/n/x", "/m", both)) == [("again", 0)]


def test_a_redirect_to_the_sites_own_name_comes_back() -> None:
    assert found("/x https://www.a.com/x", hosts=("www.a.com",)) == [("loop", 1)]


def test_a_chain_offers_its_final_target() -> None:
    text = "/a /b/1\n/b/:n /c/:n\n/c/* https://e.com/:splat?q#f\n/x/* /b/:splat"
    chains = check_routes(read_redirects(text, file="r", dialect=CLOUDFLARE).rules)
    assert [(item.index, item.help) for item in chains if item.kind == "chain"] == [
        (0, "make its target `https://e.com/1?q#f`"),
        (1, "make its target `https://e.com/:n?q#f`"),
    ]


def test_what_leads_into_a_loop_says_so() -> None:
    (first, _) = check_routes(read_redirects("/a /b\n/b /c\n/c /b", file="r", dialect=CLOUDFLARE).rules)
    assert "leads into the loop of `/b` (r:2)" in first.message


def test_severities_tell_what_can_never_be_meant() -> None:
    remarks = check_routes(read_redirects("/a /a\n/b /c\n/b /d", file="r", dialect=CLOUDFLARE).rules)
    assert [(item.severity, str(item).split(":")[1]) for item in remarks] == [
        ("error", "1"),
        ("warning", "3"),
    ]


def test_a_long_chain_is_followed_as_far_as_browsers_do() -> None:
    rows = "\n".join(f"/{n},/{n + 1}" for n in range(3000))
    remarks = check_routes(read_csv(rows, file="r").rules)
    assert "20 times and more" in remarks[0].message
    assert len(remarks) == 2999


SEGMENTS = st.one_of(
    st.sampled_from(["", "a", "b", "ab"]),
    st.builds(Capture, st.just("c"), st.sampled_from(["", "a"]), st.sampled_from(["", "b"])),
)
RESTS = st.one_of(
    st.none(), st.builds(Rest, st.just("r"), st.sampled_from(["", "a"]), st.sampled_from(["", "b", "/b"]))
)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    rest = draw(RESTS)
    segments = [
        Capture(f"c{place}", item.before, item.after) if isinstance(item, Capture) else item
        for place, item in enumerate(draw(st.lists(SEGMENTS, min_size=0 if rest else 1, max_size=3)))
    ]
    plain = rest is None or not (rest.before or rest.after)
    return Pattern(tuple(segments), rest, plain and draw(st.booleans()))


PATHS = st.lists(st.sampled_from(["", "a", "b", "ab", "aab", "abb", "x"]), min_size=1, max_size=5).map(
    lambda parts: "/" + "/".join(parts)
)


@settings(deadline=None)
@given(patterns(), patterns(), st.lists(PATHS, min_size=10, max_size=10))
def test_what_is_covered_has_no_path_of_its_own(first: Pattern, second: Pattern, paths: list[str]) -> None:
    if covers(first, second):
        for path in paths:
            assert match_path(second, path) is None or match_path(first, path) is not None


@settings(deadline=None)
@given(patterns())
def test_a_pattern_covers_itself(pattern: Pattern) -> None:
    assert covers(pattern, pattern)

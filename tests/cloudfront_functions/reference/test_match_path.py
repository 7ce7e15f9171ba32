"""Which paths a pattern takes, by hand: the reference must be right before anything is compared with it."""

from __future__ import annotations

import pytest

from cloudfront_functions.reference import match_path
from cloudfront_functions.rules import Capture, Pattern, Rest, exact

BLOG = Pattern(("blog", Capture("year"), Capture("slug", before="p-", after=".html")))
FOLDER = Pattern(("old",), Rest())
NETLIFY = Pattern(("old",), Rest(), any_slash=True)
PICTURES = Pattern(("a",), Rest(before="b", after=".jpg"))
EVERYTHING = Pattern((), Rest("all"))


@pytest.mark.parametrize(
    ("pattern", "path", "captured"),
    [
        (exact("/a"), "/a", {}),
        (exact("/a"), "/a/", None),
        (exact("/a"), "/A", None),
        (exact("/a%2Fb"), "/a%2fb", None),
        (exact("/a", any_slash=True), "/a/", {}),
        (exact("/a/", any_slash=True), "/a", {}),
        (exact("/a/", any_slash=True), "/a//", None),
        (exact("/", any_slash=True), "/", {}),
        (exact("/", any_slash=True), "//", None),
        (exact("//x"), "//x", {}),
        (exact("/a+b(c)"), "/a+b(c)", {}),
        (BLOG, "/blog/2024/p-x.html", {"year": "2024", "slug": "x"}),
        (BLOG, "/blog//p-x.html", None),
        (BLOG, "/blog/2024/p-.html", None),
        (BLOG, "/blog/2024/p-x.html/", None),
        (FOLDER, "/old/", {"splat": ""}),
        (FOLDER, "/old", None),
        (FOLDER, "/old/a//b", {"splat": "a//b"}),
        (FOLDER, "/older/a", None),
        (NETLIFY, "/old", {"splat": ""}),
        (NETLIFY, "/old/", {"splat": ""}),
        (PICTURES, "/a/b.jpg", {"splat": ""}),
        (PICTURES, "/a/bc/d.jpg", {"splat": "c/d"}),
        (PICTURES, "/a/c.jpg", None),
        (PICTURES, "/a/b.jp", None),
        (EVERYTHING, "/", {"all": ""}),
        (EVERYTHING, "/a/b\n", {"all": "a/b\n"}),
        (Pattern((Capture("a"),), Rest()), "//x", None),
        (Pattern((Capture("a"),), Rest()), "/y/x", {"a": "y", "splat": "x"}),
    ],
    ids=str,
)
def test_a_path_is_taken_or_not(pattern: Pattern, path: str, captured: dict[str, str] | None) -> None:
    assert match_path(pattern, path) == captured

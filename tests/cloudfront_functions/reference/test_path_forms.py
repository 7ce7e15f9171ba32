"""What each form does to a path, by the sentences that say so: in the reference, and in compiled code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bench.batch_engine import run_quickjs
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)

if TYPE_CHECKING:
    from cloudfront_functions.rules.path_forms import PathForm

FORMED: dict[str, tuple[PathForm, dict[str, str]]] = {
    "lower-case": (LowerCase(), {"/A/Bc": "/a/bc", "/A%C3%89": "/a%C3%89", "/%2FA": "/%2Fa", "/%C": "/%c"}),
    "without-base": (
        WithoutBase("/app"),
        {"/app/a": "/a", "/app": "/", "/app/": "/", "/apple": "/apple", "/a/app": "/a/app", "/app//a": "//a"},
    ),
    "with-base": (
        WithBase("/app"),
        {"/a": "/app/a", "/": "/app/", "/app": "/app/", "/app/a": "/app/a", "/apple": "/app/apple"},
    ),
    "without-slash": (WithoutSlash(), {"/a/": "/a", "/a//": "/a", "/": "/", "//": "/", "/a/b": "/a/b"}),
    "without-html": (
        WithoutHtml(),
        {
            "/a.html": "/a",
            "/a/index.html": "/a/",
            "/index.html": "/",
            "/.html": "/.html",
            "/a.html/": "/a.html/",
            "/a.html.html": "/a",
            "/index": "/index",
            "/aindex.html": "/aindex",
            "/a.HTML": "/a.HTML",
            "/html": "/html",
            "/a/.html": "/a/.html",
        },
    ),
    "without-html-and-slash": (
        WithoutHtml(folder_slash=False),
        {"/a/index.html": "/a", "/index.html": "/", "/a//index.html": "/a", "/a/": "/a/", "/b.html": "/b"},
    ),
    "with-html": (
        WithHtml(),
        {"/a": "/a.html", "/a/": "/a/", "/": "/", "/a.b": "/a.b", "/a.b/c": "/a.b/c.html"},
    ),
    "with-slash": (WithSlash(), {"/a": "/a/", "/a/": "/a/", "/": "/", "/a.b": "/a.b", "/a.b/c": "/a.b/c/"}),
}


@pytest.mark.parametrize(("form", "paths"), FORMED.values(), ids=FORMED)
def test_a_form_is_what_it_says(form: PathForm, paths: dict[str, str]) -> None:
    events: list[dict[str, Any]] = [
        {"context": {"eventType": "viewer-request"}, "request": {"uri": path, "method": "GET"}}
        for path in paths
    ]
    assert {event["request"]["uri"]: evaluate((form,), event)["uri"] for event in events} == paths
    code = compile_function(FunctionSpec("f", "viewer-request", steps=(form,))).text
    assert [answer["uri"] for answer in run_quickjs(code, events)] == list(paths.values())


@pytest.mark.parametrize("base", ["app", "/", "/a/", "//a", "/a/../b", "/.", "/a b", "/a%2f", "/\\a", "/é"])
def test_a_base_is_one_path_everywhere(base: str) -> None:
    for form in (WithBase, WithoutBase):
        with pytest.raises(ValueError, match="a base is"):
            form(base)

"""What `cloudfrontier import` writes, the build takes, and the function does what the imported rules say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from functions_events import viewer_request, viewer_response

from bench.batch_engine import run_quickjs
from cloudfront_functions.importers import FormatName, Imported, import_text
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import ResponseHeaders, Routes
from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.cli import main
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

SITE = """
[project]
name = "sample"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"

[[behaviors]]
path = "*"
origin = "site"
"""
VERCEL = {
    "redirects": [
        {"source": "/me", "destination": "/profile?from=me#top"},
        {"source": "/blog/:path*", "destination": "/news/:path*", "statusCode": 302},
        {
            "source": "/beta",
            "destination": "/b",
            "has": [{"type": "header", "key": "x-beta"}, {"type": "cookie", "key": "crumb"}],
        },
    ],
    "rewrites": [{"source": "/app", "destination": "/app.html"}],
    "headers": [{"source": "/a/(.*)", "headers": [{"key": "X-A", "value": 'q"uote </script>'}]}],
}
S3 = [{"Condition": {"KeyPrefixEquals": "docs/"}, "Redirect": {"ReplaceKeyPrefixWith": "documents/"}}]
REDIRECTS = """
/old        /new?x=1#y
/store      id=:id                /p/:id 302
/a/*        /b/:splat             301!
/:x/y       /z/:x
/gone       /                     410
/__proto__  /constructor
/caf\u00e9      /men\u00fc
/de/*       /deutsch/:splat       302!  Language=de Country=de,at
"""
FILES: dict[str, tuple[FormatName, str]] = {
    "_redirects": ("redirects", REDIRECTS),
    "_headers": ("headers", "/a/*\n  X-A: b\n/*\n  X-All: c\n"),
    "moved.csv": ("csv", "example.com/a,https://example.org/b,301,TRUE,,TRUE,TRUE\n"),
    "vercel.json": ("vercel", json.dumps(VERCEL)),
    "site.conf": ("nginx", "location = /old { return 302 /new; }\nrewrite ^/a/(.*)$ /b/$1 permanent;\n"),
    "website.json": ("s3", json.dumps({"RoutingRules": S3})),
}
PATHS = (
    *(
        "/",
        "/old",
        "/old/",
        "/new",
        "/store",
        "/a",
        "/a/",
        "/a/b/c",
        "/a//evil",
        "/x/y",
        "/gone",
        "/__proto__",
    ),
    *("/caf%C3%A9", "/de/x", "/me", "/blog", "/blog/x/y", "/beta", "/app", "/docs/", "/docs/x", "/%2e%2e/y"),
)


@pytest.mark.parametrize("name", FILES)
def test_the_function_does_what_the_imported_rules_say(name: str, tmp_path: Path) -> None:
    form, text = FILES[name]
    imported = import_text(text, file=name, form=form)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / name), "--from", form, "-o", str(tmp_path / "rules.toml")]) == 0
    rules = (tmp_path / "rules.toml").read_text(encoding="utf-8")
    (tmp_path / "edge.toml").write_text(rules + SITE, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.project.functions
    for function in loaded.project.functions:
        compare(function_source(loaded, function).text, imported)


def compare(code: str, imported: Imported) -> None:
    is_request = "event.response" not in code
    steps = (Routes(imported.routes),) if is_request else (ResponseHeaders(imported.headers),)
    events = [event_of(path, is_request=is_request) for path in PATHS]
    assert run_quickjs(code, events) == [evaluate(steps, event) for event in events]


def event_of(path: str, *, is_request: bool) -> Any:
    event: Any = viewer_request(path, {"id": {"value": "7"}, "q": {"value": ""}})
    event["request"]["headers"] |= {
        "host": {"value": "example.com"},
        "accept-language": {"value": "de-AT, en;q=0.5"},
        "cloudfront-viewer-country": {"value": "AT"},
        "x-beta": {"value": "1"},
    }
    event["request"]["cookies"] = {"crumb": {"value": "1"}}
    if is_request:
        return event
    answered: Any = viewer_response(server="origin")
    answered["request"] = event["request"]
    return answered


ADDRESSES = {
    "clean": (
        {"cleanUrls": True},
        {"/a.html": "308 /a", "/a": "/a.html", "/": "/index.html", "/b/": "/b/index.html"},
    ),
    "clean, with slash": (
        {"cleanUrls": True, "trailingSlash": True},
        {"/a.html": "308 /a/", "/a": "308 /a/", "/a/": "/a.html", "/": "/index.html", "/x.png": "/x.png"},
    ),
    "clean, without slash": (
        {"cleanUrls": True, "trailingSlash": False},
        {"/a.html": "308 /a", "/a/": "308 /a", "/a": "/a.html", "/": "/index.html"},
    ),
    "with slash": ({"trailingSlash": True}, {"/a": "308 /a/", "/a/": "/a/index.html", "/x.png": "/x.png"}),
    "without slash": (
        {"trailingSlash": False},
        {"/a/": "308 /a", "/a": "/a/index.html", "/": "/index.html", "/x.png": "/x.png"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_addresses_of_pages_are_those_of_vercel(name: str, tmp_path: Path) -> None:
    value, expected = ADDRESSES[name]
    (tmp_path / "vercel.json").write_text(json.dumps(value), encoding="utf-8")
    assert main(["import", str(tmp_path / "vercel.json"), "-o", str(tmp_path / "rules.toml")]) == 0
    rules = (tmp_path / "rules.toml").read_text(encoding="utf-8")
    (tmp_path / "edge.toml").write_text(rules + SITE, encoding="utf-8")
    code = function_source(load(tmp_path), "imported-request").text
    answers = run_quickjs(code, [viewer_request(path, None) for path in expected])
    assert dict(zip(expected, map(told, answers), strict=True)) == expected


def told(answer: Any) -> str:
    if "statusCode" in answer:
        return f"{answer['statusCode']} {answer['headers']['location']['value']}"
    return str(answer["uri"])

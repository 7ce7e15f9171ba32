"""What a visitor gets from rendered functions: tables of requests, run in both runtimes of the simulator."""

from __future__ import annotations

from typing import Any

import pytest
from functions_events import NOW, viewer_request, viewer_response

from cloudfront_functions import FunctionSpec, header_rules, headers_everywhere, render
from cloudfront_functions.inputs import read_redirects
from cloudfront_functions.rules import IndexDocument, Routes
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

RUNTIME = FunctionsRuntime()
RULES = """
/old            /new
/shop           https://shop.example.org/all?from=old#top
/search         /find?q=1        307
/terms          /legal#terms     308
/caf\u00e9           /menu
/__proto__      /p
/constructor    /c
/toString       /t
/docs/start     /begin
/docs/*         /help/:splat     302
/moved/*        /:splat
/away/*         https://example.org/:splat/x  303
/gone/*         /sorry
"""


def routes(text: str) -> Routes:
    read = read_redirects(text, file="_redirects")
    assert read.problems == ()
    return Routes(read.rules)


REQUEST = render(FunctionSpec("f", "viewer-request", steps=(routes(RULES), IndexDocument("index.html"))))


def answer(
    uri: str, query: dict[str, Any] | None = None, runtime: FunctionRuntime = "cloudfront-js-2.0"
) -> Any:
    outcome = RUNTIME.run(REQUEST, viewer_request(uri, query), runtime=runtime, now=NOW)
    assert outcome.error is None, outcome.error
    return outcome.value


def location(value: Any) -> str:
    text: str = value["headers"]["location"]["value"]
    return text


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize(
    ("uri", "status", "phrase", "target"),
    [
        ("/old", 301, "Moved Permanently", "/new"),
        ("/old/", 301, "Moved Permanently", "/new"),
        ("/shop", 301, "Moved Permanently", "https://shop.example.org/all?from=old#top"),
        ("/search", 307, "Temporary Redirect", "/find?q=1"),
        ("/terms", 308, "Permanent Redirect", "/legal#terms"),
        ("/caf%C3%A9", 301, "Moved Permanently", "/menu"),
        ("/__proto__", 301, "Moved Permanently", "/p"),
        ("/constructor", 301, "Moved Permanently", "/c"),
        ("/docs/start", 301, "Moved Permanently", "/begin"),
        ("/docs/", 302, "Found", "/help/"),
        ("/docs", 302, "Found", "/help/"),
        ("/docs/a/b.html", 302, "Found", "/help/a/b.html"),
        ("/docs/a%20b", 302, "Found", "/help/a%20b"),
        ("/docs/%2e%2e/x", 302, "Found", "/help/%2e%2e/x"),
        ("/docs//x", 302, "Found", "/help//x"),
        ("/docs/$&", 302, "Found", "/help/$&"),
        ("/away/p/q", 303, "See Other", "https://example.org/p/q/x"),
        ("/gone/anything/at/all", 301, "Moved Permanently", "/sorry"),
    ],
)
def test_a_request_is_redirected(
    uri: str, status: int, phrase: str, target: str, runtime: FunctionRuntime
) -> None:
    assert answer(uri, runtime=runtime) == {
        "statusCode": status,
        "statusDescription": phrase,
        "headers": {"location": {"value": target}},
    }


@pytest.mark.parametrize(
    ("uri", "rewritten"),
    [
        ("/", "/index.html"),
        ("/a/", "/a/index.html"),
        ("/a//", "/a//index.html"),
        ("/a.b/", "/a.b/index.html"),
        ("/a", "/a"),
        ("/a.html", "/a.html"),
        ("/old2", "/old2"),
        ("/OLD", "/OLD"),
        ("/old%2F", "/old%2F"),
        ("/%6Fld", "/%6Fld"),
        ("/caf%c3%a9", "/caf%c3%a9"),
        ("/hasOwnProperty", "/hasOwnProperty"),
        ("/valueOf/", "/valueOf/index.html"),
    ],
)
def test_a_request_goes_on_with_its_path_or_with_the_index(uri: str, rewritten: str) -> None:
    query = {"a": {"value": "1"}}
    assert answer(uri, query) == viewer_request(rewritten, query)["request"]


@pytest.mark.parametrize("prefix", ["/moved/", "/docs/", "/away/"])
@pytest.mark.parametrize(
    "rest",
    [
        *("/evil.example", "//evil.example", "\\evil.example", "/\\evil.example", "\\\\evil.example", "///"),
        *("\t//evil.example", "\n/evil.example", " //evil.example", "%2F%2Fevil.example"),
        *("@evil.example", ":80", "https://evil.example"),
    ],
    ids=ascii,
)
def test_no_path_sends_the_visitor_to_another_host(prefix: str, rest: str) -> None:
    target = location(answer(prefix + rest))
    if prefix == "/away/":
        assert target.startswith("https://example.org/")
    else:
        assert target[0] == "/"
        assert target[1:2] not in {"/", "\\", "\t", "\n", " "}


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({"a": {"value": "1"}}, "a=1"),
        ({"a": {"value": "1"}, "B": {"value": "2"}}, "a=1&B=2"),
        ({"flag": {"value": ""}}, "flag"),
        ({"a": {"value": "x%20y+z"}, "%C3%A9": {"value": "%E2%82%AC"}}, "a=x%20y+z&%C3%A9=%E2%82%AC"),
        ({"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": ""}, {"value": "2"}]}}, "a=1&a&a=2"),
        ({"__proto__": {"value": "1"}, "constructor": {"value": "2"}}, "__proto__=1&constructor=2"),
        ({"next": {"value": "https://x.example/?a=b"}}, "next=https://x.example/?a=b"),
    ],
)
def test_the_query_string_is_kept_as_it_was_sent(
    query: dict[str, Any], text: str, runtime: FunctionRuntime
) -> None:
    assert location(answer("/old", query, runtime)) == f"/new?{text}"
    assert location(answer("/search", query, runtime)) == f"/find?q=1&{text}"
    assert location(answer("/terms", query, runtime)) == f"/legal?{text}#terms"
    assert location(answer("/shop", query, runtime)) == f"https://shop.example.org/all?from=old&{text}#top"
    assert location(answer("/docs/x", query, runtime)) == f"/help/x?{text}"


def test_any_method_is_redirected() -> None:
    event = viewer_request("/old")
    event["request"]["method"] = "POST"
    outcome = RUNTIME.run(REQUEST, event, runtime="cloudfront-js-2.0", now=NOW)
    assert outcome.value["statusCode"] == 301


def test_the_first_rule_that_matches_answers() -> None:
    text = "/a/* /first/:splat\n/a/b /second\n/a/b/* /third"
    code = render(FunctionSpec("f", "viewer-request", steps=(routes(text),)))
    outcome = RUNTIME.run(code, viewer_request("/a/b"), runtime="cloudfront-js-1.0", now=NOW)
    assert location(outcome.value) == "/first/b"
    assert "second" not in code


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_headers_are_set_over_those_of_the_origin_and_taken_away(runtime: FunctionRuntime) -> None:
    rules = header_rules(preset="security", set={"X-Own": 'it\'s "quoted" </script>'}, remove=("Server",))
    code = render(FunctionSpec("f", "viewer-response", steps=(headers_everywhere(rules),)))
    event = viewer_response(server="origin", x_frame_options="ALLOWALL", content_type="text/html")
    outcome = RUNTIME.run(code, event, runtime=runtime, now=NOW)
    assert outcome.value["statusCode"] == 200
    assert {name: entry["value"] for name, entry in outcome.value["headers"].items()} == {
        "content-type": "text/html",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), usb=()",
        "x-own": 'it\'s "quoted" </script>',
    }

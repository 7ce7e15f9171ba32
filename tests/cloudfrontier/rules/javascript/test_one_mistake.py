"""One mistake is one finding, at its own line, with a help that names the way out: no cascade."""

from __future__ import annotations

import pytest

from cloudfrontier.rules.javascript import check_function

STORE = "import cf from 'cloudfront';\n"
REST = "\nreturn event.request; }"

MISTAKES = {
    "a variable that is never declared": (
        "function handler(event) {\nrequest = event.request; request.uri = '/'; return request; }",
        "CFF108:2",
        "write `var request`",
    ),
    "a word too much before the handler": (
        "export function handler(event) { return event.request; }",
        "CFF126:1",
        "take the word `export` out of line 1",
    ),
    "a method in other letters": (
        "function handler(event) {\nevent.request.uri = event.request.uri.toLowercase();" + REST,
        "CFF110:2",
        "did you mean `toLowerCase`?",
    ),
    "a query string taken for text": (
        "function handler(event) {\nevent.request.querystring.split('&');" + REST,
        "CFF137:2",
        "rawQueryString()",
    ),
    "a loop that waits": (
        "function handler(event) { var t = Date.now();\nwhile (Date.now() - t < 5) { }" + REST,
        "CFF129:2",
        "a function cannot wait",
    ),
    "a member that is imported": (
        "import { Buffer } from 'buffer';\nfunction handler(event) {\nBuffer.from('a');" + REST,
        "CFF103:1",
        "take `name.member`",
    ),
    "types of TypeScript": (
        "var a = 1;\nfunction handler(event: Event) { return event.request; }",
        "CFF102:2",
        "deploy the JavaScript",
    ),
    "a cast of TypeScript": (
        "function handler(event) {\nvar r = event.request as Request; return r; }",
        "CFF102:2",
        "deploy the JavaScript",
    ),
    "a brace too few": (
        "function handler(event) {\nif (event.request { return event.request; } }",
        "CFF102:2",
        "mend it",
    ),
    "await in a plain function": (
        STORE + "function handler(event) {\nvar to = await cf.kvs().get('a');" + REST,
        "CFF102:3",
        "write `async function`",
    ),
    "a promise that nobody waits for": (
        STORE
        + "function handler(event) {\ncf.kvs().get('a').then(function (to) { event.request.uri = to; });"
        "\nreturn event.request; }",
        "CFF119:3",
        "write `await`",
    ),
    "a response that a loop drops": (
        "function handler(event) {\nvar gone = { statusCode: 410 };\n['/a'].forEach(function (path) {\n"
        "if (event.request.uri === path) { return gone; } });" + REST,
        "CFF135:4",
        "with `some`",
    ),
}


@pytest.mark.parametrize(("code", "place", "help_"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_finding_at_its_line(code: str, place: str, help_: str) -> None:
    (finding,) = check_function(code, name="f.js", runtime="cloudfront-js-2.0")
    assert f"{finding.id}:{finding.line}" == place
    assert help_ in finding.help


def test_of_an_unlisted_builtin_what_is_used_is_named() -> None:
    code = "function handler(event) { event.request.uri = String(Symbol.for('a')); return event.request; }"
    (finding,) = check_function(code, name="f.js", runtime="cloudfront-js-1.0")
    assert "`Symbol.for`" in finding.message


def test_methods_of_what_is_missing_are_not_reported_beside_it() -> None:
    code = "function handler(event) { var seen = new Set(); seen.has('a'); return event.request; }"
    found = check_function(code, name="f.js", runtime="cloudfront-js-1.0")
    assert [finding.id for finding in found] == ["CFF106"]


@pytest.mark.parametrize(
    "loop",
    [
        "['/a'].forEach(function (path) { if (path === r.uri) { return r; } r.uri = '/b'; });",
        "var to = ['/a'].map(function (path) { return { statusCode: 404 }; })[0];",
        "each.forEach(function (path) { return 1; });",
    ],
    ids=["a step of the loop ends early", "a list of responses", "a value that is no response"],
)
def test_returns_of_callbacks_that_lose_no_response_are_not_reported(loop: str) -> None:
    code = f"var each = ['/a']; function handler(event) {{ var r = event.request; {loop} return r; }}"
    assert not check_function(code, name="f.js", runtime="cloudfront-js-2.0")

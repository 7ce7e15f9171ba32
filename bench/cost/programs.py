"""The programs by which counts are weighed: each does little but one kind of work, in amounts that differ.

A program defines `run`, which is called over and over; what stands above it is done once. `FITTED` are those
that the weights are computed from. `HELD_OUT` are functions as people deploy them, which the weights have
never seen: the error on them is the error to believe.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["FITTED", "HELD_OUT", "function_text"]


def repeated(body: str, times: int) -> str:
    """A `run` that does something so many times, written out."""
    return f"function run() {{ {body * times} }}"


LOREM = "the quick brown fox jumps over the lazy dog "
TEXTS = {length: (LOREM * (length // len(LOREM) + 1))[:length] for length in (10, 100, 1000)}
PATHS = {length: "/" + "/".join(["segment"] * (length // 8)) for length in (8, 80, 800)}
EVENT = (
    'var e = {request: {method: "GET", uri: "/a/b.html", headers: {host: {value: "example.com"}, '
    '"user-agent": {value: "curl"}}, querystring: {id: {value: "42"}}, cookies: {}}};'
)

FITTED: dict[str, str] = {
    # the language
    "nothing": "function run() { }",
    "ten sums": f"function run() {{ var a = 1, b = 2; {'a = a + b;' * 10} return a; }}",
    "comparisons": f"function run() {{ var a = 1, b = 0; {'if (a < b) { b = 2; }' * 10} return b; }}",
    "a loop of 10": "function run() { var a = 0; for (var i = 0; i < 10; i++) { a += i; } return a; }",
    "a loop of 100": "function run() { var a = 0; for (var i = 0; i < 100; i++) { a ^= i; } return a; }",
    "while": "function run() { var i = 50; while (i > 0) { i -= 1; } return i; }",
    "a switch": "function run() { var n = 0; for (var i = 0; i < 20; i++) { switch (i % 4) { case 0: n += 1; "
    "break; case 1: n += 2; break; case 2: n += 3; break; default: n += 4; } } return n; }",
    "conditions": f"function run() {{ var a = 1, b = 0, c; {'c = a && b || a ? b : a;' * 10} return c; }}",
    "reads": f"{EVENT} function run() {{ var v; {'v = e.request;' * 20} return v; }}",
    "deep reads": f"{EVENT} function run() {{ var v; {'v = e.request.headers.host.value;' * 5} return v; }}",
    "reads by name": f"{EVENT} function run() {{ var v, h = e.request.headers; "
    + "v = h['user-agent'];" * 20
    + "}",
    "reads of nothing": f"{EVENT} function run() {{ var v, h = e.request.headers; "
    + "v = h['x-none'];" * 20
    + "}",
    "writes": f"{EVENT} function run() {{ var r = e.request; " + "r.uri = '/';" * 20 + "}",
    "array reads": "var a = [1, 2, 3, 4, 5]; function run() { var v; " + "v = a[3];" * 20 + "}",
    "lengths": "var a = 'abcdef'; function run() { var v; " + "v = a.length;" * 20 + "}",
    "for in": f"{EVENT} function run() {{ var n = 0; for (var k in e.request) {{ n += 1; }} return n; }}",
    "objects": repeated("var a = {};", 10),
    "objects with keys": repeated("var a = {a: 1, b: 2, c: 3, d: 4, e: 5};", 5),
    "objects in objects": repeated("var a = {statusCode: 301, headers: {location: {value: '/'}}};", 5),
    "a table": "function run() { return {"
    + ", ".join(f'"/old/path/{n}": "/new/path/{n}"' for n in range(100))
    + "}; }",
    "arrays": repeated("var a = [];", 10),
    "arrays with items": repeated("var a = [1, 2, 3, 4, 5, 6, 7, 8];", 5),
    "closures": repeated("var f = function () { return 1; };", 10),
    "calls": "function f(a) { return a; } " + repeated("f(1);", 10),
    "calls of three": "function f(a, b, c) { return a; } " + repeated("f(1, 2, 3);", 10),
    "methods": "var o = {f: function (a) { return a; }}; " + repeated("o.f(1);", 10),
    "arrows": "var f = (a) => a; " + repeated("f(1);", 10),
    "recursion": "function f(n) { return n < 1 ? 0 : f(n - 1); } function run() { return f(20); }",
    "throws of errors": repeated("try { throw new Error('no'); } catch (e) { }", 5),
    "new": "function P(a) { this.a = a; } " + repeated("new P(1);", 5),
    # strings
    "short sums": "var s = 'abc', t = 'def'; " + repeated("var u = s + t;", 10),
    **{
        f"sums of {length}": f"var s = '{text}', t = 'x'; " + repeated("var u = s + t;", 10)
        for length, text in TEXTS.items()
    },
    "chained sums": "var s = '/a/b', t = 'c'; " + repeated("var u = 'https://' + s + '/' + t + '?';", 5),
    "templates": "var s = '/a/b', t = 'c'; " + repeated("var u = `https://${s}/${t}?`;", 5),
    "appending": "function run() { var s = ''; for (var i = 0; i < 20; i++) { s += 'abcdefgh'; } return s; }",
    "numbers as text": "function run() { var s; for (var i = 0; i < 10; i++) { s = 'n' + i; } return s; }",
    "charCodeAt": "var s = 'abcdefghij'; "
    "function run() { var n = 0; for (var i = 0; i < s.length; i++) { n ^= s.charCodeAt(i); } return n; }",
    "comparing text": "var s = '/a/b/c', t = '/a/b/d'; " + repeated("var u = s === t;", 20),
    **{
        f"{method} in {length}": f"var s = '{text}'; " + repeated(f"s.{method};", 5)
        for length, text in TEXTS.items()
        for method in (
            "indexOf('zebra')",
            "includes('zebra')",
            "startsWith('/a')",
            "endsWith('/')",
            "slice(1)",
            "substring(2, 9)",
            "toLowerCase()",
            "toUpperCase()",
            "split(' ')",
            "split('/')",
            "replace('fox', 'cat')",
            "trim()",
            "concat('x')",
        )
    },
    **{
        f"path of {length} {name}": f"var s = '{text}'; " + repeated(f"{code};", 3)
        for length, text in PATHS.items()
        for name, code in (
            ("split", "s.split('/')"),
            ("split and joined", "s.split('/').join('-')"),
            ("searched backwards", "s.lastIndexOf('/')"),
        )
    },
    # arrays
    **{
        f"{method.partition('(')[0]} of {length}": f"var a = []; for (var i = 0; i < {length}; i++) {{ "
        f"a.push('item' + i); }} " + repeated(f"a.{method};", 3)
        for length in (5, 100)
        for method in (
            "join('&')",
            "indexOf('none')",
            "includes('none')",
            "slice()",
            "concat([1])",
            "map((x) => x)",
            "filter((x) => true)",
            "forEach((x) => x)",
            "some((x) => false)",
            "find((x) => false)",
            "reduce((a, x) => a, 0)",
        )
    },
    "push": "function run() { var a = []; for (var i = 0; i < 20; i++) { a.push(i); } return a; }",
    "sort": "var a = ['d', 'a', 'c', 'b', 'e', 'h', 'g', 'f']; function run() { return a.slice().sort(); }",
    "sort by": "var a = [4, 1, 3, 2, 5, 8, 7, 6]; function run() { return a.slice().sort((x, y) => x - y); }",
    "keys": f"{EVENT} " + repeated("Object.keys(e.request);", 5),
    "entries": f"{EVENT} " + repeated("Object.entries(e.request);", 5),
    "assign": f"{EVENT} " + repeated("Object.assign({}, e.request);", 5),
    "hasOwnProperty": f"{EVENT} " + repeated("e.request.hasOwnProperty('uri');", 10),
    # regular expressions
    "literals of patterns": repeated("var r = /^a/;", 5),
    "tests at the beginning": "var r = /^\\/blog\\//; " + repeated("r.test('/shop/item');", 5),
    "tests that match": "var r = /^\\/blog\\/\\d+/; " + repeated("r.test('/blog/2024/a');", 5),
    "exec with groups": "var r = /^\\/(\\w+)\\/(\\w+)/; " + repeated("r.exec('/blog/2024/a');", 5),
    **{
        f"tests in {length}": f"var s = '{text}', r = /[xyz]{{2}}/; " + repeated("r.test(s);", 3)
        for length, text in TEXTS.items()
    },
    **{
        f"misses in {length}": f"var s = '{text}', r = /[0-9]{{2}}/; " + repeated("r.test(s);", 3)
        for length, text in TEXTS.items()
    },
    "misses at the beginning": f"var s = '{TEXTS[1000]}', r = /^\\/blog\\//; " + repeated("r.test(s);", 3),
    **{
        f"replaces in {length}": f"var s = '{text}'; " + repeated("s.replace(/o/g, '0');", 2)
        for length, text in TEXTS.items()
    },
    "replaces by a function": f"var s = '{TEXTS[100]}'; "
    "function run() { return s.replace(/o/g, (m) => 'x'); }",
    "match": "var s = '/a/b.html'; " + repeated("s.match(/\\.(\\w+)$/);", 5),
    "split by a pattern": f"var s = '{TEXTS[100]}'; function run() {{ return s.split(/ /); }}",
    "new patterns": repeated("new RegExp('^/blog/(.*)$');", 3),
    "new long patterns": repeated(f"new RegExp('^/({'|'.join(f'path{n}' for n in range(30))})/(.*)$');", 2),
    # coding
    **{
        f"JSON of {size}": "var o = {items: []}; "
        f"for (var i = 0; i < {size}; i++) {{ o.items.push({{id: i, name: 'name'}}); }} "
        "var t = JSON.stringify(o); function run() { return JSON.parse(t); }"
        for size in (1, 10, 50)
    },
    **{
        f"JSON from {size}": "var o = {items: []}; "
        f"for (var i = 0; i < {size}; i++) {{ o.items.push({{id: i, name: 'name'}}); }} "
        "function run() { return JSON.stringify(o); }"
        for size in (1, 10, 50)
    },
    **{
        f"{name} of {length}": f"var s = '{text}'; " + repeated(f"{name}(s);", 3)
        for length, text in TEXTS.items()
        for name in ("encodeURIComponent", "decodeURIComponent", "encodeURI")
    },
    "parseInt": repeated("parseInt('42', 10);", 10),
    "Math": repeated("Math.floor(4.2);", 10),
    "Date.now": repeated("Date.now();", 10),
    "dates": repeated("new Date(1700000000000).toISOString();", 3),
    **{
        f"{algorithm} of {length}": f"var c = require('crypto'), s = '{text}'; "
        f"function run() {{ return c.createHash('{algorithm}').update(s).digest('hex'); }}"
        for length, text in TEXTS.items()
        for algorithm in ("md5", "sha1", "sha256")
    },
    **{
        f"HMAC of {length}": f"var c = require('crypto'), s = '{text}'; "
        "function run() { return c.createHmac('sha256', 'secret').update(s).digest('base64url'); }"
        for length, text in TEXTS.items()
    },
    "querystring": "var q = require('querystring'); "
    "function run() { return q.parse('a=1&b=2&c=three&d=four%20five'); }",
    # promises
    "async": "async function f() { return 1; } " + repeated("f();", 3),
    "await": "async function run() { await 1; await 2; await 3; }",
}

REQUEST = (
    '{version: "1.0", context: {eventType: "viewer-request"}, viewer: {ip: "192.0.2.1"}, request: '
    '{method: "GET", uri: "/blog/2024/some-article", querystring: {id: {value: "42"}, tag: {value: "a", '
    'multiValue: [{value: "a"}, {value: "b"}]}}, headers: {host: {value: "example.com"}, "user-agent": '
    '{value: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"}, accept: {value: "text/html"}, '
    '"accept-language": {value: "de-CH,de;q=0.9,en;q=0.8"}}, cookies: {session: {value: "abc"}}}, response: '
    '{statusCode: 200, headers: {"content-type": {value: "text/html"}}, cookies: {}}}'
)


def function_text(name: str) -> str:
    """The code of a function of this folder."""
    return (files(__package__) / "functions" / f"{name}.js").read_text(encoding="utf-8")


def deployed(name: str) -> str:
    """A `run` that makes an event and hands it to a function's handler, under another name."""
    code = function_text(name).replace("function handler(", "function serve(")
    return f"{code}function run() {{ return serve({REQUEST}); }}"


HELD_OUT: dict[str, str] = {
    name.replace("_", " "): deployed(name)
    for name in (
        "index_files",
        "security_headers",
        "redirects_in_a_table",
        "redirects_in_a_list",
        "redirects_by_patterns",
        "sorted_query",
        "language",
        "kebab_case",
        "signed_value",
        "basic_auth",
        "visitor_hash",
        "json_header",
    )
}

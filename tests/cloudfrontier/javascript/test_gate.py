"""The gate against measurements: what two lines of njs compile, and what AWS documents or was seen to do.

`grammar_cases.json` holds 121 cases with the verdicts of njs 0.5.3 (runtime 1.0) and 0.7.9 to 0.9.4 (2.0);
`syntax_matrix.json` holds 143 with those of the closest relatives of CloudFront's engine, and wins where
they differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.javascript.compile import compile_strict
from cloudfrontier.javascript.feature_table import FEATURES
from cloudfrontier.javascript.gate import Unsupported, find_unsupported
from cloudfrontier.javascript.parse import parse
from cloudfrontier.javascript.recognise import ROWS

HERE = Path(__file__).parent
GRAMMAR: list[dict[str, Any]] = json.loads((HERE / "grammar_cases.json").read_text("utf-8"))["cases"]
MATRIX: dict[str, dict[str, str]] = json.loads((HERE / "syntax_matrix.json").read_text("utf-8"))["cases"]


def gate(text: str, runtime: FunctionRuntime = "cloudfront-js-2.0") -> tuple[Unsupported, ...]:
    return find_unsupported(parse(text, runtime=runtime, name="f.js"))


def is_accepted(text: str, runtime: FunctionRuntime) -> bool:
    source = parse(text, runtime=runtime, name="f.js")
    if any(found.verdict.severity == "error" for found in find_unsupported(source)):
        return False
    return source.fault is None and compile_strict(source) is None


@pytest.mark.parametrize(
    ("runtime", "column", "known"),
    [
        (
            "cloudfront-js-1.0",
            "njs 0.5.3",
            {
                'reserved "let" var',
                'reserved "static" var',
                "spread call",  # it parses and computes a wrong value
                "numeric separator",  # njs 0.4.3, closer to runtime 1.0, refuses it
            },
        ),
        ("cloudfront-js-2.0", "njs 0.7.9-0.9.4", set()),
    ],
)
def test_the_grammar_cases_get_the_verdict_of_njs(
    runtime: FunctionRuntime, column: str, known: set[str]
) -> None:
    assert len(GRAMMAR) == 121
    differing = {case["case"] for case in GRAMMAR if is_accepted(case["code"], runtime) != case[column]}
    assert differing == known


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("name", MATRIX)
def test_the_matrix_gets_its_own_verdicts(name: str, runtime: FunctionRuntime) -> None:
    case = MATRIX[name]
    says = case[runtime.removeprefix("cloudfront-js-")]
    fails_at_aws = name in {"eval", "new_function"} or says.startswith("WRONG VALUE (parses")
    # PCRE has possessive quantifiers, which no ECMAScript engine compiles: njs 0.4.3 did, 0.7.12 does not
    refused = says.startswith(("SyntaxError", "Error: Cannot find module")) or name == "regex_possessive"
    refused = refused or fails_at_aws
    assert is_accepted(case["code"], runtime) is not refused


@pytest.mark.parametrize(
    "name", [name for name, case in MATRIX.items() if case["2.0"].startswith("SyntaxError: Token")]
)
def test_refusals_are_in_the_words_of_the_engine(name: str) -> None:
    case = MATRIX[name]
    says = {found.says for found in gate(case["code"])}
    if name.startswith("destruct") or name == "with":
        # the engine names the token that it stumbles over, which may be the one after the bracket
        assert all("not supported in this version" in text for text in says)
    else:
        assert case["2.0"] in says


@pytest.mark.parametrize(
    ("text", "construct", "place"),
    [
        ("var a = 1;\nvar b = a?.b;", "optional-chaining", (2, 10)),
        ("for (var x of y) {}", "for-of", (1, 1)),
        ("var a, b;\n[a, b] = [b, a];", "destructuring", (2, 1)),
        ("function f(a, b = 1) {}", "default-parameter", (1, 15)),
        ("f(...a)", "spread", (1, 3)),
        ("var a = { ...b };", "spread-object", (1, 11)),
        ("var a = b ?? c;", "nullish", (1, 11)),
        ("async function f() { g(1, await h()); }", "await-in-arguments", (1, 27)),
        ("async function f() { new G([await h()]); }", "await-in-arguments", (1, 29)),
        ("async function f() { log(`${await h()}`); }", "await-in-arguments", (1, 29)),
        ("list.map(async function (a) { await a; });", "async-argument", (1, 10)),
        ("function f() { var g = async () => 1; }", "async-closure", (1, 24)),
        ("var o = { async m() {} };", "async-method", (1, 11)),
        ("var r = /a/gu;", "regex-flag", (1, 9)),
        ("var r = /a/gg;", "regex-flag", (1, 9)),
        ("var caf\u00e9 = 1;", "identifier", (1, 5)),
        ("a.b\\u0061 = 1;", "identifier", (1, 3)),
        ("var a = arguments[0];", "arguments", (1, 9)),
        ("export { handler };", "export", (1, 1)),
        ("import a, { b } from 'crypto';", "import-shape", (1, 1)),
        ("import 'crypto';", "import-shape", (1, 1)),
        ("import zlib from 'zlib';", "unknown-module", (1, 1)),
        ("var fs = require('fs');", "unknown-module", (1, 10)),
        ("import('crypto');", "dynamic-import", (1, 1)),
        ("if (1) { import a from 'crypto'; }", "import-place", (1, 10)),
        ("if (1) { export default 1; }", "export", (1, 10)),
        ("module.exports = { handler };", "module-exports", (1, 1)),
        ("exports.handler = 1;", "module-exports", (1, 1)),
        ("eval('1');", "eval", (1, 1)),
        ("new Function('return 1');", "function-constructor", (1, 1)),
        ("setTimeout(f, 1);", "timer", (1, 1)),
    ],
)
def test_a_construct_is_found_at_its_place(text: str, construct: str, place: tuple[int, int]) -> None:
    found = [(item.feature.id, (item.line, item.column)) for item in gate(text)]
    assert (construct, place) in found


@pytest.mark.parametrize(
    "text",
    [
        "async function f() { var a = await g(); h(a); return (await b).c(); }",
        "function f() { return arguments.length; }",
        "function f() { return (() => arguments[0])(); }",
        "var o = { arguments: 1 }; o.arguments = 2;",
        "if (typeof module !== 'undefined') { module.exports = { handler }; }",
        "function setTimeout(f) { f(); } setTimeout(g);",
        "var require = function (name) { return name; }; require('fs');",
        "import cf from 'cloudfront';\nimport b from 'buffer';",
        "var caf = 'caf\u00e9'; // \u00e9",
        "var r = /a/gimy;",
        "o.class = { if: 1, let: 2 };",
    ],
    ids=ascii,
)
def test_what_the_runtime_takes_is_let_through(text: str) -> None:
    assert gate(text) == ()


def test_everything_is_reported_in_one_run_in_the_order_of_the_text() -> None:
    text = "const a = b?.c;\nfor (const x of a) { f(...x); }\nclass A {}\ntry {} catch {}"
    assert [item.feature.id for item in gate(text)] == [
        "optional-chaining", "for-of", "spread", "class", "optional-catch",
    ]  # fmt: skip


def test_runtime_1_0_refuses_what_2_0_brought() -> None:
    text = "import cf from 'cloudfront';\nlet a = 1_0;\nconst b = /a/y;\nasync function f() {}\ndebugger;"
    ids = [item.feature.id for item in gate(text, "cloudfront-js-1.0")]
    assert ids == ["unknown-module", "let", "numeric-separator", "const", "regex-sticky", "async", "debugger"]
    assert gate(text) == ()


def test_every_row_tells_what_to_write_instead() -> None:
    for feature in FEATURES.values():
        assert feature.instead
        assert feature.js_1_0 or feature.js_2_0
        assert feature.js_1_0, f"{feature.id}: runtime 2.0 takes everything that 1.0 takes"


def test_every_construct_that_only_the_parser_stumbles_over_is_refused_by_both_runtimes() -> None:
    for _, _, construct in ROWS:
        assert FEATURES[construct].js_1_0
        assert FEATURES[construct].js_2_0

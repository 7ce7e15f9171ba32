"""The strict compile: it finds what the parser misses, at its place, and runs nothing."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.compile import REQUIRE, as_script, compile_strict
from cloudfrontier.javascript.parse import Fault, JsSource, parse


def read(text: str) -> JsSource:
    return parse(text, runtime="cloudfront-js-2.0", name="f.js")


def compiled(text: str) -> Fault | None:
    return compile_strict(read(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("let a = 1;\nlet a = 2;", (2, 7)),
        ("let a; var a;", (1, 13)),
        ("var a = 1;\nvar r = /(/;", (2, 9)),
        ("var ok = /a/, bad = /a{2,1}/;", (1, 21)),
        ("import cf from 'cloudfront'; let a; let a;", (1, 42)),
        ("var a = 1__0;", (1, 9)),
        (r"var a = '\01'; let b; let b;", (1, 28)),
        ("export default function () {}\nlet a; let a;", (2, 13)),
    ],
)
def test_early_errors_are_found_at_their_place(text: str, place: tuple[int, int]) -> None:
    fault = compiled(text)
    assert fault is not None
    assert (fault.line, fault.column) == place


def test_nesting_without_end_is_told_as_such() -> None:
    fault = compiled("var a = " + "(" * 600 + "1" + ")" * 600 + ";")
    assert fault is not None
    assert fault.message == "nested too deeply to be compiled"


@pytest.mark.parametrize(
    "text",
    [
        "function handler() {}",
        "",
        "while (true) {}",
        "throw new Error('never run');",
        "#!/usr/bin/env njs\nvar a;",
        "\ufeffvar a;",
        "import cf from 'cloudfront';\nfunction handler() { return cf; }",
        "var r = /(?<year>\\d+)(?<=a)[^]/;",
        "null.x;",
        "var text = 'a\0b', pattern = /\0/; // \0",
        r"var color = '\033[31m', odd = '\08', plain = '\0', slash = '\\01';",
        "export function handler(e) { return e; }",
        "export default function (e) { return e; }",
        "export\ndefault\n(1);",
        "export { handler as default };\nfunction handler() {}",
    ],
    ids=ascii,
)
def test_what_compiles_has_no_fault_and_is_not_run(text: str) -> None:
    assert compiled(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "import cf from 'cloudfront'; var after = 1;",
        "import cf from 'cloudfront'\nvar after = 1;",
        "var a = 1; import   cf\n  from\n    'cloudfront' ; var after = 1;",
        'import q from"querystring";import c from"crypto";var after = 1;',
        "#!/usr/bin/env njs\nimport c from 'crypto'; var after = 1;",
    ],
    ids=ascii,
)
def test_rewritten_imports_leave_every_position_behind_them_alone(text: str) -> None:
    script = as_script(read(text))
    assert "import" not in script.replace("import from", "")
    assert f"={REQUIRE}(" in script
    before, after = text.partition("after")[0], script.partition("after")[0]
    assert before.count("\n") == after.count("\n")
    assert len(before.rsplit("\n", 1)[-1]) == len(after.rsplit("\n", 1)[-1])

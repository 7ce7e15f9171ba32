"""Exports for tests are blanked out, everything else keeps its place, and what would be lost stays."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.parse import parse
from cloudfrontier.javascript.without_exports import without_exports
from cloudfrontier.rules.javascript import check_function

HANDLER = "function handler(event) {\n    return event.request;\n}\n"


def stripped(text: str) -> tuple[str, tuple[int, ...]]:
    result = without_exports(parse(text, runtime="cloudfront-js-2.0", name="f.js"))
    return result.text, result.removed


@pytest.mark.parametrize(
    "line",
    [
        "export { handler };",
        "export { handler as default, handler };",
        "export default handler;",
        "module.exports = { handler: handler };",
        "module.exports = { handler };",
        "module.exports.handler = handler;",
        "exports.handler = handler;",
        "exports.a = exports.handler = handler",
        "Object.defineProperty(exports, '__esModule', { value: true });",
    ],
)
def test_a_line_for_tests_is_blanked_out(line: str) -> None:
    text, removed = stripped(HANDLER + line + "\n")
    assert text == HANDLER + " " * len(line) + "\n"
    assert removed == (4,)
    assert check_function(text, name="f.js", runtime="cloudfront-js-2.0") == ()


@pytest.mark.parametrize("word", ["export ", "export default "])
def test_of_an_exported_function_the_function_stays(word: str) -> None:
    result = without_exports(parse(word + HANDLER, runtime="cloudfront-js-2.0", name="f.js"))
    assert result.text == " " * len(word) + HANDLER
    assert (result.removed, result.words) == ((), (1,))


@pytest.mark.parametrize(
    "text",
    [
        HANDLER,
        HANDLER + "module.exports = start();",
        HANDLER + "if (typeof module !== 'undefined') { module.exports = handler; }",
        "export { a } from 'b';",
        "export default 1 + 2;",
        "function (",
    ],
)
def test_what_is_no_such_line_stays_as_it_is(text: str) -> None:
    assert stripped(text) == (text, ())


def test_lines_and_columns_stay_those_of_the_file() -> None:
    before = "export const a = 1;\nexport {\n    b,\n    c\n};\nvar b, c, d;\n"
    text, removed = stripped(before)
    assert text == "       const a = 1;\n        \n      \n     \n  \nvar b, c, d;\n"
    assert removed == (2,)

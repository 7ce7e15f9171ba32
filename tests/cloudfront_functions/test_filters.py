"""The filters: whatever a value is, what comes out is one literal of JavaScript that means that value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.filters import FILTERS, Js, UnmarkedValueError
from cloudfrontier.javascript.engine import Context

WORST = [
    *('"', "'", "\\", '\\"', "\n", "\r", "\0", "\x7f", "\u2028", "\u2029", "\t", ""),
    *("</script>", "<!--", "-->", "<!-- -->", "]]>", "*/", "//", "${x}", "`", "{{ x }}", "\\u0041", "%2e%2e"),
    *("__proto__", "\ud800", "\U0001f600", "caf\u00e9"),
]
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text().filter(lambda key: key != "__proto__"), inner, max_size=4)
    ),
    max_leaves=12,
)


def in_engine(literal: str) -> Any:
    """The value of a literal as an engine reads it in strict code."""
    read = Context().evaluate(f'"use strict"; (function () {{ return JSON.stringify({literal}); }})')
    assert read is not None
    return json.loads(read(), parse_int=float)


@pytest.mark.parametrize("value", WORST, ids=ascii)
def test_a_string_comes_back_from_the_engine_as_it_went_in(value: str) -> None:
    literal = FILTERS["js_string"](value)
    assert literal.isascii()
    assert in_engine(literal) == value
    assert not any(text in literal for text in ("</", "<!--", "-->", "\n", "\r"))


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_an_object_comes_back_from_the_engine_as_it_went_in(value: Any) -> None:
    assert in_engine(FILTERS["js_object"](value)) == value


@settings(max_examples=50, deadline=None)
@given(JSON)
def test_entries_on_lines_of_their_own_mean_the_same(value: Any) -> None:
    assert in_engine(FILTERS["js_object"](value, lines=True)) == value


@pytest.mark.parametrize(("value", "text"), [(301, "301"), (-1, "(-1)"), (0.5, "0.5"), (1e21, "1e+21")])
def test_a_number_is_a_literal(value: float, text: str) -> None:
    assert FILTERS["js_number"](value) == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("js_number", "301"),
        ("js_number", True),
        ("js_number", float("nan")),
        ("js_number", float("inf")),
        ("js_ident", "a-b"),
        ("js_ident", "return"),
        ("js_ident", "let"),
        ("js_ident", "caf\u00e9"),
        ("js_ident", ""),
        ("js_object", {"__proto__": 1}),
        ("js_object", [{"a": {"__proto__": 1}}]),
        ("js_object", {1, 2}),
        ("js_object", b"bytes"),
        ("js_comment", "two\nlines"),
        ("js_comment", "a \u2028 b"),
        ("js_comment", "*/"),
    ],
    ids=ascii,
)
def test_a_value_that_a_filter_cannot_write_is_refused(name: str, value: object) -> None:
    with pytest.raises(UnmarkedValueError):
        FILTERS[name](value)


def test_filters_mark_what_they_write() -> None:
    assert isinstance(FILTERS["js_string"]("a"), Js)
    assert isinstance(FILTERS["js_ident"]("handler"), Js)


@pytest.mark.parametrize(
    "template",
    [
        "var a = {{ value }};",
        "var a = '{{ value }}';",
        "var a = {{ value | upper }};",
        "var a = {{ value | js_string ~ ';' }};",
        "var a = {{ 'constant' }};",
        "var a = {{ 1 }};",
        "var a = {{ value | js_string | replace('a', 'b') }};",
        "{% for item in [1] %}{{ item }}{% endfor %}",
        "// {{ value | tojson }}",
    ],
)
def test_a_template_that_outputs_a_bare_value_is_refused(template: str) -> None:
    with pytest.raises(UnmarkedValueError):
        environment().from_string(template).render(value="a")


def test_a_template_that_names_what_is_not_there_is_refused() -> None:
    with pytest.raises(Exception, match="'missing' is undefined"):
        environment().from_string("{{ missing | js_string }}").render()

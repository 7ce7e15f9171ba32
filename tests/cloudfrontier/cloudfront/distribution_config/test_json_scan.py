"""JSON in, values and places out: held against `json` on what is JSON, and against junk on what is not."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.distribution_config.json_scan import DEEPEST, JsonError, scan

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(value=VALUES, indent=st.sampled_from([None, 0, 2, "\t"]), escaped=st.booleans())
def test_what_json_writes_is_read_as_it_was(
    value: object, indent: str | int | None, *, escaped: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    assert scan(text)[0] == value


@given(st.text(alphabet='{}[]",:0123456789eE+-. \n\ttrufalsn\\b/x', max_size=40))
def test_what_json_accepts_is_accepted_and_nothing_else(text: str) -> None:
    try:
        expected = json.loads(text, parse_constant=pytest.fail)
    except ValueError:
        with pytest.raises(JsonError):
            scan(text)
    else:
        assert scan(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        pytest.param("", 0, "the text ends here; expected a value", id="nothing"),
        pytest.param("{", 1, "the text ends here; expected a name in double quotes or `}`", id="cut off"),
        pytest.param('{"a": NaN}', 6, "'NaN'; expected a value", id="NaN"),
        pytest.param("[-Infinity]", 1, "'-Infinity'; expected a value", id="infinity"),
        pytest.param('{"a": 1,}', 8, "'}'; expected a name in double quotes", id="trailing comma"),
        pytest.param("{'a': 1}", 1, "a single quote; JSON has double quotes", id="single quotes"),
        pytest.param('["a\nb"]', 1, "a string that is not closed", id="line break in a string"),
        pytest.param("[1 2]", 3, "'2'; expected `,`", id="no comma"),
        pytest.param('{"a" 1}', 5, "'1'; expected `:`", id="no colon"),
        pytest.param("{} {}", 3, "'{'; expected nothing more", id="two values"),
        pytest.param("[}", 1, "'}'; expected a value or `]`", id="the wrong bracket"),
        pytest.param('{"a": 1]', 7, "']'; expected `,`", id="the other wrong bracket"),
        pytest.param("[007]", 1, "'007'", id="leading zeros"),
        pytest.param("1" * 5000, 0, "a number of 5,000 characters", id="a number that int() refuses"),
        pytest.param("[" * 100_000, DEEPEST, f"nested more than {DEEPEST} deep", id="100,000 deep"),
        pytest.param("[" + "0," * 250_000 + "0]", 399_999, "more than 200,000 values", id="250,000 values"),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, offset: int, message: str) -> None:
    with pytest.raises(JsonError, match=r".") as caught:
        scan(text)
    assert caught.value.offset == offset
    assert message in str(caught.value)


def test_a_number_too_large_for_a_float_is_infinite_and_no_error() -> None:
    assert scan("1e999")[0] == math.inf


def test_a_name_that_stands_twice_has_its_last_value_and_place() -> None:
    value, (_, inside) = scan('{"a": 1, "a": 2}')
    assert value == {"a": 2}
    assert inside == {"a": (14, None)}

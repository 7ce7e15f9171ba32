"""Places as editors count them, and files that are no text, each refused with what to do about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.distribution_config import read_json
from cloudfrontier.cloudfront.distribution_config.json_text import LARGEST_TEXT
from cloudfrontier.errors import UsageError

TEXT = """{
  "Items": [
    {"PathPattern": "/ü/*", "Größe": 1},
\t"zwei"
  ]
}"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param((), (1, 1), id="the whole"),
        pytest.param(("Items",), (2, 12), id="an array"),
        pytest.param(("Items", 0, "PathPattern"), (3, 21), id="a string"),
        pytest.param(("Items", 0, "Größe"), (3, 38), id="after letters beyond ASCII"),
        pytest.param(("Items", 1), (4, 2), id="after a tab"),
        pytest.param(
            ("Items", 0, "TargetOriginId"), (3, 5), id="what is missing stands where its object does"
        ),
        pytest.param(("Items", 9, "a"), (2, 12), id="beyond the end"),
        pytest.param(("Items", "0"), (2, 12), id="a name in an array"),
        pytest.param((0,), (1, 1), id="a number in an object"),
        pytest.param(("Items", 1, "x"), (4, 2), id="below a string"),
    ],
)
def test_a_value_has_the_place_that_editors_show(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert read_json(TEXT, name="c.json").place(path) == place


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"\xff\xfe{\x00}\x00", "c.json:1:1: this is UTF-16", id="UTF-16"),
        pytest.param(b'{\n "a": "\xff"}', "c.json:2:8: byte 0xff is not UTF-8", id="no UTF-8"),
        pytest.param(
            b"DISTRIBUTIONCONFIG\tx",
            "c.json:1:1: not the JSON of a distribution: 'DISTRI",
            id="--output text",
        ),
        pytest.param(b"[" * (LARGEST_TEXT + 1), "c.json: more than 4,194,304 bytes", id="too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_place(raw: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_json(raw, name="c.json")
    assert str(caught.value).startswith(message)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b"\xef\xbb\xbf{}", name="c.json").value == {}


def test_a_mistake_tells_how_the_file_is_made() -> None:
    with pytest.raises(UsageError, match="get-distribution-config --id ID --output json"):
        read_json("Distribution:\n  Id: x", name="c.json")


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_value_or_a_usage_error(raw: bytes) -> None:
    message = message_of(raw)
    assert message == "" or message.startswith("c.json:")


def message_of(raw: bytes) -> str:
    try:
        read_json(raw, name="c.json")
    except UsageError as error:
        return str(error)
    return ""

"""Base64url has one spelling for each sequence of bytes here, and every other text is none."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.base64url import decode, encode


@given(st.binary(max_size=100))
def test_bytes_come_back_and_are_spelt_as_the_standard_library_does(data: bytes) -> None:
    assert encode(data) == base64.urlsafe_b64encode(data).decode().rstrip("=")
    assert decode(encode(data)) == data


@given(st.text(alphabet="AZaz09-_+/= \né", max_size=12))
def test_only_one_text_stands_for_some_bytes(text: str) -> None:
    found = decode(text)
    assert found is None or encode(found) == text


@pytest.mark.parametrize(
    "text", ["A", "AB", "AA==", "AA=", "A A", "+A", "/A", "AAA\n", "ÀA", "\ud800"], ids=ascii
)
def test_other_spellings_are_none(text: str) -> None:
    assert decode(text) is None

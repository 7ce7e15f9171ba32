"""Samples are shown short and printable, with what is unusual about them and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.javascript import JsSample
from cloudfrontier.rules.returns.samples import generated, returned, returned_request
from cloudfrontier.rules.sample_text import sample_text


def test_of_a_changed_request_only_the_change_is_shown() -> None:
    sample = returned_request("handler", "viewer-request", headers={"x-a": "1"}, drop="via", uri="/new")
    shown = sample_text(sample)
    assert shown.caption == "Lambda@Edge, viewer-request, returns the request with"
    assert shown.text == '{"uri": "/new", "headers": {"x-a": "1", "via": "(left out)"}}'


def test_a_request_that_was_not_changed_says_so() -> None:
    shown = sample_text(returned_request("function", "viewer-request"))
    assert shown.caption.endswith("returns the request as it was given")
    assert shown.text == ""


def test_a_generated_response_is_shown_whole() -> None:
    assert sample_text(generated("function", "viewer-request")).text == '{"statusCode": 200}'


def test_a_value_that_json_has_not_is_named_by_its_type() -> None:
    assert sample_text(returned("handler", "viewer-request", {1, 2})).text == '"(set)"'


def test_of_a_package_only_the_unusual_is_shown() -> None:
    assert sample_text(SAMPLE).caption == "a package as most are"
    assert sample_text(replace(SAMPLE, memory=256)).text == "memory = 256"


def test_long_code_is_cut_and_says_by_how_much() -> None:
    shown = sample_text(JsSample("\n".join(["x" * 500, *("y" for _ in range(50))])))
    first, *_, last = shown.text.splitlines()
    assert first.endswith("... (500 characters)")
    assert last == "... and 31 lines more"


@given(
    st.text(),
    st.recursive(
        st.none() | st.text() | st.integers(), lambda item: st.lists(item) | st.dictionaries(st.text(), item)
    ),
)
def test_whatever_a_sample_holds_can_be_printed(code: str, value: object) -> None:
    for sample in (JsSample(code), returned("handler", "viewer-request", value), code):
        text = sample_text(sample).text
        text.encode()
        assert all(char.isprintable() or char == "\n" for char in text)

"""Which form a function takes, what it costs there, and what is said when none of them fits."""

from __future__ import annotations

import json
from random import Random
from string import ascii_letters
from typing import TYPE_CHECKING

import pytest

from bench.moved_pages import moved_pages
from bench.packing import fits_naive, fits_packed, redirects_of
from cloudfront_functions import Compiled, FunctionSpec, TooLargeError, compile_function, explain
from cloudfront_functions.inputs import read_redirects
from cloudfront_functions.rules import IndexDocument, Routes
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE, KVS_KEY, KVS_STORE, KVS_VALUE
from cloudfrontier.rules.javascript import check_function

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime


def compiled(count: int, runtime: FunctionRuntime = "cloudfront-js-2.0") -> Compiled:
    return compile_function(FunctionSpec("f", "viewer-request", runtime, (redirects_of(moved_pages(count)),)))


@pytest.mark.parametrize("count", [1, 10, 40])
def test_small_lists_keep_the_object_literal_and_can_be_read(count: int) -> None:
    made = compiled(count)
    assert (made.form, made.is_compact, made.store) == ("literal", False, None)


def test_longer_lists_are_packed_and_still_fit() -> None:
    made = compiled(250)
    assert made.form == "packed"
    assert len(made.text.encode()) <= FUNCTION_SIZE.value


def test_packing_holds_more_than_twice_and_a_half_as_many_redirects() -> None:
    pages = list(moved_pages(640).items())
    literal = next(count for count in range(640, 0, -1) if fits_naive(dict(pages[:count])))
    assert fits_packed(dict(pages[: round(2.5 * literal)]))


def test_what_does_not_fit_moves_to_a_store_within_its_limits() -> None:
    made = compiled(3_000)
    assert made.store is not None
    pairs = {item["key"]: item["value"] for item in json.loads(made.store.to_json())["data"]}
    assert pairs == dict(made.store.entries)
    assert max(len(key.encode()) for key in pairs) <= KVS_KEY.value
    assert max(len(value.encode()) for value in pairs.values()) <= KVS_VALUE.value
    assert made.store.size <= KVS_STORE.value
    found = check_function(made.text, name="f.js", runtime="cloudfront-js-2.0", event="viewer-request")
    assert [item for item in found if item.severity != "note"] == []


def test_runtime_1_has_no_store_and_is_told_what_fits() -> None:
    with pytest.raises(TooLargeError) as caught:
        compiled(3_000, "cloudfront-js-1.0")
    message = str(caught.value)
    assert "3,000 exact paths do not fit into 10,240 bytes" in message
    assert 'with `runtime = "cloudfront-js-2.0"`' in message
    assert "give `/docs/*` a behavior" in message


def test_of_far_too_much_for_a_store_a_sample_tells_how_much_would_fit() -> None:
    chance = Random(7)
    drawn = ["".join(chance.choices(ascii_letters, k=1_400)) for _ in range(4_500)]
    pages = {f"/{number}{text[:450]}": f"/{number}{text[450:]}" for number, text in enumerate(drawn)}
    with pytest.raises(TooLargeError, match=r"4,500 exact paths do not fit .* would hold about 3,7\d\d"):
        compile_function(FunctionSpec("f", "viewer-request", steps=(redirects_of(pages),)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/a /b\n/long /" + "x" * 11_000, "The rule of _redirects:2 alone has 11,006 characters"),
        ("\n".join(f"/f{n}/:x/y /g{n}/:x 301!" for n in range(300)), "Part the rules over behaviors"),
    ],
    ids=["one long rule", "a folder for each rule"],
)
def test_what_fits_names_what_is_worth_mending(text: str, says: str) -> None:
    rules = read_redirects(text, file="_redirects").rules
    with pytest.raises(TooLargeError) as caught:
        compile_function(FunctionSpec("f", "viewer-request", steps=(Routes(rules),)))
    assert says in str(caught.value)


def test_the_same_rules_give_the_same_bytes() -> None:
    assert compiled(120).text == compiled(120).text


RULES = """
/old      /new
/old/*    /new/:splat       302!
/a/:b     /:b               308
/gone     /sorry            404
/old      /shadowed
"""


def test_every_rule_is_explained_with_its_place_and_its_bytes() -> None:
    rules = read_redirects(RULES, file="_redirects").rules
    made = compile_function(
        FunctionSpec("f", "viewer-request", steps=(Routes(rules), IndexDocument("index.html")))
    )
    placed = explain(made)
    assert [(item.where, item.origin.line) for item in placed] == [
        ("literal", 2),
        ("tree", 3),
        ("tree", 4),
        ("literal", 5),
        ("nowhere", 6),
        ("code", 0),
    ]
    assert placed[0].rule == "/old -> /new 301"
    assert placed[0].bytes == len('    "/old": "/new",\n')
    assert placed[-1].rule == "index document"
    assert all(item.bytes > 0 for item in placed if item.where != "nowhere")
    assert sum(item.bytes for item in placed) < len(made.text.encode())


def test_without_a_rule_the_function_is_as_much_smaller_as_was_said() -> None:
    rules = read_redirects("/a /b\n/c /d\n/e/* /f/:splat 301!\n/g/:x /h/:x", file="_redirects").rules
    whole = compile_function(FunctionSpec("f", "viewer-request", steps=(Routes(rules),)))
    for index, placed in enumerate(explain(whole)):
        steps = (Routes((*rules[:index], *rules[index + 1 :])),)
        without = compile_function(FunctionSpec("f", "viewer-request", steps=steps))
        assert len(whole.text) - len(without.text) == placed.bytes


def test_entries_of_a_store_take_no_room_in_the_function() -> None:
    made = compiled(3_000)
    placed = explain(made)
    assert {item.where for item in placed} == {made.form}
    assert made.store is not None
    assert sum(item.bytes for item in placed) <= made.store.size

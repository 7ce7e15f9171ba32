"""A token is taken apart strictly: whatever could be read in two ways is refused, and nothing else raises."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokens import CLAIMS, b64, compact, token

from edge.auth.jwt import TokenError
from edge.auth.jwt.token import DEEPEST, LONGEST_TOKEN, parse, read_object

HEADER = {"alg": "RS256", "kid": "a"}
GOOD = token()
HEAD, BODY, SIGNATURE = GOOD.split(".")


def nested(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


def refusal(text: str) -> str:
    with pytest.raises(TokenError) as caught:
        parse(text)
    assert str(caught.value) == caught.value.reason
    return caught.value.reason


def test_the_parts_of_a_token_are_those_that_were_signed() -> None:
    parsed = parse(GOOD)
    assert (parsed.algorithm, parsed.key_id, parsed.claims) == ("RS256", "RS256-0", CLAIMS)
    assert parsed.signed.decode() == f"{HEAD}.{BODY}"
    assert len(parsed.signature) == 256


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        f"{HEAD}.{BODY}",
        f"{HEAD}.{BODY}.",
        f"{HEAD}..{SIGNATURE}",
        f".{BODY}.{SIGNATURE}",
        f"{GOOD}.{SIGNATURE}",
        f"{HEAD}.{BODY}.{SIGNATURE}.{BODY}.{SIGNATURE}",
        f" {GOOD}",
        f"{GOOD}\n",
        f"{GOOD}=",
        f"{HEAD}=.{BODY}.{SIGNATURE}",
        f"{HEAD}.{BODY}.{SIGNATURE[:-1]}é",
        f"{HEAD}.{BODY}.{SIGNATURE}\x00",
        f"{HEAD}.{BODY}.{SIGNATURE.translate(str.maketrans('-_', '+/'))}+",
        f"{HEAD}.{BODY}.A",
    ],
)
def test_what_is_no_compact_token_is_malformed(text: str) -> None:
    assert refusal(text) == "malformed"


def test_a_second_spelling_of_a_signature_is_refused() -> None:
    # 256 bytes leave four stray bits in the last character
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet[alphabet.index(SIGNATURE[-1]) + 1]
    assert refusal(f"{HEAD}.{BODY}.{SIGNATURE[:-1]}{last}") == "malformed"


@pytest.mark.parametrize(
    "header",
    [
        "[]",
        "null",
        '"RS256"',
        "{}",
        '{"alg":null}',
        '{"alg":["RS256"]}',
        '{"alg":"RS256","kid":1}',
        '{"alg":"RS256","alg":"none"}',
        '{"alg":"none","alg":"RS256"}',
        '{"alg":"RS256"',
        '{"alg":"RS256"}x',
        '\ufeff{"alg":"RS256"}',
        '{"alg":NaN}',
        "{'alg':'RS256'}",
        '{"alg":"RS256","jwk":{"n":1,"n":2}}',
        '{"alg":"\\ud800"}',
        b'{"alg":"RS256\xff"}',
        '{"alg":"RS256"}'.encode("utf-16"),
        '{"alg":"RS256"}'.encode("utf-32-le"),
    ],
    ids=repr,
)
def test_a_header_that_can_be_read_in_two_ways_is_malformed(header: str | bytes) -> None:
    assert refusal(f"{compact(header, CLAIMS)}.{SIGNATURE}") == "malformed"


@pytest.mark.parametrize(
    "claims",
    [
        "[1]",
        '{"iss":"a","iss":"b"}',
        '{"a":[{"b":1,"b":1}]}',
        '{"exp":Infinity}',
        '{"exp":-Infinity}',
        '{"a":"\\udc00"}',
        '{"\\ud800":1}',
        '{"a":1,}',
        '{"n":' + "1" * 5000 + "}",
        nested(DEEPEST + 1),
        '{"a":' + "[" * 2000 + "]" * 2000 + "}",
        '{"a":' + "[" * 2000,
    ],
    ids=lambda text: text[:24],
)
def test_claims_that_can_be_read_in_two_ways_are_malformed(claims: str) -> None:
    assert refusal(f"{compact(HEADER, claims)}.{SIGNATURE}") == "malformed"


@pytest.mark.parametrize(
    "claims",
    [nested(DEEPEST), '{"a":"' + "[{" * 40 + '"}', '{"a":"\\ud83d\\ude00"}', '{"a":[[],{},[],{}]}'],
    ids=["as deep as may be", "brackets in text", "a pair of surrogates", "wide, not deep"],
)
def test_odd_but_unambiguous_claims_are_read(claims: str) -> None:
    assert parse(f"{compact(HEADER, claims)}.{SIGNATURE}").claims


@pytest.mark.parametrize("critical", [["exp"], [], None, "b64"], ids=repr)
def test_a_header_that_asks_for_something_to_be_understood_is_refused(critical: object) -> None:
    assert refusal(f"{compact({**HEADER, 'crit': critical}, CLAIMS)}.{SIGNATURE}") == "crit"


def test_a_token_may_be_long_but_not_longer() -> None:
    room = LONGEST_TOKEN - len(f"{compact(HEADER, {})}.{SIGNATURE}")
    filler = "x" * (room * 3 // 4 - 20)
    assert parse(f"{compact(HEADER, {'a': filler})}.{SIGNATURE}").claims == {"a": filler}
    assert refusal("a" * (LONGEST_TOKEN + 1)) == "oversize"


@given(st.one_of(st.text(), st.text(alphabet="AbZ09-_=.", max_size=200)))
def test_no_text_raises_anything_but_a_token_error(text: str) -> None:
    with suppress(TokenError):
        parse(text)


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=10))
def test_no_bytes_raise_anything_but_a_token_error(header: bytes, claims: bytes, signature: bytes) -> None:
    with pytest.raises(TokenError):
        parse(f"{b64(header)}.{b64(claims)}.{b64(signature)}")


def test_nothing_is_no_object() -> None:
    assert read_object(None) is None
    assert read_object(b"") is None

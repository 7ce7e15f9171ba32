"""`cf.cwt`: CBOR web tokens as CloudFront's guide has them, held to tokens that others made.

TOKEN was made with cbor2 6.3.0 and Python's hmac, from CLAIMS with the key `secret`; the bytes of the small
token are written by hand from RFC 8949, 8152 and 8392. Where cbor2 is installed, one is exchanged with it.
"""

from __future__ import annotations

import base64
import hmac
from typing import Any

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

TOKEN = (
    "2D3RhEOhAQWhBEJrMVhepgF1Y29hcDovL2FzLmV4YW1wbGUuY29tAmVlcmlrdwQaVhKusAdCC3EZAZGhAaECby5jbG91ZGZyb250"
    "Lm5ldCSG-z_4AAAAAAAAOgABEW_29WLDqRsAAAEAAAAAAFggdFmbD1U2Tx5tEzmjThQpV6V-CAyrDs5zdRh-JjmjUPI="
)
CLAIMS = {
    1: "coap://as.example.com", 2: "erikw", 4: 1444064944, 7: b"\x0bq", 401: {1: {2: ".cloudfront.net"}},
    -5: [1.5, -70000, None, True, "é", 2**40],
}  # fmt: skip
READ = {
    "protectedHeaders": {"1": 5},
    "unprotectedHeaders": {"4": {"type": "Buffer", "data": [107, 49]}},
    "payload": {
        "1": "coap://as.example.com",
        "2": "erikw",
        "4": 1444064944,
        "7": {"type": "Buffer", "data": [11, 113]},
        "401": {"1": {"2": ".cloudfront.net"}},
        "-5": [1.5, -70000, None, True, "é", 2**40],
    },
}
HEADERS, PAYLOAD = bytes.fromhex("43a10105"), bytes.fromhex("44a1016161")
"""As byte strings: `{1: 5}` and `{1: "a"}`."""

MARK = hmac.digest(b"k", b"\x84\x64MAC0" + HEADERS + b"\x40" + PAYLOAD, "sha256")
SMALL = b"\xd1\x84" + HEADERS + b"\xa0" + PAYLOAD + b"\x58\x20" + MARK
LARGE = "{ protected: { 1: 5 }, payload: { 1: 'a'.repeat(1000) } }"
CONTENT = "{ protected: { 1: '5' }, unprotected: {}, payload: { 1: 'a' } }"


def run(body: str) -> Any:
    code = f"import cf from 'cloudfront';\nfunction handler(event) {{ {body} }}"
    return FunctionsRuntime().run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW)


def value(body: str) -> Any:
    outcome = run(body)
    assert outcome.error is None, outcome.error
    return outcome.value


def validated(token: bytes, key: str = "'k'") -> str:
    return f"return cf.cwt.validateToken(Buffer.from('{token.hex()}', 'hex'), {{ key: {key} }});"


@pytest.mark.parametrize("key", ["'secret'", "Buffer.from('secret')"], ids=["text", "buffer"])
def test_a_token_is_validated_and_its_names_are_texts(key: str) -> None:
    assert value(validated(base64.urlsafe_b64decode(TOKEN), key)) == READ


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        (f"{CONTENT}, {{ coseTag: 'MAC0', key: 'k' }}", b""),
        (f"{{ coseTag: 'MAC0', key: Buffer.from('k') }}, {CONTENT}", b""),
        (f"{CONTENT}, {{ cwtTag: true, coseTag: 'MAC0', key: 'k' }}", b"\xd8\x3d"),
    ],
    ids=["as-the-examples", "as-the-signature", "tagged"],
)
def test_a_token_is_generated_in_the_bytes_of_the_standards(given: str, begins: bytes) -> None:
    assert value(f"return cf.cwt.generateToken({given}).toString('hex');") == (begins + SMALL).hex()


def signed(headers: bytes, payload: bytes, *, unprotected: bytes = b"\xa0", key: bytes = b"k") -> bytes:
    """A token with these bytes in it, with a mark that fits."""
    parts = [b"\x84\x64MAC0" + _string(headers) + b"\x40" + _string(payload)]
    mark = hmac.digest(key, parts[0], "sha256")
    return b"\xd1\x84" + _string(headers) + unprotected + _string(payload) + b"\x58\x20" + mark


def _string(data: bytes) -> bytes:
    return bytes([0x40 + len(data)]) + data


ONE = bytes.fromhex("a10105")


@pytest.mark.parametrize(
    "token",
    [
        signed(bytes.fromhex("a201040105"), b"\xa1\x01\x61a"),
        signed(ONE, bytes.fromhex("a2040004187b")),
        signed(ONE, bytes.fromhex("a2613404046134")),
        signed(ONE, b"\xa1\x01\x61a", unprotected=bytes.fromhex("a204010402")),
        signed(ONE, bytes.fromhex("a1190191a201010102")),
    ],
    ids=["algorithm", "claim", "number and text", "unprotected", "within a claim"],
)
def test_a_name_that_comes_twice_is_refused_since_readers_may_take_either(token: bytes) -> None:
    error = run(validated(token)).error
    assert error is not None
    assert "a name twice" in error.message


@pytest.mark.parametrize("key", ["''", "Buffer.alloc(0)"], ids=["text", "buffer"])
def test_an_empty_key_is_no_key_for_anybody_has_it(key: str) -> None:
    token = signed(ONE, b"\xa1\x01\x61a", key=b"")
    making = f"return cf.cwt.generateToken({CONTENT}, {{ coseTag: 'MAC0', key: {key} }});"
    for body in (validated(token, key), making):
        error = run(body).error
        assert error is not None
        assert "no `key`" in error.message


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (signed(ONE, b"\xbf\x01\x61a\xff"), "told first"),
        (b"\xd1\x9f\xff", "told first"),
        (b"\xd1\x9b" + b"\xff" * 8, "ends too soon"),
        (b"\xd1\xbb" + b"\xff" * 8, "ends too soon"),
        (b"\xd1\x5b" + b"\xff" * 8, "ends too soon"),
        (b"\xd1" + b"\xc1" * 500, "nested too deeply"),
        (signed(ONE, b"\xa1\x01\x61a")[:-24].replace(b"\x58\x20", b"\x48"), "not signed with this key"),
        (signed(ONE, b"\xa1\x01\x61a")[:-32][:-2] + b"\x40", "not signed with this key"),
        (signed(b"", b"\xa1\x01\x61a"), "not HS256"),
        (signed(bytes.fromhex("a10126"), b"\xa1\x01\x61a"), "not HS256"),
        (signed(b"\xa0", b"\xa1\x01\x61a", unprotected=ONE), "not HS256"),
        (signed(ONE, b"\x81\x01"), "malformed"),
    ],
    ids=[
        "a map without a length", "parts without a length", "a list of 2^64", "a map of 2^64",
        "bytes of 2^64",
        "tags upon tags", "a mark of 64 bits", "no mark", "no algorithm", "ES256",
        "an algorithm that is not protected", "claims that are a list",
    ],
)  # fmt: skip
def test_a_token_that_was_made_to_confuse_is_refused(token: bytes, says: str) -> None:
    error = run(validated(token)).error
    assert error is not None
    assert says in error.message


def test_what_was_validated_may_be_changed_and_signed_again() -> None:
    read = validated(SMALL).removeprefix("return ")
    again = "cf.cwt.generateToken(t, { coseTag: 'MAC0', key: 'new' })"
    renewed = (
        f"var t = {read} t.payload[4] = 5; return cf.cwt.validateToken({again}, {{ key: 'new' }}).payload;"
    )
    assert value(renewed) == {"1": "a", "4": 5}


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (SMALL[:-1] + bytes([SMALL[-1] ^ 1]), "not signed with this key"),
        (SMALL.replace(b"\x61a", b"\x61b"), "not signed with this key"),
        (SMALL.replace(HEADERS, bytes.fromhex("43a10104")), "not HS256"),
        (SMALL[1:], "no COSE_Mac0"),
        (SMALL + b"\x00", "malformed"),
        (b"\xd1\xa0", "malformed"),
        (SMALL[:-1], "ends too soon"),
        (b"", "ends too soon"),
        (b"\xd1" + b"\x81" * 200, "nested too deeply"),
        (bytes(1025), "more than 1,024 bytes"),
    ],
)
def test_any_other_token_is_refused(token: bytes, says: str) -> None:
    error = run(validated(token)).error
    assert error is not None
    assert says in error.message


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("cf.cwt.validateToken('text', { key: 'k' });", "not a Buffer"),
        ("cf.cwt.validateToken(Buffer.from('d1', 'hex'), {});", "no `key`"),
        (f"cf.cwt.generateToken({CONTENT}, {{ coseTag: 'SIGN1', key: 'k' }});", "not MAC0"),
        ("cf.cwt.generateToken({}, { coseTag: 'MAC0', key: 'k' });", "no payload"),
        ("cf.cwt.generateToken({ payload: {} }, { coseTag: 'MAC0', key: 'k' });", "another algorithm"),
        (f"cf.cwt.generateToken({LARGE}, {{ coseTag: 'MAC0', key: 'k' }});", "more than 1,024 bytes"),
    ],
)
def test_what_is_given_wrongly_is_told(body: str, says: str) -> None:
    error = run(body).error
    assert error is not None
    assert says in error.message


def test_an_independent_reader_of_cbor_reads_what_is_generated() -> None:
    cbor2 = pytest.importorskip("cbor2", reason="no cbor2, another implementation of CBOR")
    token = base64.urlsafe_b64decode(TOKEN)
    assert cbor2.loads(cbor2.loads(token).value.value[2]) == CLAIMS
    read = validated(token, "'secret'").removeprefix("return ")
    context = "{ coseTag: 'MAC0', key: 'secret' }"
    made = value(f"var t = {read} return cf.cwt.generateToken(t, {context}).toString('hex');")
    parts = cbor2.loads(bytes.fromhex(made)).value
    assert cbor2.loads(parts[2]) == CLAIMS
    assert parts[1] == {4: b"k1"}
    covered = cbor2.dumps(["MAC0", parts[0], b"", parts[2]])
    assert hmac.digest(b"secret", covered, "sha256") == parts[3]

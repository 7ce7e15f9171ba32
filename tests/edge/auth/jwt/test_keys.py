"""Key sets: what of them is used, what passed over, and what makes the whole set wrong."""

from __future__ import annotations

from typing import Any

import pytest
from tokens import b64, jwk, private_key

from edge.auth.jwt import KeySet, KeySetError

ALL = ("RS256", "PS256", "ES256", "ES384", "EdDSA")


def names(*entries: Any, algorithms: tuple[str, ...] = ("RS256",)) -> list[tuple[str | None, str]]:
    return [(key.id, key.algorithm) for key in KeySet({"keys": list(entries)}, algorithms)]


def refusal(document: object, *algorithms: str) -> str:
    with pytest.raises(KeySetError) as caught:
        KeySet(document, algorithms or ("RS256",))
    return str(caught.value)


def test_each_key_is_of_one_algorithm() -> None:
    entries = [jwk(name) for name in ALL]
    assert names(*entries, algorithms=ALL) == [(f"{name}-0", name) for name in ALL]


def test_the_kind_of_a_key_tells_its_algorithm_where_it_does_not_say() -> None:
    entries = [jwk(name, alg=None) for name in ("RS256", "ES256", "ES384", "EdDSA")]
    assert [name for _, name in names(*entries, algorithms=("RS256", "ES256", "ES384", "EdDSA"))] == [
        "RS256",
        "ES256",
        "ES384",
        "EdDSA",
    ]
    assert names(jwk("PS256", alg=None), algorithms=("PS256",)) == [("PS256-0", "PS256")]


def test_a_key_that_may_be_for_two_algorithms_is_refused() -> None:
    assert "PS256 or RS256" in refusal({"keys": [jwk("RS256", alg=None)]}, "RS256", "PS256")


@pytest.mark.parametrize(
    "other",
    [
        {"kty": "oct", "k": b64(b"k" * 32), "kid": "h", "alg": "HS256"},
        {"kty": "oct", "k": b64(b"k" * 32), "kid": "h"},
        jwk("ES256"),
        jwk("RS256", 1, use="enc"),
        jwk("RS256", 1, key_ops=["sign"]),
        jwk("RS256", 1, key_ops="verify"),
        jwk("RS256", 1, alg="RS512"),
        jwk("RS256", 1, alg="HS256"),
        jwk("RS256", 1, alg="none"),
        jwk("RS256", 1, kty="rsa"),
        jwk("RS256", 1, crv="P-256"),
        {},
    ],
    ids=lambda entry: "-".join(str(entry.get(name)) for name in ("kty", "alg", "use", "key_ops")),
)
def test_keys_of_other_kinds_and_uses_are_passed_over(other: dict[str, Any]) -> None:
    assert names(other, jwk("RS256")) == [("RS256-0", "RS256")]
    assert refusal({"keys": [other]}) == "no key for RS256"


@pytest.mark.parametrize(
    "document",
    [None, [], "x", {}, {"keys": None}, {"keys": {}}, {"keys": [jwk("RS256")] * 101}, {"keys": []}],
    ids=["null", "list", "text", "empty", "no list", "object", "101 keys", "none"],
)
def test_what_is_no_key_set_is_refused(document: object) -> None:
    assert refusal(document)


@pytest.mark.parametrize(
    "broken",
    [
        jwk("RS256", n=None),
        jwk("RS256", e=None),
        jwk("RS256", n=1),
        jwk("RS256", n=""),
        jwk("RS256", e="AQAB="),
        jwk("RS256", e="AQ+B"),
        jwk("RS256", kid=7),
        jwk("RS256", n=b64(b"\xff" * 128)),
        jwk("RS256", n=b64(b"\xff" * 255 + b"\xfe")),
        jwk("RS256", e=b64(b"\x01")),
        jwk("RS256", e=b64(b"\x02")),
        "a string",
    ],
    ids=[
        "no n",
        "no e",
        "number",
        "empty",
        "padded",
        "base64",
        "kid",
        "1,024 bits",
        "even",
        "e=1",
        "e=2",
        "text",
    ],
)
def test_a_key_that_would_be_used_and_is_wrong_spoils_the_set(broken: Any) -> None:
    assert refusal({"keys": [jwk("RS256", 1), broken]})


def test_a_key_that_is_loaded_late_says_then_what_is_wrong_with_it() -> None:
    (key,) = KeySet({"keys": [jwk("ES256", x=b64(b"\x01" * 32))]}, ("ES256",))
    with pytest.raises(KeySetError, match="the key 'ES256-0' is no key for ES256"):
        key.load()


def test_two_keys_of_one_name_are_refused_unless_their_algorithms_differ() -> None:
    twice = {"keys": [jwk("RS256", 0, kid="a"), jwk("RS256", 1, kid="a")]}
    assert refusal(twice) == "two keys for RS256 are named 'a'"
    both = (jwk("RS256", kid="a"), jwk("ES256", kid="a"))
    assert names(*both, algorithms=("RS256", "ES256")) == [("a", "RS256"), ("a", "ES256")]


def test_a_key_is_found_by_its_name_and_algorithm_together() -> None:
    keys = KeySet({"keys": [jwk("RS256"), jwk("ES256")]}, ("RS256", "ES256"))
    assert keys.find("RS256-0", "RS256")
    assert keys.find("RS256-0", "ES256") is None
    assert keys.find("RS256-0", "none") is None
    assert keys.find(None, "RS256") is None


def test_a_token_without_a_key_id_can_only_mean_the_only_key() -> None:
    keys = KeySet({"keys": [jwk("RS256")]}, ("RS256",))
    only = keys.find(None, "RS256")
    assert only is keys.find("RS256-0", "RS256") is not None
    assert keys.find(None, "HS256") is None


def test_a_modulus_may_be_written_with_a_leading_zero() -> None:
    public = private_key("RS256").public_key().public_numbers()
    entry = jwk("RS256", n=b64(b"\x00" + public.n.to_bytes(256, "big")))
    assert names(entry) == [("RS256-0", "RS256")]

"""Whether a token is believed: by its signature, its audience, its time; and what is remembered of it."""

from __future__ import annotations

import gc
import hashlib
import hmac
import json
import tracemalloc
from typing import Any

import pytest
from tokens import AUDIENCE, CLAIMS, ISSUER, NOW, b64, compact, issuer, jwk, private_key, token, verifier

from edge.auth.jwt import KeySet, TokenError, Verifier

COGNITO_ID = {**CLAIMS, "token_use": "id"}
COGNITO_ACCESS = {name: value for name, value in CLAIMS.items() if name != "aud"} | {
    "token_use": "access",
    "client_id": AUDIENCE,
}


def refusal(check: Verifier, text: str, now: float = NOW) -> str:
    with pytest.raises(TokenError) as caught:
        check.verify(text, now)
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value.reason


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "ES384", "EdDSA"])
def test_a_true_token_says_its_claims(algorithm: str) -> None:
    check = verifier(algorithm)
    assert check.verify(token(algorithm=algorithm), NOW) == CLAIMS
    assert refusal(check, token(algorithm=algorithm, which=1, kid=f"{algorithm}-0")) == "signature"


def test_claims_are_read_only() -> None:
    claims: Any = verifier().verify(token(), NOW)
    with pytest.raises(TypeError):
        claims["sub"] = "root"


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "NONE", "", "rs256", "HS256", "RS384", "PS256", "ES256"]
)
def test_a_token_cannot_choose_another_algorithm_than_its_keys(algorithm: str) -> None:
    for signature in ("", b64(b"x" * 32)):
        text = f"{compact({'alg': algorithm, 'kid': 'RS256-0'}, CLAIMS)}.{signature}"
        assert refusal(verifier(), text) in {"key", "malformed"}


def test_a_public_key_is_no_secret_of_an_hmac() -> None:
    entry = jwk("RS256")
    signed = compact({"alg": "HS256", "kid": "RS256-0"}, CLAIMS)
    for secret in (json.dumps(entry), entry["n"], "RS256-0"):
        forged = hmac.digest(secret.encode(), signed.encode(), hashlib.sha256)
        assert refusal(verifier(), f"{signed}.{b64(forged)}") == "key"


def test_a_key_in_the_header_is_not_believed() -> None:
    for extra in ({"jwk": jwk("RS256", 1)}, {"jku": "https://evil.example/jwks"}, {"x5c": ["AA=="]}):
        assert refusal(verifier(), token(which=1, **extra)) == "key"
        assert refusal(verifier(), token(which=1, kid="RS256-0", **extra)) == "signature"


@pytest.mark.parametrize(
    "name",
    [
        "https://id.example/realms/one/",
        "https://ID.example/realms/one",
        "https://evil.example",
        "",
        None,
        7,
        ["a"],
    ],
    ids=repr,
)
def test_the_issuer_is_compared_letter_by_letter(name: object) -> None:
    assert refusal(verifier(), token({**CLAIMS, "iss": name})) == "issuer"


def test_each_issuer_has_its_own_keys() -> None:
    other = issuer(issuer="https://two.example", keys=KeySet({"keys": [jwk("RS256", 1)]}, ("RS256",)))
    check = Verifier([issuer(), other])
    assert check.verify(token(), NOW)["iss"] == ISSUER
    assert check.verify(token({**CLAIMS, "iss": "https://two.example"}, which=1), NOW)
    assert refusal(check, token(which=1)) == "key"
    assert refusal(check, token({**CLAIMS, "iss": "https://two.example"})) == "key"


@pytest.mark.parametrize(
    ("audience", "believed"),
    [
        (AUDIENCE, True),
        ([AUDIENCE], True),
        (["other", AUDIENCE], True),
        ("other", False),
        (["other"], False),
        ([], False),
        (None, False),
        ({AUDIENCE: 1}, False),
        ([[AUDIENCE]], False),
        (AUDIENCE.upper(), False),
        (f"{AUDIENCE} ", False),
    ],
    ids=repr,
)
def test_a_token_must_be_for_us(audience: object, *, believed: bool) -> None:
    text = token({**CLAIMS, "aud": audience})
    if believed:
        assert verifier().verify(text, NOW)
    else:
        assert refusal(verifier(), text) == "audience"


@pytest.mark.parametrize(
    ("changes", "believed"),
    [
        ({}, True),
        ({"azp": AUDIENCE}, True),
        ({"azp": "other"}, False),
        ({"client_id": "other"}, False),
        ({"azp": AUDIENCE, "client_id": "other"}, False),
        ({"azp": None}, False),
        ({"aud": [AUDIENCE, "api"]}, False),
        ({"aud": [AUDIENCE, "api"], "azp": AUDIENCE}, True),
    ],
    ids=repr,
)
def test_a_token_must_have_been_made_for_a_client_of_ours(changes: dict[str, Any], *, believed: bool) -> None:
    check = verifier(clients=(AUDIENCE,))
    text = token({**CLAIMS, **changes})
    if believed:
        assert check.verify(text, NOW)
    else:
        assert refusal(check, text) == "client"


def test_an_access_token_of_cognito_names_its_client_and_no_audience() -> None:
    check = verifier(audiences=(), clients=(AUDIENCE,), token_use="access")
    assert check.verify(token(COGNITO_ACCESS), NOW)
    assert refusal(check, token({**COGNITO_ACCESS, "client_id": "other"})) == "client"
    assert refusal(check, token(COGNITO_ID)) == "client"
    assert refusal(check, token({**COGNITO_ID, "client_id": AUDIENCE})) == "use"


def test_an_id_token_of_cognito_is_no_access_token() -> None:
    check = verifier(token_use="id")
    assert check.verify(token(COGNITO_ID), NOW)
    assert refusal(check, token({**COGNITO_ACCESS, "aud": AUDIENCE})) == "use"
    assert refusal(check, token()) == "use"


@pytest.mark.parametrize("leeway", [0, 60])
def test_a_token_ends_by_the_second(leeway: int) -> None:
    end = CLAIMS["exp"] + leeway
    check = Verifier([issuer()], leeway=leeway)
    assert check.verify(token(), end - 1)
    assert refusal(check, token(), end) == "expired"
    assert refusal(Verifier([issuer()], leeway=leeway), token(), end) == "expired"


@pytest.mark.parametrize("claim", ["nbf", "iat"])
def test_a_token_begins_by_the_second(claim: str) -> None:
    text = token({**CLAIMS, claim: NOW + 100})
    assert verifier().verify(text, NOW + 40)
    assert refusal(verifier(), text, NOW + 39) == "future"


@pytest.mark.parametrize("claim", ["exp", "nbf", "iat"])
@pytest.mark.parametrize("value", ["1795003600", True, None, [], -1, 1e300, 10**400], ids=repr)
def test_a_time_is_a_number_of_seconds(claim: str, value: object) -> None:
    assert refusal(verifier(), token({**CLAIMS, claim: value})) == "claims"


def test_a_time_beyond_all_numbers_is_none() -> None:
    text = json.dumps(CLAIMS).replace(str(CLAIMS["exp"]), "1e999")
    assert refusal(verifier(), token(text)) == "claims"


def test_a_token_must_end() -> None:
    assert refusal(verifier(), token({k: v for k, v in CLAIMS.items() if k != "exp"})) == "claims"


def test_a_fraction_of_a_second_is_a_time() -> None:
    assert verifier().verify(token({**CLAIMS, "exp": NOW + 0.5}), NOW)


@pytest.mark.parametrize(
    "issuers",
    [[issuer(), issuer()], [issuer(audiences=())]],
    ids=["twice", "for anybody"],
)
def test_issuers_that_would_let_anybody_in_are_refused(issuers: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"^the issuer https:"):
        Verifier(issuers)


def test_a_remembered_token_is_as_true_as_before_and_its_time_is_still_looked_at() -> None:
    check = verifier()
    text = token()
    assert check.verify(text, NOW) is check.verify(text, NOW + 1)
    assert refusal(check, text, CLAIMS["exp"] + 60) == "expired"
    assert refusal(check, f"{text[:-2]}AA", NOW) == "signature"


def test_no_more_tokens_are_remembered_than_there_is_room_for() -> None:
    check = Verifier([issuer()], remembered=8)
    texts = [token({**CLAIMS, "sub": f"user-{number}"}) for number in range(40)]
    for text in texts[:8]:
        check.verify(text, NOW)
    gc.collect()
    tracemalloc.start()
    for text in texts * 3:
        check.verify(text, NOW)
    gc.collect()
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 40_000


def test_the_newest_are_remembered() -> None:
    check = Verifier([issuer()], remembered=2)
    first, second, third = (token({**CLAIMS, "sub": name}) for name in "abc")
    kept = check.verify(first, NOW)
    check.verify(second, NOW)
    assert check.verify(first, NOW) is kept
    check.verify(third, NOW)
    assert check.verify(first, NOW) is kept


@pytest.mark.parametrize("text", ["é", "a.b.ü", "\ud800", "\x00" * 9000], ids=ascii)
def test_text_that_is_no_token_is_refused_like_any_other(text: str) -> None:
    assert refusal(verifier(), text) in {"malformed", "oversize"}


def test_a_key_that_turns_out_to_be_none_is_a_key_that_is_not_there() -> None:
    broken = KeySet({"keys": [jwk("ES256", x=b64(b"\x01" * 32))]}, ("ES256",))
    assert refusal(verifier("ES256", keys=broken), token(algorithm="ES256")) == "key"


def test_keys_made_for_one_algorithm_are_not_those_of_another() -> None:
    # one RSA key, two algorithms: each signature is good for its own only
    assert private_key("RS256") is not private_key("PS256")
    both = KeySet({"keys": [jwk("RS256"), jwk("PS256")]}, ("RS256", "PS256"))
    check = verifier("RS256", "PS256", keys=both)
    assert check.verify(token(algorithm="PS256"), NOW)
    assert refusal(check, token(algorithm="RS256", kid="PS256-0")) == "key"

"""What we believe PyJWT believes too; what we refuse beyond it is refused for a reason that is known."""

from __future__ import annotations

import json
from typing import Any

import jwt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokens import AUDIENCE, CLAIMS, ISSUER, NOW, b64, compact, issuer, jwk, private_key, signature, token

from edge.auth.jwt import TokenError, Verifier

ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
STRICTER = {"malformed", "crit", "oversize", "key", "claims"}
"""Reasons for which we refuse what PyJWT may take: it reads base64 and JSON loosely, knows of extensions, is
told the key, and does not look at a time that is no number where it is not asked to."""
TIMES = st.sampled_from([NOW - 3600, NOW - 1, NOW, NOW + 1, NOW + 3600])
ODD: st.SearchStrategy[Any] = st.sampled_from([None, "x", "", True, 1.5, -1, [], {}, str(NOW + 60)])
WORDS = st.sampled_from([AUDIENCE, ISSUER, "other", ""])


def by_pyjwt(text: str, algorithm: str, now: float) -> dict[str, Any] | None:
    """What PyJWT with cryptography believes, its clock being ours: claims are shifted to its own time."""
    key = jwt.PyJWK(jwk(algorithm), algorithm)
    options: Any = {"require": ["exp"], "verify_exp": False, "verify_iat": False, "verify_nbf": False}
    options |= {"verify_sub": False, "verify_jti": False}
    try:
        claims = jwt.decode(
            text, key, algorithms=[algorithm], audience=AUDIENCE, issuer=ISSUER, options=options
        )
    except jwt.PyJWTError:
        return None
    try:
        late = int(claims["exp"]) <= now
        early = any(int(claims[name]) > now for name in ("nbf", "iat") if name in claims)
    except (TypeError, ValueError):
        return None
    return None if late or early else claims


def by_us(text: str, algorithm: str, now: float) -> dict[str, Any] | str:
    try:
        return dict(Verifier([issuer(algorithm)], leeway=0).verify(text, now))
    except TokenError as error:
        return error.reason


def agree(text: str, algorithm: str, now: float = NOW) -> None:
    ours, theirs = by_us(text, algorithm, now), by_pyjwt(text, algorithm, now)
    if isinstance(ours, dict):
        assert theirs == ours
    elif theirs is not None:
        assert ours in STRICTER


@settings(deadline=None, max_examples=150)
@given(
    algorithm=st.sampled_from(ALGORITHMS),
    named=st.sampled_from([*ALGORITHMS, "none", "HS256"]),
    changes=st.dictionaries(st.sampled_from(["exp", "nbf", "iat"]), TIMES | ODD)
    | st.dictionaries(
        st.sampled_from(["iss", "aud", "sub", "azp"]), WORDS | st.lists(WORDS, max_size=2) | ODD
    ),
    left_out=st.sets(st.sampled_from(["exp", "iat", "aud", "iss", "sub"]), max_size=1),
)
@example(algorithm="RS256", named="RS256", changes={}, left_out=set())
@example(algorithm="RS256", named="none", changes={}, left_out=set())
def test_signed_claims_of_any_kind_come_out_alike(
    algorithm: str, named: str, changes: dict[str, Any], left_out: set[str]
) -> None:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if name not in left_out}
    header = {"alg": named, "kid": f"{algorithm}-0"}
    signed = compact(header, claims)
    agree(f"{signed}.{b64(signature(algorithm, signed.encode()))}", algorithm)


@settings(deadline=None, max_examples=300)
@given(
    algorithm=st.sampled_from(ALGORITHMS),
    part=st.integers(0, 2),
    place=st.floats(0, 1, exclude_max=True),
    change=st.sampled_from(["replace", "drop", "insert", "cut"]),
    character=st.sampled_from("AQgw_-+/=.\n é0"),
)
def test_a_token_with_one_thing_changed_comes_out_alike(
    algorithm: str, part: int, place: float, change: str, character: str
) -> None:
    parts = token(algorithm=algorithm).split(".")
    text, at = parts[part], int(place * len(parts[part]))
    rest = text[at + 1 :] if change in {"replace", "drop"} else "" if change == "cut" else text[at:]
    parts[part] = text[:at] + ("" if change in {"drop", "cut"} else character) + rest
    agree(".".join(parts), algorithm)


@settings(deadline=None, max_examples=100)
@given(header=st.text(max_size=40) | st.binary(max_size=40), claims=st.text(max_size=40))
def test_signed_junk_comes_out_alike(header: str | bytes, claims: str) -> None:
    raw = header if isinstance(header, bytes) else header.encode("utf-8", "surrogatepass")
    agree(token(claims.encode("utf-8", "surrogatepass"), header=raw), "RS256")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_the_second_at_which_a_token_ends_is_the_same(algorithm: str, shift: int) -> None:
    text = token({**CLAIMS, "exp": NOW + 10}, algorithm=algorithm)
    agree(text, algorithm, NOW + 10 + shift)
    assert isinstance(by_us(text, algorithm, NOW + 10 + shift), dict) is (shift < 0)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_tokens_that_pyjwt_makes_are_believed(algorithm: str) -> None:
    text = jwt.encode(CLAIMS, private_key(algorithm), algorithm=algorithm, headers={"kid": f"{algorithm}-0"})
    assert by_us(text, algorithm, NOW) == CLAIMS
    assert json.loads(json.dumps(by_pyjwt(text, algorithm, NOW))) == CLAIMS

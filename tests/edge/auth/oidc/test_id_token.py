"""ID tokens that are true in themselves and not the answer to this attempt: none signs anybody in."""

from __future__ import annotations

import pytest
from edge_support import NOW
from fake_provider import CLIENT
from sign_in_browser import Browser, signed_in, site

TOKENS = {
    "another audience": ({"aud": "somebody-else"}, "audience"),
    "several audiences without azp": ({"aud": [CLIENT, "somebody-else"]}, "client"),
    "azp of another client": ({"azp": "somebody-else"}, "client"),
    "another issuer": ({"iss": "https://evil.example"}, "issuer"),
    "expired by a second": ({"exp": NOW - 1}, "expired"),
    "expired this second": ({"exp": NOW}, "expired"),
    "no expiry": ({"exp": None}, "claims"),
    "of the future": ({"iat": NOW + 61}, "future"),
    "not yet": ({"nbf": NOW + 61}, "future"),
    "another nonce": ({"nonce": "n"}, "nonce"),
    "a list as nonce": ({"nonce": ["n"]}, "nonce"),
    "hash of another access token": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "hash"),
    "hash of another code": ({"c_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "hash"),
    "no subject": ({"sub": None}, "subject"),
    "an empty subject": ({"sub": ""}, "subject"),
    "a subject with a line feed": ({"sub": "a\r\nx-auth-role: root"}, "subject"),
}


@pytest.mark.parametrize(("claims", "reason"), TOKENS.values(), ids=TOKENS)
def test_an_id_token_that_is_not_the_answer_is_refused(claims: dict[str, object], reason: str) -> None:
    at = site()
    at.provider.claims |= claims
    answer = Browser(at).sign_in()
    assert not signed_in(answer)
    assert (answer["status"], at.words[-1]) == ("403", f"refused {reason}")


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [
        ({"id_token": ""}, "absent"),
        ({"id_token": None}, "absent"),
        ({"id_token": "a.b"}, "malformed"),
        ({"id_token": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0."}, "malformed"),
        ({"id_token": "x" * 20000}, "absent"),
    ],
    ids=["empty", "null", "no token", "alg none", "endless"],
)
def test_what_is_no_id_token_is_refused(tokens: dict[str, object], reason: str) -> None:
    at = site()
    at.provider.tokens = tokens
    assert not signed_in(Browser(at).sign_in())
    assert at.words[-1] == f"refused {reason}"

"""Keys that change: looked for once, at most once a minute, and kept where the issuer cannot be asked."""

from __future__ import annotations

import json

import pytest
from tokens import NOW, issuer, jwk, token

from edge.auth.jwt import TokenError, Verifier


def refusal(check: Verifier, text: str, now: float = NOW) -> str:
    with pytest.raises(TokenError) as caught:
        check.verify(text, now)
    return caught.value.reason


class Counted:
    """An issuer's JWKS endpoint: answers what it is told to, and counts."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def key_set(*which: int) -> bytes:
    return json.dumps({"keys": [jwk("RS256", number) for number in which]}).encode()


def rotating(fetch: Counted) -> Verifier:
    return Verifier([issuer(jwks_uri="https://id.example/jwks")], fetch=fetch)


def test_a_new_key_is_looked_for_once() -> None:
    fetch = Counted(key_set(1))
    check = rotating(fetch)
    assert check.verify(token(), NOW)
    assert fetch.asked == []
    assert check.verify(token(which=1), NOW)
    assert fetch.asked == ["https://id.example/jwks"]
    # the old key is gone with what it had signed
    assert refusal(check, token()) == "key"
    assert len(fetch.asked) == 1


def test_made_up_keys_do_not_make_us_ask_more_than_once_a_minute() -> None:
    fetch = Counted(*[key_set(0)] * 3)
    check = rotating(fetch)
    for second in range(0, 120, 5):
        assert refusal(check, token(kid=f"made-up-{second}"), NOW + second) == "key"
    assert len(fetch.asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        OSError("down"),
        TimeoutError(),
        b"",
        b"<html>",
        b'{"keys":[]}',
        b'{"keys":[{"kty":"RSA"}]}',
        b'{"a":1,"a":1}',
    ],
    ids=repr,
)
def test_the_last_known_keys_stay_where_asking_fails(answer: bytes | Exception) -> None:
    fetch = Counted(answer)
    check = rotating(fetch)
    assert refusal(check, token(which=1)) == "key"
    assert check.verify(token(), NOW)


def test_an_issuer_without_a_url_is_never_asked() -> None:
    fetch = Counted()
    assert refusal(Verifier([issuer()], fetch=fetch), token(which=1)) == "key"

"""Keys and tokens are found by their shapes, examples are not, and no value is ever shown."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.rules.bundle.secret_text import PRIVATE_KEY, find_secrets, masked


def drawn(length: int, letters: str = string.ascii_letters + string.digits) -> str:
    """Letters that mean nothing: no secret of anybody's stands in this file."""
    return "".join(random.Random(length).choices(letters, k=length))


KEY_BODY = "\n".join(drawn(64) for _ in range(4))
SECRETS = {
    PRIVATE_KEY: f"-----BEGIN {'RSA '}PRIVATE KEY-----\n{KEY_BODY}\n-----END {'RSA '}PRIVATE KEY-----",
    "an AWS access key id": "ASIA" + drawn(16, string.ascii_uppercase + "234567"),
    "an AWS secret access key": f'aws_secret_access_key = "{drawn(40)}"',
    "a GitHub token": "ghp_" + drawn(36),
    "a GitLab token": "glpat-" + drawn(20),
    "a Slack token": "xoxb-" + drawn(30),
    "a Slack webhook": f"https://hooks.slack.com/services/T{drawn(8)}/B{drawn(8)}/{drawn(24)}",
    "a Stripe key": "sk_live_" + drawn(24),
    "a Google API key": "AIza" + drawn(35),
    "an npm token": "npm_" + drawn(36),
    "a PyPI token": "pypi-AgE" + drawn(80),
    "a SendGrid key": f"SG.{drawn(22)}.{drawn(43)}",
    "an OpenAI key": f"sk-{drawn(20)}T3BlbkFJ{drawn(20)}",
    "an Anthropic key": "sk-ant-" + drawn(90),
    "a password in the URL of a database": f"postgresql://web:{drawn(12)}@db.internal:5432/shop",
}


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_is_found_by_its_shape_at_its_place(what: str) -> None:
    (secret,) = find_secrets(f"# é\nvalue = {SECRETS[what]}\n".encode())
    assert secret.what == what
    assert secret.line == 2
    assert len(secret.shown) <= 4


@pytest.mark.parametrize("what", SECRETS)
def test_masking_leaves_no_secret_and_moves_nothing(what: str) -> None:
    text = f"one = 1\nvalue = {SECRETS[what]}\ntwo = 2\n"
    covered = masked(text)
    assert list(find_secrets(covered.encode())) == []
    assert [len(line) for line in covered.splitlines()] == [len(line) for line in text.splitlines()]
    assert covered.startswith("one = 1\nvalue = ")
    assert covered.endswith("two = 2\n")
    assert drawn(64)[4:] not in covered


def test_a_key_in_a_string_with_escaped_line_ends_is_found() -> None:
    text = SECRETS[PRIVATE_KEY].replace("\n", "\\n")
    assert [secret.what for secret in find_secrets(f'KEY = "{text}"'.encode())] == [PRIVATE_KEY]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("AKIAIOSFODNN7EXAMPLE", id="AWS's example id"),
        pytest.param(
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", id="AWS's example secret"
        ),
        pytest.param("-----BEGIN PUBLIC KEY-----\n" + KEY_BODY, id="a public key"),
        pytest.param("-----BEGIN CERTIFICATE-----\n" + KEY_BODY, id="a certificate"),
        pytest.param('if "-----BEGIN PRIVATE KEY-----" in text:', id="code that looks for keys"),
        pytest.param("postgres://user:password@localhost/db", id="a password that is none"),
        pytest.param("postgres://user:${PASSWORD}@localhost/db", id="a password to fill in"),
        pytest.param("redis://localhost:6379/0", id="no password"),
        pytest.param("ghp_" + "x" * 36, id="a token to fill in"),
        pytest.param("sha256-" + drawn(40), id="a digest"),
        pytest.param("xoxo, the team", id="a greeting"),
    ],
)
def test_what_is_no_secret_is_not_found(text: str) -> None:
    assert list(find_secrets(text.encode())) == []


def test_of_a_list_of_keys_some_are_enough() -> None:
    text = "\n".join(["AKIA" + drawn(16, string.ascii_uppercase)] * 500)
    assert len(list(find_secrets(text.encode()))) == 20


@given(st.text(max_size=300))
def test_any_text_can_be_searched_and_masked(text: str) -> None:
    list(find_secrets(text.encode("utf-8", "surrogatepass")))
    if not any("\ud800" <= char <= "\udfff" for char in text):
        assert masked(text).count("\n") == text.count("\n")

"""Names and passwords: hashes slow to try, a memory that holds no password, and one answer to guesses."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import Any

import pytest
from edge_support import NOW, edge_request
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.basic import Basic, read_basic
from edge.auth.identity import Identity, Refused
from edge.auth.passwords import PasswordHash, hash_password, read_hash
from edge.settings import SettingsError, Table

PASSWORD = "correct horse: battery"
CHEAP = PasswordHash("scrypt", 10, b"s" * 16, b"")


def cheap(password: str) -> PasswordHash:
    digest = hashlib.scrypt(password.encode(), salt=b"s" * 16, n=1024, r=8, p=1, dklen=32)
    return CHEAP._replace(digest=digest)


def basic() -> Basic:
    return Basic({"alice": cheap(PASSWORD), "böb": cheap("ü")})


def header(pair: str | bytes, scheme: str = "Basic") -> tuple[str, str]:
    data = pair if isinstance(pair, bytes) else pair.encode()
    return "Authorization", f"{scheme} {base64.b64encode(data).decode()}"


def ask(*lines: tuple[str, str], scheme: Basic | None = None) -> Identity | Refused | None:
    return (scheme or basic()).check(edge_request("/", lines=lines), NOW)


@pytest.mark.parametrize("word", ["Basic", "basic", "BASIC"])
def test_a_name_and_its_password_let_in(word: str) -> None:
    assert ask(header(f"alice:{PASSWORD}", word)) == Identity("alice", {}, "basic", None)


def test_passwords_are_utf_8() -> None:
    assert ask(header("böb:ü")) == Identity("böb", {}, "basic", None)
    assert ask(header("böb:ü".encode("latin-1"))) == Refused("malformed")


@pytest.mark.parametrize(
    "pair",
    [
        "alice:",
        "alice:x",
        "alice",
        ":",
        "Alice:x",
        f"bob:{PASSWORD}",
        f"alice:{PASSWORD} ",
        f"alice: {PASSWORD}",
    ],
)
def test_every_other_pair_is_refused(pair: str) -> None:
    assert ask(header(pair)) == Refused("password" if ":" in pair else "malformed")


@pytest.mark.parametrize(
    "value",
    ["Basic", "Basic ", "Basic YWxpY2U", "Basic YWxpY2U6eA", "Basic YWx*", "Basic YWxpY2U6eA==\t", "Basic é"],
)
def test_what_is_no_base64_is_refused_or_not_for_us(value: str) -> None:
    assert ask(("Authorization", value)) in (None, Refused("malformed"))


@pytest.mark.parametrize("pair", [f"alice:{PASSWORD}\x00", "alice\n:x", "\x7f:x"], ids=ascii)
def test_control_characters_are_refused(pair: str) -> None:
    assert ask(header(pair)) == Refused("malformed")


def test_other_schemes_are_for_others() -> None:
    assert ask(("Authorization", "Bearer x")) is None
    assert ask() is None


def test_two_headers_and_endless_ones_are_refused() -> None:
    assert ask(header(f"alice:{PASSWORD}"), ("Authorization", "Bearer x")) == Refused("ambiguous")
    assert ask(header("alice:" + "x" * 2000)) == Refused("oversize")


class Counting:
    """A hash that counts how often it is tried."""

    def __init__(self, password: str) -> None:
        self.password, self.tried = password, 0
        self.digest = b"d" * 32

    def matches(self, password: str) -> bool:
        self.tried += 1
        return password == self.password

    def _replace(self, **_: object) -> Counting:
        return Counting("no password at all" * 9)


def test_a_second_request_is_not_hashed_again_and_a_wrong_one_always_is() -> None:
    counting: Any = Counting(PASSWORD)
    scheme = Basic({"alice": counting})
    for _ in range(5):
        assert ask(header(f"alice:{PASSWORD}"), scheme=scheme) == Identity("alice", {}, "basic", None)
    assert counting.tried == 1
    for _ in range(3):
        assert ask(header("alice:wrong"), scheme=scheme) == Refused("password")
    assert counting.tried == 4


def test_an_unknown_name_is_hashed_too() -> None:
    counting: Any = Counting(PASSWORD)
    scheme: Any = Basic({"alice": counting})
    before = scheme._nobody.tried
    assert ask(header(f"mallory:{PASSWORD}"), scheme=scheme) == Refused("password")
    assert scheme._nobody.tried == before + 1


def test_no_password_is_remembered() -> None:
    scheme: Any = basic()
    ask(header(f"alice:{PASSWORD}"), scheme=scheme)
    held = repr([getattr(scheme, name) for name in scheme.__slots__])
    assert PASSWORD not in held
    assert base64.b64encode(PASSWORD.encode()).decode()[:20] not in held
    assert hashlib.sha256(f"alice:{PASSWORD}".encode()).digest() not in scheme._remembered


def test_no_more_are_remembered_than_there_is_room_for() -> None:
    counting: Any = Counting(PASSWORD)
    scheme: Any = Basic({f"user{number}": counting for number in range(300)})
    for number in range(300):
        ask(header(f"user{number}:{PASSWORD}"), scheme=scheme)
    assert len(scheme._remembered) <= 128


def test_the_challenge_names_the_realm_and_utf_8() -> None:
    assert basic().challenge == 'Basic realm="Restricted", charset="UTF-8"'


@pytest.mark.parametrize("pbkdf2", [False, True], ids=["scrypt", "pbkdf2"])
def test_a_new_hash_is_of_its_password_and_of_no_other(*, pbkdf2: bool) -> None:
    text = hash_password(PASSWORD, entropy=os.urandom, pbkdf2=pbkdf2)
    found = read_hash(text)
    assert found.matches(PASSWORD)
    assert not found.matches(PASSWORD + " ")
    assert hash_password(PASSWORD, entropy=os.urandom, pbkdf2=pbkdf2) != text
    assert found.digest.hex() not in repr(found)


def test_the_vectors_of_the_standards_come_out() -> None:
    salt = b"NaCl" * 4
    expected = hashlib.pbkdf2_hmac("sha256", b"password", salt, 1000, 32)
    assert PasswordHash("pbkdf2-sha256", 1000, salt, expected).matches("password")


@pytest.mark.parametrize(
    "change",
    [
        ("ln=14", "ln=9"),
        ("ln=14", "ln=16"),
        ("ln=14", "ln=014"),
        ("ln=14", "ln=14,"),
        ("ln=14", "ln=99999999999999999999"),
        ("r=8", "r=9"),
        ("p=1", "p=2"),
        ("scrypt", "bcrypt"),
        ("$scrypt", "x$scrypt$"),
        ("$scrypt", "x$scrypt"),
        ("scrypt$ln=14,r=8,p=1", "pbkdf2-sha256$i=999"),
        ("scrypt$ln=14,r=8,p=1", "pbkdf2-sha256$i=2000001"),
        ("scrypt$ln=14,r=8,p=1", "pbkdf2-sha256$ln=14"),
    ],
    ids=repr,
)
def test_a_hash_that_costs_too_little_or_too_much_is_refused(change: tuple[str, str]) -> None:
    text = hash_password(PASSWORD, entropy=os.urandom)
    with pytest.raises(ValueError, match=r"^expected ") as caught:
        read_hash(text.replace(*change, 1))
    assert text.split("$")[-1] not in str(caught.value)


@given(st.text(max_size=120))
def test_no_text_is_taken_for_a_hash(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_hash(text)


def test_settings_are_read() -> None:
    text = hash_password(PASSWORD, entropy=os.urandom)
    scheme = read_basic(Table({"realm": "Beta", "users": [{"name": "alice", "hash": text}]}, "basic"))
    assert scheme.challenge.startswith('Basic realm="Beta"')
    assert ask(header(f"alice:{PASSWORD}"), scheme=scheme) == Identity("alice", {}, "basic", None)


@pytest.mark.parametrize(
    "table",
    [
        {"users": []},
        {"users": [{"name": "a:b", "hash": "x"}]},
        {"users": [{"name": "a", "hash": "canary"}]},
        {"users": [{"name": "a", "hash": "x"}], "realm": 'a"b'},
        {"users": [{"name": "a", "hash": "x"}], "realm": "a\nb"},
    ],
    ids=repr,
)
def test_wrong_settings_are_refused_without_being_repeated(table: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        read_basic(Table(table, "basic"))
    assert "canary" not in str(caught.value)

"""API keys: known by their digest, taken from one header, until their day."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from edge_support import NOW, edge_request

from edge.auth.api_keys import ApiKey, ApiKeys, read_api_keys
from edge.auth.identity import Identity, Refused
from edge.settings import SettingsError, Table

KEY = "k" * 43
DIGEST = hashlib.sha256(KEY.encode()).hexdigest()
ENTRY = {"name": "ci", "sha256": DIGEST}
KEYS = ApiKeys(
    [
        ApiKey("ci", bytes.fromhex(DIGEST), None),
        ApiKey("old", hashlib.sha256(b"old").digest(), NOW + 10.0),
    ]
)


def ask(*lines: tuple[str, str], now: float = NOW, keys: ApiKeys = KEYS) -> Identity | Refused | None:
    return keys.check(edge_request("/", lines=lines), now)


def test_a_key_tells_whose_it_is() -> None:
    assert ask(("X-Api-Key", KEY)) == Identity("ci", {}, "api-key", None)


def test_without_the_header_nothing_was_presented() -> None:
    assert ask(("Authorization", KEY)) is None


@pytest.mark.parametrize("value", ["", "K" * 43, KEY[:-1], f"{KEY} ", DIGEST, "é", "\ud800"], ids=ascii)
def test_another_key_is_refused(value: str) -> None:
    assert ask(("X-Api-Key", value)) == Refused("key")


def test_two_keys_and_endless_ones_are_refused() -> None:
    assert ask(("X-Api-Key", KEY), ("x-api-key", KEY)) == Refused("malformed")
    assert ask(("X-Api-Key", KEY * 99)) == Refused("malformed")


def test_a_key_ends_by_the_second() -> None:
    assert ask(("X-Api-Key", "old"), now=NOW + 9) == Identity("old", {}, "api-key", NOW + 10.0)
    assert ask(("X-Api-Key", "old"), now=NOW + 10) == Refused("expired")


def test_settings_are_read() -> None:
    keys = read_api_keys(Table({"header": "X-Key", "keys": [{**ENTRY, "expires": 0}]}, "api_keys"))
    assert ask(("x-key", KEY), keys=keys) == Identity("ci", {}, "api-key", None)
    assert ask(("x-api-key", KEY), keys=keys) is None


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"keys": []}, "keys"),
        ({"keys": [{**ENTRY, "name": "a b"}]}, "keys[0].name"),
        ({"keys": [{**ENTRY, "sha256": DIGEST.upper()}]}, "keys[0].sha256"),
        ({"keys": [{**ENTRY, "sha256": "00"}]}, "keys[0].sha256"),
        ({"keys": [ENTRY, ENTRY]}, "keys[1].sha256"),
        ({"keys": [{**ENTRY, "expires": -1}]}, "keys[0].expires"),
        ({"keys": [{**ENTRY, "key": KEY}]}, "keys[0].key"),
        ({"keys": [ENTRY], "header": "x key"}, "header"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_settings_are_named(table: dict[str, Any], place: str) -> None:
    with pytest.raises(
        SettingsError, match=rf" api\.{place}:".replace("[", r"\[").replace("]", r"\]")
    ) as caught:
        read_api_keys(Table(table, "api"))
    assert KEY not in str(caught.value)

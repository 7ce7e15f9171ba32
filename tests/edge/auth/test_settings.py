"""The table of the feature `auth`: each mistake names its key, defaults are those of edge.toml."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from edge_support import AUTH, KEY, key_entry

from cloudfrontier.project.model import Auth as AuthTable
from edge.auth.settings import AuthSettings, read_settings
from edge.settings import SettingsError, Table

SECRET = key_entry(KEY)["secret"]


def read(**changes: Any) -> AuthSettings:
    return read_settings(Table({**AUTH, **changes}, "features.auth"))


def test_the_keys_of_the_table_are_the_fields_of_edge_toml() -> None:
    assert set(AUTH) == {field.name for field in fields(AuthTable)}


def test_defaults_are_those_of_edge_toml() -> None:
    sparse = read_settings(Table({"keys": AUTH["keys"]}, ""))
    defaults = {field.name: field.default for field in fields(AuthTable)}
    full = read(**{name: value for name, value in defaults.items() if name != "keys"})
    assert sparse == full
    assert sparse.redirect_to == "/sign-in/?return_to="


@pytest.mark.parametrize(
    ("sign_in", "redirect_to", "host", "path"),
    [
        ("/sign-in/", "/sign-in/?return_to=", "", "/sign-in/"),
        ("/in?lang=de", "/in?lang=de&return_to=", "", "/in"),
        ("https://id.example", "https://id.example?return_to=", "id.example", "/"),
        ("https://ID.example/in?a=b", "https://ID.example/in?a=b&return_to=", "id.example", "/in"),
    ],
)
def test_the_sign_in_page_is_taken_apart(sign_in: str, redirect_to: str, host: str, path: str) -> None:
    settings = read(sign_in=sign_in)
    assert (settings.redirect_to, settings.sign_in_host, settings.sign_in_path) == (redirect_to, host, path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"keys": []}, "features.auth.keys: expected one key or more"),
        ({"keys": [{"id": "k"}]}, "features.auth.keys[0].secret: missing"),
        ({"keys": [{"id": "k", "secret": SECRET[:20]}]}, "features.auth.keys[0].secret: expected base64url"),
        ({"keys": [{"id": "a.b", "secret": SECRET}]}, "features.auth.keys[0].id: expected an id"),
        ({"keys": [{"id": "k" * 65, "secret": SECRET}]}, "features.auth.keys[0].id: expected an id"),
        ({"keys": [AUTH["keys"][0]] * 2}, "features.auth.keys[1].id: expected an id"),
        ({"keys": [{**AUTH["keys"][0], "file": "k"}]}, "features.auth.keys[0].file: unknown key"),
        ({"sign_in": "//evil.example/"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "http://id.example/"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "https://u@id.example/"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "https:///in"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "/in#x"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "/in\r\n"}, "features.auth.sign_in: expected a path"),
        ({"sign_in": "/\\evil.example"}, "features.auth.sign_in: expected a path"),
        ({"cookie": "a b"}, "features.auth.cookie: expected a cookie's name"),
        ({"cookie": ""}, "features.auth.cookie: expected a cookie's name"),
        ({"anonymous": ["public/*"]}, "features.auth.anonymous: expected path patterns"),
        ({"tyop": 1}, "features.auth.tyop: unknown key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_names_its_key_and_repeats_no_secret(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**changes)
    assert str(refused.value).startswith(f"settings.json: {message}")
    assert SECRET[:20] not in str(refused.value)


def test_settings_can_be_printed_without_a_secret() -> None:
    assert SECRET not in repr(read())
    assert repr(KEY.secret) not in repr(read())

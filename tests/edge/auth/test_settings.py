"""The table of the feature `auth`: each mistake names its key, defaults are those of edge.toml."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from edge_support import AUTH, KEY, key_entry
from fake_provider import DISCOVERY, ISSUER
from sign_in_browser import PROVIDER
from tokens import jwk

from cloudfrontier.artifacts.entry import settings_json
from cloudfrontier.project import load
from cloudfrontier.project.model import Auth as AuthTable
from edge.auth.oidc.provider import SecretPlace, read_provider
from edge.auth.settings import AuthSettings, read_settings
from edge.settings import SettingsError, Table

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = """
[project]
name = "shop"

[origins.site]
domain = "site.shop.example"

[handlers.gate]
features = ["auth"]

[auth]
keys = [{ id = "k1", file = "session.key", create = true }]
origin_keys = [{ id = "o1", file = "origin.key", create = true }]
page = "page.html"
headers = { x-auth-email = "email" }
session = { lifetime = 600, claims = ["locale"] }
rules = [
  { paths = ["/admin/*"], groups = ["admins"], claims = { department = ["it"] } },
  { paths = ["/*"], email_domains = ["shop.example"] },
]

[auth.providers.main]
issuer = "https://id.example/realms/shop"
client_id = "shop-web"
hosts = ["www.shop.example"]
client_authentication = "basic"
secret = { name = "shop/oidc", region = "eu-west-1", field = "client_secret" }
discovery = "discovery.json"
jwks = "keys.json"

[auth.signed_links]
keys = [{ id = "l1", file = "links.key", create = true }]

[auth.api_keys]
keys = [{ name = "robot", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }]

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "gate"
viewer-response = "gate"
"""
FILES = {
    "discovery.json": json.dumps(DISCOVERY),
    "keys.json": json.dumps({"keys": [{**jwk("RS256"), "x5c": ["certificate"]}]}),
    "page.html": "<title>{{title}}</title><p>{{message}}</p>",
}
SECRET = key_entry(KEY)["secret"]


def read(**changes: Any) -> AuthSettings:
    return read_settings(Table({**AUTH, **changes}, "features.auth"))


def test_defaults_are_those_of_edge_toml() -> None:
    sparse = read_settings(Table({"keys": AUTH["keys"]}, ""))
    table = AuthTable()
    assert sparse.redirect_to == f"{table.sign_in}?{table.return_parameter}="
    assert sparse.cookie == table.cookie
    assert sparse.session._asdict() == asdict(table.session)
    assert (sparse.rules, sparse.schemes, sparse.sites) == ((), (), {})
    assert not sparse.anonymous.match("/")
    assert read(providers=[PROVIDER]).base == f"{table.path}/"


def test_what_the_build_writes_is_what_the_edge_reads(tmp_path: Path) -> None:
    project = tmp_path / "edge.toml"
    project.write_text(PROJECT, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    baked = json.loads(settings_json(load(project), "gate"))
    settings = read_settings(Table(baked["features"]["auth"], ""))
    site = settings.sites["www.shop.example"]
    provider = read_provider(site.provider)
    assert (provider.issuer, provider.client_id, provider.kind) == (ISSUER, "shop-web", "oidc")
    assert provider.secret == SecretPlace("secretsmanager", "shop/oidc", "eu-west-1", "client_secret")
    assert len(settings.rules) == 2
    assert settings.page == FILES["page.html"]
    assert settings.headers == {"x-auth-email": "email"}
    assert [scheme.name for scheme in settings.schemes] == ["api-key", "signed-link"]
    assert settings.origin_key is not None


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

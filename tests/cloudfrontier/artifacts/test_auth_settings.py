"""The table `auth` as it is baked: presets filled in, and every mistake told at its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from fake_provider import discovery
from tokens import jwk

from cloudfrontier.artifacts.entry import settings_json
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = """
[project]
name = "shop"

[origins.site]
domain = "site.shop.example"

[handlers.gate]
features = ["auth"]

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "gate"

[auth]
keys = [{ id = "k1", file = "session.key", create = true }]
"""
COGNITO = "preset = 'cognito'\nregion = 'eu-west-1'\nuser_pool = 'eu-west-1_A'\ndomain = 'in.shop.example'\n"
GOOGLE = "preset = 'google'\nrefresh = true\n"
POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A"


class Everyone:
    """Every issuer's documents, as its name says; `without` leaves members out."""

    def __init__(self, *without: str) -> None:
        self.without = without

    def __call__(self, url: str) -> bytes:
        if url.endswith("/keys"):
            return json.dumps({"keys": [jwk("RS256")]}).encode()
        base = url.removesuffix("/.well-known/openid-configuration")
        issuer = f"{base}/" if "auth0" in base else base
        document = {**discovery(base), "issuer": issuer, "jwks_uri": f"{base}/keys"}
        return json.dumps({name: document[name] for name in document if name not in self.without}).encode()


def baked(folder: Path, provider: str, *without: str) -> Any:
    text = f"{PROJECT}\n[auth.providers.main]\nclient_id = 'c'\n{provider}"
    (folder / "edge.toml").write_text(text, encoding="utf-8")
    settings = json.loads(settings_json(load(folder), "gate", fetch=Everyone(*without)))
    return settings["features"]["auth"]["providers"][0]


@pytest.mark.parametrize(
    ("provider", "without", "sign_out", "endpoint"),
    [
        (COGNITO, (), "cognito", "https://in.shop.example/logout"),
        ("preset = 'google'\n", ("end_session_endpoint",), "local", ""),
        ("preset = 'auth0'\ndomain = 'o.auth0.com'\n", (), "oidc", "https://o.auth0.com/logout"),
        (
            "preset = 'auth0'\ndomain = 'o.auth0.com'\n",
            ("end_session_endpoint",),
            "auth0",
            "https://o.auth0.com/v2/logout",
        ),
        ("issuer = 'https://id.example'\nsign_out = 'local'\n", (), "local", "https://id.example/logout"),
    ],
    ids=["cognito", "google", "auth0", "auth0 of old", "not told"],
)
def test_each_provider_is_told_of_a_sign_out_in_its_way(
    tmp_path: Path, provider: str, without: tuple[str, ...], sign_out: str, endpoint: str
) -> None:
    found = baked(tmp_path, provider, *without)
    assert (found["sign_out"], found["end_session_endpoint"]) == (sign_out, endpoint)


@pytest.mark.parametrize(
    ("provider", "scopes", "parameters"),
    [
        ("issuer = 'https://id.example'\n", "openid profile email", {}),
        ("issuer = 'https://id.example'\nrefresh = true\n", "openid profile email offline_access", {}),
        (GOOGLE, "openid profile email", {"access_type": "offline", "prompt": "consent"}),
        (
            GOOGLE + "parameters = { prompt = 'none' }\n",
            "openid profile email",
            {"access_type": "offline", "prompt": "none"},
        ),
        (COGNITO + "refresh = true\nscopes = ['openid']\n", "openid", {}),
    ],
    ids=["plain", "refresh", "google", "said otherwise", "cognito"],
)  # fmt: skip
def test_a_refresh_token_is_asked_for_as_the_provider_wants_it(
    tmp_path: Path, provider: str, scopes: str, parameters: dict[str, str]
) -> None:
    found = baked(tmp_path, provider)
    assert (" ".join(found["scopes"]), found["parameters"]) == (scopes, parameters)


def test_the_groups_of_cognito_have_a_name_of_their_own(tmp_path: Path) -> None:
    assert baked(tmp_path, COGNITO)["groups_claim"] == "cognito:groups"
    assert baked(tmp_path, COGNITO)["issuer"] == POOL


def test_no_secret_is_baked_only_where_it_is_kept(tmp_path: Path) -> None:
    place = "client_authentication = 'post'\nsecret = { name = 's', region = 'eu-west-1', service = 'ssm' }\n"
    found = baked(tmp_path, "issuer = 'https://id.example'\n" + place)
    assert found["secret"] == {"service": "ssm", "name": "s", "region": "eu-west-1", "field": ""}


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Hello", encoding="utf-8")
    (tmp_path / "d.json").write_text("[]", encoding="utf-8")
    head = PROJECT + "page = 'page.html'\n"
    provider = (
        "\n[auth.providers.main]\nclient_id = 'c'\nissuer = 'https://id.example'\ndiscovery = 'd.json'\n"
    )
    (tmp_path / "edge.toml").write_text(head + provider, encoding="utf-8")
    with pytest.raises(ProjectError) as refused:
        settings_json(load(tmp_path), "gate", fetch=Everyone())
    told = {problem.message: problem.line for problem in refused.value.problems}
    lines = (head + provider).splitlines()
    assert told == {
        "page.html: lacks `{{message}}`, where people are told what happened": lines.index(
            "page = 'page.html'"
        )
        + 1,
        "the provider `main`: d.json: expected a JSON object": lines.index("discovery = 'd.json'") + 1,
    }


@pytest.mark.parametrize(
    ("page", "message"),
    [(b"\xff", "is no UTF-8"), (b"{{message}}" + b"x" * 32_000, "has 32,011 bytes; a page may have 32,000")],
)
def test_a_page_that_cannot_be_shown_is_told(tmp_path: Path, page: bytes, message: str) -> None:
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "edge.toml").write_text(PROJECT + "page = 'page.html'\n", encoding="utf-8")
    with pytest.raises(ProjectError) as refused:
        settings_json(load(tmp_path), "gate")
    assert message in refused.value.problems[0].message

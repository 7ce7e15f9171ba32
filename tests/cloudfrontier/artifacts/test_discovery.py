"""What a provider says of itself, read at build time: held against the project, and baked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_provider import DISCOVERY, ISSUER
from tokens import jwk

from cloudfrontier.artifacts.discovery import DiscoveryError, discover, fetch_document
from cloudfrontier.artifacts.presets import preset_of
from cloudfrontier.project.model import Provider

KEYS = {"keys": [{**jwk("RS256"), "x5c": ["MIIC"], "x5t": "t"}, {**jwk("RS256", 1), "use": "enc"}]}
NOWHERE = Path("/nonexistent")


class Web:
    """What is at which URL; everything else cannot be reached."""

    def __init__(self, pages: dict[str, Any]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.pages:
            raise OSError("no route to host")
        page = self.pages[url]
        return page if isinstance(page, bytes) else json.dumps(page).encode()


def oidc(**changes: Any) -> Provider:
    return Provider(**{"client_id": "shop-web", "issuer": ISSUER, **changes})


def web(keys: Any = KEYS, **changes: Any) -> Web:
    return Web(
        {f"{ISSUER}/.well-known/openid-configuration": {**DISCOVERY, **changes}, f"{ISSUER}/keys": keys}
    )


def test_documents_are_fetched_where_no_file_is_named() -> None:
    there = web()
    found = discover(oidc(), ISSUER, root=NOWHERE, fetch=there)
    assert there.asked == [f"{ISSUER}/.well-known/openid-configuration", f"{ISSUER}/keys"]
    assert found.token_endpoint == DISCOVERY["token_endpoint"]
    assert found.end_session_endpoint == DISCOVERY["end_session_endpoint"]
    assert not found.issuer_in_callback


def test_of_the_keys_only_public_numbers_that_could_be_used_are_baked() -> None:
    found = discover(oidc(), ISSUER, root=NOWHERE, fetch=web())
    assert json.loads(found.jwks) == {"keys": [jwk("RS256")]}


def test_a_build_from_files_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(DISCOVERY), encoding="utf-8")
    (tmp_path / "k.json").write_text(json.dumps(KEYS), encoding="utf-8")
    nothing = Web({})
    found = discover(oidc(discovery="d.json", jwks="k.json"), ISSUER, root=tmp_path, fetch=nothing)
    assert found == discover(oidc(), ISSUER, root=NOWHERE, fetch=web())
    assert not nothing.asked


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"issuer": "https://evil.example"}, "discovery", "expected 'https://id.example/realms/shop'"),
        ({"issuer": f"{ISSUER}/"}, "discovery", "expected 'https://id.example/realms/shop'"),
        ({"code_challenge_methods_supported": ["plain"]}, "discovery", "no PKCE with S256; it lists plain"),
        ({"id_token_signing_alg_values_supported": ["HS256"]}, "algorithms", "signs ID tokens with HS256"),
        ({"token_endpoint": "http://id.example/token"}, "discovery", "`token_endpoint` is no https URL"),
        ({"token_endpoint": None}, "discovery", "`token_endpoint` is no https URL"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "discovery", "is no https URL"),
        ({"authorization_endpoint": "https://id.example/a\r\nb"}, "discovery", "is no https URL"),
        ({"authorization_endpoint": "https://id.example/#a"}, "discovery", "is no https URL"),
        ({"end_session_endpoint": "//id.example/"}, "discovery", "is no https URL"),
        ({"keys": {"keys": []}}, "jwks", "no key for RS256"),
        ({"keys": {"keys": [{**jwk("RS256"), "n": "AQAB"}]}}, "jwks", "cannot be used"),
        ({"keys": b"[]"}, "jwks", "expected a JSON object"),
        ({"keys": b"<html>"}, "jwks", "expected a JSON object"),
    ],
)
def test_a_provider_that_does_not_fit_is_refused(changes: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(DiscoveryError) as refused:
        discover(oidc(), ISSUER, root=NOWHERE, fetch=web(**changes))
    assert refused.value.key == key
    assert message in str(refused.value)


BASIC_ONLY = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
KEPT = {"name": "s", "region": "eu-west-1"}


def test_a_way_to_prove_the_client_that_is_not_listed_is_refused() -> None:
    with pytest.raises(DiscoveryError, match="no `client_authentication` by client_secret_post; it lists"):
        discover(
            oidc(client_authentication="post", secret=KEPT),
            ISSUER,
            root=NOWHERE,
            fetch=web(**BASIC_ONLY),
        )


def test_a_public_client_is_in_no_list_but_google_has_none() -> None:
    assert discover(oidc(), ISSUER, root=NOWHERE, fetch=web(**BASIC_ONLY)).token_endpoint
    with pytest.raises(DiscoveryError, match="by none"):
        discover(oidc(preset="google"), ISSUER, root=NOWHERE, fetch=web(**BASIC_ONLY))


def test_a_provider_that_cannot_be_reached_says_how_to_do_without() -> None:
    with pytest.raises(DiscoveryError, match="save it and name the file: `discovery") as refused:
        discover(oidc(), ISSUER, root=NOWHERE, fetch=Web({}))
    assert "no route to host" in str(refused.value)


@pytest.mark.parametrize(
    "url", ["http://id.example/", "file:///etc/passwd", "ftp://id.example/", "https:///a"]
)
def test_only_https_is_fetched(url: str) -> None:
    with pytest.raises(OSError, match="expected an https URL"):
        fetch_document(url)


@pytest.mark.parametrize(
    ("fields", "issuer", "sign_out"),
    [
        (
            {
                "preset": "cognito",
                "region": "eu-west-1",
                "user_pool": "eu-west-1_A",
                "domain": "in.shop.example",
            },
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A",
            "cognito",
        ),
        ({"preset": "google"}, "https://accounts.google.com", "oidc"),
        ({"preset": "entra", "tenant": "t"}, "https://login.microsoftonline.com/t/v2.0", "oidc"),
        ({"preset": "okta", "domain": "o.okta.com"}, "https://o.okta.com/oauth2/default", "oidc"),
        (
            {"preset": "okta", "domain": "o.okta.com", "authorization_server": ""},
            "https://o.okta.com",
            "oidc",
        ),
        ({"preset": "auth0", "domain": "o.auth0.com"}, "https://o.auth0.com/", "auth0"),
        (
            {"preset": "keycloak", "url": "https://id.example/", "realm": "shop"},
            "https://id.example/realms/shop",
            "oidc",
        ),
        ({"preset": "github"}, "", "local"),
    ],
    ids=lambda value: value.get("preset", "") if isinstance(value, dict) else "",
)
def test_a_preset_knows_its_issuer(fields: dict[str, Any], issuer: str, sign_out: str) -> None:
    preset = preset_of(Provider(client_id="c", **fields))
    assert (preset.issuer, preset.sign_out) == (issuer, sign_out)

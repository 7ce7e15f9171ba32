"""When something is down or wrong: nobody is let in, sessions go on, and people are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from edge_support import REQUEST_ID
from fake_provider import SECRET, FakeProvider
from sign_in_browser import Browser, location, signed_in, site

from edge.auth.oidc.exchange import FetchError, HttpReply, UnavailableError
from edge.headers import first

if TYPE_CHECKING:
    from edge.auth.oidc.exchange import HttpRequest
    from edge.auth.oidc.provider import SecretPlace

PLACE = {"service": "ssm", "name": "/shop/oidc", "region": "eu-west-1", "field": ""}


def with_secret(method: str) -> dict[str, Any]:
    return {"client_authentication": method, "secret": PLACE}


def test_while_the_provider_is_down_sessions_go_on_and_new_ones_get_a_503() -> None:
    at = site()
    signed, new = Browser(at), Browser(at)
    signed.sign_in()
    at.provider.down = True
    assert "status" not in signed.get("/members/")
    answer = new.sign_in()
    assert (answer["status"], signed_in(answer)) == ("503", False)
    assert first(answer["headers"], "retry-after") == "30"
    assert REQUEST_ID in answer["body"]
    assert at.words[-1] == "unavailable unreachable"


def test_an_attempt_is_not_spent_by_a_provider_that_was_down() -> None:
    at = site()
    browser = Browser(at)
    to_provider = location(browser.page(location(browser.page("/members/"))))
    at.provider.down = True
    browser.come_back(to_provider)
    at.provider.down = False
    assert location(browser.come_back(to_provider)) == "/members/"


@pytest.mark.parametrize("status", [500, 502, 503, 429, 404, 302])
def test_a_provider_that_answers_nonsense_is_unavailable(status: int) -> None:
    at = site()
    at.provider.status = status
    assert Browser(at).sign_in()["status"] == "503"
    assert at.words[-1] == "unavailable provider"


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable"])
def test_a_provider_that_says_it_is_down_is_believed(error: str) -> None:
    at = site()
    at.provider.error = error
    answer = Browser(at).sign_in()
    assert (answer["status"], at.words[-1]) == ("503", f"unavailable {error}")


def test_who_says_no_is_told_so_and_not_sent_back() -> None:
    at = site()
    at.provider.error = "access_denied"
    answer = Browser(at).sign_in()
    assert (answer["status"], at.words[-1]) == ("403", "denied access_denied")


@pytest.mark.parametrize("method", ["basic", "post"])
def test_a_client_proves_itself_with_its_secret(method: str) -> None:
    asked: list[SecretPlace] = []

    def read(place: SecretPlace) -> str:
        asked.append(place)
        return SECRET

    at = site(provider=with_secret(method), read_secret=read)
    at.provider.authentication = method
    for _ in range(2):
        assert location(Browser(at).sign_in()) == "/members/"
    assert len(asked) == 1


def test_a_secret_that_was_changed_is_read_anew_once() -> None:
    answers = ["old", SECRET]
    at = site(provider=with_secret("post"), read_secret=lambda _: answers.pop(0))
    at.provider.authentication = "post"
    Browser(at).sign_in()
    assert at.words[-1] == "unavailable client"
    at.pass_time(61)
    assert location(Browser(at).sign_in()) == "/members/"


def test_without_its_secret_nobody_is_signed_in() -> None:
    def read(_: SecretPlace) -> str:
        raise UnavailableError("secret")

    at = site(provider=with_secret("basic"), read_secret=read)
    assert Browser(at).sign_in()["status"] == "503"
    assert at.words[-1] == "unavailable secret"


def test_what_is_no_private_key_signs_nobody_in() -> None:
    at = site(provider=with_secret("private_key_jwt"), read_secret=lambda _: "no key")
    assert Browser(at).sign_in()["status"] == "503"
    assert at.words[-1] == "unavailable private-key"


def test_a_table_that_is_wrong_lets_nobody_in() -> None:
    at = site(provider={"sign_out": "sideways"})
    browser = Browser(at)
    assert browser.page("/.auth/sign-in")["status"] == "503"
    assert [name for name, _ in at.telemetry.failures] == ["auth"]
    assert location(browser.page("/members/"))


def test_a_refresh_that_cannot_reach_the_provider_is_a_503_and_keeps_the_token() -> None:
    at = site(provider={"refresh": True}, session={"lifetime": 600})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(601)
    at.provider.down = True
    assert browser.page(location(browser.page("/members/")))["status"] == "503"
    at.provider.down = False
    assert location(browser.page(location(browser.page("/members/")))) == "/members/"


class GitHub:
    """GitHub's token endpoint and API, as documented."""

    def __init__(self, **answers: Any) -> None:
        self.asked: list[HttpRequest] = []
        self.answers = {
            "https://github.com/login/oauth/access_token": {
                "access_token": "cAnArY-gho",
                "scope": "read:user",
            },
            "https://api.github.com/user": {"id": 583231, "login": "octocat", "name": "The Octocat"},
            "https://api.github.com/user/emails": [
                {"email": "other@example.com", "primary": False, "verified": True},
                {"email": "octocat@github.com", "primary": True, "verified": True},
            ],
            "https://api.github.com/user/orgs?per_page=100": [{"login": "github"}, {"login": "octo"}],
            **answers,
        }

    def __call__(self, request: HttpRequest) -> HttpReply:
        self.asked.append(request)
        if request.url.startswith("https://api."):
            assert dict(request.headers)["Authorization"] == "Bearer cAnArY-gho"
        return HttpReply(200, json.dumps(self.answers[request.url]).encode())

    def get(self, url: str) -> bytes:
        raise FetchError(url)


def github(fetches: GitHub, **changes: Any) -> Browser:
    provider = {
        "kind": "github",
        "issuer": "",
        "jwks": "",
        "authorization_endpoint": "https://github.com/login/oauth/authorize",
        "token_endpoint": "https://github.com/login/oauth/access_token",
        "scopes": ["read:user", "user:email", "read:org"],
        "sign_out": "local",
        **with_secret("post"),
    }
    at = site(provider=provider, fetches=fetches, read_secret=lambda _: SECRET, **changes)
    browser = Browser(at)
    to_provider = location(browser.page(location(browser.page("/members/"))))
    state = to_provider.partition("state=")[2].partition("&")[0]
    browser.page(f"/.auth/callback?code=abc&state={state}")
    return browser


def test_github_signs_in_by_its_api() -> None:
    rules = [{"paths": ["/*"], "groups": ["octo"], "email_domains": ["GitHub.com"]}]
    headers = {"x-auth-name": "preferred_username"}
    browser = github(GitHub(), rules=rules, headers=headers)
    passed = browser.get("/members/")["headers"]
    assert (first(passed, "x-auth-subject"), first(passed, "x-auth-name")) == ("583231", "octocat")


@pytest.mark.parametrize(
    "answers",
    [
        {"https://api.github.com/user": {"login": "octocat"}},
        {"https://api.github.com/user": {"id": True}},
        {"https://api.github.com/user": None},
        {"https://api.github.com/user/emails": None},
        {"https://github.com/login/oauth/access_token": {"error": "bad_verification_code"}},
        {"https://github.com/login/oauth/access_token": {"access_token": ""}},
        {"https://github.com/login/oauth/access_token": {"access_token": "a\r\nb"}},
    ],
    ids=["no id", "true as id", "no user", "no emails", "a bad code", "no token", "a token of two lines"],
)
def test_what_github_does_not_document_signs_nobody_in(answers: dict[str, Any]) -> None:
    browser = github(GitHub(**answers))
    assert "__Host-session" not in browser.names()


def test_an_address_that_github_did_not_verify_counts_for_nothing() -> None:
    emails = [{"email": "boss@shop.example", "primary": True, "verified": False}]
    rules = [{"paths": ["/*"], "email_domains": ["shop.example"]}]
    browser = github(GitHub(**{"https://api.github.com/user/emails": emails}), rules=rules)
    assert browser.page("/members/")["status"] == "403"
    assert browser.at.words[-1] == "forbidden email"


def test_the_provider_of_the_tests_refuses_what_a_provider_refuses() -> None:
    """A fake that took everything would prove nothing."""
    at = site(provider=with_secret("post"), read_secret=lambda _: "wrong", fake=FakeProvider(0))
    at.provider.authentication = "post"
    assert Browser(at).sign_in()["status"] == "503"

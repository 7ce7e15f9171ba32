"""Settings of sign-in that a handler would refuse when it starts, or a provider when somebody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import assert_problems, problems_of, unmarked

if TYPE_CHECKING:
    from pathlib import Path

AUTH = "[auth]\nkeys = [{ id = 'k', file = 'k' }]\n"
RULE = AUTH + "rules = [{ %s }]\n"


def provider(rest: str, name: str = "main") -> str:
    """A table of a provider."""
    return f"[auth.providers.{name}]\nclient_id = 'c'\n{rest}\n"


OIDC = "issuer = 'https://id.example'\n"
SECRET = "secret = { name = 's', region = 'eu-west-1' }\n"
WRONG = {
    "no-key-and-a-provider": ("[auth]\nkeys = ¦[]\n" + provider(OIDC), "expected one key at least"),
    "origin-key-twice": (
        AUTH + "origin_keys = [{ id = 'o', file = 'o' }, { id = ¦'o', file = 'p' }]\n",
        "the id of another key before it",
    ),
    "path-with-slash": (AUTH + "path = ¦'/.auth/'\n", "expected a folder such as `/.auth`"),
    "path-of-dots": (AUTH + "path = ¦'/..'\n", "expected a folder such as `/.auth`"),
    "path-root": (AUTH + "path = ¦'/'\n", "expected a folder such as `/.auth`"),
    "absolute": (AUTH + "session = { lifetime = 600, absolute = ¦599 }\n", "at least `lifetime`, 600"),
    "lifetime": (AUTH + "session = { lifetime = ¦59 }\n", "expected an integer from 60 to"),
    "same-site": (AUTH + "session = { same_site = ¦'lax' }\n", "did you mean `Lax`?"),
    "domain-of-a-host-cookie": (
        AUTH + "cookie = ¦'__Host-s'\nsession = { domain = 'shop.example' }\n",
        "expected a name with `__Secure-`",
    ),
    "domain": (AUTH + "cookie = '__Secure-s'\nsession = { domain = ¦'.shop.example' }\n", "a domain such as"),
    "header-of-others": (AUTH + "headers = { ¦x-user = 'email' }\n", "one that begins with `x-auth-`"),
    "header-of-ours": (AUTH + "headers = { ¦X-Auth-Subject = 'email' }\n", "other than `x-auth-subject`"),
    "header-name": (AUTH + "headers = { ¦'x-auth- a' = 'email' }\n", "is no name of a header"),
    "rule-without-path": (RULE % "paths = ¦[]", "expected one path pattern at least"),
    "rule-path": (RULE % "paths = [¦'/a b']", "cannot stand in a path pattern"),
    "rule-method": (RULE % "methods = [¦'get']", "did you mean `GET`?"),
    "rule-domain": (RULE % "email_domains = [¦'@shop.example']", "expected a domain such as `example.com`"),
    "rule-scheme": (RULE % "schemes = [¦'token']", "expected one of"),
    "preset": (AUTH + provider("preset = ¦'azure'"), "expected one of"),
    "client": (AUTH + "[auth.providers.main]\nclient_id = ¦''\nissuer = 'https://i.example'\n", "not empty"),
    "issuer-over-http": (AUTH + provider("issuer = ¦'http://id.example'"), "expected an https URL"),
    "issuer-with-a-user": (AUTH + provider("issuer = ¦'https://me@id.example'"), "expected an https URL"),
    "field-of-another-preset": (
        AUTH + provider("preset = 'google'\n¦tenant = 't'"),
        "`tenant` says nothing to a provider `google`",
    ),
    "entra-with-a-bare-key": (
        AUTH + provider(
            "preset = 'entra'\ntenant = 't'\nclient_authentication = ¦'private_key_jwt'\n" + SECRET
        ),
        "a certificate's thumbprint",
    ),
    "every-tenant": (AUTH + provider("preset = 'entra'\ntenant = ¦'common'"), "the id of one tenant"),
    "okta-url": (AUTH + provider("preset = 'okta'\ndomain = ¦'https://o.example'"), "a host such as"),
    "user-pool": (
        AUTH + provider("preset = 'cognito'\nregion = 'eu-west-1'\nuser_pool = ¦'a/b'\ndomain = 'd.example'"),
        "expected letters, digits",
    ),
    "secret-that-is-not-used": (AUTH + provider(OIDC + "¦" + SECRET), "`secret` beside"),
    "secret-that-is-missing": (
        AUTH + provider(OIDC + "client_authentication = ¦'basic'"),
        "there is no `secret`; expected where it is kept",
    ),
    "secret-that-two-things-stand-for": (
        AUTH
        + provider(OIDC + "client_authentication = 'post'\nsecret = { name = 's', region = 'r', "
                   "simulate = ¦{ file = 'f', environment = 'E' } }"),
        "what stands for the secret is not clear",
    ),
    "secret-that-nothing-stands-for": (
        AUTH + provider(OIDC + "client_authentication = 'post'\nsecret = { name = 's', region = 'r', "
                        "simulate = ¦{} }"),
        "what stands for the secret is not clear",
    ),
    "secret-outside": (
        AUTH + provider(OIDC + "client_authentication = 'post'\nsecret = { name = 's', region = 'r', "
                        "simulate.file = ¦'../s' }"),
        "stays in the folder",
    ),
    "github-in-a-header": (
        AUTH + provider("preset = 'github'\nclient_authentication = ¦'basic'\n" + SECRET),
        'expected "post", which is what GitHub takes',
    ),
    "parameter": (AUTH + provider(OIDC + "parameters = { ¦state = 'x' }"), "is set by the handler"),
    "scopes": (AUTH + provider(OIDC + "scopes = ¦['email']"), "expected `openid` among them"),
    "algorithm": (AUTH + provider(OIDC + "algorithms = [¦'HS256']"), "expected one of"),
    "no-algorithm": (AUTH + provider(OIDC + "algorithms = ¦[]"), "expected one at least"),
    "host": (AUTH + provider(OIDC + "hosts = [¦'https://shop.example']"), "expected a host such as"),
    "host-twice": (
        AUTH + provider(OIDC + "hosts = ['a.example']") + provider(OIDC + "hosts = [¦'A.example']", "two"),
        "is a host of the provider `main` too",
    ),
    "canonical": (
        AUTH + provider(OIDC + "hosts = ['a.example']\ncanonical_host = ¦'b.example'"),
        "expected one of `hosts`",
    ),
    "discovery-that-is-not-there": (AUTH + provider(OIDC + "discovery = ¦'d.json'"), 'no file "d.json"'),
    "page-that-is-not-there": (AUTH + "page = ¦'p.html'\n", 'no file "p.html"'),
    "origin-key-outside": (AUTH + "origin_keys = [{ id = 'o', file = ¦'../o' }]\n", "stays in the folder"),
    "secret-as-text": (AUTH + provider(OIDC + "secret = ¦'sEcReT'"), ".secret` is a string"),
}  # fmt: skip


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_settings_that_would_be_refused_at_the_edge_are_told(
    tmp_path: Path, snippet: str, message: str
) -> None:
    assert_problems(tmp_path, snippet, message)


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ("", "issuer"),
        ("preset = 'cognito'\nregion = 'eu-west-1'\nuser_pool = 'p'", "domain"),
        ("preset = 'entra'", "tenant"),
        ("preset = 'okta'", "domain"),
        ("preset = 'auth0'", "domain"),
        ("preset = 'keycloak'\nurl = 'https://id.example'", "realm"),
    ],
)
def test_a_preset_says_which_field_it_needs(tmp_path: Path, rest: str, field: str) -> None:
    told = [problem.message for problem in problems_of(tmp_path, whole(AUTH + provider(rest)))]
    assert any(f"needs `{field}`, which is not there" in message for message in told)


def test_two_providers_without_hosts_cannot_be_told_apart(tmp_path: Path) -> None:
    text = whole(AUTH + provider(OIDC) + provider(OIDC, "two"))
    told = [problem.message for problem in problems_of(tmp_path, text)]
    assert any("neither this provider nor `main` has `hosts`" in message for message in told)


@pytest.mark.parametrize(
    "rest",
    [
        OIDC,
        "issuer = 'http://localhost:3000/realm'",
        "preset = 'google'\nparameters = { hd = 'shop.example', prompt = 'select_account' }",
        "preset = 'cognito'\nregion = 'eu-west-1'\nuser_pool = 'eu-west-1_Ab12'\ndomain = 'in.shop.example'",
        "preset = 'entra'\ntenant = '3fa85f64-5717-4562-b3fc-2c963f66afa6'",
        "preset = 'keycloak'\nurl = 'https://id.example/auth/'\nrealm = 'shop'",
        "preset = 'github'\nclient_authentication = 'post'\n" + SECRET,
        "preset = 'okta'\ndomain = 'shop.okta.com'\nclient_authentication = 'private_key_jwt'\n" + SECRET,
        "preset = 'auth0'\ndomain = 'o.auth0.com'\nhosts = ['a.example']\ncanonical_host = 'a.example'",
    ],
)
def test_a_provider_needs_few_fields(tmp_path: Path, rest: str) -> None:
    assert_problems(tmp_path, AUTH + provider(rest))


def test_schemes_without_sessions_need_no_key_of_theirs(tmp_path: Path) -> None:
    assert_problems(tmp_path, "[auth.signed_links]\nkeys = [{ id = 'l', file = 'l', create = true }]\n")


GATE = "[handlers.gate]\nfeatures = ['auth']\n"
MEMBERS = "[[behaviors]]\npath = '/members/*'\norigin = 'site'\nviewer-request = 'gate'\n"


def test_a_gate_whose_callback_nobody_answers_is_told(tmp_path: Path) -> None:
    table = provider(OIDC).replace("[auth.providers", "[auth.¦providers")
    assert_problems(tmp_path, AUTH + table + GATE + MEMBERS, "visitors come back from the provider")


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("callback", "visitors come back from the provider to"),
        ("sign-in", "visitors are sent to sign in to"),
        ("renew", "pages renew their sessions at"),
        ("sign-out", "visitors sign out at"),
        ("signed-out", "the provider sends who has signed out to"),
    ],
)
def test_a_behavior_above_that_takes_one_of_these_paths_is_told(
    tmp_path: Path, action: str, message: str
) -> None:
    table = provider(OIDC).replace("[auth.providers", "[auth.¦providers")
    taken = MEMBERS.replace("/members/*", f"/.auth/{action}").replace("viewer-request = 'gate'\n", "")
    own = MEMBERS.replace("/members/*", "/.auth/*")
    assert_problems(tmp_path, AUTH + table + GATE + taken + own + MEMBERS, message)


def test_a_behavior_of_their_own_answers_the_sign_in_s_paths(tmp_path: Path) -> None:
    own = MEMBERS.replace("/members/*", "/.auth/*")
    assert_problems(tmp_path, AUTH + provider(OIDC) + GATE + own + MEMBERS)


def test_the_place_of_a_secret_is_never_repeated(tmp_path: Path) -> None:
    text, _ = unmarked(AUTH + provider(OIDC + "secret = { name = '', region = 7, field = ['sEcReT'] }"))
    told = problems_of(tmp_path, whole(text))
    assert told
    assert "sEcReT" not in "".join(problem.message for problem in told)


def whole(snippet: str) -> str:
    """A project with the snippet."""
    return (
        "[project]\nname = 'shop'\n[origins.site]\ndomain = 'site.example'\n[[behaviors]]\npath = '*'\n"
        f"origin = 'site'\n{snippet}"
    )

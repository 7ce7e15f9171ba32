"""Experiments in edge.toml: every mistake at its place, and with what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text

if TYPE_CHECKING:
    from pathlib import Path

VARIANTS = "variants = [{ name = 'a' }, { name = 'b', prefix = '/b' }]\n"
FUNCTION = "[functions.f]\nevent = 'viewer-request'\nexperiments = [¦'e']\n"


def with_settings(rest: str) -> str:
    return f"[ab_testing]\n{rest}\n[[ab_testing.experiments]]\nid = 'e'\n{VARIANTS}"


AUTH = "[auth]\nkeys = [{ id = 'k', file = 'k.key' }]\n"


PROVIDER = """
[auth.providers.google]
preset = 'google'
hosts = ['shop.example']
client_id = 'x'
"""


def attached(features: str) -> str:
    behavior = "[[behaviors]]\npath = '/x'\norigin = 'site'\nviewer-request = 'gate'\n"
    return f"[handlers.gate]\n{features}\n{behavior}"


def experiment(rest: str, name: str = "e") -> str:
    return f"[[ab_testing.experiments]]\nid = '{name}'\n{rest}\n"


def with_rest(rest: str) -> str:
    return experiment(VARIANTS + rest)


def with_b(effects: str) -> str:
    return experiment(f"variants = [{{ name = 'a' }}, {{ name = 'b', {effects} }}]")


REDIRECTS = "variants = [{ name = 'a' }, { name = 'b', redirect = TARGET }]\npaths = ['/PATH']"


def redirecting(name: str, path: str, target: str) -> str:
    return experiment(REDIRECTS.replace("PATH", path).replace("TARGET", target), name)


def in_namespace(name: str, start: float, end: float) -> str:
    return experiment(f"{VARIANTS}namespace = {{ id = 'n', start = {start}, end = {end} }}", name)


WRONG = {
    "site-cookie": (with_settings("site_cookie = ¦'a b'"), "expected a cookie's name"),
    "force-cookie-of-an-experiment": (
        with_settings("force_cookie = ¦'ab-e'"),
        "the cookie of the experiment `e` too",
    ),
    "header": (with_settings("visitor_header = ¦'a b'"), "expected the name of a header"),
    "claim-of-nobody": (
        with_settings("visitor_claim = ¦'sub'"),
        "expected the table `auth` with its `keys` too",
    ),
    "claim-that-is-not-kept": (
        with_settings("visitor_claim = ¦'email'") + AUTH + PROVIDER,
        "name it in `auth.session.claims`",
    ),
    "claim-in-a-function": (
        with_settings("visitor_claim = ¦'sub'") + "kind = 'function'\n" + AUTH,
        "a function reads no session",
    ),
    "claim-before-auth": (
        with_settings("visitor_claim = 'sub'") + AUTH + attached("features = ¦['ab_testing', 'auth']"),
        "expected `auth` before `ab_testing`",
    ),
    "header-of-auth-without-auth": (
        with_settings("visitor_header = 'X-Auth-Subject'") + attached("features = ¦['ab_testing']"),
        "expected `auth` before `ab_testing`",
    ),
    "parameter": (with_settings("force_parameter = ¦'a&b'"), "expected the name of a query parameter"),
    "nothing-to-sign-with": (with_settings("sign_cookies = ¦true"), "expected the table `key` too"),
    "key-outside": (with_settings("key = { file = ¦'../x' }"), "stays in the folder of edge.toml"),
    "start": (with_rest("start = ¦'tomorrow'"), "a time with its offset"),
    "start-without-offset": (with_rest("start = ¦'2026-12-01T08:00:00'"), "a time with its offset"),
    "end-before-start": (
        with_rest("start = '2026-12-01T08:00:00Z'\nend = ¦'2026-12-01T08:00:00+01:00'"),
        "expected a time after the start",
    ),
    "country": (with_rest("countries = [¦'de']"), "two capitals"),
    "excluded-country": (with_rest("except_countries = [¦'Germany']"), "two capitals"),
    "language": (with_rest("languages = [¦'en_GB']"), "a language, such as `en`"),
    "device": (with_rest("devices = [¦'fridge']"), 'expected one of "desktop"'),
    "coverage": (with_rest("coverage = ¦1.5"), "expected a number from 0 to 1"),
    "version": (with_rest("hash_version = ¦3"), "expected one of 1, 2"),
    "condition": (with_rest("headers = { ¦'a b' = 'x' }"), "is no name of a header"),
    "namespace": (
        with_rest("namespace = { id = 'n', start = 0.5, end = ¦0.5 }"),
        "expected more than its start",
    ),
    "namespaces-overlap": (
        in_namespace("d", 0.0, 0.5) + in_namespace("e", 0.4, 1.0).replace("= {", "= ¦{"),
        "overlaps the experiment `d` in the namespace `n`, from 0.4 to 0.5",
    ),
    "half-a-range": (
        with_b("range = ¦[0.5]").replace("'a' }", "'a', range = [0.0, 0.5] }"),
        "a start and an end",
    ),
    "no-origin": (with_b("origin = ¦'sites'"), "there is no origin `sites`"),
    "redirect-elsewhere": (with_b("redirect = ¦'//evil.example'"), "expected a path such as `/new/`"),
    "redirect-over-http": (with_b("redirect = ¦'http://x.example/'"), "expected a path such as `/new/`"),
    "redirect-to-itself": (with_b("redirect = ¦'/b'"), "the experiment `e` redirects: a loop"),
    "redirects-in-a-circle": (
        redirecting("d", "a", "¦'/b'") + redirecting("e", "b", "¦'https://x.example/a?y'"),
        "the experiment `e` redirects: a loop",
        "the experiment `d` redirects: a loop",
    ),
    "redirect-by-country": (
        experiment(REDIRECTS.replace("PATH", "a").replace("TARGET", "'/b'") + "\ncountries = ¦['DE']"),
        "a handler redirects before CloudFront tells it the country",
    ),
    "weights-of-zero": (
        experiment("variants = ¦[{ name = 'a', weight = 0 }, { name = 'b', weight = 0 }]"),
        "the weight of each variant is 0",
    ),
    "huge-weight": (with_b("weight = ¦1000000001"), "expected"),
    "host": (with_b("headers = { ¦Host = 'x' }"), "`Host` cannot be set by a variant"),
    "carrier": (with_b("headers = { ¦X-Ab-E = 'a' }"), "`X-Ab-E` cannot be set by a variant"),
    "disallowed": (with_b("headers = { ¦X-Edge-Id = 'a' }"), "cannot be set by a variant"),
    "length": (with_b("response_headers = { ¦Content-Length = '1' }"), "cannot be set by a variant"),
    "cookies": (with_b("response_headers = { ¦Set-Cookie = 'a=b' }"), "cannot be set by a variant"),
    "response-header": (
        with_b("response_headers = { x = ¦'a\\nb' }").replace("'a\\nb'", '"a\\nb"'),
        "visible ASCII",
    ),
    "function-with-an-origin": (
        with_b("origin = ¦'site'") + "kind = 'function'\n",
        "an experiment of a function has no origin",
    ),
    "function-that-signs": (
        with_settings("key = { file = 'k' }\nsign_cookies = true") + "kind = ¦'function'\n",
        "a function signs no cookies",
    ),
    "experiment-of-a-handler": (FUNCTION + experiment(VARIANTS), 'expected one of kind = "function"'),
    "no-such-experiment": (
        FUNCTION + experiment(VARIANTS, "d"),
        "there is no experiment `e` in `ab_testing`",
    ),
    "no-experiments": (FUNCTION, "there is no experiment `e` in `ab_testing`"),
    "region": ("[remote_config]\nsource = 'ssm'\nregion = ¦'edge'\nparameter = 'x'\n", "expected a Region"),
    "no-table": (
        "[remote_config]\nsource = 'dynamodb'\nregion = 'us-east-1'\ntable = ¦''\n",
        "the name of the table, which `dynamodb` needs",
    ),
    "both": (
        "[remote_config]\nsource = 'ssm'\nregion = 'us-east-1'\nparameter = 'x'\ntable = ¦'y'\n",
        "`ssm` has no table",
    ),
}


@pytest.mark.parametrize(
    ("marked", "fragments"), [(text, parts) for text, *parts in WRONG.values()], ids=WRONG
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, marked: str, fragments: list[str]) -> None:
    assert_problems(tmp_path, marked, *fragments)


def test_experiments_of_functions_are_used_somewhere(tmp_path: Path) -> None:
    text = experiment(VARIANTS + "kind = 'function'") + FUNCTION.replace("¦", "") + BASE
    notes = [note.message for note in load_text(tmp_path, text).notes]
    assert not any("used nowhere" in note for note in notes), notes


def test_everything_that_an_experiment_can_be_is_taken(tmp_path: Path) -> None:
    text = """
[ab_testing]
site_cookie = "_ga"
visitor_header = "x-visitor"
force_cookie = "qa-7f3a"
key = { file = "ab.key", create = true }
sign_cookies = true

[[ab_testing.experiments]]
id = "hero"
start = "2026-12-01T08:00:00Z"
end = "2027-01-01T00:00:00+01:00"
countries = ["DE"]
devices = ["mobile"]
languages = ["en-GB"]
headers = { x-plan = "pro" }
cookies = { beta = "*" }
query = { utm = "mail" }
namespace = { id = "page", end = 0.5 }
coverage = 0.2
variants = [
  { name = "a", range = [0.0, 0.1] },
  { name = "b", range = [0.5, 0.6], origin = "site", headers = { x-theme = "dark" } },
]

[remote_config]
source = "dynamodb"
region = "us-east-1"
table = "live"

[handlers.ab]
features = ["ab_testing"]

[project]
name = "shop"

[origins.site]
domain = "site.example"

[[behaviors]]
path = "*"
origin = "site"
"""
    testing = load_text(tmp_path, text).project.ab_testing
    assert testing is not None
    assert testing.experiments[0].variants[1].origin == "site"

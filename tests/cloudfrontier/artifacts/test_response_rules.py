"""Security headers, the policy and Cache-Control as edge.toml has them: what is set, what is refused."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from functions_events import viewer_response
from guarded_project import GuardedProject
from observatory import grade, score

if TYPE_CHECKING:
    from pathlib import Path

SECURITY = '[functions.headers.security]\npreset = "{}"\n'


def headers_of(project: GuardedProject, uri: str = "/", **sent: str) -> dict[str, str]:
    event = viewer_response(**sent)
    event["request"]["uri"] = uri
    return {name: field["value"] for name, field in project.run("headers", event)["headers"].items()}


def policy_of(project: GuardedProject, name: str = "content-security-policy") -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in headers_of(project)[name].split(";"))
    return {directive: sources for directive, _, sources in parts}


@pytest.mark.parametrize(("preset", "points"), [("strict", 120), ("site", 110), ("api", 120)])
def test_every_preset_is_an_a_plus_by_the_published_criteria(
    tmp_path: Path, preset: str, points: int
) -> None:
    headers = headers_of(GuardedProject(tmp_path, SECURITY.format(preset)))
    assert grade(headers) == "A+"
    assert score(headers) == points


def test_the_criteria_know_worse_headers(tmp_path: Path) -> None:
    assert grade({}) == "D"
    headers = headers_of(GuardedProject(tmp_path, SECURITY.format("site")))
    for name in ("content-security-policy", "strict-transport-security"):
        assert grade({key: value for key, value in headers.items() if key != name}) in {"B", "B+"}


def test_headers_of_ones_own_win_over_the_preset(tmp_path: Path) -> None:
    project = GuardedProject(tmp_path, SECURITY.format("strict"))
    project.change('headers.set = { x-a = "1" }', 'headers.set = { x-frame-options = "SAMEORIGIN" }')
    assert headers_of(project)["x-frame-options"] == "SAMEORIGIN"


def test_hsts_may_hold_for_hosts_below_and_for_the_list_of_browsers(tmp_path: Path) -> None:
    tables = SECURITY.format("api") + "hsts = 63072000\nsubdomains = true\npreload = true\n"
    value = headers_of(GuardedProject(tmp_path, tables))["strict-transport-security"]
    assert value == "max-age=63072000; includeSubDomains; preload"


def test_directives_replace_those_of_the_preset_and_inline_scripts_are_hashed(tmp_path: Path) -> None:
    tables = f"""\
{SECURITY.format("strict")}
[functions.headers.csp.directives]
img-src = ["'self'", "https://cdn.example.com"]
upgrade-insecure-requests = []
[functions.headers.csp.hash_files]
script-src = ["theme.js"]
"""
    script = 'document.body.className = "dark";\n'
    project = GuardedProject(tmp_path, tables, {"theme.js": script})
    hashed = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = policy_of(project)
    assert policy["img-src"] == "'self' https://cdn.example.com"
    assert policy["script-src"] == f"'self' 'sha256-{hashed}'"
    assert policy["upgrade-insecure-requests"] == ""
    assert policy["default-src"] == "'none'"
    assert grade(headers_of(project)) == "A+"


def test_violations_are_reported_by_both_ways_that_browsers_know(tmp_path: Path) -> None:
    tables = """\
[functions.headers.csp]
report_to = "https://reports.example.com/csp"
report_only = true
directives = { default-src = ["'self'"] }
"""
    project = GuardedProject(tmp_path, tables)
    policy = policy_of(project, "content-security-policy-report-only")
    assert headers_of(project)["reporting-endpoints"] == 'csp="https://reports.example.com/csp"'
    assert (policy["report-to"], policy["report-uri"]) == ("csp", "https://reports.example.com/csp")
    assert "content-security-policy" not in headers_of(project)


CACHE = """\
[functions.headers.cache_control]
otherwise = "no-cache"
[functions.headers.cache_control.paths]
"/assets/live/*" = "no-store"
"/assets/*" = "public, max-age=31536000, immutable"
[functions.headers.cache_control.extensions]
css = "max-age=60"
"""


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/assets/live/a.css", "no-store"),
        ("/assets/a.css", "public, max-age=31536000, immutable"),
        ("/a.css", "max-age=60"),
        ("/a.CSS", "max-age=60"),
        ("/a.css/b", "no-cache"),
        ("/.css", "no-cache"),
        ("/", "no-cache"),
        ("/constructor.toString", "no-cache"),
    ],
)
def test_cache_control_goes_by_path_then_by_extension(tmp_path: Path, uri: str, expected: str) -> None:
    project = GuardedProject(tmp_path, CACHE)
    assert headers_of(project, uri, cache_control="max-age=5")["cache-control"] == expected


def test_a_response_may_keep_its_own_cache_control(tmp_path: Path) -> None:
    project = GuardedProject(tmp_path, CACHE.replace('"no-cache"\n', '"no-cache"\nkeep = true\n', 1))
    assert headers_of(project, cache_control="max-age=5")["cache-control"] == "max-age=5"
    assert headers_of(project)["cache-control"] == "no-cache"


CSP = "[functions.headers.csp.directives]\n"
TABLE = "[functions.headers.cache_control]\n"
PROBLEMS = {
    "a keyword without quotes": (
        f'{CSP}img-src = ["self"]',
        "2:11: `self` would be a host; the keyword is `'self'`",
    ),
    "a nonce": (f"{CSP}script-src = [\"'nonce-abc'\"]", "2:14: a nonce must be new in each response"),
    "a short hash": (f"{CSP}script-src = [\"'sha256-YWJj'\"]", "2:14: `'sha256-YWJj'` is no sha256"),
    "a hash without quotes": (f'{CSP}script-src = ["sha256-YWJj"]', "2:14: `sha256-YWJj` is no hash"),
    "none beside others": (
        f'{CSP}img-src = ["\'none\'", "https:"]',
        "2:11: `'none'` stands alone in `img-src`",
    ),
    "a second directive": (f'{CSP}img-src = ["a; script-src *"]', "2:11: `a; script-src *` is no source"),
    "a misspelt directive": (f"{CSP}imgsrc = [\"'self'\"]", "2:10: `imgsrc` is no directive"),
    "report-uri": (
        f'{CSP}report-uri = ["https://a.example"]',
        "2:14: `report-uri`: write the URL as `report_to`",
    ),
    "a value too many": (
        f'{CSP}upgrade-insecure-requests = ["1"]',
        "2:29: `upgrade-insecure-requests` takes no",
    ),
    "no source": (f"{CSP}img-src = []", "2:11: `img-src` without a source allows nothing"),
    "an empty policy": ("[functions.headers.csp]\nreport_only = true", "1:1: a policy needs `directives`"),
    "a report by HTTP": (
        '[functions.headers.csp]\nreport_to = "http://a.example"\ndirectives = { default-src = ["*"] }',
        "2:13: browsers report to an https URL",
    ),
    "preload alone": (f"{SECURITY.format('api')}preload = true", "3:11: `preload` takes `subdomains = true`"),
    "a dot": (f'{TABLE}extensions = {{ ".css" = "no-store" }}', "2:25: `.css` is no extension"),
    "no rule": (f"{TABLE}keep = true", "1:1: expected `paths`, `extensions` or `otherwise`"),
    "seconds": (f'{TABLE}otherwise = "max-age"', "2:13: `max-age` takes seconds, such as `max-age=3600`"),
    "a contradiction": (f'{TABLE}otherwise = "public, private"', "2:13: `public` and `private` contradict"),
    "nothing kept": (f'{TABLE}otherwise = "no-store, max-age=60"', "2:13: nothing is kept under `no-store`"),
    "two values": (f'{TABLE}otherwise = "max-age=6, max-age=60"', "2:13: `max-age` stands there twice"),
}


@pytest.mark.parametrize(("tables", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_a_browser_would_ignore_is_refused_at_its_place(
    tmp_path: Path, tables: str, expected: str
) -> None:
    told = GuardedProject(tmp_path, f"{tables}\n").problems("headers")
    assert [item for item in told if item.startswith(expected)], told


@pytest.mark.parametrize(
    "source",
    ["'self'", "https:", "*", "*.example.com", "https://a.example:8443/x/", "wss://a.example", "localhost:*",
     "'strict-dynamic'", "'wasm-unsafe-eval'", f"'sha384-{b64encode(b'x' * 48).decode()}'"],
)  # fmt: skip
def test_sources_that_the_standard_knows_are_kept(tmp_path: Path, source: str) -> None:
    project = GuardedProject(tmp_path, f'{CSP}script-src = ["{source}"]\n')
    assert policy_of(project)["script-src"] == source

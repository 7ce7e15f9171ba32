"""Where coverage says that edge.toml is refused, it is: each such restriction is broken once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, problems_of

from cloudfrontier.rules.coverage import COVERAGE, EDGE_TOML

if TYPE_CHECKING:
    from pathlib import Path

HANDLER = '[handlers.gate]\nhandler = "api.gate"\n'
FUNCTION = '[functions.old]\nevent = "viewer-request"\nsource = "own.js"\n'


EVENTS = {
    name: name.replace("_", "-")
    for name in ("viewer_request", "origin_request", "origin_response", "viewer_response")
}


def origin(**keys: object) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f'[origins.other]\nsimulate.folder = "site"\n{lines}'


def names(count: int, length: int = 3) -> list[str]:
    return [f"{number:0{length}}" for number in range(count)]


def policy(kind: str, **keys: object) -> str:
    return f"[{kind}.own]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def behavior(path: str = "/a/*", **keys: str) -> str:
    lines = "".join(f'{EVENTS.get(key, key)} = "{value}"\n' for key, value in keys.items())
    return f'[[behaviors]]\npath = "{path}"\norigin = "site"\n{lines}'


BROKEN: dict[str, str] = {
    "limit.function-name": f'[functions.{"x" * 65}]\nevent = "viewer-request"\nsource = "own.js"\n',
    "limit.function-comment": FUNCTION + f'comment = "{"x" * 129}"\n',
    "limit.origin-custom-headers": origin(
        domain='"b.example"', headers="{ " + ", ".join(f'x-{name} = "1"' for name in names(31)) + " }"
    ),
    "limit.origin-domain-name": origin(domain=f'"{"a" * 250}.example"'),
    "limit.origin-domain-name-s3": origin(kind='"s3"', domain=f'"{"a" * 120}.s3.us-east-1.amazonaws.com"'),
    "limit.origin-path": origin(domain='"b.example"', path=f'"/{"a" * 255}"'),
    "limit.origin-port": origin(domain='"b.example"', port=1023),
    "limit.origin-connection-attempts": origin(domain='"b.example"', connection_attempts=4),
    "limit.origin-connection-timeout": origin(domain='"b.example"', connection_timeout=11),
    "limit.origin-read-timeout": origin(domain='"b.example"', read_timeout=0),
    "limit.origin-keepalive-timeout": origin(domain='"b.example"', keepalive_timeout=121),
    "limit.policy-headers": policy("cache_policies", headers=[f"x-{name}" for name in names(11)]),
    "limit.policy-cookies": policy("cache_policies", cookies='"whitelist"', cookie_names=names(11)),
    "limit.policy-query-strings": policy(
        "cache_policies", query_strings='"whitelist"', query_string_names=names(11)
    ),
    "limit.policy-names": policy(
        "cache_policies", query_strings='"whitelist"', query_string_names=names(10, length=103)
    ),
    "limit.policy-custom-headers": policy(
        "response_headers_policies",
        headers="{ " + ", ".join(f'x-{name} = "1"' for name in names(11)) + " }",
    ),
    "limit.custom-header-name": policy("response_headers_policies", headers=f'{{ {"x" * 257} = "1" }}'),
    "limit.custom-header-value": policy("response_headers_policies", headers=f'{{ x = "{"1" * 1784}" }}'),
    "limit.custom-headers-total": policy(
        "response_headers_policies",
        headers="{ " + ", ".join(f'x-{name} = "{"1" * 1500}"' for name in names(7)) + " }",
    ),
    "limit.content-security-policy": policy(
        "response_headers_policies", security=f'{{ content_security_policy = "{"x" * 1784}" }}'
    ),
    "headers.policy-cannot-remove": policy("response_headers_policies", remove=["Via"]),
    "function.name": '[functions."a b"]\nevent = "viewer-request"\nsource = "own.js"\n',
    "function.runtime": FUNCTION + 'runtime = "cloudfront-js-3.0"\n',
    "function.events": FUNCTION + behavior(origin_request="old"),
    "function.comment": FUNCTION + "comment = 1\n",
    "headers.not-in-cache-policy": policy("cache_policies", headers=["CloudFront-Viewer-Address"]),
    "headers.origin-custom-header-denied": origin(domain='"b.example"', headers='{ host = "x" }'),
    "attach.kinds": FUNCTION + HANDLER + behavior(viewer_request="old", viewer_response="gate"),
    "attach.function-events": FUNCTION + behavior(origin_response="old"),
    "config.default": "",
    "config.origins": '[[behaviors]]\npath = "/a/*"\norigin = "other"\n',
    "config.path-pattern": behavior(path="/a b/*"),
    "config.ttl": policy("cache_policies", min_ttl=10, default_ttl=5),
    "config.methods": behavior(methods="most"),
    "config.origin-headers": origin(domain='"b.example"', headers='{ x-edge-a = "x" }'),
    "config.policies-exist": behavior(cache_policy="None"),
}
"""Row -> what breaks it, put before a project that is whole."""


def test_every_row_that_says_so_is_broken_here() -> None:
    rows = {row.id for section in COVERAGE for row in section.rows if EDGE_TOML in row.rules}
    assert rows == BROKEN.keys()


@pytest.mark.parametrize("row", BROKEN)
def test_a_project_that_breaks_it_is_refused(row: str, tmp_path: Path) -> None:
    text = (
        BASE.partition("[[behaviors]]")[0]
        if row == "config.default"
        else BROKEN[row].replace("'", '"') + BASE
    )
    assert len(problems_of(tmp_path, text)) == 1, "only what is meant is broken"


def test_the_project_without_them_is_whole(tmp_path: Path) -> None:
    assert (
        problems_of(tmp_path, FUNCTION + behavior(viewer_request="old") + origin(domain='"b.example"') + BASE)
        == []
    )

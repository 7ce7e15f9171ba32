"""Rules: which identity may do what, and the ways around a path that must not be there."""

from __future__ import annotations

from typing import Any

import pytest

from edge.auth.authorization import denial
from edge.auth.identity import Identity
from edge.auth.settings import read_settings
from edge.settings import Table


def denied(
    rules: list[dict[str, Any]], path: str, *, method: str = "GET", scheme: str = "session", **claims: Any
) -> str:
    settings = read_settings(Table({"keys": [{"id": "k1", "secret": "A" * 43}], "rules": rules}, ""))
    return denial(settings.rules, Identity("mira", claims, scheme), method=method, path=path)


ADMIN: dict[str, Any] = {"paths": ["/admin/*"], "groups": ["admins", "root"]}
READ = {"paths": ["/api/*"], "methods": ["GET"], "scopes": ["read"]}
WRITE = {"paths": ["/api/*"], "methods": ["POST", "PUT"], "scopes": ["read", "write"]}
STAFF = {"paths": ["/staff/*"], "email_domains": ["Shop.example"]}
BOSS = {"paths": ["/boss/*"], "emails": ["Boss@shop.example"]}
KIM = {"paths": ["/kim/*"], "emails": ["kim@shop.example"]}
LINKS = {"paths": ["/files/*"], "schemes": ["signed-link"]}
NAMED = {"paths": ["/mira/*"], "subjects": ["mira"]}
CLAIMS = {"paths": ["/it/*"], "claims": {"department": ["it"], "level": ["3", "4"], "active": ["true"]}}
RULES = [ADMIN, READ, WRITE, STAFF, BOSS, KIM, LINKS, NAMED, CLAIMS]
VERIFIED = {"email_verified": True}


@pytest.mark.parametrize(
    ("path", "options", "reason"),
    [
        ("/admin/", {"groups": ["admins"]}, ""),
        ("/admin/", {"groups": ["a", "root"]}, ""),
        ("/admin/", {"cognito:groups": ["admins"]}, ""),
        ("/admin/", {"groups": "admins"}, ""),
        ("/admin/", {"groups": "admins root"}, "groups"),
        ("/admin/", {"groups": ["Admins"]}, "groups"),
        ("/admin/", {"groups": [["admins"]]}, "groups"),
        ("/admin/", {"groups": {"admins": True}}, "groups"),
        ("/admin/", {}, "groups"),
        ("/api/a", {"scope": "read"}, ""),
        ("/api/a", {"scp": ["read"]}, ""),
        ("/api/a", {"scope": "reader"}, "scopes"),
        ("/api/a", {"scope": "read", "method": "HEAD"}, ""),
        ("/api/a", {"scope": "read", "method": "POST"}, "scopes"),
        ("/api/a", {"scope": "write read", "method": "POST"}, ""),
        ("/api/a", {"scope": "write read", "method": "DELETE"}, "rule"),
        ("/staff/", {"email": "mira@shop.example", **VERIFIED}, ""),
        ("/staff/", {"email": "MIRA@SHOP.EXAMPLE", "email_verified": "true"}, ""),
        ("/staff/", {"email": "mira@shop.example"}, "email"),
        ("/staff/", {"email": "mira@shop.example", "email_verified": False}, "email"),
        ("/staff/", {"email": "mira@shop.example.evil.example", **VERIFIED}, "email"),
        ("/staff/", {"email": "mira@evil-shop.example", **VERIFIED}, "email"),
        ("/staff/", {"email": "shop.example@evil.example", **VERIFIED}, "email"),
        ("/staff/", {"email": ["mira@shop.example"], **VERIFIED}, "email"),
        ("/boss/", {"email": "boss@shop.example", **VERIFIED}, ""),
        ("/boss/", {"email": "mira@shop.example", **VERIFIED}, "email"),
        ("/boss/", {"email": "Boss@shop.example".replace("s", "\u017f"), **VERIFIED}, "email"),
        ("/kim/", {"email": "\u212aim@shop.example", **VERIFIED}, "email"),
        ("/files/a", {"scheme": "signed-link"}, ""),
        ("/files/a", {}, "scheme"),
        ("/mira/", {}, ""),
        ("/it/", {"department": "it", "level": 3, "active": True}, ""),
        ("/it/", {"department": "it", "level": 2, "active": True}, "claims"),
        ("/it/", {"department": "it", "level": 3, "active": False}, "claims"),
        ("/it/", {"department": None, "level": 3, "active": True}, "claims"),
        ("/other", {}, "rule"),
        ("/", {"groups": ["admins"]}, "rule"),
    ],
)  # fmt: skip
def test_the_first_rule_that_fits_decides_and_the_rest_is_denied(
    path: str, options: Any, reason: str
) -> None:
    assert denied(RULES, path, **options) == reason


@pytest.mark.parametrize(
    "path",
    [
        "/open/../admin/", "/%61dmin/", "/admin%2Fx", "/open//admin/", "/open/..;/admin/", "/adm%69n/x",
        "/open/%2e%2e/admin/", "/%2561dmin/", "/open/\\admin/", "/./admin/",
        "/Admin/", "/ADM%49N/x", "/admin;v=1/x", "/admin./x", "/admin%20/x", "/admin. ./x", "/;x/admin/y",
        "/%20/admin/y", "/open/%c0%ae%c0%ae/admin/", "/admin%c0%afx", "/%E0%80%AE%E0%80%AE/admin/",
    ],
)  # fmt: skip
def test_no_spelling_of_a_path_gets_around_its_rule(path: str) -> None:
    """`/*` is open to all; the admins' folder is not, however its path is written."""
    assert denied([ADMIN, {"paths": ["/*"]}], path) != ""


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/\u00c4/*", "/\u00c4/x"),
        ("/A\uff0fB/*", "/A\uff0fB/x"),
        ("/v1./a;b/*", "/v1./a;b/x"),
        ("/Big/*.PDF", "/Big/Report.PDF"),
    ],
    ids=ascii,
)
def test_a_rule_takes_its_own_paths_whatever_is_in_its_pattern(pattern: str, path: str) -> None:
    assert denied([{"paths": [pattern]}], path) == ""


def test_a_path_that_is_not_ascii_is_matched_as_it_is_written() -> None:
    assert denied([ADMIN, {"paths": ["/*"]}], "/caf\u00e9/%C3%A9") == ""


def test_without_rules_whoever_is_signed_in_may_pass() -> None:
    assert denied([], "/anything/../at/all") == ""

"""Sign-in through the chain: what CloudFront is given back, and what an origin may rely on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from edge_support import AUTH, NOW, Recorder, edge_event, edge_request, session_token, settings_for
from sign_in_browser import PROVIDER

import edge
from edge.auth.handler import Auth
from edge.handler import chain
from edge.headers import first, values

if TYPE_CHECKING:
    from edge.events import Request, Response

ROOT = Path(edge.__file__).parent.parent
COOKIE = ("Cookie", "__Host-session=" + session_token())


def ask(request: Request, telemetry: Recorder | None = None, **changes: Any) -> Request | Response:
    handler = chain(
        settings_for(auth={**AUTH, **changes}),
        (Auth,),
        clock=lambda: NOW,
        telemetry=telemetry or Recorder(),
    )
    return handler(edge_event("viewer-request", request), object())


def test_an_anonymous_visit_is_sent_to_sign_in_and_the_answer_is_not_stored() -> None:
    telemetry = Recorder()
    assert ask(edge_request("/members/", querystring="a=1"), telemetry) == {
        "status": "302",
        "statusDescription": "Found",
        "headers": {
            "cache-control": [{"key": "Cache-Control", "value": "no-store"}],
            "location": [{"key": "Location", "value": "/sign-in/?return_to=%2Fmembers%2F%3Fa%3D1"}],
        },
    }
    assert telemetry.outcomes == [("auth", "redirected", {"reason": "absent"})]


def test_a_post_without_a_session_is_answered_401_with_a_challenge() -> None:
    telemetry = Recorder()
    answer = cast("Response", ask(edge_request("/members/", method="POST"), telemetry))
    assert answer["status"] == "401"
    assert values(answer["headers"], "www-authenticate") == ['Cookie realm="sign-in"']
    assert values(answer["headers"], "cache-control") == ["no-store"]
    assert telemetry.words == ["auth_refused"]


def test_a_signed_in_visit_goes_on_with_its_verified_subject_and_is_otherwise_unchanged() -> None:
    telemetry = Recorder()
    lines = [COOKIE, ("Cookie", "other=1"), ("Accept", "*/*")]
    passed = ask(edge_request("/members/", querystring="a=1", lines=lines), telemetry)
    expected = edge_request("/members/", querystring="a=1", lines=lines)
    expected["headers"]["x-auth-subject"] = [{"key": "X-Auth-Subject", "value": "mira"}]
    assert passed == expected
    assert telemetry.outcomes == [("auth", "allowed", {"scheme": "session"})]


@pytest.mark.parametrize(
    "name",
    [
        "X-Auth-Subject", "x-auth-subject", "X_Auth_Subject", "X-Auth-Roles", "X-AUTH-SUBJECT",
        "x-auth_subject", "X.Auth.Subject", "x~auth'subject", "X_AUTH-Signature",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("uri", "subject", "word"),
    [("/members/", "mira", "auth_allowed"), ("/public/", None, "auth_anonymous")],
    ids=["signed in", "anonymous"],
)
def test_identity_headers_of_the_visitor_never_reach_the_origin(
    name: str, uri: str, subject: str | None, word: str
) -> None:
    telemetry = Recorder()
    passed = ask(edge_request(uri, lines=[COOKIE, (name, "root"), (name, "admin")]), telemetry)
    kept = {key: lines for key, lines in passed["headers"].items() if "auth" in key}
    assert first(kept, "x-auth-subject") == subject
    assert len(kept) == (subject is not None)
    assert telemetry.words == [word]


PATHS = ["X-Original-URL", "x-rewrite-url", "X_Original_URL", "X-Original_Url", "X.Rewrite.URL"]
"""Servers that hand headers on as variables (CGI, WSGI, PHP's) cannot tell these spellings apart."""


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("uri", ["/members/", "/public/"], ids=["signed in", "anonymous"])
def test_no_origin_is_told_of_another_path_than_the_one_that_was_judged(name: str, uri: str) -> None:
    passed = ask(edge_request(uri, lines=[COOKIE, (name, "/members/secret")]))
    assert values(passed["headers"], name) == []
    assert values(passed["headers"], "cookie") == [COOKIE[1]]


METHODS = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X_HTTP_Method_Override"]


@pytest.mark.parametrize("name", METHODS)
def test_where_methods_decide_no_origin_is_told_of_another_one(name: str) -> None:
    """Reading is allowed and writing is not: a read that says that it is a write is a read."""
    request = edge_request("/members/", lines=[COOKIE, (name, "DELETE")])
    rules = [{"paths": ["/*"], "methods": ["GET"]}]
    assert values(ask(request, rules=rules)["headers"], name) == []
    request = edge_request("/members/", lines=[COOKIE, (name, "DELETE")])
    assert values(ask(request)["headers"], name) == ["DELETE"]


def test_the_session_of_the_time_of_the_request_counts() -> None:
    request = edge_request("/members/", lines=[COOKIE])
    late = chain(settings_for(auth=AUTH), (Auth,), clock=lambda: NOW + 3600, telemetry=Recorder())
    assert cast("Response", late(edge_event("viewer-request", request), None))["status"] == "302"


def test_it_fails_closed() -> None:
    telemetry = Recorder()
    broken = edge_request("/members/", lines=[COOKIE])
    broken["uri"] = cast("str", None)
    answer = cast("Response", ask(broken, telemetry))
    assert answer["status"] == "503"
    assert [feature for feature, _ in telemetry.failures] == ["auth"]


CHECK = """
import json, sys
from edge.auth.settings import read_settings
from edge.auth.decision import decide
from edge.settings import Table
settings, request, now = json.loads(sys.stdin.read())
print(type(decide(read_settings(Table(settings, "")), request, now=now)).__name__)
print(json.dumps(sorted(sys.modules)))
"""


def test_a_session_is_checked_without_anything_of_signing_in() -> None:
    """Neither OpenID Connect nor HTTP, TLS or RSA is imported: a cold start pays for the check alone."""
    settings = {**AUTH, "sign_in": "", "providers": [PROVIDER]}
    given = json.dumps([settings, edge_request("/members/", lines=[COOKIE]), NOW])
    run = subprocess.run(
        [sys.executable, "-c", CHECK], input=given, capture_output=True, text=True, check=True, cwd=ROOT
    )
    verdict, modules = run.stdout.splitlines()
    assert verdict == "Allow"
    unwanted = ("edge.auth.oidc", "edge.auth.jwt", "edge.auth.pages", "edge.auth.rsa", "http.client", "ssl")
    assert not [name for name in json.loads(modules) if name.startswith(unwanted)]

"""A copied request passes as it is pasted, in both forms; where it cannot, it says why and is skipped."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from serve_process import Answer, ServeProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDGE = """
[project]
name = "copied"

[origins.site]
domain = "site.example"
simulate.folder = "site"

[origins.api]
domain = "api.example"
simulate.python = "api.py:answer"
simulate.recording = "recorded.json"
simulate.record = true

[functions.choose]
event = "viewer-request"
source = "choose.js"

[handlers.gate]
handler = "gate.handler"

[[behaviors]]
path = "/members/*"
origin = "site"
viewer-request = "gate"

[[behaviors]]
path = "/api/*"
origin = "api"
methods = "all"
cache_policy = "CachingDisabled"
origin_request_policy = "AllViewerExceptHostHeader"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "choose"
"""
CHOOSE = """
function handler(event) {
  var headers = event.request.headers;
  var language = headers['accept-language'] ? headers['accept-language'].value : 'none';
  var place = event.request.uri === '/by-address' ? event.viewer.ip
    : event.request.uri === '/by-host' ? headers.host.value
    : event.request.uri === '/by-language' ? language : 'same';
  return {statusCode: 302, headers: {location: {value: '/' + place}}};
}
"""
GATE = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = "; ".join(line["value"] for line in request["headers"].get("cookie", []))
    return request if cookies == "session=long-enough-to-be-a-secret" else {"status": "403"}
"""
API = """
from cloudfrontier.cloudfront.message import Headers, Response

calls = []

def answer(request):
    calls.append(request)
    if request.uri.startswith("/api/fresh"):
        tries = sum(call.uri == request.uri for call in calls)
        to = "/back?code=fresh-code-of-call" if tries > 1 else "/back"
        return Response(302, Headers((("Location", to),)))
    return Response(200, Headers((("Cache-Control", f"max-age={len(calls)}"),)), request.body)
"""
FORMS = ["test", "case"]
COMMAND = "import sys; from cloudfrontier.cli import main; sys.exit(main())"
SESSION = {"Cookie": "session=long-enough-to-be-a-secret"}


@pytest.fixture(scope="module", params=[False, True], ids=["secrets-hidden", "secrets-shown"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServeProcess]:
    root = tmp_path_factory.mktemp("project")
    texts = {
        "edge.toml": EDGE,
        "choose.js": CHOOSE,
        "gate.py": GATE,
        "api.py": API,
        "site/members/page": "in",
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    told = {"reloads": False, "show_secrets": request.param}
    with ServeProcess(root, tmp_path_factory.mktemp("temporary"), told=told) as made:
        yield made


def copied(server: ServeProcess, form: str) -> Any:
    """The newest request as a test; the stream of the page says which that is."""
    connection = server.connect()
    connection.sendall(b"GET /__cloudfrontier/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    told = b""
    while b"event: ready" not in told:
        told += connection.recv(65536)
    connection.close()
    newest = told.count(b"event: request")
    answer: Answer = server.post(f"requests/{newest}/{form}")
    return answer.json()


def outcome_of(server: ServeProcess, texts: list[str], form: str, folder: Path) -> str:
    """What the texts come to, pasted below each other and run as their reader would run them."""
    file = folder / {"test": "test_copied.py", "case": "copied.toml"}[form]
    file.write_text("\n".join(texts), encoding="utf-8")
    plugin = ["-p", "cloudfrontier.testing.plugin", "-p", "no:cacheprovider"]
    project = str(server.project)
    commands = {
        "test": ["-m", "pytest", "-q", *plugin, "--edge-project", project, str(file)],
        "case": ["-c", COMMAND, "test", "--project", project, str(file)],
    }
    started = [sys.executable, *commands[form]]
    ran = subprocess.run(started, capture_output=True, text=True, cwd=folder, check=False)
    told = ran.stdout + ran.stderr
    assert ran.returncode == 0, told
    return told


REQUESTS: dict[str, dict[str, str]] = {
    "/": {},
    "/by-language": {"Accept-Language": "de"},
    "/by-host": {"Host": "shop.example"},
    "/by-address": {},
    "/members/refused": {},
    "/quotes?a='quotes'&b=\\": {"X-Quote": "'\"\\ \t{}", "X-Evil": "'); import os; os.abort() #"},
    '/"""+exit()+"""': {"X-Toml": 'x" }, y = { z = "'},
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_copied_passes_as_it_is(server: ServeProcess, form: str, tmp_path: Path) -> None:
    texts = []
    for target, headers in REQUESTS.items():
        server.request("GET", target, headers=headers)
        made = copied(server, form)
        assert made["skip"] == ""
        texts.append(made["text"])
    assert "7 passed" in outcome_of(server, texts, form, tmp_path)


def test_of_what_browsers_send_only_what_mattered_is_copied(server: ServeProcess) -> None:
    usual = {"Accept-Language": "de", "User-Agent": "Browser/1", "Sec-Fetch-Mode": "navigate"}
    server.get("/plain", **usual)
    assert copied(server, "case")["text"].splitlines()[2] == 'request = "GET /plain"'
    server.get("/by-language", **usual)
    (case,) = tomllib.loads(copied(server, "case")["text"])["cases"]
    assert case["request"]["headers"].items() >= usual.items()


@pytest.mark.parametrize("form", FORMS)
def test_a_test_without_its_secrets_is_skipped_and_says_why(
    server: ServeProcess, form: str, tmp_path: Path
) -> None:
    server.request("GET", "/members/page", headers=SESSION)
    made = copied(server, form)
    if server.told["show_secrets"]:
        assert made["skip"] == ""
        assert "1 passed" in outcome_of(server, [made["text"]], form, tmp_path)
    else:
        assert SESSION["Cookie"] not in made["text"]
        assert made["skip"].startswith("secrets are left out")
        assert "1 skipped" in outcome_of(server, [made["text"]], form, tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_what_comes_out_otherwise_each_time_is_skipped_and_says_how(
    server: ServeProcess, form: str, tmp_path: Path
) -> None:
    server.get("/api/count")
    made = copied(server, form)
    assert made["skip"].startswith('tried again, it came out otherwise: headers.cache-control: expected "max')
    assert "1 skipped" in outcome_of(server, [made["text"]], form, tmp_path)


def test_what_is_tried_does_not_take_the_place_of_what_was_recorded(server: ServeProcess) -> None:
    """It is asked without cookies first, and a recording is known by method and path alone."""
    server.get("/api/kept", **SESSION)
    recorded = (server.project / "recorded.json").read_text(encoding="utf-8")
    assert "GET /api/kept" in recorded
    copied(server, "case")
    assert (server.project / "recorded.json").read_text(encoding="utf-8") == recorded


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_hidden_in_the_name_of_the_test_too(server: ServeProcess, form: str) -> None:
    server.request("GET", "/members/long-enough-to-be-a-secret", headers=SESSION)
    text = copied(server, form)["text"].replace("_", "-")
    assert ("long-enough-to-be-a-secret" in text) is server.told["show_secrets"]


@pytest.mark.parametrize("form", FORMS)
def test_what_trying_brought_to_light_is_hidden_where_it_says_what_differs(
    server: ServeProcess, form: str
) -> None:
    server.get(f"/api/fresh-{form}")
    made = copied(server, form)
    assert "came out otherwise: headers.location" in made["skip"]
    assert ("fresh-code-of-call" in json.dumps(made)) is server.told["show_secrets"]


def test_what_may_change_something_is_not_sent_again(server: ServeProcess) -> None:
    ages = []
    for _ in range(2):
        answer = server.request("POST", "/api/count", body=b"one more")
        ages.append(int(answer.headers["cache-control"].removeprefix("max-age=")))
        (case,) = tomllib.loads(copied(server, "case")["text"])["cases"]
        assert case["request"]["body"] == "one more"
        assert case["expect"] == {"status": 200}, "what may differ each time is not expected"
    assert ages[1] == ages[0] + 1


def test_a_body_that_is_no_text_is_copied_for_pytest_only(server: ServeProcess) -> None:
    server.request("POST", "/api/bytes", body=b"\xff\x00")
    assert 'body=b"\\xff\\x00"' in copied(server, "test")["text"]
    assert "its body is no text" in copied(server, "case")["error"]

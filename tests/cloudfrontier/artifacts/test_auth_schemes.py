"""Tables of schemes become settings that the edge takes as they are; mistakes in files name the place."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from edge_support import Recorder, edge_event, edge_request
from tokens import AUDIENCE, CLAIMS, ISSUER, b64, jwk, token

from cloudfrontier.artifacts.entry import settings_json
from cloudfrontier.artifacts.handlers import gather_handler, installed_folders
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.artifacts.pruning import needs_cryptography
from cloudfrontier.errors import MissingToolError, ProjectError
from cloudfrontier.project import load
from edge.auth.handler import Auth
from edge.auth.passwords import hash_password
from edge.auth.signed_links import Grant, sign
from edge.handler import chain
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from pathlib import Path

    from artifact_project import ArtifactProject

API_KEY = "k" * 43
LINK_KEY = b64(b"l" * 32)
HASH = hash_password("secret", entropy=lambda size: b"s" * size)
SCHEMES = f"""\
[auth]
keys = [{{ id = "k1", file = ".secrets/session.key" }}]

[auth.bearer]
issuers = [{{ issuer = "{ISSUER}", jwks = "jwks.json", audiences = ["{AUDIENCE}"], algorithms = ["ES256"] }}]

[auth.basic]
users = "users.txt"

[auth.signed_links]
keys = [{{ id = "l1", file = ".secrets/link.key" }}]

[auth.api_keys]
keys = [{{ name = "ci", sha256 = "{hashlib.sha256(API_KEY.encode()).hexdigest()}", expires = "2999-12-31" }}]
"""


@pytest.fixture
def project(project: ArtifactProject) -> ArtifactProject:
    project.change('[auth]\nkeys = [{ id = "k1", file = ".secrets/session.key" }]\n', SCHEMES)
    project.write("jwks.json", json.dumps({"keys": [{**jwk("ES256"), "x5c": ["AA=="]}]}))
    project.write("users.txt", f"# people\n\nalice:{HASH}\n")
    project.write(".secrets/link.key", f"{LINK_KEY}\n")
    return project


def told(project: ArtifactProject) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(settings_json(load(project.root), "gate"))
    return data


def problem(project: ArtifactProject) -> str:
    with pytest.raises(ProjectError) as caught:
        told(project)
    return str(caught.value)


def test_everything_that_the_files_hold_is_baked_and_nothing_else(project: ArtifactProject) -> None:
    auth = told(project)["features"]["auth"]
    assert auth["basic"]["users"] == [{"name": "alice", "hash": HASH}]
    assert auth["signed_links"]["keys"] == [{"id": "l1", "secret": LINK_KEY}]
    assert auth["bearer"]["issuers"][0]["jwks"] == {"keys": [jwk("ES256")]}
    # the first second of the year 3000
    assert auth["api_keys"]["keys"][0]["expires"] == 32_503_680_000


@pytest.mark.parametrize("scheme", ["bearer", "basic", "signed-link", "api-key"])
def test_the_edge_takes_the_settings_as_they_are(project: ArtifactProject, scheme: str) -> None:
    now = int(time.time())
    end = now + 60
    lines = {
        "bearer": [
            ("Authorization", "Bearer " + token({**CLAIMS, "exp": end, "iat": now}, algorithm="ES256"))
        ],
        "basic": [("Authorization", "Basic YWxpY2U6c2VjcmV0")],
        "api-key": [("X-Api-Key", API_KEY)],
    }.get(scheme, [])
    query = f"expires={end}&signature={sign(LINK_KEY, Grant('/members/a', end))}"
    handler = chain(Settings(Table(told(project), "")), (Auth,), telemetry=Recorder())
    request = edge_request("/members/a", querystring=query if scheme == "signed-link" else "", lines=lines)
    answer: Any = handler(edge_event("viewer-request", request), None)
    assert "status" not in answer
    subject = {"bearer": "user-1", "basic": "alice", "signed-link": "signed-link", "api-key": "ci"}[scheme]
    assert answer["headers"]["x-auth-subject"][0]["value"] == subject


def test_without_proof_nobody_is_let_in(project: ArtifactProject) -> None:
    handler = chain(Settings(Table(told(project), "")), (Auth,), telemetry=Recorder())
    answer: Any = handler(edge_event("viewer-request", edge_request("/members/a", method="POST")), None)
    assert answer["status"] == "401"


RUN = """\
import json, sys
sys.path.insert(0, sys.argv[1])
import lambda_function
event = json.load(sys.stdin)
before = "cryptography" in sys.modules
answer = lambda_function.lambda_handler(event, None)
print(json.dumps([before, "cryptography" in sys.modules, answer]))
"""


def test_a_zip_checks_es256_in_lambdas_own_python(project: ArtifactProject, tmp_path: Path) -> None:
    project.change('features = ["auth", "ab_testing"]', 'features = ["auth"]\nlogging = "lean"')
    loaded = load(project.root)
    assert needs_cryptography(settings_json(loaded, "gate"))
    python = find_interpreter((3, 13), candidates((3, 13), os.environ.get("PATH", "")))
    if python is None or sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("Lambda's Python 3.13 is none of this machine's")
    try:
        files = gather_handler(loaded, "gate", installed=installed_folders()).files
    except MissingToolError as error:
        pytest.skip(f"the wheels cannot be had here: {error}")
    for name, data in files.items():
        path = tmp_path / "zip" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    now = int(time.time())
    line = ("Authorization", "Bearer " + token({**CLAIMS, "iat": now, "exp": now + 60}, algorithm="ES256"))
    event = edge_event("viewer-request", edge_request("/members/a", lines=[line]))
    done = subprocess.run(
        [python.path, "-I", "-S", "-c", RUN, str(tmp_path / "zip")],
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, after, answer = json.loads(done.stdout.splitlines()[-1])
    # loaded for the first token, and not for the cold start
    assert (before, after) == (False, True)
    assert answer["headers"]["x-auth-subject"][0]["value"] == "user-1"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("jwks.json", "{}", "jwks.json: expected a JSON object with `keys`"),
        ("jwks.json", '{"keys":[],"keys":[]}', "jwks.json: expected a JSON object with `keys`"),
        ("jwks.json", json.dumps({"keys": [jwk("RS256")]}), "jwks.json: no key for ES256"),
        ("jwks.json", json.dumps({"keys": [jwk("ES256", d="canary")]}), "holds a private or a secret key"),
        ("jwks.json", json.dumps({"keys": [jwk("ES256", x=b64(b"x" * 32))]}), "is no key for ES256"),
        ("users.txt", "# nobody\n", "users.txt: names no user"),
        ("users.txt", "alice:canary\n", "users.txt: line 1: expected $scheme$settings$salt$hash"),
        ("users.txt", f"alice:{HASH}\nalice:{HASH}\n", "users.txt: line 2: expected `name:hash`"),
        ("users.txt", "ä", "users.txt: cannot be read (not ASCII)"),
        (".secrets/link.key", "canary", ".secrets/link.key: holds no key"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_mistake_in_a_file_is_told_at_the_key_that_names_it(
    project: ArtifactProject, file: str, text: str, expected: str
) -> None:
    project.write(file, text)
    message = problem(project)
    assert expected in message
    assert "edge.toml:" in message
    assert "canary" not in message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f'audiences = ["{AUDIENCE}"], ', "", "neither `audiences` nor `clients`"),
        ('expires = "2999-12-31"', 'expires = "2027-02-30"', "`2027-02-30` is no day of the calendar"),
        ('keys = [{ id = "l1", file = ".secrets/link.key" }]', "keys = []", "no keys; expected one at least"),
        ('"jwks.json"', '"absent.json"', "absent.json"),
        ('jwks = "jwks.json", ', "", "neither `jwks` nor `jwks_uri`"),
    ],
    ids=["for anybody", "day", "no keys", "no file", "nowhere"],
)
def test_a_mistake_in_a_table_is_told(project: ArtifactProject, old: str, new: str, expected: str) -> None:
    project.change(old, new)
    assert expected in problem(project)


def test_keys_may_be_fetched_when_the_handler_is_built(project: ArtifactProject) -> None:
    url = "https://id.example/jwks"
    project.change('jwks = "jwks.json"', f'jwks_uri = "{url}"')
    asked = []

    def fetch(where: str) -> bytes:
        asked.append(where)
        return json.dumps({"keys": [jwk("ES256")]}).encode()

    data = json.loads(settings_json(load(project.root), "gate", fetch=fetch))
    assert asked == [url]
    issuer = data["features"]["auth"]["bearer"]["issuers"][0]
    assert (issuer["jwks"], issuer["jwks_uri"]) == ({"keys": [jwk("ES256")]}, url)


def test_keys_that_cannot_be_fetched_stop_the_build(project: ArtifactProject) -> None:
    project.change('jwks = "jwks.json"', 'jwks_uri = "https://id.example/jwks"')

    def fetch(_url: str) -> bytes:
        raise OSError("down")

    with pytest.raises(ProjectError, match=r"https://id\.example/jwks: cannot be read \(down\)"):
        settings_json(load(project.root), "gate", fetch=fetch)

"""What stands for secrets on this machine: files and variables; missing ones are told of, none is shown."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from oidc_project import write_project
from tokens import jwk

from cloudfrontier.artifacts.auth_settings import auth_settings
from cloudfrontier.errors import UsageError
from cloudfrontier.project import load
from cloudfrontier.simulator.local_secrets import LocalSecrets, read_local_secrets
from cloudfrontier.simulator.trace_json import trace_json
from cloudfrontier.testing import EdgeClient
from cloudfrontier.testing.explain import explain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.project import LoadedProject

SECRET = "canary-of-a-secret"
NAMED = 'client_authentication = "post"\nsecret = {{ name = "shop/id", region = "eu-west-1", {rest} }}'
KEY = ("secretsmanager", "eu-west-1", "shop/id")
ISSUER = "https://id.example"
DISCOVERY = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
}


def project(root: Path, rest: str) -> LoadedProject:
    return load(write_project(root, ISSUER, provider=NAMED.format(rest=rest)))


def stands(root: Path, data: bytes = f"{SECRET}\n".encode(), *, mode: int = 0o600) -> Path:
    file = root / "client-secret"
    file.write_bytes(data)
    file.chmod(mode)
    return file


def read(root: Path, rest: str, environment: Mapping[str, str] | None = None) -> LocalSecrets:
    return read_local_secrets(project(root, rest), environment or {})


def test_a_file_is_the_secret_without_the_end_of_its_line(tmp_path: Path) -> None:
    stands(tmp_path)
    assert read(tmp_path, 'simulate.file = "client-secret"').texts == {KEY: SECRET}


def test_a_key_keeps_all_of_its_lines(tmp_path: Path) -> None:
    stands(tmp_path, b"-----BEGIN\nabc\n-----END\n")
    assert read(tmp_path, 'simulate.file = "client-secret"').texts == {KEY: "-----BEGIN\nabc\n-----END"}


def test_a_member_of_an_object_is_answered_as_that_object(tmp_path: Path) -> None:
    found = read(tmp_path, 'field = "pw", simulate.environment = "PW"', {"PW": SECRET})
    assert json.loads(found.texts[KEY]) == {"pw": SECRET}


@pytest.mark.parametrize("rest", ['simulate.file = "client-secret"', 'simulate.environment = "PW"'])
def test_what_is_not_there_is_a_note_and_not_a_fault(tmp_path: Path, rest: str) -> None:
    found = read(tmp_path, rest)
    assert not found.texts
    assert len(found.notes) == 1
    assert "auth.providers.main.secret is not known to handlers" in found.notes[0]


def test_a_secret_that_nothing_is_to_stand_for_is_no_note(tmp_path: Path) -> None:
    assert read(tmp_path, 'field = ""') == LocalSecrets()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622, 0o700 | 0o001], ids=oct)
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    stands(tmp_path, mode=mode)
    with pytest.raises(UsageError, match="run `chmod 600 client-secret`") as caught:
        read(tmp_path, 'simulate.file = "client-secret"')
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(("data", "message"), [(b"\xff\xfe", "holds no text"), (b"\n", "is empty")])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    stands(tmp_path, data)
    with pytest.raises(UsageError, match=message):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_a_pipe_is_refused_at_once_for_nobody_may_ever_write_to_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "client-secret", 0o600)
    with pytest.raises(UsageError, match="client-secret: is no file"):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_what_has_no_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "client-secret").symlink_to("/dev/zero")
    with pytest.raises(UsageError, match="client-secret: is no file"):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_what_is_larger_than_any_secret_is_refused(tmp_path: Path) -> None:
    """65,536 bytes: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html."""
    stands(tmp_path, b"x" * 65536)
    assert len(read(tmp_path, 'simulate.file = "client-secret"').texts[KEY]) == 65536
    stands(tmp_path, b"x" * 65537)
    with pytest.raises(UsageError, match="client-secret: is larger than a secret may be"):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_a_link_is_judged_by_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    stands(tmp_path / "elsewhere", mode=0o644)
    (tmp_path / "client-secret").symlink_to("elsewhere/client-secret")
    with pytest.raises(UsageError, match="others may read this secret"):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "client-secret").mkdir()
    with pytest.raises(UsageError, match="client-secret: cannot be read"):
        read(tmp_path, 'simulate.file = "client-secret"')


def test_nothing_of_it_is_in_what_is_built_or_shown(tmp_path: Path) -> None:
    stands(tmp_path)
    loaded = project(tmp_path, 'simulate.file = "client-secret"')

    def fetch(_url: str) -> bytes:
        return json.dumps(DISCOVERY | {"keys": [jwk("RS256")]}).encode()

    assert loaded.project.auth
    (tmp_path / "session.key").write_text("A" * 43, encoding="utf-8")
    settings = json.dumps(auth_settings(loaded, loaded.project.auth, fetch=fetch))
    assert '"name": "shop/id"' in settings
    assert "simulate" not in settings
    assert "client-secret" not in settings
    assert SECRET not in repr(read_local_secrets(loaded, {}))


LEAK = """
import os
import boto3

def handler(event, context):
    asked = boto3.client("secretsmanager", region_name="eu-west-1").get_secret_value(SecretId="shop/id")
    request = event["Records"][0]["cf"]["request"]
    lines = asked["SecretString"].splitlines()
    print(lines, os.environ["AWS_ACCESS_KEY_ID"])
    if request["uri"] == "/leak/error":
        raise ValueError(lines)
    request["headers"]["x-leak"] = [{"key": "X-Leak", "value": lines[-1]}]
    return request
"""
LEAKS = """
[handlers.leak]
handler = "leak.handler"

[[behaviors]]
path = "/leak/*"
origin = "site"
viewer-request = "leak"
"""


def test_a_handler_that_prints_its_secret_does_not_print_it_here(tmp_path: Path) -> None:
    """It does at AWS, but what is shown here is pasted into issues."""
    stands(tmp_path, b"first-line-of-a-canary\nlast-line-of-a-canary\n")
    rest = 'simulate.file = "client-secret" }\ndiscovery = "found.json"\njwks = "keys.json"\nparameters = {'
    write_project(tmp_path, ISSUER, provider=NAMED.format(rest=rest))
    (tmp_path / "found.json").write_text(json.dumps(DISCOVERY), encoding="utf-8")
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [jwk("RS256")]}), encoding="utf-8")
    (tmp_path / "leak.py").write_text(LEAK, encoding="utf-8")
    edge = (tmp_path / "edge.toml").read_text(encoding="utf-8")
    edge = edge.replace("[[behaviors]]", f"{LEAKS}\n[[behaviors]]", 1)
    (tmp_path / "edge.toml").write_text(edge, encoding="utf-8")
    with EdgeClient(tmp_path) as client:
        for path in ("/leak/error", "/leak/header"):
            trace = client.get(path).trace
            (step,) = (step for step in trace.events if step.ran)
            assert "canary" in str((step.logs, step.why)), "the handler has read it"
            shown = json.dumps(trace_json(trace)) + explain(trace)
            assert "canary" not in shown
            assert "AKIA" not in shown, "nor what the server of secrets is asked with"

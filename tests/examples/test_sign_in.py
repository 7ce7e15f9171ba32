"""The example that signs visitors in builds without a network, and tells its origin who is asking."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from artifact_project import REPOSITORY

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cli.auth import read_key
from cloudfrontier.project import load
from cloudfrontier.testing import EdgeClient, EdgeHost
from edge.auth.session import Session, sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "sign-in"
    ignored = shutil.ignore_patterns("dist", ".secrets", "__pycache__")
    shutil.copytree(REPOSITORY / "examples" / "sign-in", folder, ignore=ignored)
    return folder


@pytest.fixture(scope="module")
def host(example: Path) -> Iterator[EdgeHost]:
    with EdgeHost(example) as host:
        yield host


def session(example: Path, *groups: str) -> dict[str, str]:
    key = read_key(example / ".secrets" / "session.key", "2026-11")
    now = int(time.time())
    claims = {"groups": list(groups), "email": "mira@example.com"}
    made = Session("mira", now, now + 600, "s", key.id, claims, now + 600, "main")
    return {"Cookie": f"__Host-session={sign(key, made)}"}


def test_it_builds_without_a_network_and_without_a_finding(example: Path, tmp_path: Path) -> None:
    report = build(load(example), out=tmp_path / "dist")
    assert report.findings == ()


def test_who_is_not_signed_in_is_sent_to_the_provider(host: EdgeHost) -> None:
    client = EdgeClient(host, keep_cookies=True)
    to_sign_in = client.get("/staff/").headers.get("location")
    assert to_sign_in == "/.auth/sign-in?return_to=%2Fstaff%2F"
    assert client.get(to_sign_in).headers.get("location").startswith("https://id.example.com/realms/shop/")
    assert "<dd>nobody</dd>" in client.get("/public/").text


def test_the_origin_is_told_who_is_asking_and_not_shown_the_session(example: Path, host: EdgeHost) -> None:
    page = EdgeClient(host).get("/staff/", headers={**session(example, "staff"), "X-Auth-Subject": "eve"})
    assert page.status == 200
    assert "<dd>mira</dd>" in page.text
    assert "<dd>mira@example.com</dd>" in page.text
    assert "<dd>staff</dd>" in page.text


def test_the_staff_are_told_from_other_visitors(example: Path, host: EdgeHost) -> None:
    client = EdgeClient(host)
    assert client.get("/staff/", headers=session(example, "others")).status == 403
    assert client.get("/", headers=session(example, "others")).status == 200

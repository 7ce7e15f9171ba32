"""HTTPS by an authority of one's own: made once, for its owner alone, trusted by who wants to."""

from __future__ import annotations

import ssl
import stat
import urllib.request
from pathlib import Path

import pytest
from serve_process import ServeProcess
from serve_projects import write_served_project

from cloudfrontier.errors import UsageError
from cloudfrontier.server.certificate import authority, cache_folder


def test_whoever_trusts_the_authority_gets_the_site_over_https(tmp_path: Path) -> None:
    server = ServeProcess(
        write_served_project(tmp_path / "project"),
        tmp_path / "temporary",
        told={"tls": True, "reloads": False},
    )
    with server:
        file = tmp_path / "cache" / "cloudfrontier" / "tls" / "authority.pem"
        assert server.says(str(file))
        trusting = ssl.create_default_context(cafile=str(file))
        for host in ("localhost", "127.0.0.1"):
            url = f"https://{host}:{server.port}/plain/page"
            with urllib.request.urlopen(url, context=trusting, timeout=20) as answer:
                assert answer.read() == b"plain"
        with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(f"https://localhost:{server.port}/", timeout=20)


def test_the_authority_is_made_once_and_its_key_is_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    first, file = authority(folder)
    again, _ = authority(folder)
    assert first.cert_pem.bytes() == again.cert_pem.bytes() == file.read_bytes()
    assert stat.S_IMODE((folder / "authority.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in folder.iterdir()) == ["authority.key", "authority.pem"]


def test_a_folder_that_holds_no_authority_is_named(tmp_path: Path) -> None:
    for name in ("authority.pem", "authority.key"):
        (tmp_path / name).write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageError, match="remove the folder"):
        authority(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be used for certificates"):
        authority(tmp_path / "file" / "tls")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"XDG_CACHE_HOME": "/x"}, Path("/x/cloudfrontier/tls")),
        ({}, Path.home() / ".cache/cloudfrontier/tls"),
    ],
    ids=["set", "unset"],
)
def test_it_is_kept_in_the_users_cache(environment: dict[str, str], expected: Path) -> None:
    assert cache_folder(environment) == expected

"""`cloudfrontier auth`: keys that only their owner can read, and sessions that the edge accepts."""

from __future__ import annotations

import stat
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cloudfrontier.artifacts.key_files import write_key
from cloudfrontier.cli import cloudfrontier
from cloudfrontier.cli.auth import read_key
from cloudfrontier.errors import CloudfrontierError, RefusedError, UsageError
from edge.auth.session import Key, Session, verify

if TYPE_CHECKING:
    from pathlib import Path

SECRET = bytes(range(32))
TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"


def run(*arguments: str) -> str:
    """What a command prints; its error is raised, as `main` meets it."""
    result = CliRunner().invoke(cloudfrontier, ["auth", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def fixed(size: int) -> bytes:
    assert size == len(SECRET)
    return SECRET


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "secrets" / "session.key"
    write_key(path, entropy=fixed)
    return path


def test_a_key_is_written_for_its_owner_alone_and_folders_are_made(key_file: Path) -> None:
    assert key_file.read_text(encoding="ascii") == f"{TEXT}\n"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert read_key(key_file, "k1") == Key("k1", SECRET)


def test_new_keys_are_random_and_never_printed(tmp_path: Path) -> None:
    paths = [tmp_path / "a.key", tmp_path / "b" / "c" / "d.key"]
    outputs = [run("new-key", "-o", str(path)) for path in paths]
    secrets = [path.read_text(encoding="ascii").strip() for path in paths]
    assert secrets[0] != secrets[1]
    for path, output, secret in zip(paths, outputs, secrets, strict=True):
        assert str(path) in output
        assert secret not in output
        assert len(read_key(path, "k").secret) == 32


def test_a_key_is_never_overwritten(key_file: Path) -> None:
    with pytest.raises(RefusedError, match="exists already"):
        run("new-key", "-o", str(key_file))
    assert read_key(key_file, "k1").secret == SECRET


def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(RefusedError):
        write_key(tmp_path / "link", entropy=fixed)
    assert not (tmp_path / "target").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"file/x\.key: cannot be written"):
        run("new-key", "-o", str(tmp_path / "file" / "x.key"))


@pytest.mark.parametrize(
    ("options", "prefix"),
    [
        ([], "__Host-session="),
        (["--format", "cookie", "--cookie", "sid"], "sid="),
        (["--format", "value"], ""),
    ],
    ids=["by default", "other name", "value"],
)
def test_a_session_is_printed_that_the_edge_accepts(key_file: Path, options: list[str], prefix: str) -> None:
    before = int(time.time())
    output = run("session", "--key-file", str(key_file), "--key-id", "k1", "--subject", "mira", *options)
    assert output.startswith(f"{prefix}v1.k1.")
    session = verify(output.strip().removeprefix(prefix), {"k1": Key("k1", SECRET)}, now=time.time())
    assert isinstance(session, Session)
    assert session.subject == "mira"
    assert session.expires_at - session.issued_at == 3600
    assert before <= session.issued_at <= time.time()


def test_a_session_lives_as_long_as_it_is_told(key_file: Path) -> None:
    arguments = ["--key-file", str(key_file), "--key-id", "k1", "--subject", "m", "--lifetime", "60"]
    token = run("session", *arguments, "--format", "value").strip()
    session = verify(token, {"k1": Key("k1", SECRET)}, now=time.time())
    assert isinstance(session, Session)
    assert session.expires_at - session.issued_at == 60


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("", "expected base64url of 32 bytes or more"),
        (TEXT[:20], "expected base64url of 32 bytes or more"),
        (TEXT + "=", "expected base64url of 32 bytes or more"),
        ("é" * 43, "expected base64url of 32 bytes or more"),
    ],
    ids=["absent", "empty", "short", "padded", "not ASCII"],
)
def test_a_file_that_holds_no_key_is_named_and_not_quoted(
    tmp_path: Path, text: str | None, message: str
) -> None:
    path = tmp_path / "session.key"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as refused:
        read_key(path, "k1")
    assert str(path) in str(refused.value)
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize(("key_id", "subject"), [("a.b", "mira"), ("k1", "two words"), ("k1", "")])
def test_a_session_that_the_edge_would_refuse_is_not_printed(
    key_file: Path, key_id: str, subject: str
) -> None:
    with pytest.raises(CloudfrontierError) as refused:
        run("session", "--key-file", str(key_file), "--key-id", key_id, "--subject", subject)
    assert refused.value.exit_code == 2

"""`cloudfrontier password`: lines that the function's hash agrees with, and no password in any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cloudfront_functions.inputs.users_file import read_users
from cloudfront_functions.rules.basic_auth import BasicAuth, hash_credentials
from cloudfrontier.cli import cloudfrontier
from cloudfrontier.errors import CloudfrontierError, RefusedError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def add(file: Path, name: str, given: str | None = None) -> str:
    options = ["--users", str(file), *(["--stdin"] if given is not None else []), "--", name]
    result = CliRunner().invoke(cloudfrontier, ["password", *options], input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_a_password_is_made_printed_and_hashed(tmp_path: Path) -> None:
    file = tmp_path / "users"
    made = {name: add(file, name) for name in ("alice", "bob")}
    text = file.read_text()
    read = read_users(text, file="users", realm="r")
    assert isinstance(read, BasicAuth)
    assert len(set(made.values())) == 2
    assert all(len(item) >= 24 and item not in text for item in made.values())
    assert read.hashes == tuple(
        hash_credentials(name, item, salt=read.salt, rounds=read.rounds) for name, item in made.items()
    )


def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    add(tmp_path / "users", "alice")
    assert (tmp_path / "users").stat().st_mode & 0o777 == 0o600


def test_a_password_that_is_given_is_not_printed(tmp_path: Path) -> None:
    given = "correct horse battery staple"
    assert given not in add(tmp_path / "users", "alice", f"{given}\n")
    assert given not in (tmp_path / "users").read_text()


def test_other_lines_stay(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("# the preview\n\n")
    add(file, "alice")
    assert file.read_text().startswith("# the preview\n\nalice:$hmac-sha256$16$")


@pytest.mark.parametrize(
    ("case", "error", "message"),
    [
        (("a:b", None, ""), UsageError, "no colon"),
        (("a b", None, ""), UsageError, "no space"),
        (("", None, ""), UsageError, "no colon"),
        (("#a", None, ""), UsageError, "begin with `#`"),
        (("a", "short\n", ""), UsageError, "16 characters"),
        (("a", None, "a:secret-in-the-clear"), UsageError, "users:1:1: expected"),
        (("a", None, f"a:$hmac-sha256$16${'A' * 22}${'B' * 43}"), RefusedError, "a is there"),
    ],
    ids=["colon", "space", "empty", "comment", "short", "foreign file", "twice"],
)
def test_what_cannot_be_added_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[str, str | None, str],
    error: type[CloudfrontierError],
    message: str,
) -> None:
    name, given, text = case
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "users"
    file.write_text(text)
    options = ["--users", "users", *(["--stdin"] if given is not None else []), "--", name]
    with pytest.raises(error, match=message) as refused:
        CliRunner().invoke(cloudfrontier, ["password", *options], input=given, catch_exceptions=False)
    assert "secret-in-the-clear" not in str(refused.value)
    assert file.read_text() == text

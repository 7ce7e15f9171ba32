"""`cloudfrontier auth hash` and `auth api-key`: what the edge takes, and no secret on stdout."""

from __future__ import annotations

import hashlib
import tomllib

import pytest
from click.testing import CliRunner, Result

from cloudfrontier.cli import cloudfrontier
from cloudfrontier.errors import UsageError
from edge.auth.passwords import read_hash

PASSWORD = "correct horse"


def run(*arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(cloudfrontier, ["auth", *arguments], input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("extra", [[], ["--pbkdf2"]], ids=["scrypt", "pbkdf2"])
def test_a_password_is_read_from_stdin_and_its_hash_printed(extra: list[str]) -> None:
    result = run("hash", "--user", "alice@example.com", *extra, typed=f"{PASSWORD}\n")
    name, _, text = result.stdout.strip().partition(":")
    assert name == "alice@example.com"
    assert read_hash(text).matches(PASSWORD)
    assert PASSWORD not in result.output


def test_a_password_can_be_made_and_is_shown_once_on_stderr() -> None:
    result = run("hash", "--user", "bob", "--generate")
    password = result.stderr.strip().rpartition(" ")[2]
    assert len(password) == 22
    assert read_hash(result.stdout.strip().partition(":")[2]).matches(password)
    assert password not in result.stdout


@pytest.mark.parametrize(
    "typed", ["", "\n", "a\tb\n", "x" * 600 + "\n"], ids=["nothing", "empty", "tab", "long"]
)
def test_what_is_no_password_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="expected a password"):
        run("hash", "--user", "alice", typed=typed)


@pytest.mark.parametrize("user", ["", "a b", "a:b", "é", "a\nb"], ids=ascii)
def test_what_is_no_name_is_refused(user: str) -> None:
    with pytest.raises(UsageError, match="is no name of a user"):
        run("hash", "--user", user, typed="x\n")


def test_an_api_key_is_shown_once_and_its_digest_is_a_table() -> None:
    result = run("api-key", "--name", "ci", "--expires", "2027-03-31")
    key = result.stderr.strip().rpartition(" ")[2]
    (entry,) = tomllib.loads(f"keys = [{result.stdout}]")["keys"]
    assert entry == {
        "name": "ci",
        "sha256": hashlib.sha256(key.encode()).hexdigest(),
        "expires": "2027-03-31",
    }
    assert len(key) == 43
    assert key not in result.stdout


@pytest.mark.parametrize("name", ["", "a b", 'a"', "é"], ids=ascii)
def test_a_name_that_breaks_the_table_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is no name of a key"):
        run("api-key", "--name", name)


@pytest.mark.parametrize("day", ['2027-03-31"', "tomorrow", "2027-02-30"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match="expected a day"):
        run("api-key", "--name", "ci", "--expires", day)

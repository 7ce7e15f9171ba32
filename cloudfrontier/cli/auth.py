"""`cloudfrontier auth`: keys and sessions for the feature `auth`, by the code that checks them at the edge.

A key is written to a file that only its owner can read, and is never printed. A session is printed, for
tests and for a sign-in page of one's own that is written in a shell; it lives for an hour unless told
otherwise.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import click

from cloudfrontier.artifacts.key_files import read_secret, write_key
from cloudfrontier.cli.auth_hash import api_key, hash_
from cloudfrontier.cli.auth_sign import sign
from cloudfrontier.errors import UsageError
from edge.auth.session import Key, SessionError, decode_secret, mint

__all__ = ["auth", "read_key"]


@click.group()
def auth() -> None:
    """Keys, sessions, passwords and signed links for sign-in at the edge."""


for command in (hash_, api_key, sign):
    auth.add_command(command)


@auth.command("new-key")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write; it must not exist yet.",
)
def new_key(path: Path) -> None:
    """Write a new random key, base64url of 32 bytes, that only you can read."""
    write_key(path, entropy=secrets.token_bytes)
    click.echo(f"{path}: new key written; keep it out of the repository")


@auth.command("session")
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File with the key, as `new-key` writes it.",
)
@click.option("--key-id", required=True, help="Id of the key in edge.toml.")
@click.option("--subject", required=True, help="Whose session it is, in visible ASCII.")
@click.option("--lifetime", type=click.IntRange(min=1), default=3600, show_default=True, help="Seconds.")
@click.option("--cookie", default="__Host-session", show_default=True, help="Name of the session cookie.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["cookie", "value"]),
    default="cookie",
    show_default=True,
    help="`cookie`: NAME=VALUE for a Cookie header; `value`: the value alone.",
)
def session(*, key_file: Path, key_id: str, subject: str, lifetime: int, cookie: str, form: str) -> None:  # noqa: PLR0913  one option each
    """Print a signed session, for tests."""
    key = read_key(key_file, key_id)
    try:
        token = mint(key, subject, now=time.time(), lifetime=lifetime)
    except SessionError as error:
        raise UsageError(str(error)) from None
    click.echo(token if form == "value" else f"{cookie}={token}")


def read_key(path: Path, key_id: str) -> Key:
    """The key in a file.

    Raises:
        UsageError: the file cannot be read or holds no key.
    """
    try:
        return Key(key_id, decode_secret(read_secret(path)))
    except ValueError as error:
        raise UsageError(f"{path}: {error}; make one with `cloudfrontier auth new-key`") from None

"""`cloudfrontier auth hash` and `auth api-key`: what the edge knows of a secret instead of the secret.

A password is asked for, or read from stdin; it is never an argument, since arguments stand in the history of
a shell and in the list of processes. An API key is made here and shown once.
"""

from __future__ import annotations

import hashlib
import secrets
import sys
from datetime import date

import click

from cloudfrontier.errors import UsageError
from edge.auth.passwords import hash_password

__all__ = ["api_key", "hash_"]

LONGEST_PASSWORD = 512
KEY_BYTES = 32


@click.command("hash")
@click.option("--user", required=True, help="Whose password it is: letters, digits, `-`, `_`, `.`, `@`.")
@click.option("--pbkdf2", is_flag=True, help="PBKDF2-SHA256 instead of scrypt: no memory, more time.")
@click.option("--generate", is_flag=True, help="Make a password of 128 random bits and show it on stderr.")
def hash_(*, user: str, pbkdf2: bool, generate: bool) -> None:
    """Print the line `name:hash` of a user, for the file of `[auth.basic]`."""
    if not user or not user.isascii() or not set(user) <= _name_characters():
        raise UsageError(f"{user!r} is no name of a user: expected letters, digits, `-`, `_`, `.` and `@`")
    password = secrets.token_urlsafe(16) if generate else _password()
    if generate:
        click.echo(f"password of {user}, shown once: {password}", err=True)
    click.echo(f"{user}:{hash_password(password, entropy=secrets.token_bytes, pbkdf2=pbkdf2)}")


@click.command("api-key")
@click.option("--name", required=True, help="To whom the key is given; the subject of its requests.")
@click.option("--expires", default="", help="The last day on which it is taken (UTC), as 2027-03-31.")
def api_key(*, name: str, expires: str) -> None:
    """Make an API key: shown once on stderr; its table for edge.toml goes to stdout."""
    if not name or not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"{name!r} is no name of a key: expected letters, digits, `-` and `_`")
    try:
        until = f', expires = "{date.fromisoformat(expires)}"' if expires else ""
    except ValueError:
        raise UsageError(f"--expires {expires}: expected a day such as 2027-03-31") from None
    key = secrets.token_urlsafe(KEY_BYTES)
    click.echo(f"key of {name}, shown once: {key}", err=True)
    click.echo(f'{{ name = "{name}", sha256 = "{hashlib.sha256(key.encode()).hexdigest()}"{until} }}')


def _password() -> str:
    """The password from a prompt, or the first line of stdin where that is no terminal."""
    if sys.stdin.isatty():
        text: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        text = sys.stdin.readline().rstrip("\r\n")
    if not text or len(text) > LONGEST_PASSWORD or not text.isprintable():
        raise UsageError(f"expected a password of 1 to {LONGEST_PASSWORD} printable characters on stdin")
    return text


def _name_characters() -> set[str]:
    return set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@")

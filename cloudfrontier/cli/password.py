"""`cloudfrontier password`: adds a person to the file of users of a function's `basic_auth`.

A password is made here unless one is given: what a function can check in its time is no match for a guessable
one. It is printed once, and is in no file; the file has its hash.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import click

from cloudfront_functions.inputs.users_file import read_users, user_line
from cloudfront_functions.rules.basic_auth import ROUNDS, BasicAuth
from cloudfrontier.artifacts.key_files import OWNER_ONLY
from cloudfrontier.errors import RefusedError, UsageError

__all__ = ["password"]

SALT_BYTES = 16
PASSWORD_BYTES = 18
SHORTEST = 16
"""Characters of a password that somebody else made, such as a password manager."""


@click.command()
@click.argument("name")
@click.option(
    "--users",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File that `basic_auth.users` names; made when it is not there.",
)
@click.option("--stdin", "is_given", is_flag=True, help="Read the password from standard input.")
def password(name: str, path: Path, *, is_given: bool) -> None:
    """Add NAME to a file of users, with a random password that is printed once."""
    if (
        not name
        or not name.isprintable()
        or ":" in name
        or any(map(str.isspace, name))
        or name.startswith("#")
    ):
        raise UsageError("a name has no colon and no space, and does not begin with `#`")
    if is_given:
        chosen = sys.stdin.readline().rstrip("\r\n")
        if len(chosen) < SHORTEST:
            raise UsageError(f"a password that is given has {SHORTEST} characters or more, and is random")
    else:
        chosen = secrets.token_urlsafe(PASSWORD_BYTES)
    text = text_of(path)
    salt, rounds = settings_of(text, path, name)
    write(path, f"{text}{user_line(name, chosen, salt=salt, rounds=rounds)}\n")
    click.echo(f"{path}: {name} added; keep the file out of the repository" if is_given else chosen)


def text_of(path: Path) -> str:
    """What the file holds, ending with a line break; nothing when it is not there."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}"
        ) from None
    return text if not text or text.endswith("\n") else f"{text}\n"


def settings_of(text: str, path: Path, name: str) -> tuple[str, int]:
    """Salt and rounds of the people who are there, or new ones.

    Raises:
        UsageError: a line of the file cannot be read.
        RefusedError: the name is there.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    if not lines:
        return secrets.token_urlsafe(SALT_BYTES), ROUNDS
    read = read_users(text, file=str(path), realm="")
    if not isinstance(read, BasicAuth):
        raise UsageError("\n".join(map(str, read)))
    if any(line.strip().startswith(f"{name}:") for line in lines):
        raise RefusedError(f"{path}: {name} is there; take the line out first to give a new password")
    return read.salt, read.rounds


def write(path: Path, text: str) -> None:
    """Write the file, for its owner only when it is new."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)

"""What stands on this machine for the secrets that handlers read while they run: files and variables.

1. Nothing of a secret is ever told: not in an error, a note, a trace or a representation.
2. A file that others may read is refused, as ssh refuses such a key; one that is not there is a note, for not
   everybody who works on a site has its secrets. The handler is then told what AWS says of an unknown secret.
3. What stands there is the value alone, also where AWS keeps it as a member of a JSON object (`field`).
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model.auth_provider import SecretStandIn

__all__ = ["LocalSecrets", "SecretKey", "read_local_secrets"]

LONGEST = 65536
"""Bytes of a secret, at most
(https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html, read 2026-11)."""

SecretKey = tuple[str, str, str]
"""Service (`secretsmanager` or `ssm`), Region, and the name that edge.toml has."""


@dataclass(frozen=True)
class LocalSecrets:
    """Texts as AWS would answer them, and what people are told of those that are missing."""

    texts: Mapping[SecretKey, str] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=(), repr=False)
    """What must not be shown: each secret, and each line of one, for a log has lines."""


def read_local_secrets(loaded: LoadedProject, environment: Mapping[str, str]) -> LocalSecrets:
    """What stands for the secrets of a project; `environment` holds the variables.

    Raises:
        UsageError: a file may be read by others, or holds no text.
    """
    auth, notes = loaded.project.auth, []
    whole: dict[SecretKey, str] = {}
    members: dict[SecretKey, dict[str, str]] = {}
    values: list[str] = []
    for path, place in auth.secret_places() if auth else ():
        if place.simulate is None:
            continue
        text = _read(loaded.root, place.simulate, environment)
        if text is None:
            named = place.simulate.file or f"the variable {place.simulate.environment}"
            notes.append(f"{named} is not there: auth.{'.'.join(path)} is not known to handlers")
            continue
        values += (text, *text.splitlines())
        if place.field:
            members.setdefault((place.service, place.region, place.name), {})[place.field] = text
        else:
            whole[place.service, place.region, place.name] = text
    texts = {key: json.dumps(value) for key, value in members.items()} | whole
    return LocalSecrets(texts, tuple(notes), tuple(dict.fromkeys(values)))


def _private_file(path: Path, shown: str) -> bytes:
    # a pipe that nobody writes to would be waited for
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(opened, "rb", buffering=0) as file:  # noqa: PTH123 - of the file that was opened: see below
        # the name may lead to another file by now
        mode = os.fstat(opened).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise UsageError(f"{shown}: is no file; expected one that holds the secret")
        if mode & 0o077:
            raise UsageError(
                f"{shown}: others may read this secret (mode {stat.S_IMODE(mode):03o});"
                f" run `chmod 600 {shown}`"
            )
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise UsageError(f"{shown}: is larger than a secret may be ({LONGEST:,} bytes)")
    return data


def _read(root: Path, simulate: SecretStandIn, environment: Mapping[str, str]) -> str | None:
    if simulate.environment:
        return environment.get(simulate.environment) or None
    try:
        data = _private_file(root / simulate.file, simulate.file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{simulate.file}: cannot be read: {error.strerror}") from None
    try:
        text = data.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise UsageError(f"{simulate.file}: holds no text; expected the secret in UTF-8") from None
    if not text:
        raise UsageError(f"{simulate.file}: is empty; expected the secret")
    return text

"""The client's secret, from Secrets Manager or Parameter Store, when it is first needed.

1. The Region is said, always: a function at the edge runs where the visitor is, the secret is in one place.
2. What was read is kept for an hour in this worker; `anew` reads it again, when the provider refused it, but
   not twice in a minute, whoever asks.
3. Where it cannot be read, what was read before goes on being used; without any nobody is signed in (503).
4. Neither the secret nor what AWS says about it is put into an error.

The function's role needs `secretsmanager:GetSecretValue` or `ssm:GetParameter` on it. boto3 is what the
runtime brings along; importing it and one call take about half a second, once in a worker's life.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edge.auth.oidc.exchange import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.auth.oidc.provider import SecretPlace

    ReadSecret = Callable[[SecretPlace], str]

__all__ = ["SecretStore", "read_secret"]

KEPT_FOR, AT_MOST_EVERY = 3600, 60
"""Seconds."""
CONNECT, READ = 1, 1.5
"""Seconds that a call may take, and there is one attempt: the visitor waits."""


class SecretStore:
    """One secret, remembered."""

    __slots__ = ("_place", "_read", "_read_at", "_value")

    def __init__(self, place: SecretPlace, *, read: ReadSecret | None = None) -> None:
        """Nothing is read yet; `read` raises `UnavailableError` where it cannot."""
        self._place = place
        self._read = read or read_secret
        self._value = ""
        self._read_at = float("-inf")

    def __repr__(self) -> str:
        return "SecretStore(...)"

    def get(self, now: float, *, anew: bool) -> str:
        """The secret at that time.

        Raises:
            UnavailableError: it was never read and cannot be.
        """
        wait = AT_MOST_EVERY if anew or not self._value else KEPT_FOR
        if now >= self._read_at + wait:
            self._read_at = now
            try:
                self._value = self._field(self._read(self._place))
            except UnavailableError:
                if not self._value:
                    raise
        if not self._value:
            raise UnavailableError("secret")
        return self._value

    def _field(self, text: str) -> str:
        """The member of a JSON object that is meant, or the whole text."""
        if not self._place.field:
            return text
        try:
            value = json.loads(text)[self._place.field]
        except (ValueError, KeyError, TypeError):
            raise UnavailableError("secret-field") from None
        if not isinstance(value, str):
            raise UnavailableError("secret-field")
        return value


def read_secret(place: SecretPlace) -> str:
    """What is kept there now.

    Raises:
        UnavailableError: it cannot be read.
    """
    try:
        import boto3  # noqa: PLC0415  half a second that most invocations need not pay
        from botocore.config import Config  # noqa: PLC0415  as above
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  as above
    except ImportError:
        raise UnavailableError("boto3") from None
    config = Config(connect_timeout=CONNECT, read_timeout=READ, retries={"total_max_attempts": 1})
    try:
        client = boto3.client(place.service, region_name=place.region, config=config)
        if place.service == "ssm":
            text = client.get_parameter(Name=place.name, WithDecryption=True)["Parameter"]["Value"]
        else:
            text = client.get_secret_value(SecretId=place.name)["SecretString"]
    except (BotoCoreError, ClientError, KeyError):
        raise UnavailableError("secret") from None
    return str(text)

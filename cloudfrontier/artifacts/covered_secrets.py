"""The code of a function as it may be shown: what was read from files of secrets is covered.

Whoever may deploy may read the code, but what a build prints ends up in logs that others read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.rules import BasicAuth, Maintenance, SignedLinks
from cloudfront_functions.rules.basic_auth import BEGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.rules import Step

__all__ = ["covered"]


def covered(text: str, steps: Iterable[Step]) -> str:
    """The text with `*` for every character of a secret; lines and columns stay where they are."""
    for secret in secrets_of(steps):
        text = text.replace(secret, "*" * len(secret))
    return text


def secrets_of(steps: Iterable[Step]) -> Iterator[str]:
    """Keys, and hashes that a weak password could be found by."""
    for step in steps:
        match step:
            case SignedLinks():
                yield from (key.secret for key in step.keys)
            case BasicAuth():
                yield from (*(hashed[BEGIN:] for hashed in step.hashes), step.salt)
            case Maintenance() if step.secret_sha256:
                yield step.secret_sha256

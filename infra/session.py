"""Makes the boto3 session of a command: profiles, SSO and endpoints work as they do everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.errors import MissingToolError, UsageError
from infra.aws import INSTALL

if TYPE_CHECKING:
    import boto3

__all__ = ["open_session"]


def open_session(profile: str | None = None, region: str | None = None) -> boto3.Session:
    """A session; the usual chain of boto3 decides what is not said.

    Raises:
        MissingToolError: boto3 is not installed.
        UsageError: there is no such profile.
    """
    try:
        import boto3  # noqa: PLC0415 - an extra: what needs no AWS runs without it
        from botocore.exceptions import ProfileNotFound  # noqa: PLC0415 - same
    except ModuleNotFoundError:
        raise MissingToolError(f"boto3 is needed to talk to AWS: {INSTALL}") from None
    try:
        return boto3.Session(profile_name=profile, region_name=region)
    except ProfileNotFound:
        raise UsageError(
            f"--profile {profile}: there is no such profile; `aws configure list-profiles` lists them"
        ) from None

"""Least-privilege policies as JSON documents: for whoever plans, and for whoever attaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.access import ACCESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from infra.access import Access, Purpose

__all__ = ["Scope", "policy_for"]


@dataclass(frozen=True)
class Scope:
    """What a policy is about: an account, a project, a distribution.

    role: an ARN, where one role serves all handlers. bucket: of records, `BUCKET` or `BUCKET/PREFIX`; empty
    if there are none in S3.
    """

    account: str
    project: str
    distribution: str
    role: str = ""
    bucket: str = ""

    def named(self, resource: str) -> str:
        """A resource of the table with these names in it."""
        bucket, _, prefix = self.bucket.removeprefix("s3://").partition("/")
        return resource.format(
            account=self.account,
            project=self.project,
            distribution=self.distribution,
            bucket=bucket,
            prefix=f"{(prefix or 'cloudfrontier').rstrip('/')}/",
        )


def policy_for(purposes: Iterable[Purpose], scope: Scope) -> dict[str, Any]:
    """The policy that lets somebody do these things and no others."""
    wanted = {*purposes, *(("records",) if scope.bucket else ())}
    statements = [_statement(access, scope) for access in _of(scope) if access.purpose in wanted]
    return {"Version": "2012-10-17", "Statement": statements}


def _of(scope: Scope) -> Iterator[Access]:
    """The table; a role that is given is looked at and passed, and nobody's roles are written."""
    return (access for access in ACCESS if not (scope.role and access.id == "WriteRoles"))


def _statement(access: Access, scope: Scope) -> dict[str, Any]:
    is_given = scope.role and access.id in {"ReadRoles", "PassRoles"}
    resources = [scope.role] if is_given else [scope.named(resource) for resource in access.resources]
    statement: dict[str, Any] = {
        "Sid": access.id,
        "Effect": "Allow",
        "Action": list(access.actions),
        "Resource": resources if len(resources) > 1 else resources[0],
    }
    if access.condition:
        statement["Condition"] = access.condition
    return statement

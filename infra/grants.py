"""What a handler reads while it runs, by edge.toml, and the permissions that this takes: one resource each.

1. Live settings are one item of a table, or one parameter. A table's other items are not readable.
2. A provider's secret is one secret or parameter, and so is the key of CloudFront's signed cookies; only
   handlers that sign visitors in read them.
3. A secret that is encrypted with a key of yours needs `kms:Decrypt` on it besides; edge.toml cannot say so.

Sources: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html for a
leading
key; that Secrets Manager adds a hyphen and six characters to a name: the documentation of GetSecretValue's
`SecretId` (both read 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cloudfrontier.project.model import Project, RemoteConfig
    from cloudfrontier.project.model.auth_provider import SecretPlace

__all__ = ["Grant", "grants_of"]


@dataclass(frozen=True)
class Grant:
    """One action on one resource, `{account}` in its ARN; `item`: the only key of a table that it is for."""

    action: str
    resource: str
    item: str = ""

    def statement(self, account: str) -> dict[str, Any]:
        """As a policy has it."""
        statement: dict[str, Any] = {
            "Effect": "Allow",
            "Action": self.action,
            "Resource": self.resource.replace("{account}", account),
        }
        if self.item:
            only = {"dynamodb:LeadingKeys": [self.item]}
            statement["Condition"] = {"ForAllValues:StringEquals": only}
        return statement


def grants_of(project: Project, handler: str) -> tuple[Grant, ...]:
    """What that handler of a loaded project reads."""
    found = [_live(project.remote_config)] if project.remote_config else []
    if project.auth and "auth" in project.handlers[handler].features:
        found += [_secret(place) for _, place in project.auth.secret_places()]
    return tuple(dict.fromkeys(found))


def _live(remote: RemoteConfig) -> Grant:
    if remote.source == "ssm":
        return _parameter(remote.region, remote.parameter)
    table = f"arn:aws:dynamodb:{remote.region}:{{account}}:table/{remote.table}"
    return Grant("dynamodb:GetItem", table, remote.key)


def _secret(place: SecretPlace) -> Grant:
    if place.service == "ssm":
        return _parameter(place.region, place.name)
    if place.name.startswith("arn:"):
        return Grant("secretsmanager:GetSecretValue", place.name)
    named = f"arn:aws:secretsmanager:{place.region}:{{account}}:secret:{place.name}-??????"
    return Grant("secretsmanager:GetSecretValue", named)


def _parameter(region: str, name: str) -> Grant:
    if name.startswith("arn:"):
        return Grant("ssm:GetParameter", name)
    return Grant("ssm:GetParameter", f"arn:aws:ssm:{region}:{{account}}:parameter/{name.lstrip('/')}")

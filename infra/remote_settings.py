"""The document of live settings as operators change it: no one's change is lost to another's.

1. In DynamoDB a write has a condition: the version must be the one that was read. Whoever comes second is
   refused, looks again, and decides anew.
2. SSM knows no condition. Each write is given a version, so that a write in between shows; what it held is
   read by its version then, and the change is made to it and written again.
3. A change is a function of the document, and changes no more than it is about.

The item: `id` (S, the key of the table), `version` (N), `settings` (S, the document as JSON).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from cloudfrontier.errors import RefusedError, UsageError
from infra.aws import ServiceError, call

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.project.model import RemoteConfig

    Change = Callable[[dict[str, Any]], dict[str, Any]]

__all__ = ["Document", "Store", "store_of"]

TRIES = 5
LONGEST_VERSION, SHOWN = 15, 40
"""Digits of a version that is believed, and characters of one that is not."""
CONFLICT, EXISTS = "ConditionalCheckFailedException", "ParameterAlreadyExists"


@dataclass(frozen=True)
class Document:
    """The live settings, and their version; 0: nothing was ever written."""

    version: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


class Store(Protocol):
    """Where the document is."""

    def read(self) -> Document:
        """The document now; UsageError: it is no JSON object, or its version no whole number."""

    def change(self, change: Change, *, expected: int | None = None) -> Document:
        """The document after a change; RefusedError: it is not the expected version, or changed meanwhile."""


def store_of(session: Any, remote: RemoteConfig) -> Store:
    """The place that edge.toml names."""
    client = session.client(remote.source, region_name=remote.region)
    if remote.source == "dynamodb":
        return TableStore(client, remote.table, remote.key)
    return ParameterStore(client, remote.parameter)


class TableStore:
    """One item of a DynamoDB table."""

    def __init__(self, client: Any, table: str, key: str) -> None:
        self._client, self._table, self._key = client, table, {"id": {"S": key}}

    def read(self) -> Document:
        """The item, as it was written last."""
        answer = call(self._client.get_item, TableName=self._table, Key=self._key, ConsistentRead=True)
        item = answer.get("Item")
        if item is None:
            return Document()
        where = f"table {self._table}, item {self._key['id']['S']}"
        settings = parsed(item.get("settings", {}).get("S", ""), f"{where}, `settings`")
        return Document(version_of(item.get("version"), where), settings)

    def change(self, change: Change, *, expected: int | None = None) -> Document:
        """Write with the condition that nobody else has."""
        seen = self.read()
        check(seen, expected)
        made = Document(seen.version + 1, change(dict(seen.settings)))
        try:
            call(
                self._client.update_item,
                TableName=self._table,
                Key=self._key,
                UpdateExpression="SET #settings = :settings, #version = :version",
                ConditionExpression="#version = :seen"
                + ("" if seen.version else " OR attribute_not_exists(#version)"),
                ExpressionAttributeNames={"#settings": "settings", "#version": "version"},
                ExpressionAttributeValues={
                    ":settings": {"S": written(made.settings)},
                    ":version": {"N": str(made.version)},
                    ":seen": {"N": str(seen.version)},
                },
            )
        except ServiceError as error:
            if error.code == CONFLICT:
                raise RefusedError(changed(seen.version)) from None
            raise
        return made


class ParameterStore:
    """One parameter of SSM."""

    def __init__(self, client: Any, name: str) -> None:
        self._client, self._name = client, name

    def read(self) -> Document:
        """The parameter, as it was written last."""
        return self._read(self._name)

    def change(self, change: Change, *, expected: int | None = None) -> Document:
        """Write; where somebody wrote in between, make the change to what they wrote."""
        seen = self.read()
        check(seen, expected)
        for _ in range(TRIES):
            made = change(dict(seen.settings))
            version = self._write(written(made), is_new=seen.version == 0)
            if version is None:
                seen = self.read()
                check(seen, expected)
                continue
            if version == seen.version + 1:
                return Document(version, made)
            between = self._read(f"{self._name}:{version - 1}")
            seen = Document(version, between.settings)
        raise RefusedError(changed(seen.version))

    def _write(self, text: str, *, is_new: bool) -> int | None:
        """The version that was written; None if somebody else has made the parameter meanwhile."""
        # one that is there keeps its type: SSM changes none
        how = {"Type": "String"} if is_new else {"Overwrite": True}
        try:
            return int(call(self._client.put_parameter, Name=self._name, Value=text, **how)["Version"])
        except ServiceError as error:
            if error.code == EXISTS:
                return None
            raise

    def _read(self, name: str) -> Document:
        try:
            parameter = call(self._client.get_parameter, Name=name, WithDecryption=True)["Parameter"]
        except ServiceError as error:
            if error.code == "ParameterNotFound":
                return Document()
            raise
        return Document(int(parameter["Version"]), parsed(parameter["Value"], f"parameter {name}"))


def version_of(attribute: Mapping[str, Any] | None, where: str) -> int:
    """The version of an item, 0 where it has none; UsageError: somebody wrote something else there."""
    if attribute is None:
        return 0
    kind, value = next(iter(attribute.items()), ("", ""))
    text = str(value)
    if kind != "N" or not (text.isascii() and text.isdigit()) or len(text) > LONGEST_VERSION:
        shown = ascii(text[:SHOWN])[1:-1] + ("..." if len(text) > SHOWN else "")
        raise UsageError(
            f"{where}, `version`: is {shown} (type {kind}), expected a whole number (type N) of "
            f"{LONGEST_VERSION} digits at most; set it to 1 by hand, or remove it"
        )
    return int(text)


def parsed(text: str, where: str) -> Mapping[str, Any]:
    """A document as it is kept."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise UsageError(f"{where}: is no JSON object; mend it by hand, for handlers leave it out")
    return document


def written(settings: Mapping[str, Any]) -> str:
    """A document as it is to be kept."""
    return json.dumps(settings, sort_keys=True, separators=(",", ":"))


def check(seen: Document, expected: int | None) -> None:
    """Refuse to change another version than the expected one."""
    if expected is not None and seen.version != expected:
        raise RefusedError(changed(expected))


def changed(version: int) -> str:
    """What somebody is told who comes second."""
    return f"somebody has written since version {version}; look with `cloudfrontier experiments show`"

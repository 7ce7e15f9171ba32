"""Runs functions on AWS's TestFunction as they were built, without publishing or attaching anything.

1. Each function gets a copy of its own in the account, in the stage DEVELOPMENT, with a name that no attach
   uses; it is deleted in the end, however that comes.
2. A function that reads a KeyValueStore is tested with the project's own store, which has to be deployed.
3. TestFunction does not judge what is returned: what it cannot tell, it cannot differ in.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/test-function.html (read 2026-04).
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from cloudfrontier.cloudfront.limits import FUNCTION_TEST_EVENT
from cloudfrontier.errors import UsageError
from infra.aws import ServiceError, call
from infra.naming import store_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

    from cloudfrontier.artifacts.manifest import FunctionArtifact, Manifest
    from infra.aws import Aws

__all__ = ["PREFIX", "RemoteFunctions", "RemoteRun", "UntestableError"]

PREFIX = "cloudfrontier-test-"
"""Begins the names of the copies; what still has it after a crash may be deleted."""

_STAGE = "DEVELOPMENT"


class UntestableError(Exception):
    """AWS cannot be asked about this function; the message says why."""


@dataclass(frozen=True)
class RemoteRun:
    """What TestFunction answered: `output` is the JSON decoded, None after an error."""

    output: Any
    logs: tuple[str, ...]
    error: str
    utilization: str


@dataclass(frozen=True)
class _Copy:
    name: str
    etag: str


class RemoteFunctions:
    """Copies of a build's functions in an account; a context manager, which deletes them."""

    def __init__(
        self,
        aws: Aws,
        manifest: Manifest,
        dist: Path,
        *,
        token: Callable[[], str] = lambda: secrets.token_hex(6),
    ) -> None:
        self._aws = aws
        self._manifest = manifest
        self._dist = dist
        self._token = token
        self._copies: dict[str, _Copy] = {}
        self.left: list[str] = []
        """Names of copies that could not be deleted."""

    def run(self, name: str, event: Mapping[str, Any]) -> RemoteRun:
        """One event through the function of that name.

        Raises:
            UntestableError: there is no such function, its store is not deployed, or the event is too large.
            AwsError: AWS refused, or could not be asked.
        """
        content = json.dumps(event).encode()
        if len(content) > FUNCTION_TEST_EVENT.value:
            raise UntestableError(
                f"an event of {len(content):,} bytes; TestFunction takes {FUNCTION_TEST_EVENT}"
            )
        copy = self._copies.get(name) or self._make(name)
        answer = call(
            self._aws.cloudfront.test_function,
            Name=copy.name,
            IfMatch=copy.etag,
            Stage=_STAGE,
            EventObject=content,
        )
        result = answer["TestResult"]
        error = str(result.get("FunctionErrorMessage") or "")
        text = result.get("FunctionOutput") or ""
        return RemoteRun(
            json.loads(text) if text and not error else None,
            tuple(result.get("FunctionExecutionLogs") or ()),
            error,
            str(result.get("ComputeUtilization") or "0"),
        )

    def close(self) -> None:
        """Delete the copies; what AWS does not delete is in `left`."""
        copies, self._copies = self._copies, {}
        for copy in copies.values():
            try:
                call(self._aws.cloudfront.delete_function, Name=copy.name, IfMatch=copy.etag)
            except ServiceError:
                self.left.append(copy.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _make(self, name: str) -> _Copy:
        built = self._manifest.function(name)
        if built is None:
            raise UntestableError(f"{name} is no CloudFront Function, and TestFunction runs no others")
        config: dict[str, Any] = {"Comment": "made by `cloudfrontier test`", "Runtime": built.runtime}
        if built.store:
            items = [{"KeyValueStoreARN": self._store(built.store)}]
            config["KeyValueStoreAssociations"] = {"Quantity": 1, "Items": items}
        made = call(
            self._aws.cloudfront.create_function,
            Name=f"{PREFIX}{self._token()}",
            FunctionConfig=config,
            FunctionCode=self._code(built),
        )
        copy = _Copy(str(made["FunctionSummary"]["Name"]), str(made["ETag"]))
        self._copies[name] = copy
        return copy

    def _store(self, name: str) -> str:
        deployed = store_name(self._manifest.project, name)
        try:
            described = call(self._aws.cloudfront.describe_key_value_store, Name=deployed)
        except ServiceError as error:
            if error.code == "EntityNotFound":
                raise UntestableError(f"its KeyValueStore {deployed} is not deployed") from error
            raise
        return str(described["KeyValueStore"]["ARN"])

    def _code(self, built: FunctionArtifact) -> bytes:
        try:
            return (self._dist / built.path).read_bytes()
        except OSError as error:
            raise UsageError(f"{self._dist / built.path}: {error.strerror}; build again") from error

"""dist/manifest.json: what was built and checked; the simulator and `infra` read it and never rebuild.

No secret and no setting of a handler is in it: only names, sizes, digests and where each thing is attached.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "MANIFEST_NAME",
    "MANIFEST_VERSION",
    "FunctionArtifact",
    "HandlerArtifact",
    "Manifest",
    "StoreArtifact",
]

MANIFEST_NAME = "manifest.json"
MANIFEST_VERSION = 1


@dataclass(frozen=True)
class FunctionArtifact:
    """A CloudFront Function as it is deployed; `path` is relative to dist/, sizes in bytes.

    `store` is the name of the KeyValueStore that it reads, empty if it reads none.
    """

    name: str
    event: EventType
    runtime: str
    path: str
    bytes: int
    sha256: str
    comment: str = ""
    store: str = ""


@dataclass(frozen=True)
class HandlerArtifact:
    """A Lambda@Edge zip as it is deployed; `code_sha256` is base64, as Lambda itself prints it."""

    name: str
    events: tuple[EventType, ...]
    runtime: str
    handler: str
    path: str
    bytes: int
    unzipped_bytes: int
    sha256: str
    code_sha256: str
    memory_mb: int
    timeout_s: int
    include_body: bool = False


@dataclass(frozen=True)
class StoreArtifact:
    """What a KeyValueStore is to hold: a file in CloudFront's import format, `path` relative to dist/."""

    name: str
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The whole of dist/: the artefacts by name."""

    project: str
    functions: tuple[FunctionArtifact, ...] = ()
    handlers: tuple[HandlerArtifact, ...] = ()
    stores: tuple[StoreArtifact, ...] = ()
    version: int = MANIFEST_VERSION

    def to_json(self) -> str:
        """Stable text: the same build gives the same bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    def function(self, name: str) -> FunctionArtifact | None:
        """The CloudFront Function of that name."""
        return next((item for item in self.functions if item.name == name), None)

    def handler(self, name: str) -> HandlerArtifact | None:
        """The Lambda@Edge handler of that name."""
        return next((item for item in self.handlers if item.name == name), None)

    def store(self, name: str) -> StoreArtifact | None:
        """The KeyValueStore of that name."""
        return next((item for item in self.stores if item.name == name), None)

    @classmethod
    def read(cls, dist: Path) -> Manifest:
        """The manifest of a built folder.

        Raises:
            UsageError: there is none, it is damaged, or another version of this package wrote it.
        """
        path = dist / MANIFEST_NAME
        try:
            text = path.read_text(encoding="utf-8")
            data: object = json.loads(text)
        except FileNotFoundError:
            raise UsageError(f"{path}: not found; run `cloudfrontier build` first") from None
        except OSError as error:
            raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{error.lineno}:{error.colno}: not JSON; build again") from None
        except (UnicodeDecodeError, RecursionError):
            raise UsageError(f"{path}: no manifest of a build; build again") from None
        seen = data.get("version") if isinstance(data, dict) else None
        if seen != MANIFEST_VERSION:
            raise UsageError(f"{path}: manifest version {seen!r}, expected {MANIFEST_VERSION}; build again")
        try:
            return _adapter().validate_json(text, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise UsageError(f"{path}: {place}: {first['msg'].lower()}; build again") from None


@cache
def _adapter() -> TypeAdapter[Manifest]:
    """Reads a manifest as strictly as it was written; made when it is first needed."""
    return TypeAdapter(Manifest)

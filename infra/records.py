"""What was done to which distribution, when and by whom: written before anything is changed, completed after.

A record holds the associations before and after, and the plan; that is all that a rollback needs. It holds no
configuration, no code, and no value of a variable, header or store.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import TypeAdapter, ValidationError

from cloudfrontier.errors import UsageError
from infra.associations import Held, Slot
from infra.aws import Aws, call, pages
from infra.plan import Plan

__all__ = ["Applied", "BucketRecords", "FolderRecords", "Kind", "Record", "Records", "RecordsInBoth", "State"]

Kind = Literal["attach", "detach", "rollback", "stage", "promote", "abort"]
State = Literal["started", "done", "abandoned"]
"""abandoned: it was stopped before the distribution was changed, or somebody changed it again since."""

_SUFFIX = ".json"


@dataclass(frozen=True)
class Applied:
    """One slot, as it was and as it was left."""

    slot: Slot
    before: Held | None
    after: Held | None


@dataclass(frozen=True)
class Record:
    """One run; `changes` are there from the moment at which the distribution is about to be changed.

    before: the lists of the behaviors that it touched, as they stood. started, finished: ISO 8601, UTC.
    undoes: the id of the record that it rolled back.
    """

    id: str
    kind: Kind
    distribution: str
    project: str
    who: str
    started: str
    plan: Plan
    before: Mapping[str, Mapping[str, Any]]
    changes: tuple[Applied, ...] = ()
    state: State = "started"
    finished: str = ""
    undoes: str = ""
    version: Literal[1] = 1

    def to_json(self) -> str:
        """The record as a file."""
        return _ADAPTER.dump_json(self, indent=2).decode() + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, *, name: str) -> Record:
        """A record that `to_json` wrote.

        Raises:
            UsageError: it is none.
        """
        try:
            return _ADAPTER.validate_json(text)
        except ValidationError:
            raise UsageError(f"{name} is not a record of this version; move it away") from None


_ADAPTER = TypeAdapter(Record)


class Records(Protocol):
    """Where records are kept."""

    def save(self, record: Record) -> None:
        """Write it, in place of what has its id."""

    def all(self, distribution: str) -> list[Record]:
        """Those of a distribution, newest first."""


@dataclass(frozen=True)
class FolderRecords:
    """Records as files of a folder, each there whole or not at all, whatever stops the process.

    Their names end in the id of the distribution, so that those of others need not be read.
    """

    folder: Path

    def save(self, record: Record) -> None:
        """Write it to another file, have that reach the disk, and let it take the place of the old one."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=record.id, suffix=".new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(record.to_json())
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.folder / f"{record.id}.{record.distribution}{_SUFFIX}")
        except OSError as error:
            raise UsageError(f"{self.folder}: {error.strerror}; records must be writable") from error

    def all(self, distribution: str) -> list[Record]:
        """Those of a distribution, newest first."""
        paths = sorted(self.folder.glob(f"*.{escape(distribution)}{_SUFFIX}"), reverse=True)
        return [_read(path) for path in paths]


def _read(path: Path) -> Record:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; records must be readable") from error
    return Record.from_json(content, name=str(path))


@dataclass(frozen=True)
class BucketRecords:
    """Records as objects of an S3 bucket, for teams and for CI, whose folders do not last."""

    aws: Aws
    bucket: str
    prefix: str = "cloudfrontier/"

    def save(self, record: Record) -> None:
        """Put it; S3 shows an object whole or not at all."""
        call(
            self.aws.s3.put_object,
            Bucket=self.bucket,
            Key=f"{self._folder(record.distribution)}{record.id}{_SUFFIX}",
            Body=record.to_json().encode(),
            ContentType="application/json",
        )

    def all(self, distribution: str) -> list[Record]:
        """Those of a distribution, newest first."""
        place = {"Bucket": self.bucket, "Prefix": self._folder(distribution)}
        found = pages(self.aws.s3, "list_objects_v2", **place)
        keys = sorted((item["Key"] for page in found for item in page.get("Contents", ())), reverse=True)
        return [self._read(key) for key in keys]

    def _read(self, key: str) -> Record:
        body = call(self.aws.s3.get_object, Bucket=self.bucket, Key=key)["Body"].read()
        return Record.from_json(body, name=f"s3://{self.bucket}/{key}")

    def _folder(self, distribution: str) -> str:
        return f"{self.prefix}{distribution}/"


@dataclass(frozen=True)
class RecordsInBoth:
    """Records in a folder and, besides, in a bucket."""

    here: Records
    there: Records

    def save(self, record: Record) -> None:
        """Write it to both, nearest first."""
        self.here.save(record)
        self.there.save(record)

    def all(self, distribution: str) -> list[Record]:
        """Those of either, newest first; of two with one id the one that is further on."""
        found: dict[str, Record] = {}
        for record in (*self.there.all(distribution), *self.here.all(distribution)):
            known = found.get(record.id)
            if known is None or known.state == "started":
                found[record.id] = record
        return sorted(found.values(), key=lambda record: record.id, reverse=True)

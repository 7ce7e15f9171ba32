"""The files of dist/, held against the manifest when they are read: what was checked is what is uploaded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError
from infra.key_value_store import entries_of

if TYPE_CHECKING:
    from infra.desired import Desired, DesiredFunction, DesiredHandler, DesiredStore
    from infra.steps import Entries

__all__ = ["Artefacts"]


@dataclass(frozen=True)
class Artefacts:
    """The folder that `build` wrote."""

    dist: Path

    def read(self, item: DesiredFunction | DesiredHandler | DesiredStore) -> bytes:
        """The bytes of an artefact.

        Raises:
            UsageError: the file is not there, or is not what was built.
        """
        path = self.dist / item.path
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}; run `cloudfrontier build`") from error
        if hashlib.sha256(content).hexdigest() != item.sha256:
            raise UsageError(f"{path} is not what was built and checked; run `cloudfrontier build`")
        return content

    def entries(self, desired: Desired) -> Entries:
        """What the stores are to hold, by deployed name.

        Raises:
            UsageError: as `read`, or a file is not in the import format.
        """
        return {item.deployed_name: entries_of(item, self.read(item)) for item in desired.stores}

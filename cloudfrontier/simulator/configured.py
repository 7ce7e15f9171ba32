"""A `DistributionConfig` of the API as the simulator's distribution: read from files, matched with a build.

The configuration is what `aws cloudfront get-distribution-config` or `get-distribution` prints; policies,
key groups and public keys come from files that the same CLI printed. A deployed function is known by its
name: that of what was built, as it is or as `attach` deploys it, or the one that `functions` gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config import (
    Names,
    notes_on,
    read_config,
    read_documents,
    read_json,
    to_distribution,
)
from cloudfrontier.errors import UsageError
from cloudfrontier.project.to_distribution import DISTRIBUTION_ID, DOMAIN_NAME

if TYPE_CHECKING:
    from cloudfrontier.artifacts.manifest import Manifest
    from cloudfrontier.cloudfront.distribution import Distribution
    from cloudfrontier.cloudfront.distribution_config import AttachedFunction

__all__ = ["Configured", "read_distribution"]


_CONFIGURATION = "print it with `aws cloudfront get-distribution-config --id ID --output json`"
_POLICIES = "print it with `aws cloudfront get-cache-policy --id ID --output json` or its like"


@dataclass(frozen=True)
class Configured:
    """Where a configuration is, and what it leaves open.

    `policies`: files with policies, key groups and keys. `functions`: deployed name -> name in the build.
    `origins`: id or domain name of an origin -> what stands for it: a folder, an http(s) URL, or
    `file.py:name`; an origin for which a project has a stand-in keeps it.
    """

    file: Path
    policies: tuple[Path, ...] = ()
    functions: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


def read_distribution(configured: Configured, manifest: Manifest) -> tuple[Distribution, tuple[str, ...]]:
    """The distribution, with what was built for its functions, and a note on each setting that is left out.

    Raises:
        UsageError: a file cannot be read, or names what is not known; all of that at once.
    """
    documents = [(str(path), _read(path, hint=_POLICIES)) for path in configured.policies]
    policies, keys = read_documents(documents)
    try:
        config = read_config(_read(configured.file, hint=_CONFIGURATION), policies=policies)
        names = Names(DISTRIBUTION_ID, DOMAIN_NAME, lambda item: _built(item, configured, manifest))
        notes = tuple(f"{configured.file}: {note}" for note in notes_on(config))
        return to_distribution(config, keys=keys, names=names), notes
    except UsageError as error:
        raise UsageError(f"{configured.file}: {str(error).removeprefix(f'{configured.file}:')}") from None


def _read(path: Path, *, hint: str) -> object:
    try:
        return read_json(path.read_bytes(), name=str(path), hint=hint).value
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None


def _built(item: AttachedFunction, configured: Configured, manifest: Manifest) -> str | None:
    made = manifest.functions if item.kind == "function" else manifest.handlers
    names = [artifact.name for artifact in made]
    wanted = configured.functions.get(item.name, item.name)
    if wanted in names:
        return wanted
    # As `attach` deploys them: functions with eight digits of what they hold, handlers without.
    digits = "-[0-9a-f]{8}" if item.kind == "function" else ""
    deployed = (
        name for name in names if re.fullmatch(re.escape(f"{manifest.project}-{name}") + digits, wanted)
    )
    return next(deployed, None)

"""What a handler is told of experiments and live settings: the tables of settings.json, made of edge.toml's.

What edge.toml says in the words of people becomes what `edge` reads: times in seconds, an origin as a whole
instead of its name. A default is left out, so that a cold start reads no more than there is to know.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cloudfrontier.artifacts.key_files import read_secret, write_key
from cloudfrontier.errors import ProjectError
from cloudfrontier.project.to_distribution import to_distribution

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model import AbKey, AbTesting, Experiment, RemoteConfig, Variant

__all__ = ["ab_testing_table", "experiment_table", "live_table"]


def ab_testing_table(loaded: LoadedProject, testing: AbTesting) -> dict[str, Any]:
    """The table `features.ab_testing`; experiments that are functions are not in it.

    Raises:
        ProjectError: the key file is absent or malformed.
    """
    origins = {origin.id: origin for origin in to_distribution(loaded.project).origins}
    table = _told(asdict(testing))
    table.pop("key", None)
    table["experiments"] = [
        experiment_table(item, origins) for item in testing.experiments if item.kind == "handler"
    ]
    if testing.key is not None:
        table["secret"] = _secret(loaded, testing.key)
    return table


def experiment_table(experiment: Experiment, origins: dict[str, Origin]) -> dict[str, Any]:
    """One experiment; `origins`: those of the project, by id."""
    table = _told(asdict(experiment))
    table.pop("kind")
    for key in ("start", "end"):
        if key in table:
            table[key] = int(datetime.fromisoformat(table[key]).timestamp())
    table["variants"] = [_variant(variant, origins) for variant in experiment.variants]
    return table


def live_table(remote: RemoteConfig) -> dict[str, Any]:
    """The table `live`: where live settings are."""
    return _told(asdict(remote))


def _variant(variant: Variant, origins: dict[str, Origin]) -> dict[str, Any]:
    table = _told(asdict(variant))
    if variant.range:
        table["range"] = {"start": variant.range[0], "end": variant.range[1]}
    if variant.origin is not None:
        origin = origins[variant.origin]
        table["origin"] = {
            "kind": origin.kind,
            "domain": origin.domain_name,
            "path": origin.path,
            "region": origin.region,
            "protocol": origin.protocol,
            "port": origin.port,
            "headers": dict(origin.custom_headers),
        }
    return table


def _told(table: dict[str, Any]) -> dict[str, Any]:
    """What is not empty: at the edge an absent key means the same."""
    return {key: value for key, value in table.items() if value is not None and value not in ("", (), {})}


def _secret(loaded: LoadedProject, key: AbKey) -> str:
    path = loaded.root / key.file
    if key.create and not path.exists():
        write_key(path, entropy=secrets.token_bytes)
    try:
        return read_secret(path)
    except ValueError as error:
        message = f"{key.file}: {error}; make a key with `cloudfrontier auth new-key -o {key.file}`"
        raise ProjectError((loaded.problem(("ab_testing", "key", "file"), message),)) from None

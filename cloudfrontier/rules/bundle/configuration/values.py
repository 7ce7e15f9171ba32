"""A Lambda function's configuration, as far as Lambda@Edge cares; no value of a variable or a tag is kept.

Source: `FunctionConfiguration` of the API (https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html,
botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["FunctionConfiguration", "KeyPath"]

KeyPath = tuple[str | int, ...]


def _nowhere(path: KeyPath) -> tuple[int, int]:  # noqa: ARG001 - a configuration that is no text has no places
    return (0, 0)


@dataclass(frozen=True)
class FunctionConfiguration:
    """Empty strings and None are for what was not said; memory and storage in MB, timeout in seconds.

    `name` is how findings call where it was read; `place` gives line and column of a member, (0, 0) if none.
    """

    name: str = "function configuration"
    arn: str = ""
    runtime: str = ""
    handler: str = ""
    memory: int | None = None
    timeout: int | None = None
    package_type: str = "Zip"
    architectures: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    subnets: int = 0
    file_systems: int = 0
    dead_letter_queue: str = ""
    tracing: str = ""
    key: str = ""
    source_key: str = ""
    storage: int | None = None
    snap_start: str = ""
    state: str = ""
    last_update: str = ""
    code_sha256: str = ""
    tags: tuple[str, ...] = ()
    place: Callable[[KeyPath], tuple[int, int]] = field(default=_nowhere, compare=False, repr=False)

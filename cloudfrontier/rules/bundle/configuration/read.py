"""Reads a function's configuration from JSON or from an SDK's dict; members that are unknown are let be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config.json_scan import JsonError, scan
from cloudfrontier.cloudfront.distribution_config.json_text import JsonText
from cloudfrontier.cloudfront.distribution_config.members import Members, Reading, kind_of
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration, KeyPath

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.distribution_config.values import ConfigFault

__all__ = ["LARGEST", "configuration_from", "read_configuration"]

LARGEST = 1024 * 1024
PRINT = "print it with `aws lambda get-function-configuration --function-name NAME --output json`"


def read_configuration(raw: str | bytes, *, name: str) -> FunctionConfiguration:
    """The configuration in a text: as `get-function-configuration` or `get-function` prints it.

    Raises:
        UsageError: it is no such JSON; the message begins with `name:line:column`.
    """
    if len(raw) > LARGEST:
        raise UsageError(f"{name}: more than {LARGEST:,} bytes; no configuration of a function has that")
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: byte {error.start + 1:,} is not UTF-8; save the file as UTF-8") from None
    try:
        value, spot = scan(text)
    except JsonError as error:
        line, column = JsonText(name, None, text, (error.offset, None)).place(())
        raise UsageError(f"{name}:{line}:{column}: not JSON: {error}; {PRINT}") from None
    if not isinstance(value, dict):
        raise UsageError(f"{name}: {kind_of(value)}; expected an object; {PRINT}")
    return configuration_from(value, name=name, place=JsonText(name, value, text, spot).place)


def configuration_from(
    answer: Mapping[str, Any],
    *,
    name: str = "function configuration",
    place: Callable[[KeyPath], tuple[int, int]] | None = None,
) -> FunctionConfiguration:
    """The configuration in an answer of the API; `place` tells where its members stand.

    Raises:
        UsageError: it is of something else, or members are of other types than the API has: all of them.
    """
    prefix: KeyPath = ("Configuration",) if isinstance(answer.get("Configuration"), Mapping) else ()
    reading = Reading()
    members = Members(answer["Configuration"] if prefix else answer, prefix, reading)
    whole = Members(answer if prefix else {}, (), reading)
    if not any(members.has(key) for key in ("FunctionArn", "FunctionName", "Runtime", "PackageType")):
        raise UsageError(f"{name}: not the configuration of a Lambda function; {PRINT}")
    found = FunctionConfiguration(
        name,
        members.text("FunctionArn"),
        members.text("Runtime"),
        members.text("Handler"),
        members.number("MemorySize"),
        members.number("Timeout"),
        members.text("PackageType", "Zip"),
        _texts(members, "Architectures"),
        _texts(members, "Layers", "Arn"),
        tuple(members.child("Environment").child("Variables").value),
        len(_texts(members.child("VpcConfig"), "SubnetIds")),
        len(_texts(members, "FileSystemConfigs", "Arn")),
        members.child("DeadLetterConfig").text("TargetArn"),
        members.child("TracingConfig").text("Mode"),
        members.text("KMSKeyArn"),
        whole.child("Code").text("SourceKMSKeyArn"),
        members.child("EphemeralStorage").number("Size"),
        members.child("SnapStart").text("ApplyOn"),
        members.text("State"),
        members.text("LastUpdateStatus"),
        members.text("CodeSha256"),
        tuple(whole.child("Tags").value),
        lambda path: (0, 0) if place is None else place((*prefix, *path)),
    )
    if reading.faults:
        raise UsageError("\n".join(_mistake(name, fault, place) for fault in reading.faults))
    return found


def _texts(members: Members, key: str, inner: str = "") -> tuple[str, ...]:
    """The strings of an array, or one member of each of its objects."""
    found = members.value.get(key)
    path = (*members.path, key)
    if not isinstance(found, list | tuple):
        if found is not None:
            members.reading.add("shape", path, f"{key} is {kind_of(found)}; expected an array")
        return ()
    texts = []
    for index, item in enumerate(found):
        text = _member(item, inner) if inner else item
        if isinstance(text, str):
            texts.append(text)
        else:
            expected = f"an object with {inner}" if inner else "a string"
            members.reading.add("shape", (*path, index), f"an item is {kind_of(item)}; expected {expected}")
    return tuple(texts)


def _member(item: object, key: str) -> object:
    return item.get(key) if isinstance(item, Mapping) else None


def _mistake(name: str, fault: ConfigFault, place: Callable[[KeyPath], tuple[int, int]] | None) -> str:
    line, column = place(fault.path) if place else (0, 0)
    return f"{name}:{line}:{column}: {fault.message}" if line else f"{name}: {fault.message}"

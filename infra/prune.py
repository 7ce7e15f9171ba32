"""Deletes what is attached nowhere any more: CloudFront Functions of old content, old versions of handlers.

1. Nothing that any distribution of the account holds is touched, nor what the build wants, nor the newest few
   of each name, which a rollback may need.
2. Lambda@Edge copies a version to other regions and takes hours to remove the copies after the last
   association is gone; until then it cannot be deleted. That is no failure: a later run does it.
3. Only what is ours is looked at, by the same signs as everywhere.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-delete-replicas.html
(read 2026-04); the text of the refusal from https://github.com/hashicorp/terraform-provider-aws/issues/1721.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from infra.associations import attached
from infra.aws import ServiceError, call, pages
from infra.functions import read_function
from infra.handlers import read_handler
from infra.naming import owns_function, owns_marked, project_name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.aws import Aws
    from infra.desired import Desired

__all__ = ["Fate", "Pruned", "prune"]

Fate = Literal["deleted", "later", "would delete"]

_REPLICATED = "replicated function"
_IN_USE = frozenset({"FunctionInUse", "ResourceConflictException"})


@dataclass(frozen=True)
class Pruned:
    """What came of one function, or one version of a handler."""

    name: str
    fate: Fate
    reason: str = ""


def prune(aws: Aws, desired: Desired, *, keep: int, dry_run: bool = False) -> tuple[Pruned, ...]:
    """Delete what is old, but for the newest `keep` of each name; what came of each.

    Raises:
        AwsError: AWS refused for another reason than that it is still in use.
    """
    used = _attached_anywhere(aws)
    functions = _old_functions(aws, desired, used, keep)
    versions = _old_versions(aws, desired, used, keep)
    if dry_run:
        names = (*functions, *(f"{name}:{number}" for name, number in versions))
        return tuple(Pruned(name, "would delete") for name in names)
    return (
        *(_delete_function(aws, name) for name in functions),
        *(_delete_version(aws, name, number) for name, number in versions),
    )


def _attached_anywhere(aws: Aws) -> frozenset[str]:
    """The ARNs that any distribution of the account holds."""
    lists = (page["DistributionList"] for page in pages(aws.cloudfront, "list_distributions"))
    summaries = (summary for found in lists for summary in found.get("Items", ()))
    return frozenset(held.arn for summary in summaries for held in attached(summary).values())


def _old_functions(aws: Aws, desired: Desired, used: frozenset[str], keep: int) -> list[str]:
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in _functions(aws):
        if name := project_name_of(desired.project, item["Name"]):
            by_name[name].append(item)
    wanted = {item.deployed_name for item in desired.functions}
    old = []
    for items in by_name.values():
        newest = sorted(items, key=lambda item: item["FunctionMetadata"]["LastModifiedTime"], reverse=True)
        idle = [
            item
            for item in newest
            if item["FunctionMetadata"]["FunctionARN"] not in used and item["Name"] not in wanted
        ]
        old += [item["Name"] for item in idle[keep:] if _is_ours(aws, desired.project, item["Name"])]
    return old


def _functions(aws: Aws) -> Iterator[dict[str, Any]]:
    """The DEVELOPMENT stages, of which every function has one; botocore does not page this operation."""
    marker: dict[str, str] = {}
    while True:
        found = call(aws.cloudfront.list_functions, Stage="DEVELOPMENT", **marker)["FunctionList"]
        yield from found.get("Items", ())
        if not found.get("NextMarker"):
            return
        marker = {"Marker": found["NextMarker"]}


def _is_ours(aws: Aws, project: str, name: str) -> bool:
    function = read_function(aws, name)
    content = function.live or function.development
    return content is not None and owns_function(
        project, name, runtime=content.runtime, code_sha256=content.sha256
    )


def _old_versions(aws: Aws, desired: Desired, used: frozenset[str], keep: int) -> list[tuple[str, int]]:
    wanted = {item.code_sha256 for item in desired.handlers}
    old = []
    for name in _own_handlers(aws, desired.project):
        handler = read_handler(aws, name)
        idle = [
            version
            for version in (handler.versions if handler else ())
            if version.arn not in used and version.code_sha256 not in wanted
        ]
        old += [(name, version.number) for version in idle[: max(0, len(idle) - keep)]]
    return old


def _own_handlers(aws: Aws, project: str) -> list[str]:
    return [
        told["FunctionName"]
        for page in pages(aws.functions, "list_functions")
        for told in page["Functions"]
        if owns_marked(project, told["FunctionName"], told.get("Description", ""))
    ]


def _delete_function(aws: Aws, name: str) -> Pruned:
    try:
        etag = call(aws.cloudfront.describe_function, Name=name, Stage="DEVELOPMENT")["ETag"]
        call(aws.cloudfront.delete_function, Name=name, IfMatch=etag)
    except ServiceError as error:
        if error.code in _IN_USE:
            return Pruned(name, "later", "it is in use")
        if error.code != "NoSuchFunctionExists":
            raise
    return Pruned(name, "deleted")


def _delete_version(aws: Aws, name: str, number: int) -> Pruned:
    shown = f"{name}:{number}"
    try:
        call(aws.functions.delete_function, FunctionName=name, Qualifier=str(number))
    except ServiceError as error:
        if _REPLICATED in error.text or error.code in _IN_USE:
            return Pruned(shown, "later", "its copies at the edge are not gone yet: that takes hours")
        if error.code != "ResourceNotFoundException":
            raise
    return Pruned(shown, "deleted")

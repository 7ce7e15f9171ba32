"""The stages of a CloudFront Function: which one a request means, what it names, and how it is shown.

The words of `Status` are those that AWS's samples show. When DEVELOPMENT stops being UNPUBLISHED is not
documented; here it does for as long as it is the same as LIVE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.request import Answer, Request
    from cloudfrontier.testing.fake_cloudfront.state import Account, EdgeFunction, Stage, StageName

__all__ = [
    "all_stores_of",
    "blob",
    "find_function",
    "find_stage",
    "function_summary",
    "stages_of",
    "stores_of",
]


def blob(value: bytes | bytearray | str) -> bytes:
    """A blob of a request as bytes; botocore takes text for it too."""
    return value.encode() if isinstance(value, str) else bytes(value)


def find_stage(account: Account, request: Request) -> tuple[EdgeFunction, StageName, Stage]:
    """The function and stage that a request names; DEVELOPMENT if it names none.

    Raises:
        ServiceError: NoSuchFunctionExists.
    """
    function = find_function(account, request)
    if request.params.get("Stage", "DEVELOPMENT") == "DEVELOPMENT":
        return function, "DEVELOPMENT", function.development
    if function.live is None:
        raise ServiceError("NoSuchFunctionExists")
    return function, "LIVE", function.live


def function_summary(account: Account, function: EdgeFunction, stage_name: StageName) -> Answer:
    """The `FunctionSummary` of one stage."""
    stage = function.live if stage_name == "LIVE" and function.live else function.development
    published = function.live and (function.live.code, function.live.config) == (stage.code, stage.config)
    attached = "DEPLOYED" if account.with_function(function.arn) else "UNASSOCIATED"
    return {
        "Name": function.name,
        "Status": attached if published else "UNPUBLISHED",
        "FunctionConfig": stage.config,
        "FunctionMetadata": {
            "FunctionARN": function.arn,
            "Stage": stage_name,
            "CreatedTime": function.created,
            "LastModifiedTime": stage.modified,
        },
    }


def stores_of(config: Mapping[str, Any]) -> list[str]:
    """ARNs of the stores that a configuration names."""
    return [str(item["KeyValueStoreARN"]) for item in items(config, "KeyValueStoreAssociations")]


def all_stores_of(function: EdgeFunction) -> set[str]:
    """ARNs of the stores that either stage names."""
    stages = [stage for stage in (function.development, function.live) if stage]
    return {arn for stage in stages for arn in stores_of(stage.config)}


def stages_of(function: EdgeFunction) -> list[StageName]:
    """The stages that there are."""
    return ["DEVELOPMENT", "LIVE"] if function.live else ["DEVELOPMENT"]


def find_function(account: Account, request: Request) -> EdgeFunction:
    """The function that a request names.

    Raises:
        ServiceError: NoSuchFunctionExists.
    """
    function = account.functions.get(request.params["Name"])
    if function is None:
        raise ServiceError("NoSuchFunctionExists")
    return function

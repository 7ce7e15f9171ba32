"""CloudFront Functions: read in both stages, made or mended, tried, and published.

1. Nothing is done to a function whose LIVE stage is what it should be, whatever somebody drafts beside it.
2. Every write takes the ETag that DescribeFunction gives for DEVELOPMENT: publishing wants that one, not that
   of LIVE (https://github.com/hashicorp/terraform-provider-aws/issues/49572, 2026-08), and the one in
   UpdateFunction's answer is not found: botocore's model has its header as `ETtag`.
3. Whoever loses a race reads again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal

from infra.aws import ServiceError, call
from infra.naming import function_arn_of
from infra.state import FunctionContent, LiveFunction

if TYPE_CHECKING:
    from infra.aws import Aws
    from infra.desired import DesiredFunction
    from infra.site import Site

__all__ = ["publish_function", "read_function", "wanted_content"]

Stage = Literal["DEVELOPMENT", "LIVE"]

_RACES = frozenset(
    {"PreconditionFailed", "InvalidIfMatchVersion", "FunctionAlreadyExists", "NoSuchFunctionExists"}
)


def wanted_content(function: DesiredFunction, *, store_arn: str | None) -> FunctionContent:
    """What either stage should hold; `store_arn` is that of its store, None while there is none."""
    stores = (store_arn,) if function.store and store_arn else ()
    return FunctionContent(function.sha256, function.runtime, function.comment, stores)


def read_function(aws: Aws, name: str) -> LiveFunction:
    """Both stages of a function; both None if there is none."""
    live = _read_stage(aws, name, "LIVE")
    return LiveFunction(_read_stage(aws, name, "DEVELOPMENT"), live)


def publish_function(function: DesiredFunction, site: Site, *, store_arn: str | None = None) -> str:
    """Bring a function LIVE as it is wanted; its ARN.

    Raises:
        AwsError: AWS refused.
    """
    aws, name = site.aws, function.deployed_name
    wanted = wanted_content(function, store_arn=store_arn)

    def step() -> None:
        if _read_stage(aws, name, "LIVE") == wanted:
            return
        development = _read_stage(aws, name, "DEVELOPMENT")
        if development is None:
            code = site.artefacts.read(function)
            call(aws.cloudfront.create_function, Name=name, **_parts(wanted, code))
        elif development != wanted:
            code = site.artefacts.read(function)
            etag = _etag(aws, name)
            call(aws.cloudfront.update_function, Name=name, IfMatch=etag, **_parts(wanted, code))
        etag = _etag(aws, name)
        site.trial(function, etag)
        call(aws.cloudfront.publish_function, Name=name, IfMatch=etag)

    site.pace.converge(step, moved=lambda error: error.code in _RACES)
    return function_arn_of(site.account, name)


def _read_stage(aws: Aws, name: str, stage: Stage) -> FunctionContent | None:
    try:
        described = call(aws.cloudfront.describe_function, Name=name, Stage=stage)
        read = call(aws.cloudfront.get_function, Name=name, Stage=stage)
    except ServiceError as error:
        if error.code == "NoSuchFunctionExists":
            return None
        raise
    config = described["FunctionSummary"]["FunctionConfig"]
    stores = (config.get("KeyValueStoreAssociations") or {}).get("Items") or ()
    return FunctionContent(
        hashlib.sha256(read["FunctionCode"].read()).hexdigest(),
        config["Runtime"],
        config.get("Comment", ""),
        tuple(item["KeyValueStoreARN"] for item in stores),
    )


def _etag(aws: Aws, name: str) -> str:
    return str(call(aws.cloudfront.describe_function, Name=name, Stage="DEVELOPMENT")["ETag"])


def _parts(wanted: FunctionContent, code: bytes) -> dict[str, Any]:
    config: dict[str, Any] = {"Comment": wanted.comment, "Runtime": wanted.runtime}
    if wanted.stores:
        items = [{"KeyValueStoreARN": arn} for arn in wanted.stores]
        config["KeyValueStoreAssociations"] = {"Quantity": len(items), "Items": items}
    return {"FunctionConfig": config, "FunctionCode": code}

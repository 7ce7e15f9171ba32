"""A distribution: read with its raw XML, changed by an edit that is taken again when somebody was faster.

1. What is sent is what was read, edited in place; never an older configuration.
2. An ETag that has moved means: read again, and let the edit look at what there is now. ETags move by
   themselves, too: publishing an attached function is enough.
3. An edit that changes nothing sends nothing: a redeployment takes minutes.
4. A field that this botocore would lose stops the update, whoever asked for it.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html (botocore
1.44.5); https://github.com/hashicorp/terraform-provider-aws/issues/22816 (2022-01) for ETags that move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config import account_of
from cloudfrontier.errors import RefusedError, UsageError
from infra.aws import ServiceError, call
from infra.lost_fields import lost_fields, xml_to_send
from infra.state import LiveDistribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.aws import Aws
    from infra.pace import Pace

__all__ = [
    "Edit",
    "read_distribution",
    "refuse_lost_fields",
    "update_distribution",
    "wait_until_deployed",
]

Edit = Callable[[LiveDistribution], "Mapping[str, Any] | None"]
"""The configuration to send in place of what is there, None if nothing is to be changed."""

_EVERY = 10.0
_MOVED = frozenset({"PreconditionFailed", "InvalidIfMatchVersion"})
_NEW_ROLE = "must be assumable"
"""In the text of InvalidLambdaFunctionAssociation: IAM has not told CloudFront of a new role yet."""


def read_distribution(aws: Aws, distribution_id: str, *, with_tags: bool = False) -> LiveDistribution:
    """The distribution as it is now; its tags are asked for only if they are wanted.

    Raises:
        UsageError: there is none of that id in this account.
    """
    received: list[bytes] = []
    try:
        with _raw_bodies(aws.cloudfront, received):
            answer = call(aws.cloudfront.get_distribution, Id=distribution_id)
    except ServiceError as error:
        if error.code == "NoSuchDistribution":
            raise UsageError(
                f"there is no distribution {distribution_id!r} in this account; `aws cloudfront"
                " list-distributions` lists them, --profile names another account"
            ) from error
        raise
    told = answer["Distribution"]
    config = told["DistributionConfig"]
    return LiveDistribution(
        id=distribution_id,
        arn=told["ARN"],
        account=account_of(told["ARN"]),
        domain_name=told["DomainName"],
        status=told["Status"],
        etag=answer["ETag"],
        config=config,
        tags=_tags(aws, told["ARN"]) if with_tags else {},
        lost=lost_fields(received[-1], xml_to_send(aws.cloudfront, config)),
    )


def refuse_lost_fields(distribution: LiveDistribution) -> None:
    """Stop before fields are deleted that nobody here has heard of.

    Raises:
        RefusedError: there are such fields; their names are in the message.
    """
    if distribution.lost:
        raise RefusedError(
            f"the distribution {distribution.id} has fields that the installed botocore does not know and"
            f" would delete: {', '.join(distribution.lost)}; update it (pip install --upgrade boto3), then"
            " run the same command again"
        )


def update_distribution(aws: Aws, distribution_id: str, edit: Edit, *, pace: Pace) -> bool:
    """Apply an edit; whether anything was sent.

    Raises:
        RefusedError: fields would be lost, or the edit refuses what it finds.
        ServiceError: CloudFront refuses, or others were faster every time.
    """

    def step() -> bool:
        found = read_distribution(aws, distribution_id)
        config = edit(found)
        if config is None:
            return False
        refuse_lost_fields(found)
        call(
            aws.cloudfront.update_distribution,
            Id=distribution_id,
            IfMatch=found.etag,
            DistributionConfig=dict(config),
        )
        return True

    return pace.converge(step, moved=_is_race)


def wait_until_deployed(aws: Aws, distribution_id: str, *, pace: Pace) -> None:
    """Until the distribution is Deployed: a few minutes, up to fifteen.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-testing-debugging.html
    (read 2026-04).

    Raises:
        TimedOutError: it is still InProgress.
    """

    def deployed() -> bool | None:
        told = call(aws.cloudfront.get_distribution, Id=distribution_id)["Distribution"]
        return True if told["Status"] == "Deployed" else None

    what = f"distribution {distribution_id} to be Deployed"
    pace.wait_for(deployed, what=what, seconds=pace.deploy_seconds, every=_EVERY)


def _tags(aws: Aws, arn: str) -> dict[str, str]:
    tags = call(aws.cloudfront.list_tags_for_resource, Resource=arn)["Tags"].get("Items", ())
    return {tag["Key"]: tag.get("Value", "") for tag in tags}


def _is_race(error: ServiceError) -> bool:
    return error.code in _MOVED or (
        error.code == "InvalidLambdaFunctionAssociation" and _NEW_ROLE in error.text
    )


@contextmanager
def _raw_bodies(client: Any, received: list[bytes]) -> Iterator[None]:
    """Keep the bytes of GetDistribution's answers beside what botocore makes of them."""

    def keep(response_dict: Mapping[str, Any], **_: object) -> None:
        received.append(response_dict["body"])

    event = "before-parse.cloudfront.GetDistribution"
    client.meta.events.register(event, keep, unique_id="cloudfrontier-raw")
    try:
        yield
    finally:
        client.meta.events.unregister(event, unique_id="cloudfrontier-raw")

"""A lookup of Lambda functions through a client for Lambda and one for IAM: moto's, in most tests.

Nothing is imported from boto3: the clients are the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cloudfrontier.cloudfront.distribution_config import lambda_arn
from cloudfrontier.testing.fake_cloudfront.lambda_versions import LambdaLookup, LambdaVersion

__all__ = ["lambda_lookup_from"]


def lambda_lookup_from(*, lambda_client: Any, iam_client: Any) -> LambdaLookup:
    """A lookup that asks these clients; `lambda_client` must be one for us-east-1."""

    def look_up(arn: str) -> LambdaVersion | None:
        parts = lambda_arn(arn)
        if parts is None:
            return None
        try:
            found = lambda_client.get_function(FunctionName=parts.name, Qualifier=parts.qualifier)
        except lambda_client.exceptions.ResourceNotFoundException:
            return None
        configuration = found["Configuration"]
        return _version(arn, configuration, _trusted(iam_client, str(configuration["Role"])))

    return look_up


def _version(arn: str, told: Mapping[str, Any], trusted: frozenset[str]) -> LambdaVersion:
    return LambdaVersion(
        arn,
        runtime=told.get("Runtime", ""),
        code_size=told.get("CodeSize", 0),
        memory=told.get("MemorySize", 128),
        timeout=told.get("Timeout", 3),
        state=told.get("State", "Active"),
        role=told["Role"],
        trusted=trusted,
        package_type=told.get("PackageType", "Zip"),
        architectures=tuple(told.get("Architectures", ("x86_64",))),
        has_environment=bool((told.get("Environment") or {}).get("Variables")),
        has_layers=bool(told.get("Layers")),
        has_vpc=bool((told.get("VpcConfig") or {}).get("SubnetIds")),
        has_dead_letter_queue=bool((told.get("DeadLetterConfig") or {}).get("TargetArn")),
        has_tracing=(told.get("TracingConfig") or {}).get("Mode") == "Active",
        has_customer_key=bool(told.get("KMSKeyArn")),
        ephemeral_storage=(told.get("EphemeralStorage") or {}).get("Size", 512),
    )


def _trusted(iam_client: Any, role_arn: str) -> frozenset[str]:
    """The services that may assume the role; none if there is no such role."""
    try:
        role = iam_client.get_role(RoleName=role_arn.rpartition("/")[2])["Role"]
    except iam_client.exceptions.NoSuchEntityException:
        return frozenset()
    return frozenset(_services(role["AssumeRolePolicyDocument"]))


def _services(policy: Mapping[str, Any]) -> Iterator[str]:
    statements = policy.get("Statement", [])
    for statement in [statements] if isinstance(statements, Mapping) else statements:
        actions = statement.get("Action", [])
        allowed = {actions} if isinstance(actions, str) else set(actions)
        if statement.get("Effect") != "Allow" or not allowed & {"sts:AssumeRole", "sts:*", "*"}:
            continue
        services = (statement.get("Principal") or {}).get("Service", [])
        yield from [services] if isinstance(services, str) else services

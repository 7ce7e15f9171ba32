"""What Lambda@Edge asks of the function itself, with the words in which CloudFront was seen to refuse it.

CloudFront looks the version up in Lambda and its role in IAM; here a `LambdaLookup` does, which may ask moto.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04) for the rules. The texts are as seen in public issues from 2018 to 2024, such as
https://github.com/awslabs/cognito-at-edge/issues/93 (2024-03) and
https://github.com/goldstack/goldstack/issues/18 (2021-12); where none was found the words are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.cloudfront.runtimes import LAMBDA_RUNTIMES
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.limits import Limits

__all__ = ["LambdaLookup", "LambdaVersion", "check_lambda_version"]

_PRINCIPALS = frozenset({"lambda.amazonaws.com", "edgelambda.amazonaws.com"})
_PYTHONS = tuple(runtime.name for runtime in LAMBDA_RUNTIMES)


@dataclass(frozen=True)
class LambdaVersion:
    """A published version as Lambda and IAM describe it; sizes in bytes and MB, timeout in seconds.

    `trusted` are the services that may assume its role. No value of a variable is held, only whether there
    are any.
    """

    arn: str
    runtime: str = "python3.13"
    code_size: int = 1024
    memory: int = 128
    timeout: int = 5
    state: str = "Active"
    role: str = "arn:aws:iam::123456789012:role/edge"
    trusted: frozenset[str] = _PRINCIPALS
    package_type: str = "Zip"
    architectures: tuple[str, ...] = ("x86_64",)
    has_environment: bool = False
    has_layers: bool = False
    has_vpc: bool = False
    has_dead_letter_queue: bool = False
    has_tracing: bool = False
    has_customer_key: bool = False
    ephemeral_storage: int = 512


LambdaLookup = Callable[[str], LambdaVersion | None]
"""The version that an ARN names, or None if there is none or it may not be read."""


def check_lambda_version(version: LambdaVersion, event: EventType, *, known: Limits) -> None:
    """Refuse a version that Lambda@Edge does not run on this event.

    Raises:
        ServiceError: InvalidLambdaFunctionAssociation.
    """
    problem = _seen_problem(version) or _size_problem(version, event, known) or _own_problem(version, known)
    if problem:
        raise ServiceError("InvalidLambdaFunctionAssociation", problem)


def _seen_problem(version: LambdaVersion) -> str:
    if version.state != "Active":
        return (
            "The function must be in an Active state. The current state for function "
            f"{version.arn} is {version.state}"
        )
    if not version.trusted >= _PRINCIPALS:
        return (
            "The function execution role must be assumable with edgelambda.amazonaws.com as well as "
            f"lambda.amazonaws.com principals. Update the IAM role and try again. Role: {version.role}"
        )
    if version.has_environment:
        return f"The function cannot have environment variables. Function: {version.arn}"
    if version.has_layers:
        return f"The function cannot have a layer. Function: {version.arn}"
    if version.package_type == "Zip" and not version.runtime.startswith((*_PYTHONS, "nodejs")):
        return (
            f"The function has a runtime that is not supported by Lambda@Edge: {version.runtime} "
            f"Function: {version.arn} Supported runtimes: [nodejs, {', '.join(_PYTHONS)}]"
        )
    return ""


def _size_problem(version: LambdaVersion, event: EventType, known: Limits) -> str:
    triggered = "functions that are triggered by a CloudFront event"
    memory, timeout = known.of(limits.MEMORY[event]).value, known.of(limits.TIMEOUT[event]).value
    code = known.of(limits.LAMBDA_ZIP[event]).value
    if version.code_size > code:
        seen, size, most = (
            f"code size is larger than the maximum allowed size for {triggered}",
            version.code_size,
            code,
        )
    elif version.memory > memory:
        seen, size, most = (
            f"memory size is larger than the maximum allowed size for {triggered}",
            version.memory,
            memory,
        )
    elif version.timeout > timeout:
        seen, size, most = (
            f"timeout is larger than the maximum allowed for {triggered}",
            version.timeout,
            timeout,
        )
    else:
        return ""
    return f"The function {seen}: {size} Max allowed: {most} Function: {version.arn}"


def _own_problem(version: LambdaVersion, known: Limits) -> str:
    """No text of CloudFront's was found for these; only the rule is AWS's."""
    storage = known.of(limits.EPHEMERAL_STORAGE).value
    rules = (
        (version.package_type != "Zip", "cannot be a container image"),
        (version.architectures != ("x86_64",), "must be built for x86_64"),
        (version.has_vpc, "cannot be in a VPC"),
        (version.has_dead_letter_queue, "cannot have a dead letter queue"),
        (version.has_tracing, "cannot have active tracing"),
        (version.has_customer_key, "cannot be encrypted with a customer managed key"),
        (version.ephemeral_storage > storage, f"cannot have more than {storage} MB of ephemeral storage"),
    )
    broken = next((text for is_broken, text in rules if is_broken), "")
    return f"The function {broken}. Function: {version.arn}" if broken else ""

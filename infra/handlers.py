"""Lambda functions of handlers: read, made or mended, and published as a version that the edge takes.

1. A version that already has the code and the settings is used again, however often one builds and attaches;
   nothing is uploaded for it and no further version is made.
2. Otherwise: code if its sha256 differs, settings if they differ, and then PublishVersion with the sha256, so
   that a version never holds what somebody else has just uploaded. Each is waited for: CloudFront takes only
   versions that are Active.
3. A new role is not known to Lambda at once; that refusal is met by trying again.

Sources: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html (botocore 1.44.5);
https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/245 for "must be in an Active state".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import EPHEMERAL_STORAGE
from cloudfrontier.errors import AwsError, RefusedError
from infra.aws import ServiceError, call, pages
from infra.desired import HandlerSettings
from infra.naming import marker, owns_marked
from infra.state import LiveHandler, LiveVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.aws import Aws
    from infra.desired import DesiredHandler
    from infra.site import Site

__all__ = ["publish_handler", "read_handler"]

_LATEST = "$LATEST"
_SECONDS, _EVERY = 300.0, 1.0
"""How long a function may take to be ready: botocore's waiter `function_active_v2` (botocore 1.44.5)."""
_RACES = frozenset({"ResourceConflictException", "PreconditionFailedException"})
_SAID_OF_RACES = ("cannot be assumed by Lambda", "CodeSHA256")
"""In messages of InvalidParameterValueException: a role too new, and code that was replaced meanwhile."""


def read_handler(aws: Aws, name: str) -> LiveHandler | None:
    """The function and its versions, None if there is none of that name."""
    try:
        told = call(aws.functions.get_function_configuration, FunctionName=name)
    except ServiceError as error:
        if error.code == "ResourceNotFoundException":
            return None
        raise
    found = pages(aws.functions, "list_versions_by_function", FunctionName=name)
    versions = (item for page in found for item in page["Versions"] if item["Version"] != _LATEST)
    return LiveHandler(
        told.get("Description", ""),
        told["CodeSha256"],
        _settings(told),
        tuple(sorted((_version(item) for item in versions), key=lambda version: version.number)),
        _unsupported(told),
    )


def publish_handler(handler: DesiredHandler, site: Site) -> str:
    """Make sure of a version with this code and these settings; its ARN, which ends in its number.

    Raises:
        RefusedError: there is a function of that name that is not ours.
        AwsError: AWS refused, or the function cannot be made ready.
        TimedOutError: it was not ready in time.
    """
    return site.pace.converge(lambda: _converge(handler, site), moved=_is_race)


def _converge(handler: DesiredHandler, site: Site) -> str:
    aws, name = site.aws, handler.deployed_name
    live = read_handler(aws, name)
    if live is None:
        call(aws.functions.create_function, **_new(handler, site.project, site.artefacts.read(handler)))
        _wait(name, site)
        return _publish(handler, site)
    if not owns_marked(site.project, name, live.description):
        raise RefusedError(f"the Lambda function {name} is not this project's; rename the handler")
    version = live.version_with(handler.code_sha256, handler.settings)
    if version is not None:
        _wait(name, site, version=str(version.number))
        return version.arn
    _wait(name, site)
    if live.code_sha256 != handler.code_sha256:
        call(aws.functions.update_function_code, FunctionName=name, ZipFile=site.artefacts.read(handler))
        _wait(name, site)
    if live.settings != handler.settings:
        call(aws.functions.update_function_configuration, FunctionName=name, **_configuration(handler))
        _wait(name, site)
    return _publish(handler, site)


def _publish(handler: DesiredHandler, site: Site) -> str:
    name, digest = handler.deployed_name, handler.code_sha256
    made = call(site.aws.functions.publish_version, FunctionName=name, CodeSha256=digest)
    _wait(name, site, version=made["Version"])
    return str(made["FunctionArn"])


def _wait(name: str, site: Site, *, version: str = "") -> None:
    """Until the function, or one version of it, is ready."""
    which = {"Qualifier": version} if version else {}

    def ready() -> bool | None:
        told = call(site.aws.functions.get_function_configuration, FunctionName=name, **which)
        state, update = told.get("State", "Active"), told.get("LastUpdateStatus") or "Successful"
        if "Failed" in {state, update}:
            reason = told.get("StateReason") or told.get("LastUpdateStatusReason") or "no reason was given"
            raise AwsError(f"Lambda could not make {name} ready: {reason}; mend that and attach again")
        return True if state in {"Active", "Inactive"} and update == "Successful" else None

    what = f"Lambda function {name} to be ready"
    site.pace.wait_for(ready, what=what, seconds=_SECONDS, every=_EVERY)


def _is_race(error: ServiceError) -> bool:
    return error.code in _RACES or (
        error.code == "InvalidParameterValueException" and any(part in error.text for part in _SAID_OF_RACES)
    )


def _new(handler: DesiredHandler, project: str, code: bytes) -> dict[str, Any]:
    return {
        "FunctionName": handler.deployed_name,
        "Description": marker(project, handler.name),
        "Code": {"ZipFile": code},
        **_configuration(handler),
    }


def _configuration(handler: DesiredHandler) -> dict[str, Any]:
    settings = handler.settings
    return {
        "Runtime": settings.runtime,
        "Handler": settings.handler,
        "MemorySize": settings.memory_mb,
        "Timeout": settings.timeout_s,
        "Role": settings.role,
    }


def _settings(told: Mapping[str, Any]) -> HandlerSettings:
    return HandlerSettings(
        told.get("Runtime", ""), told.get("Handler", ""), told["MemorySize"], told["Timeout"], told["Role"]
    )


def _version(told: Mapping[str, Any]) -> LiveVersion:
    number = int(told["Version"])
    return LiveVersion(number, told["FunctionArn"], told["CodeSha256"], _settings(told), _unsupported(told))


def _unsupported(told: Mapping[str, Any]) -> tuple[str, ...]:
    """What Lambda@Edge takes no function with; names only, for a variable's value may be a secret.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
    (read 2026-04).
    """
    storage = (told.get("EphemeralStorage") or {}).get("Size", 0)
    has = {
        "environment variables": (told.get("Environment") or {}).get("Variables"),
        "layers": told.get("Layers"),
        "a VPC": (told.get("VpcConfig") or {}).get("SubnetIds"),
        "a dead letter queue": (told.get("DeadLetterConfig") or {}).get("TargetArn"),
        "active tracing": (told.get("TracingConfig") or {}).get("Mode") == "Active",
        "a key of yours": told.get("KMSKeyArn"),
        "a container image": told.get("PackageType", "Zip") != "Zip",
        "an architecture other than x86_64": told.get("Architectures", ["x86_64"]) != ["x86_64"],
        "too much ephemeral storage": storage > EPHEMERAL_STORAGE.value,
    }
    return tuple(name for name, value in has.items() if value)

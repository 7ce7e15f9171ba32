"""What deployed things are called, and how they tell whose they are.

1. A CloudFront Function has no versions, and publishing one changes every distribution that uses it. So its
   name holds a digest of its content, `<project>-<name>-<8 digits>`: other code is another function, it goes
   live with the update that attaches it, and what was attached before is still there for a rollback.
2. Lambda functions have versions; they, their roles and KeyValueStores are called `<project>-<name>`.
3. A prefix says little: `shop-admin-gate` may be `admin-gate` of shop or `gate` of shop-admin. A function is
   ours if its name is the digest of what it holds, everything else if it says so in its description. Tags are
   not used: Lambda@Edge functions may have none.

Source of the last: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04).
"""

from __future__ import annotations

import hashlib
import re

from cloudfrontier.cloudfront.limits import FUNCTION_NAME, KVS_NAME
from cloudfrontier.errors import UsageError

__all__ = [
    "LAMBDA_NAME_LENGTH",
    "function_arn_of",
    "function_name",
    "handler_name",
    "marker",
    "owns_function",
    "owns_marked",
    "project_name_of",
    "role_arn_of",
    "store_name",
]

LAMBDA_NAME_LENGTH = 64
"""Characters in the name of a Lambda function, and of a role.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html and
https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (botocore 1.44.5).
"""

_DIGITS = 8
_MARK = "cloudfrontier: "
_FUNCTION = re.compile(rf"(?P<rest>.+)-[0-9a-f]{{{_DIGITS}}}")


def function_name(project: str, name: str, *, runtime: str, code_sha256: str) -> str:
    """The name of a CloudFront Function with this code (hex digest) for this runtime.

    Raises:
        UsageError: it is longer than CloudFront allows.
    """
    content = f"{project}\0{name}\0{runtime}\0{code_sha256}"
    digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
    return _fitting(f"{project}-{name}-{digest}", FUNCTION_NAME.value, "a CloudFront Function")


def function_arn_of(account: str, deployed_name: str) -> str:
    """The ARN of a CloudFront Function, which its name and account decide."""
    return f"arn:aws:cloudfront::{account}:function/{deployed_name}"


def role_arn_of(account: str, deployed_name: str) -> str:
    """The ARN of the role that a Lambda function is given of its own."""
    return f"arn:aws:iam::{account}:role/{deployed_name}"


def handler_name(project: str, name: str) -> str:
    """The name of a handler's Lambda function, and of its role.

    Raises:
        UsageError: it is longer than Lambda allows.
    """
    return _fitting(f"{project}-{name}", LAMBDA_NAME_LENGTH, "a Lambda function")


def store_name(project: str, name: str) -> str:
    """The name of a KeyValueStore.

    Raises:
        UsageError: it is longer than CloudFront allows.
    """
    return _fitting(f"{project}-{name}", KVS_NAME.value, "a KeyValueStore")


def marker(project: str, name: str) -> str:
    """What stands in the description of a Lambda function or role, or in the comment of a store."""
    return f"{_MARK}{project}/{name}"


def project_name_of(project: str, deployed_name: str) -> str | None:
    """The name in the project of a CloudFront Function; None if the name cannot be one of the project's."""
    found = _FUNCTION.fullmatch(deployed_name)
    if found is None or not found["rest"].startswith(f"{project}-"):
        return None
    return found["rest"].removeprefix(f"{project}-")


def owns_function(project: str, deployed_name: str, *, runtime: str, code_sha256: str) -> bool:
    """Whether a CloudFront Function was made for the project and holds what it was made with."""
    name = project_name_of(project, deployed_name)
    return bool(name) and deployed_name == function_name(
        project, str(name), runtime=runtime, code_sha256=code_sha256
    )


def owns_marked(project: str, deployed_name: str, description: str) -> bool:
    """Whether a Lambda function, role or store says that it is the project's."""
    name = deployed_name.removeprefix(f"{project}-")
    return name != deployed_name and description == marker(project, name)


def _fitting(name: str, most: int, what: str) -> str:
    if len(name) > most:
        raise UsageError(
            f"{name!r} would be the name of {what}, which has {most} characters at most;"
            " shorten the name of the project, or the name in it"
        )
    return name

"""The environment that a handler sees: Lambda's reserved variables and nothing of this machine's.

Lambda@Edge allows no variables of one's own. The names are those of
https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (read 2026-10). The credentials are
none: a handler that calls AWS from here is refused. Where something stands for AWS on this machine, the
variable that leads all SDKs there is set, and the access key is one for it alone.

UNCERTAIN: at the edge a function is taken to be called `us-east-1.<name>`, for so its log group is called.

Two variables are not on AWS's list: `TMPDIR` and `HOME` lead to a folder of the worker's own, so that it
shares no temporary file and reads no configuration of the user who runs it. A handler that writes to `/tmp`
by name writes to this machine's.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.regions import HOME_REGION, handler_log_group
from cloudfrontier.simulator.lambda_runtime.janitor import TOKEN_VARIABLE
from cloudfrontier.simulator.lambda_runtime.program import is_node, node_major

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import HandlerArtifact

__all__ = [
    "ACCOUNT",
    "NOT_FOR_HANDLERS",
    "VERSION",
    "AwsStandIn",
    "edge_name",
    "function_arn",
    "worker_environment",
]

ACCOUNT = "123456789012"
"""AWS's example account."""

VERSION = "1"

NOT_FOR_HANDLERS = ("MALLOC_ARENA_MAX", "LC_CTYPE")
"""What is set for the process, by us or by Python, and taken away before the handler is loaded."""

_RUNTIME_FOLDER = "/var/runtime"
_NO_CREDENTIAL = "simulated"


@dataclass(frozen=True)
class AwsStandIn:
    """What stands for AWS on this machine, and the access key that it takes."""

    url: str
    access_key: str = field(repr=False)


def edge_name(name: str) -> str:
    """What a handler's function is called at the edge."""
    return f"{HOME_REGION}.{name}"


def function_arn(name: str, region: str) -> str:
    """The ARN with which it is invoked, in the Region where it runs (UNCERTAIN, as its name)."""
    return f"arn:aws:lambda:{region}:{ACCOUNT}:function:{edge_name(name)}:{VERSION}"


def worker_environment(  # noqa: PLR0913 - what a worker's surroundings are, all but two by name
    artifact: HandlerArtifact,
    region: str,
    *,
    task: Path,
    temporary: Path,
    token: str,
    aws: AwsStandIn | None = None,
) -> dict[str, str]:
    """All variables of a worker; `token` is its own, and is found in what it starts."""
    day = time.strftime("%Y/%m/%d", time.gmtime())
    access_key = aws.access_key if aws else _NO_CREDENTIAL
    return {
        "_HANDLER": artifact.handler,
        "_X_AMZN_TRACE_ID": "",
        "AWS_DEFAULT_REGION": region,
        "AWS_REGION": region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{artifact.runtime}",
        "AWS_LAMBDA_FUNCTION_NAME": edge_name(artifact.name),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(artifact.memory_mb),
        "AWS_LAMBDA_FUNCTION_VERSION": VERSION,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": handler_log_group(artifact.name),
        "AWS_LAMBDA_LOG_STREAM_NAME": f"{day}/[{VERSION}]{hashlib.sha256(token.encode()).hexdigest()[:32]}",
        "AWS_ACCESS_KEY": access_key,
        "AWS_ACCESS_KEY_ID": access_key,
        "AWS_SECRET_ACCESS_KEY": _NO_CREDENTIAL,
        "AWS_SESSION_TOKEN": _NO_CREDENTIAL,
        "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9",
        "AWS_LAMBDA_METADATA_API": "127.0.0.1:9",
        TOKEN_VARIABLE: token,
        "LAMBDA_TASK_ROOT": str(task),
        "LAMBDA_RUNTIME_DIR": _RUNTIME_FOLDER,
        "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "LD_LIBRARY_PATH": os.pathsep.join([
            "/var/lang/lib", "/lib64", "/usr/lib64", _RUNTIME_FOLDER, f"{_RUNTIME_FOLDER}/lib",
            str(task), f"{task}/lib", "/opt/lib",
        ]),
        "TMPDIR": str(temporary),
        "HOME": str(temporary),
        **({"AWS_ENDPOINT_URL": aws.url} if aws else {}),
        **_of_language(artifact.runtime),
    }  # fmt: skip


def _of_language(runtime: str) -> dict[str, str]:
    if is_node(runtime):
        folders = (f"/opt/nodejs/node{node_major(runtime)}/node_modules", "/opt/nodejs/node_modules")
        return {"NODE_PATH": os.pathsep.join((*folders, f"{_RUNTIME_FOLDER}/node_modules"))}
    # one heap for all threads: each further one would take 64 MB of the address space that is limited
    return {"PYTHONPATH": _RUNTIME_FOLDER, "MALLOC_ARENA_MAX": "1"}

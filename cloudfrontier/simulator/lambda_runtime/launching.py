"""How a worker is started for an artefact, and the message that one invocation is."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import EPHEMERAL_STORAGE, LAMBDA_OPEN_FILES, LAMBDA_PAYLOAD
from cloudfrontier.simulator.lambda_runtime import environment
from cloudfrontier.simulator.lambda_runtime.environment import AwsStandIn
from cloudfrontier.simulator.lambda_runtime.process import Launch
from cloudfrontier.simulator.lambda_runtime.program import CALLBACKS_UNTIL, Program, is_node, node_major

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import HandlerArtifact

__all__ = ["Terms", "launch_of", "message_of"]


@dataclass(frozen=True)
class Terms:
    """What all workers of a runtime have in common."""

    program: Program
    host_packages: str
    init_seconds: float
    log_bytes: int
    concurrency: int
    tell: Callable[[str], None]
    """Takes a note on what this machine cannot do as Lambda does."""
    aws: AwsStandIn | None = None


def launch_of(  # noqa: PLR0913 - what a worker is made of, all but three by name
    artifact: HandlerArtifact, region: str, terms: Terms, *, task: Path, temporary: Path, token: str
) -> Launch:
    """A worker for an artefact in a Region; `task` is its unpacked zip, `temporary` a folder of its own."""
    in_node = is_node(artifact.runtime)
    return Launch(
        command=terms.program.command(artifact.memory_mb),
        environment=environment.worker_environment(
            artifact, region, task=task, temporary=temporary, token=token, aws=terms.aws
        ),
        task=task,
        temporary=temporary,
        handler=artifact.handler,
        token=token,
        memory_mb=artifact.memory_mb,
        file_mb=EPHEMERAL_STORAGE.value,
        open_files=LAMBDA_OPEN_FILES.value,
        most_bytes=LAMBDA_PAYLOAD.value,
        log_bytes=terms.log_bytes,
        unset=environment.NOT_FOR_HANDLERS,
        host_packages=terms.host_packages,
        watched=in_node,
        callbacks_removed=in_node and node_major(artifact.runtime) > CALLBACKS_UNTIL,
    )


def message_of(event: Mapping[str, object], request_id: str, seconds: float, *, arn: str) -> bytes:
    """One invocation as the worker reads it; `seconds` is the time that is left for it."""
    request = {
        "id": request_id,
        "arn": arn,
        "seconds": seconds,
        "trace": _trace_id(request_id),
        "event": event,
    }
    return json.dumps(request).encode()


def _trace_id(request_id: str) -> str:
    """An X-Ray header; at the edge it is never sampled (seen in aws-xray-sdk-node#348, 2020)."""
    digest = hashlib.sha256(request_id.encode()).hexdigest()
    return f"Root=1-{int(time.time()):08x}-{digest[:24]};Parent={digest[24:40]};Sampled=0"

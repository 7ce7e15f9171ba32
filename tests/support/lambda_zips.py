"""Makes a Lambda@Edge zip of a few lines of Python, as a build would, for tests of what runs it."""

from __future__ import annotations

import base64
import hashlib
import textwrap
import zipfile
from typing import TYPE_CHECKING, Any

from cloudfrontier.artifacts.manifest import HandlerArtifact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.cloudfront.events import EventType

__all__ = ["EVENT", "handler_zip", "lambda_zip"]

EVENT: dict[str, Any] = {
    "Records": [{"cf": {"config": {"eventType": "viewer-request"}, "request": {"uri": "/", "headers": {}}}}]
}
"""As much of an event as a test of the runtime needs."""


def handler_zip(folder: Path, body: str, **settings: Any) -> HandlerArtifact:
    """A zip whose handler, `lambda_handler(event, context)`, has that body."""
    return lambda_zip(
        folder,
        "def lambda_handler(event, context):\n" + textwrap.indent(textwrap.dedent(body), "    "),
        **settings,
    )


def lambda_zip(
    folder: Path,
    module: str,
    *,
    name: str = "sample",
    files: Mapping[str, bytes] | None = None,
    runtime: str = "python3.11",
    handler: str = "lambda_function.lambda_handler",
    memory_mb: int = 128,
    timeout_s: int = 5,
    events: tuple[EventType, ...] = ("viewer-request",),
) -> HandlerArtifact:
    """A zip of `lambda_function.py` and other files, written into the folder."""
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lambda_function.py", textwrap.dedent(module))
        for other, data in (files or {}).items():
            archive.writestr(other, data)
        unzipped = sum(item.file_size for item in archive.infolist())
    content = path.read_bytes()
    digest = hashlib.sha256(content)
    return HandlerArtifact(
        name=name,
        events=events,
        runtime=runtime,
        handler=handler,
        path=path.name,
        bytes=len(content),
        unzipped_bytes=unzipped,
        sha256=digest.hexdigest(),
        code_sha256=base64.b64encode(digest.digest()).decode(),
        memory_mb=memory_mb,
        timeout_s=timeout_s,
    )

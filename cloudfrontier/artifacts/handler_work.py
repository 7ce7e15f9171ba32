"""What a build makes of handlers, kept for the next build of a process that lives on, such as a server's.

To compile, zip and judge a handler takes most of a build, and most edits touch none. What is kept counts for
equal files alone: a handler that differs in a byte, or is judged by other limits or on another day, is made
anew; of its files only those that differ are compiled and deflated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.artifacts.archive import deflated, zip_bytes
from cloudfrontier.artifacts.check import check_handler
from cloudfrontier.artifacts.precompile import Compiler, add_bytecode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cloudfrontier.artifacts.handlers import HandlerFiles
    from cloudfrontier.artifacts.manifest import HandlerArtifact
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.limits import Limits

__all__ = ["HandlerWork"]

Compiled = tuple[tuple["HandlerFiles", ...], tuple[str, ...]]


class HandlerWork:
    """Keeps the work of one build: what the next one does not ask for is let go. One build at a time."""

    def __init__(self) -> None:
        self._compiler = Compiler()
        self._compiled: tuple[tuple[Sequence[HandlerFiles], str], Compiled] | None = None
        self._packed: dict[bytes, bytes] = {}
        self._findings: dict[str, tuple[object, tuple[Finding, ...]]] = {}

    def compiled(self, gathered: Sequence[HandlerFiles], search_path: str) -> Compiled:
        """As `add_bytecode`."""
        asked = (gathered, search_path)
        if self._compiled is None or self._compiled[0] != asked:
            self._compiled = asked, add_bytecode(gathered, search_path, compiler=self._compiler)
        return self._compiled[1]

    def zipped(self, handlers: Sequence[HandlerFiles]) -> dict[str, bytes]:
        """The zips by name."""
        before, self._packed = self._packed, {}

        def deflate(data: bytes) -> bytes:
            packed = self._packed.get(data) or before.get(data) or deflated(data)
            self._packed[data] = packed
            return packed

        return {handler.name: zip_bytes(handler.files, deflate=deflate) for handler in handlers}

    def findings(
        self, artifact: HandlerArtifact, handler: HandlerFiles, *, limits: Limits, today: date
    ) -> tuple[Finding, ...]:
        """As `check_handler`."""
        asked = (artifact, handler, limits, today)
        known = self._findings.get(artifact.name)
        if known is None or known[0] != asked:
            known = asked, check_handler(artifact, handler, limits=limits, today=today)
            self._findings[artifact.name] = known
        return known[1]

"""A project of two functions of one behavior, for tests of rules that guard, answer and set headers."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from functions_events import NOW

from cloudfrontier.artifacts.functions import FunctionSource, function_source
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["FIRST", "KEY", "GuardedProject"]

KEY = urlsafe_b64encode(b"l" * 32).rstrip(b"=").decode()

HEAD = """\
[project]
name = "sample"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"

[[behaviors]]
path = "*"
origin = "site"
methods = "all"
viewer-request = "gate"
viewer-response = "headers"

[functions.gate]
event = "viewer-request"
methods = ["GET", "HEAD", "OPTIONS", "POST"]

[functions.headers]
event = "viewer-response"
headers.set = { x-a = "1" }

"""
"""What a test adds begins at line `FIRST`."""

FIRST = HEAD.count("\n") + 1
RUNTIME = FunctionsRuntime()


class GuardedProject:
    """The project with further tables; `files` are written beside edge.toml, `link.key` is always there."""

    def __init__(self, root: Path, tables: str, files: Mapping[str, str] | None = None) -> None:
        self.root = root
        for name, text in {"edge.toml": HEAD + tables, "link.key": f"{KEY}\n", **(files or {})}.items():
            (root / name).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Replace a text that stands once in edge.toml."""
        path = self.root / "edge.toml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def source(self, name: str) -> FunctionSource:
        """One function, compiled."""
        return function_source(load(self.root), name)

    def problems(self, *names: str) -> list[str]:
        """What is wrong with the project, or with these functions: `line:column: message`, lines as added."""
        try:
            for name in names or ("gate", "headers"):
                self.source(name)
        except ProjectError as error:
            return [f"{item.line - FIRST + 1}:{item.column}: {item.message}" for item in error.problems]
        return []

    def run(
        self,
        name: str,
        event: dict[str, Any],
        *,
        runtime: FunctionRuntime = "cloudfront-js-2.0",
        now: float = NOW,
    ) -> Any:
        """What a function returns."""
        outcome = RUNTIME.run(self.source(name).text, event, runtime=runtime, now=now)
        assert outcome.error is None, outcome.error
        return outcome.value

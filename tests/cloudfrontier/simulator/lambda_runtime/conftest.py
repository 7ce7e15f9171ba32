"""One runtime for all tests of a module: each test has a zip of its own, so no process is shared by two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lambda_zips import EVENT, handler_zip, lambda_zip
from node_handlers import NodeRun

from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., HandlerOutcome]


@pytest.fixture(scope="module")
def runtime() -> Iterator[LambdaRuntime]:
    with LambdaRuntime(init_seconds=1.0, log_bytes=20_000) as runtime:
        yield runtime


@pytest.fixture
def run(runtime: LambdaRuntime, tmp_path: Path) -> Run:
    """Runs a handler of that body once, in a new process."""

    def run_body(body: str, *, timeout_s: float | None = None, **settings: Any) -> HandlerOutcome:
        artifact = handler_zip(tmp_path, body, **settings)
        return runtime.invoke(artifact, tmp_path, EVENT, request_id="request-1", timeout_s=timeout_s)

    return run_body


@pytest.fixture
def run_module(runtime: LambdaRuntime, tmp_path: Path) -> Run:
    """Runs the handler of a whole module once, in a new process."""

    def run_source(source: str, *, timeout_s: float | None = None, **settings: Any) -> HandlerOutcome:
        artifact = lambda_zip(tmp_path, source, **settings)
        return runtime.invoke(artifact, tmp_path, EVENT, request_id="request-1", timeout_s=timeout_s)

    return run_source


@pytest.fixture(scope="module")
def node_runtime() -> Iterator[LambdaRuntime]:
    with LambdaRuntime(init_seconds=5.0, log_bytes=20_000) as runtime:
        yield runtime


@pytest.fixture
def node(node_runtime: LambdaRuntime, tmp_path: Path) -> NodeRun:
    """Runs a handler in JavaScript once, in a new process."""
    return NodeRun(node_runtime, tmp_path)

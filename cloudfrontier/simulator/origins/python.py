"""A function of Python that stands for an origin: `api.py:answer` gets a `Request` and returns a `Response`.

It is the user's own code and runs in this process. What it raises is an origin that gave no answer:
CloudFront's 502, or 504 for a `TimeoutError`, with the reason in the trace.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from hashlib import sha256
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.message import Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_TIMEOUT, ORIGIN_UNREACHABLE
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request

__all__ = ["PythonOrigin", "load_python_origin"]


class PythonOrigin:
    """An `OriginPort` over a callable; `name` is how reasons speak of it."""

    def __init__(self, answer: Callable[[Request], Response], *, name: str) -> None:
        self._answer = answer
        self._name = name

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        """What the callable returns.

        Raises:
            OriginUnavailableError: it raised, or returned something else than a `Response`.
        """
        try:
            response: object = self._answer(request)
        except Exception as error:
            outcome = ORIGIN_TIMEOUT if isinstance(error, TimeoutError) else ORIGIN_UNREACHABLE
            raise OriginUnavailableError(f"{self._name}: {_told(error)}", outcome=outcome) from error
        if not isinstance(response, Response):
            seen = type(response).__name__
            expected = f"{Response.__module__}.{Response.__qualname__}"
            raise OriginUnavailableError(f"{self._name} returned {seen}, expected {expected}")
        return response


def load_python_origin(spec: str, root: Path) -> PythonOrigin:
    """The callable that `file.py:name` names, the file relative to `root`.

    Raises:
        UsageError: there is no such file or name, the name is no callable, or the file cannot be loaded.
    """
    file, _, name = spec.rpartition(":")
    path = root / file
    if not file or not name.isidentifier():
        raise UsageError(f"simulate.python = {spec!r}: expected `file.py:name`")
    if not path.is_file():
        raise UsageError(f"simulate.python = {spec!r}: {path} not found")
    found: object = getattr(_load(path, spec), name, None)
    if not callable(found):
        raise UsageError(f"simulate.python = {spec!r}: no callable `{name}` in {path}")
    return PythonOrigin(found, name=spec)


def _load(path: Path, spec: str) -> ModuleType:
    # A name of its own, so that it can neither shadow nor be shadowed; known to `sys.modules`, as dataclasses
    # and pickles ask for.
    name = f"_cloudfrontier_origin_{sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    made = importlib.util.spec_from_file_location(name, path)
    if made is None or made.loader is None:
        raise UsageError(f"simulate.python = {spec!r}: {path} is no Python file")
    module = importlib.util.module_from_spec(made)
    sys.modules[name] = module
    try:
        made.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise UsageError(f"simulate.python = {spec!r}: {path} cannot be loaded: {_told(error)}") from error
    return module


def _told(error: Exception) -> str:
    """The exception with the line of the innermost frame, without a stack."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" (line {frames[-1].lineno} of {frames[-1].filename})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"

"""A function of Python that stands for an origin: `api.py:answer` gets a `Request` and returns a `Response`.

It is the user's own code and runs in this process. What it raises is an origin that gave no answer:
CloudFront's 502, with the reason in the trace. `ConnectionError` is a connection that was refused, and
`TimeoutError` an answer that never comes, for which CloudFront waits as long as the origin is given. Nobody
waits here: the time is counted. `Slow(response, seconds=12)` is an answer that takes so long.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.message import Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_TIMEOUT
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.origins.attempts import patience
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request

__all__ = ["PythonOrigin", "Slow", "load_python_origin"]


@dataclass(frozen=True)
class Slow:
    """A response that takes its time; more seconds than the origin is given are CloudFront's 504."""

    response: Response
    seconds: float


class PythonOrigin:
    """An `OriginPort` over a callable; `name` is how reasons speak of it."""

    def __init__(self, answer: Callable[[Request], Response | Slow], *, name: str) -> None:
        self._answer = answer
        self._name = name

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        """What the callable returns.

        Raises:
            OriginUnavailableError: it raised, or returned something else than a `Response`.
        """
        most = patience(origin)
        try:
            response: object = self._answer(request)
        except TimeoutError as error:
            raise self._late(_told(error), most) from error
        except Exception as error:
            connected = not isinstance(error, ConnectionError)
            raise OriginUnavailableError(f"{self._name}: {_told(error)}", connected=connected) from error
        if isinstance(response, Slow):
            if response.seconds > most:
                raise self._late(f"{response.seconds:g} seconds are more than {most:g}", most)
            return response.response
        if not isinstance(response, Response):
            seen = type(response).__name__
            expected = f"{Response.__module__}.{Response.__qualname__}"
            raise OriginUnavailableError(f"{self._name} returned {seen}, expected {expected}")
        return response

    def _late(self, why: str, waited: float) -> OriginUnavailableError:
        return OriginUnavailableError(f"{self._name}: {why}", outcome=ORIGIN_TIMEOUT, waited=waited)


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

"""Finds a handler's function, and says why not in the words of Lambda's client."""

from __future__ import annotations

import importlib
import importlib.machinery
import sys
from typing import TYPE_CHECKING, Any

from .telling import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from .context import LambdaContext

__all__ = ["FROM_HOST", "HostPackages", "RefusedError", "load_handler"]

FROM_HOST = frozenset({"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six"})
"""What Lambda's Python has besides the standard library."""


class RefusedError(Exception):
    """The handler cannot be loaded; `name` is Lambda's name for the reason."""

    def __init__(self, name: str, message: str, trace: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.trace = trace


class HostPackages:
    """Finds what Lambda has installed among the packages of this machine, and nothing else there."""

    def __init__(self, folder: str) -> None:
        self._path = [folder]

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> Any:
        """A module finder's only duty; submodules are found through their package."""
        if path is None and name in FROM_HOST:
            return importlib.machinery.PathFinder.find_spec(name, self._path, target)
        return None


def load_handler(name: str) -> Callable[[Any, LambdaContext], Any]:
    """The function that a handler string such as `lambda_function.lambda_handler` names."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise RefusedError("Runtime.MalformedHandlerName", f"Bad handler '{name}': expected module.function")
    if module_name.split(".", 1)[0] in sys.builtin_module_names:
        message = f"Cannot use built-in module {module_name} as a handler module"
        raise RefusedError("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = f"Unable to import module '{module_name}': {words(error)}"
        raise RefusedError("Runtime.ImportModuleError", message) from error
    except SyntaxError as error:
        source = (error.text or "").strip()
        trace = [
            f'  File "{(error.filename or "").rpartition("/")[2]}", line {error.lineno}',
            f"    {source}",
        ]
        message = f"Syntax error in module '{module_name}': {words(error)}"
        raise RefusedError("Runtime.UserCodeSyntaxError", message, trace) from error
    if not hasattr(module, function_name):
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise RefusedError("Runtime.HandlerNotFound", message)
    found: Callable[[Any, LambdaContext], Any] = getattr(module, function_name)
    return found

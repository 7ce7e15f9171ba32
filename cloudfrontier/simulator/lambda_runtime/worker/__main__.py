"""Starts the worker: run as a script, it makes this folder a package of a name that no handler has.

Nothing is added to `sys.path` for it, so a handler finds its own modules, the standard library, and no more.
"""

from __future__ import annotations

import importlib.util
import os.path
import sys

_NAME = "_cloudfrontier_worker"


def main() -> None:
    """Import the package under its name here, and hand over."""
    folder = os.path.dirname(__file__)  # noqa: PTH120 - pathlib is not imported before a handler wants it
    spec = importlib.util.spec_from_file_location(
        _NAME, f"{folder}/__init__.py", submodule_search_locations=[folder]
    )
    if spec is None or spec.loader is None:
        raise SystemExit("the worker's own files are gone")
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)
    importlib.import_module(f"{_NAME}.loop").main()


if __name__ == "__main__":
    main()

"""What of an installed distribution ships: of powertools the part that is used, of others their data too.

The whole of powertools is over 1 MB zipped, most of it for documenting APIs; Logger and Metrics need 139 kB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.module import Module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["POWERTOOLS", "data_files", "kept_modules"]

POWERTOOLS = "aws_lambda_powertools"
POWERTOOLS_KEPT = (
    "__init__.py",
    "exceptions",
    "logging",
    "metrics",
    "package_logger.py",
    "shared",
    "tracing",
    "utilities/__init__.py",
    "utilities/jmespath_utils",
    "warnings",
)
"""Measured with powertools 3.37.0; a test imports Logger and Metrics from a zip that holds only these."""

NOT_SHIPPED = {".py", ".pyi", ".pyc", ".pyx", ".pxd", ".c", ".h", ".so", ".pyd", ".dylib", ".typed"}


def kept_modules(package: Path) -> list[Module]:
    """The part of powertools that ships."""
    places = [package / kept for kept in POWERTOOLS_KEPT]
    paths = [path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place])]
    modules = []
    for path in sorted(paths):
        parts = path.relative_to(package.parent).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        modules.append(Module(name, "installed", str(path), is_package=is_package))
    return modules


def data_files(package: Path) -> Iterator[Path]:
    """Files of a package that are neither code nor in a package of their own."""
    for path in sorted(package.iterdir()):
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").exists():
                yield from data_files(path)
        elif path.suffix not in NOT_SHIPPED:
            yield path

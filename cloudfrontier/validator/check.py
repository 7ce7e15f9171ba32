"""Checks whatever is named, each by what it is, and puts everything that was found together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.validator.functions import check_function_file
from cloudfrontier.validator.packages import check_package_file
from cloudfrontier.validator.report import CheckReport, merged
from cloudfrontier.validator.samples import Samples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cloudfrontier.validator.functions import FunctionOptions
    from cloudfrontier.validator.packages import PackageOptions
    from cloudfrontier.validator.targets import Target

__all__ = ["check_project", "check_targets"]


def check_targets(
    targets: Iterable[Target], *, functions: FunctionOptions, packages: PackageOptions
) -> CheckReport:
    """What is wrong with each of them.

    Raises:
        ProjectError: the edge.toml of a project, or a file that it names, holds mistakes.
    """
    return merged(_checked(target, functions, packages) for target in targets)


def check_project(
    path: Path | None = None, *, is_static: bool = False, budget: int | None = None
) -> CheckReport:
    """What a build of the project would find; nothing is written.

    `path`: its edge.toml or its folder; None for the nearest one at or above the current folder. `is_static`
    and `budget` as in `FunctionOptions`.

    Raises:
        ProjectError: as above.
        UsageError: there is no such project.
    """
    from cloudfrontier.artifacts import pipeline  # noqa: PLC0415 - functions need no project, which is slow to load
    from cloudfrontier.project import load  # noqa: PLC0415 - same

    samples = Samples(budget)
    report = pipeline.build(load(path), write=False, samples=None if is_static else samples)
    names = [f"function {item.name}" for item in report.manifest.functions]
    names += [f"handler {item.name}" for item in report.manifest.handlers]
    return CheckReport(
        report.findings, report.ignored, report.sources, tuple(names), report.notes, samples.reports
    )


def _checked(target: Target, functions: FunctionOptions, packages: PackageOptions) -> CheckReport:
    match target.kind:
        case "function":
            return check_function_file(target.path, functions)
        case "package":
            return check_package_file(target.path, packages)
        case "project":
            return check_project(target.path, is_static=functions.is_static, budget=functions.budget)

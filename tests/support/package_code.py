"""Reads small packages given as texts, for tests of what is found in their code."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle import BUNDLE_RULES
from cloudfrontier.rules.bundle.bundle import package_sample
from cloudfrontier.rules.bundle.code.package_code import PackageCode, read_code
from cloudfrontier.rules.bundle.files import MemoryFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["MAIN", "code_of", "found"]

MAIN = "\n\ndef main(event, context):\n    return event\n"


def code_of(
    files: Mapping[str, str | bytes], *, handler: str = "app.main", python: tuple[int, int] = (3, 13)
) -> PackageCode:
    """The code of a package; texts may be indented."""
    return read_code(MemoryFiles(_dedented(files)), handler, python)


def found(
    rule_id: str,
    code: str = "",
    files: Mapping[str, str | bytes] | None = None,
    *,
    runtime: str = "python3.13",
) -> list[Finding]:
    """What one rule finds in a package of `app.py`, which is `code` with a handler below, and other files."""
    package = package_sample(
        _dedented({"app.py": dedent(code) + MAIN, **(files or {})}), runtime=runtime, handler="app.main"
    )
    (rule,) = [rule for rule in BUNDLE_RULES if rule.id == rule_id]
    return sorted(rule.check(package), key=lambda finding: finding.sort_key)


def _dedented(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {name: dedent(data) if isinstance(data, str) else data for name, data in files.items()}

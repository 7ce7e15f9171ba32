"""LAE223: what was in the folder when it was zipped ships too: history, tests, caches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["UnwantedFiles"]

CODE = "def main(event, context): ..."
KINDS = {
    "the history of the code, with all that was ever in it": r"(?:.*/)?\.(?:git|hg|svn|bzr)/.*",
    "tests": r"(?:.*/)?(?:tests?|testing_data|__tests__)/.*|(?:.*/)?(?:test_[^/]*|[^/]*_test|conftest)\.py",
    "an environment of Python's": r"(?:.*/)?(?:\.?venv|site-packages|\.tox|\.nox)/.*",
    "what tools leave behind": r"(?:.*/)?\.(?:pytest_cache|mypy_cache|ruff_cache|hypothesis|coverage"
    r"|terraform|serverless|aws-sam)(?:/.*)?|(?:.*/)?[^/]*\.egg-info/.*",
    "what editors and systems leave behind": r"(?:.*/)?(?:\.idea|\.vscode|__MACOSX)/.*"
    r"|(?:.*/)?(?:\.DS_Store|Thumbs\.db|[^/]*\.sw[op])",
}
PATTERNS = {what: re.compile(pattern) for what, pattern in KINDS.items()}


class UnwantedFiles(BundleRule):
    """Files that no function needs: they make it larger, and show more than was meant to be shown.

    `.git` holds every version of every file, secrets that were taken out since among them. A file that the
    handler imports is never spoken of here, whatever it is called; what distributions bring is a note.
    """

    id = "LAE223"
    severity = "warning"
    title = "Only what the function needs is in the zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (
        SAMPLE,
        package_sample({"app.py": "import tests.tools\n\n" + CODE, "tests/tools.py": "", "latest/a.txt": ""}),
    )
    invalid = (
        package_sample({"app.py": CODE, ".git/config": "[core]\n"}),
        package_sample({"app.py": CODE, "tests/test_app.py": "", "tests/data.json": "{}"}),
        package_sample({"app.py": CODE, ".DS_Store": ""}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a kind, at the first file of it, with their number and size."""
        found: dict[tuple[str, Severity], list[str]] = {}
        for name in bundle.files.names:
            what = next((what for what, pattern in PATTERNS.items() if pattern.fullmatch(name)), "")
            if what and name not in bundle.code.reached:
                is_foreign = name.partition("/")[0] in bundle.code.foreign or "node_modules/" in name
                found.setdefault((what, "note" if is_foreign else "warning"), []).append(name)
        for (what, severity), names in found.items():
            size = sum(map(bundle.files.size, names))
            files = "1 file" if len(names) == 1 else f"{len(names):,} files"
            of = " of distributions" if severity == "note" else ""
            yield self.on_file(
                bundle,
                min(names),
                f"{what}{of}: {files}, {size:,} bytes unpacked",
                do="leave them out: zip a folder into which only the code and its libraries were copied",
                severity=severity,
            )

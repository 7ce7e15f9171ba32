"""LAE219: a distribution that says which Python it needs, and is zipped for another, was installed for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.code.distributions import dist_info_folders
from cloudfrontier.rules.bundle.files import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["RequiresPython"]

CLAUSE = re.compile(r"\s*(>=|<=|>|<|==|!=|~=)\s*(\d+(?:\.\d+)*)(\.\*)?\s*")
REQUIRES = re.compile(r"^Requires-Python:(.*)$", re.MULTILINE)
LARGEST = 1024 * 1024
CODE = "def main(event, context): ..."
METADATA = "Metadata-Version: 2.4\nName: acme\nVersion: 1.0\nRequires-Python: {}\n"


class RequiresPython(BundleRule):
    """`Requires-Python` of an installed distribution leaves out the Python of the runtime.

    pip chooses a distribution for the Python that it runs in, unless it is told another: the newest release
    that this one takes may use syntax or modules that the runtime has not.
    """

    id = "LAE219"
    severity = "warning"
    title = "Every distribution in the zip takes the Python of the runtime"
    source = Source("https://packaging.python.org/en/latest/specifications/core-metadata/", "2026-11")
    valid = (
        SAMPLE,
        package_sample({"app.py": CODE, "acme-1.0.dist-info/METADATA": METADATA.format(">=3.8,!=3.12.*")}),
    )
    invalid = (
        package_sample({"app.py": CODE, "acme-1.0.dist-info/METADATA": METADATA.format(">=3.14")}),
        package_sample({"app.py": CODE, "acme-1.0.dist-info/METADATA": METADATA.format("~=3.9, <3.12")}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a distribution."""
        for folder in dist_info_folders(bundle.files) if bundle.python else ():
            wanted = _requirement(bundle, f"{folder}/METADATA")
            if bundle.python and not _takes(wanted, bundle.python):
                version = bundle.runtime.removeprefix("python")
                yield self.on_file(
                    bundle,
                    f"{folder}/METADATA",
                    f"{folder.removesuffix('.dist-info')} takes Python {wanted}, and the runtime is"
                    f" {bundle.runtime}",
                    do=f"install with `pip install --python-version {version} --only-binary=:all:"
                    " --target FOLDER`",
                )


def _requirement(bundle: Bundle, name: str) -> str:
    """What the distribution says, or nothing."""
    if name not in bundle.files or bundle.files.size(name) > LARGEST:
        return ""
    try:
        head = bundle.files.read(name).decode("utf-8", "replace").partition("\n\n")[0]
    except DamagedError:
        return ""  # LAE214 says so
    found = REQUIRES.search(head)
    return found[1].strip()[:80] if found else ""


def _takes(wanted: str, python: tuple[int, int]) -> bool:
    """Whether some release of that minor version fits; what cannot be read leaves nothing out."""
    clauses = [CLAUSE.fullmatch(part) for part in wanted.split(",") if part.strip()]
    return all(clause is None or _fits(clause, python) for clause in clauses)


def _fits(clause: re.Match[str], python: tuple[int, int]) -> bool:
    operator, star = clause[1], clause[3]
    version = tuple(int(part) for part in clause[2].split("."))[:3]
    minor = version[:2]
    same = python[: len(minor)] == minor
    match operator:
        case ">=" | ">":
            return python >= minor
        case "<":
            return python < minor or (same and len(version) == 3 and version[2] > 0)
        case "<=":
            return python[: len(minor)] <= minor
        case "~=":
            return python >= minor and (len(version) < 3 or same) and python[0] == version[0]
        case "==":
            return same
        case _:
            return not (same and star and len(version) == 2)

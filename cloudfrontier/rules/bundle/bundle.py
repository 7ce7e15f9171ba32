"""A Lambda@Edge package as the rules see it: its files, sizes and settings, and what its code does.

The rules take values and never open a zip, so that the build, `check` and the plan of a deployment can each
say what they know about a package. What is read of the files is read once, when a rule first asks for it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import VIEWER_EVENTS, EventType
from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.cloudfront.limits import AWS_LIMITS, UNZIPPED, Limits
from cloudfrontier.rules.bundle.archive import Archive
from cloudfrontier.rules.bundle.code.package_code import PackageCode, read_code
from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration
from cloudfrontier.rules.bundle.contents import Contents, read_contents
from cloudfrontier.rules.bundle.fault import CodeFault
from cloudfrontier.rules.bundle.files import MemoryFiles
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.bundle.code.facts import Place
    from cloudfrontier.rules.bundle.fault import FaultKind
    from cloudfrontier.rules.bundle.files import Files

__all__ = ["SAMPLE", "Bundle", "BundleRule", "package_sample"]


@dataclass(frozen=True)
class Bundle:
    """One package; `file` is what findings about the whole of it name, `today` the date of the check.

    Sizes in bytes, `memory` in MB, `timeout` in seconds. archive: the files, and what is wrong with their
    zip. faults: what a build found out about imports and the handler, with its places; None to read it from
    the files. places: how findings name files of the package; `file!name` unless it is said. configuration:
    what Lambda says of the function. code_sha256: the digest of the zip as Lambda prints it, if known.
    """

    file: str
    events: tuple[EventType, ...]
    runtime: str
    memory: int
    timeout: int
    zip_size: int
    unzipped_size: int
    today: date
    faults: tuple[CodeFault, ...] | None = None
    limits: Limits = AWS_LIMITS
    handler: str = ""
    archive: Archive = field(default_factory=Archive, repr=False)
    places: Mapping[str, str] = field(default_factory=dict, repr=False)
    configuration: FunctionConfiguration | None = None
    code_sha256: str = ""

    @property
    def viewer_events(self) -> tuple[EventType, ...]:
        """The viewer events it is attached to."""
        return tuple(event for event in self.events if event in VIEWER_EVENTS)

    @property
    def is_built(self) -> bool:
        """Whether a build of ours makes it, and knows where its files come from."""
        return self.faults is not None

    @property
    def python(self) -> tuple[int, int] | None:
        """The version of its Python; None for other languages."""
        major, dot, minor = self.runtime.removeprefix("python").partition(".")
        known = self.runtime.startswith("python") and dot and (major + minor).isdecimal()
        return (int(major), int(minor)) if known else None

    @property
    def files(self) -> Files:
        """Its files."""
        return self.archive.files

    @cached_property
    def code(self) -> PackageCode:
        """What its Python does from the handler on; nothing if there is none."""
        if self.python is None or not self.handler or not self.files.names:
            return PackageCode()
        return read_code(self.files, self.handler, self.python)

    @cached_property
    def contents(self) -> Contents:
        """What is in its files; nothing if they are more than Lambda takes."""
        return read_contents(self.files) if self.is_bounded else Contents()

    @property
    def is_bounded(self) -> bool:
        """Whether the files, unpacked, are no more than Lambda takes; else they are not looked into."""
        return self.archive.unzipped <= UNZIPPED.value

    def found(self, *kinds: FaultKind) -> tuple[CodeFault, ...]:
        """The faults of some kinds, files named as findings name them; of a subject one a file."""
        nearest: dict[tuple[str, str], CodeFault] = {}
        for fault in self._faults:
            key = (fault.file, fault.subject)
            known = nearest.get(key, fault)
            if fault.kind in kinds:
                nearest[key] = min(known, fault, key=lambda item: (not item.certain, item.line, item.column))
        return tuple(nearest.values())

    @cached_property
    def _faults(self) -> tuple[CodeFault, ...]:
        if self.faults is not None:
            return self.faults
        return tuple(replace(fault, file=self.shown(fault.file)) for fault in self.code.faults)

    def shown(self, name: str) -> str:
        """How findings name a file of the package; the package itself if the name is empty."""
        return self.places.get(name, f"{self.file}!{name}") if name else self.file


class BundleRule(Rule[Bundle]):
    """A rule on packages."""

    @abstractmethod
    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the package."""

    def on_package(
        self, bundle: Bundle, message: str, *, do: str, severity: Severity | None = None
    ) -> Finding:
        """A finding about the package as a whole."""
        return self.on_file(bundle, "", message, do=do, severity=severity)

    def on_file(  # noqa: PLR0913 - what a finding has, by name
        self,
        bundle: Bundle,
        name: str,
        message: str,
        *,
        do: str,
        place: Place | tuple[int, int] = (0, 0),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding about a file of the package, or at a place in it."""
        line, column = place
        file, level = bundle.shown(name), severity or self.severity
        return Finding(self.id, level, file, line, column, message, do, self.source.url)

    def on_code(self, fault: CodeFault, message: str, *, do: str) -> Finding:
        """A finding at a line of its code, as severe as the fault is certain."""
        place = (fault.file, fault.line, fault.column)
        return Finding(self.id, fault.severity, *place, message, do, self.source.url)


def package_sample(
    files: Mapping[str, bytes | str], *, runtime: str = "python3.13", handler: str = "app.main"
) -> Bundle:
    """A package of these files, for the samples of rules."""
    return Bundle(
        file="function.zip",
        events=("viewer-request",),
        runtime=runtime,
        memory=128,
        timeout=5,
        zip_size=400_000,
        unzipped_size=900_000,
        today=date(2026, 11, 1),
        handler=handler,
        archive=Archive(MemoryFiles(files)),
    )


SAMPLE = package_sample(
    {"app.py": "def main(event, context):\n    return event['Records'][0]['cf']['request']\n"}
)
"""A package that no rule objects to; the rules' own samples are variations of it."""

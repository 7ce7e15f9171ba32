"""LAE214: a zip that cannot be unpacked is refused, or becomes something else than was meant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.archive import Archive, ArchiveFault
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.bundle.archive.archive import FaultKind
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Unzipping"]


class _Words(NamedTuple):
    """What is said of a kind of fault; `{}` is the detail."""

    severity: Severity
    seen: str
    do: str


WORDS: dict[FaultKind, _Words] = {
    "no files": _Words("error", "there is no file in it", "zip the code of the function"),
    "damaged": _Words("error", "{}", "build the zip again, and upload it as bytes, not as text"),
    "encrypted": _Words("error", "it is encrypted, and Lambda knows no password", "zip it without one"),
    "outside": _Words(
        "error", "its name leads out of the folder of the function", "zip with relative names and `/`"
    ),
    "method": _Words(
        "warning",
        "it is compressed with {}, which Lambda is not known to unpack; it was not looked into",
        "compress with deflate, as `zip` does",
    ),
    "link": _Words("warning", "it is a symbolic link", "zip the file itself (`zip` without `-y`)"),
    "special": _Words("warning", "it is no file: a device, a FIFO or a socket", "leave it out of the zip"),
    "twice": _Words(
        "warning",
        "its name stands twice in the zip{}; which of them stays depends on who unpacks",
        "build the zip from an empty file",
    ),
}


def _with(*faults: ArchiveFault) -> Archive:
    return replace(SAMPLE.archive, faults=faults)


class Unzipping(BundleRule):
    """Lambda unpacks the zip when it is uploaded, and refuses one that it cannot unpack.

    An error is what no program can unpack or none should: damage, encryption, names such as `../x`. A warning
    is what some do differently: two entries of one name, links, other compressions than deflate. UNCERTAIN:
    Lambda documents none of these, so what it does with the latter was not established.
    """

    id = "LAE214"
    title = "Lambda can unpack the zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (SAMPLE,)
    invalid = (
        replace(SAMPLE, archive=_with(ArchiveFault("no files"))),
        replace(SAMPLE, archive=_with(ArchiveFault("damaged", "app.py", "its checksum does not match"))),
        replace(SAMPLE, archive=_with(ArchiveFault("encrypted", "app.py"))),
        replace(SAMPLE, archive=_with(ArchiveFault("outside", "../app.py"))),
        replace(SAMPLE, archive=_with(ArchiveFault("link", "lib.so"))),
        replace(SAMPLE, archive=_with(ArchiveFault("twice", "app.py"))),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a kind of fault, at the first file that has it."""
        kinds: dict[tuple[str, str], list[ArchiveFault]] = defaultdict(list)
        damaged = (ArchiveFault("damaged", name, why) for name, why in bundle.contents.damaged.items())
        for fault in (*bundle.archive.faults, *damaged):
            kinds[fault.kind, fault.detail].append(fault)
        reported = {fault.name for fault in bundle.archive.faults if fault.kind in {"encrypted", "method"}}
        for faults in kinds.values():
            first = faults[0]
            if first.kind == "damaged" and first.name in reported:
                continue
            words = WORDS[first.kind]
            detail = f", as a {first.detail} too" if first.kind == "twice" and first.detail else first.detail
            more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
            message = f"{words.seen.format(detail)}{more}"
            yield self.on_file(bundle, first.name, message, do=words.do, severity=words.severity)

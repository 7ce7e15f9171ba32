"""LAE242: what was not looked into is said, so that no finding is not taken for nothing to find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import UNZIPPED
from cloudfrontier.rules.bundle.archive import Archive
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.code.package_modules import MOST_WORK_OF_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Unread"]


class Unread(BundleRule):
    """The check reads what people write and what is installed, and no more: its time and memory are bounded.

    A warning stands where code of the package's own was not read, or the list of files; a note where code of
    a distribution was not, or a file was not searched for secrets. Nothing is wrong with such a file.
    """

    id = "LAE242"
    severity = "warning"
    title = "Everything in the package could be looked into"
    source = UNZIPPED.source
    valid = (SAMPLE,)
    invalid = (
        package_sample({"app.py": "1\n" * (MOST_WORK_OF_FILE // 3)}),
        replace(SAMPLE, handler=""),
        replace(SAMPLE, archive=Archive(unread={"": "it lists more than 50,000 entries"})),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a reason."""
        yield from self._of(bundle, bundle.archive.unread, "warning", "not looked into")
        foreign = {name: why for name, why in bundle.code.unread.items() if _top(name) in bundle.code.foreign}
        own = {name: why for name, why in bundle.code.unread.items() if name not in foreign}
        yield from self._of(bundle, own, "warning", "its code was not read")
        yield from self._of(bundle, foreign, "note", "its code was not read")
        unread = {name: why for name, why in bundle.contents.unread.items() if name not in bundle.code.unread}
        yield from self._of(bundle, unread, "note", "not looked into")
        if not bundle.is_bounded:
            why = f"its files are {bundle.archive.unzipped:,} bytes unpacked"
            yield from self._of(bundle, {"": why}, "warning", "they were not looked into")
        if bundle.files.names and bundle.python and not bundle.handler:
            yield from self._of(bundle, {"": "no handler is named"}, "warning", "the code was not read")

    def _of(
        self, bundle: Bundle, unread: Mapping[str, str], severity: Severity, what: str
    ) -> Iterator[Finding]:
        reasons: dict[str, list[str]] = {}
        for name, why in unread.items():
            reasons.setdefault(why, []).append(name)
        for why, names in reasons.items():
            more = f" (and {len(names) - 1:,} more)" if len(names) > 1 else ""
            yield self.on_file(
                bundle,
                names[0],
                f"{what}{more}: {why}",
                do="name the handler with `--handler module.function`"
                if why == "no handler is named"
                else "look at it yourself, or ship less",
                severity=severity,
            )


def _top(name: str) -> str:
    return name.partition("/")[0].partition(".")[0]

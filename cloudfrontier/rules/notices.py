"""Findings that are made where something is read, and not by a rule over what was read.

They have an id and a page like every rule, so that `explain` knows every id that a person can meet.
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.cloudfront.source import Source

__all__ = ["NOTICES", "SHADOWED_REDIRECT", "UNREADABLE", "UNUSED_IGNORE", "Notice"]


@dataclass(frozen=True)
class Notice:
    """A finding without a rule's class; `page` is its page. None of them quotes AWS: `source` is None."""

    id: str
    title: str
    severity: Severity
    page: str
    source: Source | None = None
    valid: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()

    def finding(self, file: str, message: str, *, place: tuple[int, int] = (0, 0), do: str) -> Finding:
        """The finding: what was seen in that file, at a line and column, and what to do."""
        return Finding(self.id, self.severity, file, *place, message, do)


SHADOWED_REDIRECT = Notice(
    "CFF180",
    "Every redirect can be reached",
    "warning",
    "A redirect stands below one that takes all of its requests, so it never runs and is left out of the\n"
    "function. Rules are tried in order, those of edge.toml before those of the files; the first that\n"
    "matches wins. Put the narrower rule first, or take it away.",
    valid=("/blog/old  /news/old\n/blog/*    /news/:splat",),
    invalid=("/blog/*    /news/:splat\n/blog/old  /news/old",),
)

UNUSED_IGNORE = Notice(
    "EDG501",
    "Every `[[ignore]]` of edge.toml ignores something",
    "warning",
    "What it ignored is mended, the file is gone, or the pattern names no file. An entry that is left\n"
    "behind would hide the next finding of its rule without anybody having decided so: take it out.",
    valid=('[[ignore]]\nrule = "CFF103"\nfile = "src/legacy.js"\nreason = "runs on 2.0 since May"',),
    invalid=('[[ignore]]\nrule = "CFF103"\nfile = "src/no-such-file.js"\nreason = "..."',),
)

UNREADABLE = Notice(
    "EDG502",
    "Everything that is to be checked can be read",
    "error",
    "The file is no regular file (a FIFO, a device, a folder), may not be read, or is larger than\n"
    "anything that CloudFront takes. It was not checked, and nothing is said about what is in it. Leave\n"
    "it out of the folders that are checked, or mend its permissions.",
    valid=("a file of JavaScript",),
    invalid=("a FIFO", "a file without read permission", "a file of 100 MB"),
)

NOTICES: tuple[Notice, ...] = (SHADOWED_REDIRECT, UNUSED_IGNORE, UNREADABLE)
"""All of them, in the order of their ids."""

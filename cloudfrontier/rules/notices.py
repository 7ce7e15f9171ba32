"""Findings that are made where something is read, and not by a rule over what was read.

They have an id and a page like every rule, so that `explain` knows every id that a person can meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.cloudfront.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "NOTICES",
    "OF_LISTS",
    "OTHERWISE_HERE",
    "SECURITY_TXT",
    "SHADOWED_REDIRECT",
    "UNREADABLE",
    "UNTOLD_HEADER",
    "UNUSED_IGNORE",
    "Notice",
]


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

LOOPING_REDIRECT = Notice(
    "CFF181",
    "No redirects lead round in a circle",
    "error",
    "A visitor who meets one of these redirects is sent on until the browser gives up. The message names\n"
    "the rules of the circle in their order.",
    valid=("/a  /b",),
    invalid=("/a  /b\n/b  /a",),
)

CHAINED_REDIRECT = Notice(
    "CFF182",
    "Redirects lead straight to where they end",
    "warning",
    "The target of the redirect is the source of another one: every visitor makes the way twice. The\n"
    "message offers the target at the end.",
    valid=("/a  /c\n/b  /c",),
    invalid=("/a  /b\n/b  /c",),
)

NEAR_MISS = Notice(
    "CFF183",
    "Sources that differ hardly at all lead to the same place",
    "warning",
    "Two sources differ only in the case of letters, in a slash at the end or in how a character is\n"
    "escaped, and lead to different places. CloudFront compares paths byte for byte, people do not.",
    valid=("/About  /about-us\n/about  /about-us",),
    invalid=("/About  /a\n/about  /b",),
)

REDIRECTED_AGAIN = Notice(
    "CFF184",
    "No visitor is redirected twice",
    "note",
    "Some of the visitors whom the rule sends on meet another redirect. Whether it is worth a rule of\n"
    "their own, only you know.",
    valid=("/a  /b",),
    invalid=("/a  /b\n/b  /c  302  Country=us",),
)

OTHERWISE_HERE = Notice(
    "CFF185",
    "Rules act as they did where they come from",
    "note",
    "A line of `_redirects` or `_headers` is kept, but a function cannot do all that the host which the\n"
    "file was written for does with it: no function knows which files there are.",
    valid=("/old  /new",),
    invalid=("/blog/*  /news/:splat",),
)

UNTOLD_HEADER = Notice(
    "CFF186",
    "What rules ask of CloudFront's own headers, a policy makes it tell",
    "warning",
    "CloudFront adds `CloudFront-Viewer-Country`, `CloudFront-Is-Mobile-Viewer` and their like only where a\n"
    "cache policy or an origin request policy of the behavior names them. Elsewhere a function never sees\n"
    "them, and rules by country or device never match.",
    valid=('headers = ["CloudFront-Viewer-Country"]',),
    invalid=("headers = []",),
)

SECURITY_TXT = Notice(
    "CFF187",
    "security.txt is good for some time, and for less than a year",
    "warning",
    "RFC 9116 (section 2.5.5) has every security.txt expire, so that nobody writes to an address that was\n"
    "given up. One that expires within 30 days should be renewed with this deployment; one that is good for\n"
    "more than a year is more than the RFC recommends. One that has expired is an error.",
    valid=("Contact: mailto:security@example.com\nExpires: (half a year from now)",),
    invalid=("Contact: mailto:security@example.com\nExpires: (next week)",),
)

OF_LISTS: Mapping[str, Notice] = MappingProxyType(
    {
        "shadowed": SHADOWED_REDIRECT,
        "duplicate": SHADOWED_REDIRECT,
        "loop": LOOPING_REDIRECT,
        "chain": CHAINED_REDIRECT,
        "case": NEAR_MISS,
        "slash": NEAR_MISS,
        "escape": NEAR_MISS,
        "again": REDIRECTED_AGAIN,
    }
)
"""Kind of a remark on a list of rules -> its notice."""

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

NOTICES: tuple[Notice, ...] = (
    SHADOWED_REDIRECT,
    LOOPING_REDIRECT,
    CHAINED_REDIRECT,
    NEAR_MISS,
    REDIRECTED_AGAIN,
    OTHERWISE_HERE,
    UNTOLD_HEADER,
    SECURITY_TXT,
    UNUSED_IGNORE,
    UNREADABLE,
)
"""All of them, in the order of their ids."""

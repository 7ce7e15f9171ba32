"""Which headers edge code may not see, add or change: AWS's lists, each once, with its page.

1. Names are compared without regard to ASCII case; a list holds them in lower case.
2. A *disallowed* header is never shown to edge code; adding one fails with 502.
3. A *read-only* header is shown; adding, changing or deleting it fails with 502.
4. Only `X-Amz-Cf-*` and `X-Edge-*` are banned as a whole: `X-Amzn-Trace-Id` and `X-Forwarded-For` are free.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.source import Source, guide

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = [
    "ADD_FAILS",
    "DISALLOWED",
    "NOT_IN_HEADERS",
    "ORIGIN_CUSTOM_HEADER_DENIED",
    "POLICY_CANNOT_REMOVE",
    "READ_ONLY",
    "HeaderList",
    "adding_fails",
    "fold",
    "is_denied_as_origin_header",
    "is_disallowed",
    "is_read_only",
    "is_removable_by_policy",
    "read_only_headers",
]

_RESTRICTIONS = guide("edge-function-restrictions-all")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


# The same few names come with every request, and are looked up again and again.
@lru_cache(maxsize=1024)
def fold(name: str) -> str:
    """The name in lower case, ASCII letters only, as CloudFront folds it: `TÈst` becomes `tÈst`."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


@dataclass(frozen=True)
class HeaderList:
    """Names and prefixes of which AWS says one thing; `name in list` ignores ASCII case."""

    id: str
    title: str
    source: Source
    names: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    note: str = ""

    def __contains__(self, name: str) -> bool:
        folded = fold(name)
        return folded in self.names or folded.startswith(self.prefixes)


_INTERNAL = frozenset({
    "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "trailer", "upgrade", "x-accel-buffering", "x-accel-charset", "x-accel-limit-rate", "x-accel-redirect",
    "x-amzn-auth", "x-amzn-cf-billing", "x-amzn-cf-id", "x-amzn-cf-xff", "x-amzn-errortype",
    "x-amzn-fle-profile", "x-amzn-header-count", "x-amzn-header-order", "x-amzn-lambda-integration-tag",
    "x-amzn-requestid", "x-cache", "x-forwarded-proto", "x-real-ip",
})  # fmt: skip

_ADDED_IN_2026 = frozenset({"cloudfront-viewer-cert-pem", "client-cert", "client-cert-chain"})

DISALLOWED = HeaderList(
    id="disallowed",
    title="Not shown to edge functions, and not to be added by them",
    source=Source(_RESTRICTIONS.url, "2026-10"),
    names=_INTERNAL | _ADDED_IN_2026,
    prefixes=("x-amz-cf-", "x-edge-"),
    note="The three client certificate headers are absent from the copy of 2026-04.",
)


def _read_only(event: EventType, *names: str, kind: str = "edge functions") -> HeaderList:
    return HeaderList(
        id=f"read-only.{event}.{kind}".replace(" ", "-").lower(),
        title=f"Read-only in {event} ({kind})",
        source=_RESTRICTIONS,
        names=frozenset(names),
    )


_VIEWER_REQUEST = _read_only(
    "viewer-request", "cdn-loop", "content-length", "host", "transfer-encoding", "via"
)

READ_ONLY: dict[tuple[Kind, EventType], HeaderList] = {
    ("function", "viewer-request"): _VIEWER_REQUEST,
    ("function", "viewer-response"): _read_only(
        "viewer-response", "via", "warning", kind="CloudFront Functions"
    ),
    ("handler", "viewer-request"): _VIEWER_REQUEST,
    ("handler", "origin-request"): _read_only(
        "origin-request", "accept-encoding", "cdn-loop", "content-length", "if-modified-since",
        "if-none-match", "if-range", "if-unmodified-since", "transfer-encoding", "via",
    ),
    ("handler", "origin-response"): _read_only("origin-response", "transfer-encoding", "via"),
    ("handler", "viewer-response"): _read_only(
        "viewer-response", "content-encoding", "content-length", "transfer-encoding", "via", "warning",
        kind="Lambda@Edge",
    ),
}  # fmt: skip
"""What may be read but not touched, by kind and event; CloudFront Functions know the viewer events only."""

ADD_FAILS: dict[EventType, HeaderList] = {
    event: HeaderList(
        id=f"add-fails.{event}",
        title=f"Not to be added in {event}, though others of CloudFront's own names may be",
        source=guide("lambda-at-edge-function-restrictions"),
        names=frozenset({"cloudfront-viewer-country"} if event == "viewer-request" else ()),
    )
    for event in EVENT_TYPES
}

NOT_IN_HEADERS: dict[str, HeaderList] = {
    part: HeaderList(
        id=f"not-in-headers.{part}",
        title=f"Given to CloudFront Functions in `cookies`, never in `headers` of the {part}",
        source=guide("functions-event-structure"),
        names=frozenset({name}),
    )
    for part, name in (("request", "cookie"), ("response", "set-cookie"))
}

ORIGIN_CUSTOM_HEADER_DENIED = HeaderList(
    id="origin-custom-header-denied",
    title="Cannot be custom headers of an origin, in the configuration or set by edge code",
    source=guide("add-origin-custom-headers"),
    names=frozenset({
        "cache-control", "connection", "content-length", "cookie", "host", "if-match", "if-modified-since",
        "if-none-match", "if-range", "if-unmodified-since", "max-forwards", "pragma", "proxy-authenticate",
        "proxy-authorization", "proxy-connection", "range", "request-range", "te", "trailer",
        "transfer-encoding", "upgrade", "via", "x-real-ip",
    }),
    prefixes=("x-amz-", "x-edge-"),
)  # fmt: skip

POLICY_CANNOT_REMOVE = HeaderList(
    id="policy-cannot-remove",
    title="Cannot be removed by a response headers policy",
    source=guide("understanding-response-headers-policies"),
    names=_INTERNAL | {"content-encoding", "content-length", "host", "transfer-encoding", "via", "warning"},
    prefixes=("x-amz-cf-", "x-edge-"),
)


def is_disallowed(name: str) -> bool:
    """Whether edge code never sees the header, and fails when it adds it."""
    return name in DISALLOWED


def read_only_headers(kind: Kind, event: EventType) -> frozenset[str]:
    """The names, in lower case, that code of that kind may read but not touch.

    Raises:
        KeyError: that kind cannot be attached to that event.
    """
    return READ_ONLY[kind, event].names


def is_read_only(name: str, *, kind: Kind, event: EventType) -> bool:
    """Whether code of that kind may read the header but not add, change or delete it.

    Raises:
        KeyError: that kind cannot be attached to that event.
    """
    return name in READ_ONLY[kind, event]


def adding_fails(name: str, event: EventType) -> bool:
    """Whether a Lambda@Edge function that adds the header fails, although the name is not disallowed."""
    return name in ADD_FAILS[event]


def is_denied_as_origin_header(name: str) -> bool:
    """Whether no origin may have a custom header of that name."""
    return name in ORIGIN_CUSTOM_HEADER_DENIED


def is_removable_by_policy(name: str) -> bool:
    """Whether a response headers policy may list the header for removal."""
    return name not in POLICY_CANNOT_REMOVE

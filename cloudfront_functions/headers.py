"""Response headers: the `security` preset, and what a function may not do to the headers of a response.

The preset holds what hardly any site misses; one that asks for a camera or a place sets `permissions-policy`
itself. A content security policy names what a site loads, so that one is left to the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.rules import HeaderChange, PathHeaders, Pattern, ResponseHeaders, Rest
from cloudfrontier.cloudfront.headers import NOT_IN_HEADERS, fold, is_disallowed, is_read_only

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SECURITY", "HeaderRules", "Preset", "header_rules", "headers_everywhere", "problems_of_headers"]

Preset = Literal["security"]

SECURITY: tuple[tuple[str, str], ...] = (
    # One year; without includeSubDomains and preload, which are promises about hosts that are not this one's.
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), usb=()"),
)
"""The first four are those of CloudFront's own SecurityHeadersPolicy:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
(read 2026-04); the fifth takes away what pages seldom need: https://www.w3.org/TR/permissions-policy/
(2026-10).
"""

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# RFC 9110, section 5.5; a line break would begin a header of its own
VALUE = re.compile(r"(?:[!-~](?:[ \t!-~]*[!-~])?)?")


@dataclass(frozen=True)
class HeaderRules:
    """Response headers, by names in lower case: `remove` is taken away first, then `set` put in its order."""

    set: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.set or self.remove)


def header_rules(
    *,
    preset: Preset | None = None,
    set: Mapping[str, str] | None = None,  # noqa: A002 - edge.toml's own word
    remove: Sequence[str] = (),
) -> HeaderRules:
    """The preset with the user's own headers over it; `remove` takes from the preset too."""
    removed = tuple(dict.fromkeys(fold(name) for name in remove))
    chosen = dict(SECURITY if preset == "security" else ())
    chosen = {name: value for name, value in chosen.items() if name not in removed}
    chosen |= {fold(name): value for name, value in (set or {}).items()}
    return HeaderRules(tuple(chosen.items()), tuple(name for name in removed if name not in chosen))


def headers_everywhere(rules: HeaderRules) -> ResponseHeaders:
    """The step that makes these changes to every response."""
    removed = (HeaderChange("remove", name) for name in rules.remove)
    put = (HeaderChange("set", name, (value,)) for name, value in rules.set)
    return ResponseHeaders((PathHeaders(source=Pattern((), Rest()), changes=(*removed, *put)),))


def problems_of_headers(rules: HeaderRules) -> tuple[str, ...]:
    """Why CloudFront, or HTTP, would refuse the headers; nothing when they can be set."""
    names = (*(name for name, _ in rules.set), *rules.remove)
    return (
        *(message for name in names if (message := problem_of_name(name))),
        *(
            f"the value of `{name}` is not one line of visible ASCII: {value!r}"
            for name, value in rules.set
            if not VALUE.fullmatch(value)
        ),
    )


def problem_of_name(name: str) -> str:
    """Why a function may not touch that header of a response, or nothing."""
    if not TOKEN.fullmatch(name):
        return f"`{name}` is no name of a header"
    if name in NOT_IN_HEADERS["response"]:
        return f"`{name}` cannot be set as a header: cookies are in `response.cookies`"
    if is_disallowed(name):
        return f"`{name}` is refused by CloudFront with a 502: edge functions may not add it"
    if is_read_only(name, kind="function", event="viewer-response"):
        return f"`{name}` is read-only in viewer-response; CloudFront answers 502 to a change"
    return ""

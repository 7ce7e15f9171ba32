"""Presets of security headers, each with a Content-Security-Policy, that are an A+ by published criteria.

Mozilla's HTTP Observatory begins at 100 and takes points away; A+ is 100 and more:
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (read 2026-11). Headers decide about
its tests of CSP, HSTS, Referrer-Policy, X-Content-Type-Options, X-Frame-Options and
Cross-Origin-Resource-Policy; cookies, redirects to HTTPS and scripts of other hosts are the site's own. How
values are chosen here:

1. `strict`: everything comes from this host, scripts and styles are files. `site`: styles may be inline, and
   images come from anywhere by HTTPS. `api`: whatever comes is no page and is shown in none.
2. HSTS says nothing of hosts below this one, and nothing of browsers' lists, unless one asks for it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["POLICIES", "SecurityPreset", "security_headers"]

SecurityPreset = Literal["strict", "site", "api"]
Directives = dict[str, tuple[str, ...]]

SELF, NONE = "'self'", "'none'"
STRICT: Directives = {
    "default-src": (NONE,),
    "script-src": (SELF,),
    "style-src": (SELF,),
    "img-src": (SELF,),
    "font-src": (SELF,),
    "connect-src": (SELF,),
    "media-src": (SELF,),
    "manifest-src": (SELF,),
    "base-uri": (NONE,),
    "form-action": (SELF,),
    "frame-ancestors": (NONE,),
}
SITE: Directives = {
    "default-src": (SELF,),
    "style-src": (SELF, "'unsafe-inline'"),
    "img-src": (SELF, "data:", "https:"),
    "font-src": (SELF, "data:"),
    "object-src": (NONE,),
    "base-uri": (SELF,),
    "form-action": (SELF,),
    "frame-ancestors": (SELF,),
}
API: Directives = {
    "default-src": (NONE,),
    "base-uri": (NONE,),
    "form-action": (NONE,),
    "frame-ancestors": (NONE,),
}
POLICIES: Mapping[SecurityPreset, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"strict": STRICT, "site": SITE, "api": API}
)
"""Preset -> the directives of its policy."""

FRAMES = {"strict": "DENY", "site": "SAMEORIGIN", "api": "DENY"}
REFERRERS = {"strict": "same-origin", "site": "strict-origin-when-cross-origin", "api": "no-referrer"}
OPENERS = {"strict": "same-origin", "site": "same-origin-allow-popups", "api": "same-origin"}
"""With `same-origin` a page loses the windows of other hosts that it opens, such as those of sign-in."""
RESOURCES = {"strict": "same-origin", "site": "same-site", "api": "same-origin"}
FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(
    preset: SecurityPreset, *, hsts: int = 31536000, subdomains: bool = False, preload: bool = False
) -> dict[str, str]:
    """Header -> value, but for the policy; hsts: seconds.

    Raises:
        ValueError: `preload` without `subdomains` and a year, which the list of browsers asks for:
            https://hstspreload.org/ (read 2026-11).
    """
    if preload and not (subdomains and hsts >= 31536000):
        raise ValueError("`preload` takes `subdomains = true` and `hsts` of 31536000 or more")
    lasting = f"max-age={hsts}{'; includeSubDomains' * subdomains}{'; preload' * preload}"
    return {
        "strict-transport-security": lasting,
        "x-content-type-options": "nosniff",
        "x-frame-options": FRAMES[preset],
        "referrer-policy": REFERRERS[preset],
        "cross-origin-opener-policy": OPENERS[preset],
        "cross-origin-resource-policy": RESOURCES[preset],
        "permissions-policy": FEATURES,
    }

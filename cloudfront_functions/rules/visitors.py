"""Visitors who are sent to the part of a site that is theirs: by language, by country, by device.

1. Both steps redirect to a *base*, a path such as `/de` or a site such as `https://m.example.com`, and behind
   it the canonical path of the request; the query string is kept, parameters as a `Redirect` keeps them.
2. Nobody is sent who is at a base already: at or below one that is a path, or on the host of one that is a
   site. Files (a dot in the last segment) are never redirected, nor are other methods than GET and HEAD.
3. `everywhere`: all other paths; without it only `/`.
4. `at_root`: what `/` becomes behind a base that is a path: `/de/`, or without it `/de`.
5. The status is 302, 303 or 307: what one visitor is sent to is not for the next.
6. Countries are those of `cloudfront-viewer-country`, devices those of `cloudfront-is-*-viewer`. CloudFront
   adds these headers only where a cache policy or an origin request policy asks for them; without the header
   no country and no device matches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Device", "DeviceName", "Locale", "header_of"]

DeviceName = Literal["mobile", "tablet", "desktop", "smarttv", "ios", "android"]


@dataclass(frozen=True, kw_only=True)
class Locale:
    """The part of the site in the visitor's language; the first of these that says something decides.

    1. The cookie, if it holds the name of a language of the site: the visitor chose it.
    2. The country, if it is one of `countries` (in upper case).
    3. `accept-language`: of the languages that it names, the one with the highest `q` that the site has, of
       equals the first; `*` and `q=0` left out. A language that the site does not have stands for what is
       left of it without its last part: `de-ch-1996`, `de-ch`, `de`. No more than 35
       characters of a language are looked at.
    4. `default`, if it is not empty; otherwise the visitor stays.

    languages, countries: name in lower case, or country in upper case -> base.
    """

    languages: tuple[tuple[str, str], ...]
    countries: tuple[tuple[str, str], ...] = ()
    default: str = ""
    cookie: str = ""
    everywhere: bool = False
    at_root: str = "/"
    status: int = 302

    @property
    def bases(self) -> tuple[str, ...]:
        """Wherever visitors are sent, each once."""
        listed = [base for _, base in (*self.languages, *self.countries)]
        return tuple(dict.fromkeys([*listed, *([self.default] if self.default else [])]))


@dataclass(frozen=True, kw_only=True)
class Device:
    """The part of the site that is made for a device: the first of `devices` that the visitor's is.

    cookie: whoever has it, with whatever value, stays: the visitor chose the other site.
    """

    devices: tuple[tuple[DeviceName, str], ...]
    cookie: str = ""
    everywhere: bool = True
    at_root: str = "/"
    status: int = 302

    @property
    def bases(self) -> tuple[str, ...]:
        """Wherever visitors are sent, each once."""
        return tuple(dict.fromkeys(base for _, base in self.devices))


def header_of(device: DeviceName) -> str:
    """The header that says whether the visitor's device is one of these."""
    return f"cloudfront-is-{device}-viewer"

"""The one address of each page: host and path, and one redirect for whoever comes by another.

1. `Canonical` works the address out before the list of routes is tried. The steps from there on see the
   canonical path, so that a redirect for `/about` also serves `/About/`, and nobody is redirected twice.
2. What is answered before that (guards) sees the path as it was sent.
3. A redirect of the routes, to a language or to a device leads to the canonical host, if it leads to a path.
4. `ToCanonical` stands behind the routes: it redirects those for whom nothing else was found, if host or path
   differ. The query string is kept, parameters as a `Redirect` keeps them. Without it the canonical path is
   what is fetched, and nobody is redirected.
5. Whatever the path is, the redirect stays on the host: slashes and backslashes that it begins with are one
   slash, and what is not visible ASCII is percent-escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfront_functions.rules.path_forms import (
    FORMS,
    PathForm,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)

__all__ = ["Canonical", "Host", "ToCanonical", "twin_of"]

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")

OPPOSITES: tuple[tuple[type[PathForm], type[PathForm]], ...] = (
    (WithBase, WithoutBase),
    (WithHtml, WithoutHtml),
    (WithSlash, WithoutSlash),
    (WithHtml, WithSlash),
)
"""Forms of which a page can have but one; the last two are two ways to end."""


@dataclass(frozen=True)
class Host:
    """The host that visitors of `others` are sent to, over https; hosts that are not named are left alone.

    Raises:
        ValueError: a name is no host in lower case, or its own other name.
    """

    name: str
    others: tuple[str, ...]

    def __post_init__(self) -> None:
        for host in (self.name, *self.others):
            if not HOST.fullmatch(host):
                raise ValueError(f"no name of a host, in lower case and without a port: {host!r}")
        if self.name in self.others or not self.others:
            raise ValueError(f"`{self.name}` needs other names, which lead to it")

    @property
    def site(self) -> str:
        """Scheme and host."""
        return f"https://{self.name}"


@dataclass(frozen=True)
class Canonical:
    """What the one address of a page looks like; `forms` are kept in the order of `FORMS`.

    Raises:
        ValueError: it asks for nothing, for one form twice, or for two that undo each other.
    """

    forms: tuple[PathForm, ...] = ()
    host: Host | None = None

    def __post_init__(self) -> None:
        kinds = [type(form) for form in self.forms]
        one_end = (
            WithoutHtml(folder_slash=False) if type(form) is WithoutHtml else form for form in self.forms
        )
        forms = one_end if WithoutSlash in kinds else self.forms
        object.__setattr__(self, "forms", tuple(sorted(forms, key=lambda form: FORMS.index(type(form)))))
        if not kinds and self.host is None:
            raise ValueError("an address without a host and without a form")
        if len(set(kinds)) < len(kinds):
            raise ValueError("a form that stands there twice")
        for one, other in OPPOSITES:
            if {one, other} <= set(kinds):
                raise ValueError(f"{one.__name__} and {other.__name__} undo each other")


@dataclass(frozen=True)
class ToCanonical:
    """Redirects to the canonical address whoever came by another. `status`: 301, 302, 307 or 308."""

    status: int = 301


def twin_of(host: str) -> str:
    """The name of the host with `www.` or, where it has that, without."""
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"

"""The forms that a path may be given: each takes a path and gives a path; twice does what once does.

Each of them is a step by itself, and then the path that is fetched changes and no visitor sees it; or it is
one of the forms of a `Canonical` address, and visitors are sent there. A *file* is a path whose last segment
has a dot; a *folder* one that ends in a slash; a *page* is any other.

They are applied in the order of `FORMS`; but `WithBase` by itself is the last change of the path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "FORMS",
    "LowerCase",
    "PathForm",
    "WithBase",
    "WithHtml",
    "WithSlash",
    "WithoutBase",
    "WithoutHtml",
    "WithoutSlash",
    "check_base",
]

# Nothing that a browser or a server reads as another path: no `//`, no dot segment, no escape.
BASE = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+")


@dataclass(frozen=True)
class LowerCase:
    """`A` to `Z` become small letters, but not those of percent-escapes: `/A%C3%89` is `/a%C3%89`."""


@dataclass(frozen=True)
class WithoutBase:
    """The base `/app` is taken away, once: `/app/a` is `/a`, `/app` is `/`; `/apple` and `/a` stay.

    It alone does more when it is done twice, where a folder of that name stands in the base.

    Raises:
        ValueError: the base is not `/` and a name, or several of them.
    """

    base: str

    def __post_init__(self) -> None:
        check_base(self.base)


@dataclass(frozen=True)
class WithBase:
    """The base `/app` comes in front: `/a` is `/app/a`, `/` and `/app` are `/app/`; `/app/a` stays.

    Raises:
        ValueError: the base is not `/` and a name, or several of them.
    """

    base: str

    def __post_init__(self) -> None:
        check_base(self.base)


@dataclass(frozen=True)
class WithoutSlash:
    """No slash at the end: `/a/` and `/a//` are `/a`; nothing but slashes is `/`."""


@dataclass(frozen=True)
class WithoutHtml:
    """No `.html` at the end: `/a.html` is `/a`, and `/a/index.html` the folder `/a/`; `/.html` stays.

    folder_slash: without it the folder is `/a`, as wherever `WithoutSlash` is a form of the same address.
    """

    folder_slash: bool = True


@dataclass(frozen=True)
class WithHtml:
    """Pages end in `.html`: `/a` is `/a.html`; folders and files stay."""


@dataclass(frozen=True)
class WithSlash:
    """Pages end in a slash: `/a` is `/a/`; files stay."""


PathForm = LowerCase | WithoutBase | WithBase | WithoutSlash | WithoutHtml | WithHtml | WithSlash

FORMS: tuple[type[PathForm], ...] = (
    LowerCase,
    WithoutBase,
    WithBase,
    WithoutSlash,
    WithoutHtml,
    WithHtml,
    WithSlash,
)
"""All of them, in the order in which they are applied."""


def check_base(base: str) -> None:
    """Refuse a base that would not be one path everywhere."""
    if not BASE.fullmatch(base):
        raise ValueError(f"a base is `/` and a name of letters, digits and `-._~`: {base!r}")

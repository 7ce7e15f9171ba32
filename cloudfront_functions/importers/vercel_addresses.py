"""`cleanUrls` and `trailingSlash` of vercel.json: the address of each page, and the file it is fetched from.

Where both `a.html` and `a/index.html` may stand for `/a`, Vercel looks which of them there is. A function
cannot, so that pages are fetched from one of the two, and a note says from which.

Source: https://vercel.com/docs/project-configuration/vercel-json (read 2026-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cloudfront_functions.importers.imported import Addresses
from cloudfront_functions.inputs.outcome import LineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.importers.imported import Importing
    from cloudfront_functions.importers.json_items import Located

__all__ = ["import_addresses"]

KEYS = ("cleanUrls", "trailingSlash")
INDEX = "index.html"


def import_addresses(made: Importing, items: Iterable[Located]) -> None:
    """Translate the two keys, which mean something together."""
    found = [item for item in items if item.key in KEYS]
    try:
        told = {item.key: truth_of(item) for item in found}
    except LineError as error:
        made.refuse(error, found[0].line, found[0].column)
        return
    addresses = addresses_of(clean=told.get("cleanUrls", False), slash=told.get("trailingSlash"))
    if addresses is None:
        return
    made.addresses = addresses
    last, other = (
        ("/a.html", "/a/index.html") if addresses.rewrites.get("html") else ("/a/index.html", "/a.html")
    )
    made.note(
        f"`{found[-1].key}`: `/a` is fetched from `{last}`, for a function does not know which files"
        f" there are; change `rewrites` where pages are `{other}`",
        found[-1].line,
        found[-1].column,
    )


def addresses_of(*, clean: bool, slash: bool | None) -> Addresses | None:
    """What the two ask for, or nothing."""
    if not clean and slash is None:
        return None
    end: Literal["add", "remove"] = "add" if slash else "remove"
    canonical: dict[str, str | int] = {"html": "strip"} if clean else {}
    if slash is not None:
        canonical["slash"] = end
    rewrites = {"index": INDEX}
    if clean:
        rewrites |= {"html": "add", **({"slash": "remove"} if slash else {})}
    elif not slash:
        rewrites["slash"] = "add"
    return Addresses({**canonical, "status": 308}, rewrites)


def truth_of(item: Located) -> bool:
    """The value of a key that is true or false."""
    if not isinstance(item.value, bool):
        raise LineError(f"`{item.key}` is `true` or `false`")
    return item.value

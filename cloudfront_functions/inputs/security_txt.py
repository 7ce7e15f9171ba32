"""`security.txt` (RFC 9116): one that has expired, or says nobody to write to, is worse than none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SECURITY_TXT_PATHS", "problems_of_security_txt", "remarks_on_security_txt"]

SECURITY_TXT_PATHS = ("/.well-known/security.txt", "/security.txt")
FIELD = re.compile(r"([A-Za-z-]+):[ \t]*(\S.*?)\s*")
SOON = timedelta(days=30)
YEAR = timedelta(days=366)


def fields_of(text: str) -> dict[str, list[str]]:
    """Field -> its values; comments and lines of a signature have no field."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if found := FIELD.fullmatch(line):
            fields.setdefault(found[1].lower(), []).append(found[2])
    return fields


def expiry(text: str) -> datetime | None:
    """When it expires, None where that cannot be read."""
    listed = fields_of(text).get("expires", [])
    try:
        moment = datetime.fromisoformat(listed[0]) if len(listed) == 1 else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def problems_of_security_txt(text: str, *, now: datetime) -> Iterator[str]:
    """Why nobody would heed it: sections 2.5.3 and 2.5.5."""
    contacts = fields_of(text).get("contact", [])
    if not contacts:
        yield "security.txt needs a `Contact:` line, such as `Contact: mailto:security@example.com`"
    for contact in contacts:
        if not contact.startswith(("https://", "mailto:", "tel:")):
            yield f"security.txt: a contact is a URI (`https:`, `mailto:`, `tel:`), not `{contact}`"
    moment = expiry(text)
    if moment is None:
        year = now.astimezone(UTC).year + 1
        yield f"security.txt needs one `Expires:` line with a date and time, such as `{year}-01-31T00:00:00Z`"
    elif moment <= now:
        yield f"security.txt has expired ({moment.isoformat()}); set a later `Expires:`"


def remarks_on_security_txt(text: str, *, now: datetime) -> Iterator[str]:
    """What will be wrong soon, or is not recommended."""
    moment = expiry(text)
    if moment is not None and now < moment < now + SOON:
        yield f"security.txt expires in {(moment - now).days} days"
    elif moment is not None and moment > now + YEAR:
        yield "security.txt: RFC 9116 recommends that `Expires:` be less than a year away"

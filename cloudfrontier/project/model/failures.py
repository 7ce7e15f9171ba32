"""The tables that say what happens when an origin fails: another origin is asked, or a page is sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.limits import ERROR_CACHING_MIN_TTL
from cloudfrontier.project.model.base import STRICT, Name

__all__ = ["ErrorPageTable", "OriginGroupTable"]


@dataclass(frozen=True, config=STRICT)
class OriginGroupTable:
    """Two origins, of which the second is asked when the first fails."""

    primary: Name
    """Origin that is always asked first."""
    secondary: Name
    """Origin that is asked when the first answers one of `statuses`."""
    statuses: tuple[int, ...] = (500, 502, 503, 504)
    """Statuses that count as failure: some of 400, 403, 404, 416, 429, 500, 502, 503 and 504.

    A connection that fails counts as 503, and a timeout as 504.
    """


@dataclass(frozen=True, config=STRICT)
class ErrorPageTable:
    """What is sent in place of an error of the origin, and how long the error is kept."""

    status: int
    """The error: 400, 403, 404, 405, 414, 416 or 500 to 504."""
    page: str = ""
    """Path of the page that is sent, such as `/errors/404.html`; without one, the error as it is."""
    response_status: int | None = None
    """Status that the page is sent with: 200 or one of those above; that of the error when absent."""
    min_ttl: Annotated[int, Field(ge=0)] = ERROR_CACHING_MIN_TTL.value
    """Least seconds that the error is kept."""

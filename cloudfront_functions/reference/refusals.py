"""What guards answer: a status, its phrase, headers, and that no cache keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json

__all__ = ["refusal"]


def refusal(status: int, body: str = "", **headers: str) -> Json:
    """A generated response; `_` in the name of a header stands for `-`."""
    all_headers = {"cache-control": "no-store", **headers}
    return {
        "statusCode": status,
        "statusDescription": reason_phrase(status),
        "headers": {name.replace("_", "-"): {"value": value} for name, value in all_headers.items()},
        **({"body": body} if body else {}),
    }

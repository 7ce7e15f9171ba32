"""Reason phrases of statuses: those of RFC 9110, the same under every Python, and CloudFront's own 494."""

from __future__ import annotations

from http import HTTPStatus

__all__ = ["reason_phrase"]

# Python 3.13 renamed four phrases; a trace must not differ between two interpreters.
_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    494: "Request Header Too Large",
}


def reason_phrase(status: int) -> str:
    """The usual phrase, such as `Not Found`; empty for a status that has none."""
    return _PHRASES.get(status, "")

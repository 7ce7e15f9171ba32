"""Where a fact was read: limits, header lists and outcomes name their page and the date of the copy read.

AWS changes its pages without notice; a date beside a number tells a reader what to check first.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEVELOPER_GUIDE", "Source", "guide"]

DEVELOPER_GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
"""Root of CloudFront's developer guide."""


@dataclass(frozen=True)
class Source:
    """A page and the month (`YYYY-MM`) of the copy that was read."""

    url: str
    read: str

    def __str__(self) -> str:
        return f"{self.url} (read {self.read})"


def guide(page: str, *, read: str = "2026-04") -> Source:
    """A page of the developer guide; `page` is its name without `.html`."""
    return Source(f"{DEVELOPER_GUIDE}/{page}.html", read)

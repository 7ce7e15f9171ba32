"""Pages that several rules on attachments cite, each with the month of the copy that was read."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide

__all__ = ["ALL_EDGE_FUNCTIONS", "BEHAVIORS", "LAMBDA_AT_EDGE", "TRIGGERS", "api"]

ALL_EDGE_FUNCTIONS = guide("edge-function-restrictions-all")
LAMBDA_AT_EDGE = guide("lambda-at-edge-function-restrictions")
TRIGGERS = guide("lambda-cloudfront-trigger-events")
BEHAVIORS = guide("DownloadDistValuesCacheBehavior")


def api(page: str) -> Source:
    """A page of the API's reference, `API_<page>`, as botocore 1.43.11 and 1.44.5 have it."""
    return Source(f"https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_{page}.html", "2026-10")

"""Compute utilization as others published it, each with a function that does the same work.

The functions are written anew after what the published ones do; `units` are counted in them, so that the
published figures can be set against counts. Every figure is one run of CloudFront's own test: the same
function was published with 29 and with 31, and functions that do next to nothing with anything from 6 to 31.

AWS's samples: https://github.com/aws-samples/amazon-cloudfront-functions (READMEs of 2021-04 and 2024-10).
AWS's guide: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/test-function.html (2021-04).
cfft: https://github.com/fujiwara/cfft (README of 2024-01).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["PUBLISHED", "Published"]

When = Literal["2021-04", "2024-01", "2024-10"]


@dataclass(frozen=True)
class Published:
    """A figure: of what, when it was published, the figure itself, the function here, and its event."""

    what: str
    when: When
    utilization: int
    function: str
    event: dict[str, Any]


def request(uri: str = "/index.html", **parts: Any) -> dict[str, Any]:
    """A viewer-request event."""
    headers = {"host": {"value": "www.example.com"}, "accept": {"value": "text/html"}}
    usual = {"method": "GET", "uri": uri, "querystring": {}, "headers": headers, "cookies": {}}
    return {"version": "1.0", "viewer": {"ip": "192.0.2.1"}, "request": usual | parts}


def response() -> dict[str, Any]:
    """A viewer-response event."""
    headers = {"server": {"value": "origin"}, "content-type": {"value": "text/html; charset=UTF-8"}}
    return request() | {"response": {"statusCode": 200, "headers": headers, "cookies": {}}}


QUERY = {"name": {"value": "example-name"}, "test": {"value": "example-test-query-string"}} | {
    "several": {"value": "one", "multiValue": [{"value": "one"}, {"value": "two,three"}]}
}
HEADER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
CLAIMS = (
    "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyLCJuYmYiOjE1MTYyMzkwMjIs"
    "ImV4cCI6MTcxNjIzOTAyMn0"
)
TOKEN = {"jwt": {"value": f"{HEADER}.{CLAIMS}.{'A' * 43}"}, "test": {"value": "another"}}

PUBLISHED: tuple[Published, ...] = (
    Published("adds a header", "2021-04", 10, "add_header", request()),
    Published("adds a header if it is missing", "2021-04", 15, "add_header", request()),
    Published("adds a header to a response", "2021-04", 20, "add_header", response()),
    Published("adds a header and logs", "2021-04", 16, "add_header_and_log", response()),
    Published("adds security headers", "2021-04", 15, "security_headers", response()),
    Published("redirects by country", "2021-04", 13, "redirect_to_domain", request()),
    Published("rewrites to the index", "2021-04", 14, "index_files", request("/blog")),
    Published("rewrites to one page", "2021-04", 14, "index_files", request("/")),
    Published("redirects", "2021-04", 21, "redirect_to_domain", request()),
    Published("verifies a token (HMAC)", "2021-04", 19, "verify_token", request(querystring=TOKEN)),
    Published("adds a header and logs, async", "2024-01", 31, "add_header_and_log", response()),
    Published("adds a header and logs, async", "2024-01", 29, "add_header_and_log", response()),
    Published("redirects to a domain", "2024-10", 6, "redirect_to_domain", request()),
    Published("redirects with the query", "2024-10", 10, "redirect_with_query", request(querystring=QUERY)),
    Published("redirects without a query", "2024-10", 7, "redirect_with_query", request()),
)

"""Events of CloudFront Functions for tests, in the shape that CloudFront's developer guide prints."""

from __future__ import annotations

from typing import Any

__all__ = ["NOW", "viewer_request", "viewer_response"]

NOW = 1_700_000_000.5
"""2023-11-14T22:13:20.500Z"""


def viewer_request(uri: str = "/", query: dict[str, Any] | None = None, **headers: str) -> dict[str, Any]:
    """A viewer-request event; `query` in CloudFront's own shape."""
    return {
        "version": "1.0",
        "context": {
            "distributionDomainName": "d111111abcdef8.cloudfront.net",
            "distributionId": "EDFDVBD6EXAMPLE",
            "eventType": "viewer-request",
            "requestId": "EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==",
        },
        "viewer": {"ip": "198.51.100.11"},
        "request": {
            "method": "GET",
            "uri": uri,
            "querystring": query or {},
            "headers": {name.replace("_", "-"): {"value": value} for name, value in headers.items()},
            "cookies": {},
        },
    }


def viewer_response(**headers: str) -> dict[str, Any]:
    """A viewer-response event of a 200."""
    event = viewer_request()
    event["context"]["eventType"] = "viewer-response"
    event["response"] = {
        "statusCode": 200,
        "statusDescription": "OK",
        "headers": {name.replace("_", "-"): {"value": value} for name, value in headers.items()},
        "cookies": {},
    }
    return event

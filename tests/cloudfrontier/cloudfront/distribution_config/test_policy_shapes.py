"""A response headers policy as the API shows it: what CORS lists and sampling rates mean.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html and
.../API_ResponseHeadersPolicyServerTimingHeadersConfig.html (botocore 1.44.5).
"""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront.distribution_config import response_headers_policy_of


def told(**members: Any) -> dict[str, Any]:
    return {"Id": "p-1", "ResponseHeadersPolicyConfig": {"Name": "own", **members}}


@pytest.mark.parametrize(
    ("members", "rate"),
    [
        ({}, None),
        ({"Enabled": False, "SamplingRate": 50.0}, None),
        ({"Enabled": True}, 0.0),
        ({"Enabled": True, "SamplingRate": 12.5}, 12.5),
    ],
    ids=["absent", "off", "on without a rate", "on"],
)
def test_the_sampling_rate_counts_where_the_header_is_on(members: dict[str, Any], rate: float | None) -> None:
    policy = response_headers_policy_of(told(ServerTimingHeadersConfig=members))
    assert policy.server_timing == rate


def test_all_stands_for_the_seven_methods_of_cors() -> None:
    methods = {"AccessControlAllowMethods": {"Quantity": 1, "Items": ["ALL"]}}
    (header,) = response_headers_policy_of(told(CorsConfig=methods)).cors
    assert header.value.split(", ") == ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

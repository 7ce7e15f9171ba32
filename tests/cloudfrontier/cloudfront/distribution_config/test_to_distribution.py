"""A configuration as the distribution that a request meets: how its origins are spoken to, and how long.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html (botocore 1.44.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from distribution_documents import config, listed, origin

from cloudfrontier.cloudfront.distribution_config import KnownKeys, Names, read_config, to_distribution

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Distribution

NAMES = Names("E1", "d1.cloudfront.net", lambda _: None)


def read(document: Any) -> Distribution:
    return to_distribution(read_config(document), keys=KnownKeys(), names=NAMES)


@pytest.mark.parametrize(
    ("policy", "protocol", "port", "as_viewer"),
    [
        ("http-only", "http", 8080, None),
        ("https-only", "https", 8443, None),
        ("match-viewer", "https", 8443, (8080, 8443)),
    ],
)
def test_an_origin_is_spoken_to_as_its_protocol_policy_says(
    policy: str, protocol: str, port: int, as_viewer: object
) -> None:
    custom = {"HTTPPort": 8080, "HTTPSPort": 8443, "OriginProtocolPolicy": policy}
    made = read(config(Origins=listed(origin(CustomOriginConfig=custom)))).origins[0]
    assert (made.protocol, made.port, made.as_viewer) == (protocol, port, as_viewer)


def test_the_times_of_an_origin_are_those_of_the_configuration() -> None:
    custom = {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
        "OriginReadTimeout": 60,
        "OriginKeepaliveTimeout": 7,
        "OriginSslProtocols": listed("TLSv1.1", "TLSv1.2"),
    }
    times: dict[str, Any] = {"ConnectionAttempts": 2, "ConnectionTimeout": 5, "ResponseCompletionTimeout": 90}
    (made,) = read(config(Origins=listed(origin(CustomOriginConfig=custom, **times)))).origins
    assert (made.connection_attempts, made.connection_timeout) == (2, 5)
    assert (made.read_timeout, made.keepalive_timeout) == (60, 7)
    assert made.response_completion_timeout == 90
    assert made.ssl_protocols == ("TLSv1.1", "TLSv1.2")


@pytest.mark.parametrize(
    ("identity", "has_one"), [("origin-access-identity/cloudfront/E1", True), ("", False)]
)
def test_a_bucket_has_the_identity_of_the_configuration(*, identity: str, has_one: bool) -> None:
    bucket = origin(S3OriginConfig={"OriginAccessIdentity": identity})
    del bucket["CustomOriginConfig"]
    (made,) = read(config(Origins=listed(bucket))).origins
    assert (made.kind, made.has_identity) == ("s3", has_one)


def test_times_that_a_configuration_leaves_out_are_cloudfronts_own() -> None:
    (made,) = read(config(Origins=listed(origin()))).origins
    assert (made.connection_attempts, made.connection_timeout, made.read_timeout) == (3, 10, 30)
    assert (made.keepalive_timeout, made.response_completion_timeout) == (5, None)

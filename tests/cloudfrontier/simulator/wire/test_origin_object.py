"""The `origin` of the origin events: made of the distribution's, changed by handlers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.simulator.wire.origin_object import origin_object, read_origin

CUSTOM = Origin("api", "custom", "api.example.org", "/v1", (("X-Key", "k"),), port=8443)
S3 = Origin("site", "s3", "bucket.s3.eu-west-1.amazonaws.com", region="eu-west-1")


@pytest.mark.parametrize(
    "origin",
    [
        CUSTOM,
        S3,
        replace(CUSTOM, response_completion_timeout=45),
        replace(S3, response_completion_timeout=45),
    ],
    ids=["custom", "s3", "custom with a completion timeout", "s3 with a completion timeout"],
)
def test_an_origin_left_alone_is_the_same_origin(origin: Origin) -> None:
    assert read_origin(origin_object(origin), current=origin) == origin


@pytest.mark.parametrize(("told", "expected"), [({"responseCompletionTimeout": 0}, None), ({}, None)])
def test_a_completion_timeout_is_reset_by_0_and_by_taking_it_away(
    told: dict[str, int], expected: object
) -> None:
    """https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html"""
    given = {k: v for k, v in origin_object(CUSTOM)["custom"].items() if k != "responseCompletionTimeout"}
    changed = read_origin({"custom": given | told}, current=replace(CUSTOM, response_completion_timeout=45))
    assert changed.response_completion_timeout == expected


def test_an_origin_access_identity_is_told_and_may_be_given_up() -> None:
    bucket = replace(S3, has_identity=True)
    given = origin_object(bucket)["s3"]
    assert given["authMethod"] == "origin-access-identity"
    assert read_origin({"s3": given}, current=bucket) == bucket
    assert not read_origin({"s3": given | {"authMethod": "none"}}, current=bucket).has_identity
    assert origin_object(S3)["s3"]["authMethod"] == "none"


def test_custom_headers_are_lists_of_entries() -> None:
    assert origin_object(CUSTOM)["custom"]["customHeaders"] == {"x-key": [{"key": "X-Key", "value": "k"}]}


@pytest.mark.parametrize("kind", ["custom", "s3"])
def test_what_a_handler_leaves_out_stays_as_it_was(kind: str) -> None:
    origin = CUSTOM if kind == "custom" else S3
    changed = read_origin({kind: {}}, current=origin)
    assert (changed.id, changed.domain_name, changed.path) == (origin.id, origin.domain_name, origin.path)


def test_another_domain_is_no_origin_of_the_distribution_and_has_no_id() -> None:
    given = origin_object(CUSTOM)["custom"]
    changed = read_origin({"custom": given | {"domainName": "other.example.org"}}, current=CUSTOM)
    assert (changed.id, changed.domain_name, changed.path) == ("", "other.example.org", "/v1")


def test_a_handler_may_turn_a_custom_origin_into_a_bucket() -> None:
    changed = read_origin(origin_object(S3), current=CUSTOM)
    assert (changed.kind, changed.domain_name, changed.region) == ("s3", S3.domain_name, "eu-west-1")

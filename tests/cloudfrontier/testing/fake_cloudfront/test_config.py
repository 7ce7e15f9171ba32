"""What was sent is what is read back, as members and as bytes, with what botocore does not know."""

from __future__ import annotations

import copy
import string
from typing import Any

import pytest
from cloudfront_api import Cloud, behavior, custom_origin, distribution_config, listed
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.errors import UsageError

UNKNOWN = "<EdgeTeleportation><Mode>fast</Mode></EdgeTeleportation>"


def rich_config() -> dict[str, Any]:
    """Behaviors, origin groups, errors, restrictions and headers, much of which this project never uses."""
    origins = [
        {
            "Id": "shop",
            "DomainName": "shop.example.com",
            "OriginPath": "/v1",
            "CustomOriginConfig": custom_origin(
                OriginSslProtocols=listed("TLSv1.2"), OriginReadTimeout=40, OriginKeepaliveTimeout=7
            ),
            "CustomHeaders": listed({"HeaderName": "x-key", "HeaderValue": 'a & b <c> "d" é'}),
            "ConnectionAttempts": 2,
            "OriginShield": {"Enabled": True, "OriginShieldRegion": "eu-west-1"},
        },
        {"Id": "spare", "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}},
    ]
    group = {
        "Id": "both",
        "FailoverCriteria": {"StatusCodes": listed(500, 502)},
        "Members": listed({"OriginId": "shop"}, {"OriginId": "spare"}),
    }
    old = {
        "TargetOriginId": "both",
        "ViewerProtocolPolicy": "allow-all",
        "PathPattern": "/old/*",
        "MinTTL": 0,
        "ForwardedValues": {"QueryString": True, "Cookies": {"Forward": "none"}, "Headers": listed()},
    }
    return distribution_config(
        Origins=listed(*origins),
        OriginGroups=listed(group),
        CacheBehaviors=listed(old),
        Aliases=listed("www.example.com"),
        DefaultRootObject="index.html",
        PriceClass="PriceClass_100",
        CustomErrorResponses=listed(
            {
                "ErrorCode": 404,
                "ResponsePagePath": "/404.html",
                "ResponseCode": "404",
                "ErrorCachingMinTTL": 10,
            }
        ),
        Logging={"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
        Restrictions={"GeoRestriction": {"RestrictionType": "whitelist", **listed("DE", "FR")}},
        ViewerCertificate={"CloudFrontDefaultCertificate": True},
        HttpVersion="http2and3",
        WebACLId="",
        IsIPV6Enabled=True,
    )


def sent_bodies(cloud: Cloud) -> list[bytes]:
    """The bodies that botocore makes of the updates from now on."""
    bodies: list[bytes] = []
    cloud.api.meta.events.register_first(
        "before-call.cloudfront.UpdateDistribution", lambda params, **_: bodies.append(params["body"])
    )
    return bodies


def test_every_member_is_read_back_as_it_was_sent(cloud: Cloud) -> None:
    made = cloud.create(rich_config())
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"] == rich_config()
    assert cloud.api.get_distribution(Id=made)["Distribution"]["DistributionConfig"] == rich_config()


def test_the_document_that_is_read_is_the_one_that_was_sent(cloud: Cloud) -> None:
    made = cloud.create(rich_config())
    bodies = sent_bodies(cloud)
    cloud.update(made, Comment="new")
    assert cloud.fake.raw_config_xml(made) == bodies[0]


TEXT = st.text(
    string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", "") + "é漢😀", max_size=30
)


@settings(max_examples=40, deadline=None)
@given(
    comment=TEXT,
    enabled=st.booleans(),
    aliases=st.lists(st.from_regex(r"[a-z]{1,9}\.com", fullmatch=True), unique=True, max_size=5),
)
def test_any_text_survives_the_round_trip(*, comment: str, enabled: bool, aliases: list[str]) -> None:
    config = distribution_config(Comment=comment, Enabled=enabled, Aliases=listed(*aliases))
    cloud = Cloud()
    made = cloud.create(config)
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"] == config
    (shown,) = cloud.api.list_distributions()["DistributionList"]["Items"]
    assert shown["Comment"] == comment


def test_a_caller_cannot_change_what_is_stored_through_what_it_sent(cloud: Cloud) -> None:
    config = distribution_config()
    made = cloud.create(config)
    config["Origins"]["Items"].clear()
    cloud.fake.settle()
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"] == distribution_config()
    cloud.update(made, Comment="the rules still see one origin")


def test_a_field_that_botocore_does_not_know_is_sent_but_not_parsed(cloud: Cloud) -> None:
    made = cloud.create()
    etag = cloud.etag(made)
    cloud.fake.inject_config_field(made, UNKNOWN, inside="DefaultCacheBehavior")
    raw: list[bytes] = []
    cloud.api.meta.events.register(
        "before-parse.cloudfront.GetDistributionConfig",
        lambda response_dict, **_: raw.append(response_dict["body"]),
    )
    read = cloud.api.get_distribution_config(Id=made)
    assert read["DistributionConfig"] == distribution_config()
    assert read["ETag"] != etag
    assert UNKNOWN.encode() in raw[0]
    assert raw[0] == cloud.fake.raw_config_xml(made)


def test_writing_back_what_botocore_read_deletes_the_field(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.inject_config_field(made, UNKNOWN)
    cloud.update(made, Comment="new")
    assert b"EdgeTeleportation" not in cloud.fake.raw_config_xml(made)


def test_a_writer_that_sends_the_field_keeps_it(cloud: Cloud) -> None:
    def put_back(params: dict[str, Any], **_: object) -> None:
        end = b"</DistributionConfig>"
        params["body"] = params["body"].replace(end, UNKNOWN.encode() + end)

    made = cloud.create()
    cloud.fake.inject_config_field(made, UNKNOWN)
    cloud.api.meta.events.register_first("before-call.cloudfront.UpdateDistribution", put_back)
    cloud.update(made, Comment="new")
    assert UNKNOWN.encode() in cloud.fake.raw_config_xml(made)


def test_a_copy_holds_the_field_too(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.inject_config_field(made, UNKNOWN, inside="Origins/Items/Origin")
    copied = cloud.staging(made)["Distribution"]["Id"]
    assert UNKNOWN.encode() in cloud.fake.raw_config_xml(copied)


def test_a_field_needs_a_place_that_is_there(cloud: Cloud) -> None:
    made = cloud.create()
    with pytest.raises(UsageError, match="no element 'Nowhere'"):
        cloud.fake.inject_config_field(made, UNKNOWN, inside="Nowhere")
    with pytest.raises(UsageError, match="no distribution 'ENONE'"):
        cloud.fake.raw_config_xml("ENONE")


def test_an_empty_list_is_read_back_as_it_was_sent(cloud: Cloud) -> None:
    config = distribution_config(Aliases={"Quantity": 0, "Items": []})
    made = cloud.create(copy.deepcopy(config))
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"] == config
    assert behavior()["TargetOriginId"] == config["DefaultCacheBehavior"]["TargetOriginId"]

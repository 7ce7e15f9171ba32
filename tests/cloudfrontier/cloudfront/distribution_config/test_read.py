"""Configurations of every shape that the CLI prints: what is read of them, and what of what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from distribution_documents import behavior, config, function, handler, listed, origin, shop

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection
from cloudfrontier.cloudfront.distribution_config import Policies, read_config
from cloudfrontier.errors import UsageError


def test_a_large_configuration_is_read_without_a_fault() -> None:
    read = read_config(shop())
    assert read.faults == ()
    assert [item.path_pattern for item in read.behaviors][-3:] == ["/errors/*", "/feed.xml", "*"]
    assert len(read.behaviors) == 25
    assert read.default_behavior is read.behaviors[-1]


@pytest.mark.parametrize(
    ("document", "path", "account"),
    [
        pytest.param(config(), (), "", id="the configuration alone"),
        pytest.param(
            {"ETag": "E2QWRUHEXAMPLE", "DistributionConfig": config()},
            ("DistributionConfig",),
            "",
            id="get-distribution-config",
        ),
        pytest.param(
            {
                "ETag": "E2QWRUHEXAMPLE",
                "Distribution": {
                    "Id": "EDFDVBD6EXAMPLE",
                    "ARN": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE",
                    "LastModifiedTime": datetime(2026, 11, 23, tzinfo=UTC),
                    "DistributionConfig": config(),
                },
            },
            ("Distribution", "DistributionConfig"),
            "123456789012",
            id="get-distribution",
        ),
    ],
)
def test_what_the_cli_prints_is_found(document: object, path: tuple[str, ...], account: str) -> None:
    read = read_config(document)
    assert (read.path, read.account, read.faults) == (path, account, ())
    assert read.behaviors[0].path == (*path, "DefaultCacheBehavior")


@pytest.mark.parametrize("document", [None, [], "x", 7, {}, {"Distribution": []}, {"Id": "x"}])
def test_what_is_no_configuration_is_refused(document: object) -> None:
    with pytest.raises(UsageError, match="no configuration of a distribution"):
        read_config(document)


def test_functions_are_read_with_names_events_and_places() -> None:
    read = read_config(
        config(
            default=behavior(
                FunctionAssociations=listed(function("router", "viewer-request")),
                LambdaFunctionAssociations=listed(handler("scan", "origin-request", include_body=True)),
            )
        )
    )
    first, second = read.behaviors[0].associations
    assert (first.kind, first.name, first.event) == ("function", "router", "viewer-request")
    assert (second.kind, second.name, second.event, second.include_body) == (
        "handler",
        "scan",
        "origin-request",
        True,
    )
    assert second.path == ("DefaultCacheBehavior", "LambdaFunctionAssociations", "Items", 0)


def test_policies_of_aws_are_known_by_their_ids_and_custom_ones_if_they_are_handed_in() -> None:
    custom = CachePolicy("ours", "id-1", headers=("x-ab-hero",))
    document = config(behavior("/a/*", CachePolicyId="id-1"), behavior("/b/*", CachePolicyId="id-2"))
    first, second, default = read_config(document, policies=Policies(cache={"id-1": custom})).behaviors
    assert first.cache_policy is custom
    assert (second.cache_policy, second.cache_policy_id) == (None, "id-2")
    assert default.cache_policy is not None
    assert default.cache_policy.name == "CachingOptimized"


def forwarded(**values: Any) -> dict[str, Any]:
    members = {"QueryString": False, "Cookies": {"Forward": "none"}, "Headers": listed()} | values
    return behavior(CachePolicyId=None, ForwardedValues=members, MinTTL=0, DefaultTTL=60, MaxTTL=600)


@pytest.mark.parametrize(
    ("values", "key", "sent"),
    [
        pytest.param({}, ItemSelection("none"), ItemSelection("none"), id="none"),
        pytest.param({"QueryString": True}, ItemSelection("all"), ItemSelection("all"), id="all"),
        pytest.param(
            {"QueryString": True, "QueryStringCacheKeys": listed("size")},
            ItemSelection("whitelist", ("size",)),
            ItemSelection("all"),
            id="all are sent, some are in the key",
        ),
    ],
)
def test_older_query_strings_are_put_into_the_words_of_policies(
    values: dict[str, Any], key: ItemSelection, sent: ItemSelection
) -> None:
    (read,) = read_config(config(default=forwarded(**values))).behaviors
    assert read.cache_policy is not None
    assert read.origin_request_policy is not None
    assert read.has_forwarded_values
    assert (read.cache_policy.query_strings, read.origin_request_policy.query_strings) == (key, sent)
    assert (read.cache_policy.min_ttl, read.cache_policy.default_ttl, read.cache_policy.max_ttl) == (
        0,
        60,
        600,
    )


def test_older_headers_and_cookies_are_in_the_key() -> None:
    cookies = {"Forward": "whitelist", "WhitelistedNames": listed("ab-*")}
    (read,) = read_config(config(default=forwarded(Headers=listed("Origin"), Cookies=cookies))).behaviors
    assert read.cache_policy is not None
    assert read.cache_policy.headers == ("Origin",)
    assert read.cache_policy.cookies == ItemSelection("whitelist", ("ab-*",), has_wildcards=True)


def test_all_older_headers_turn_caching_off() -> None:
    (read,) = read_config(config(default=forwarded(Headers=listed("*")))).behaviors
    assert read.cache_policy is not None
    assert read.origin_request_policy is not None
    assert read.cache_policy.max_ttl == 0
    assert read.origin_request_policy.header_behavior == "allViewer"


def test_origins_tell_what_kind_they_are_and_never_what_their_headers_hold() -> None:
    vpc = origin(
        "vpc", CustomOriginConfig=None, VpcOriginConfig={"VpcOriginId": "vo_1", "OriginReadTimeout": 30}
    )
    mutual = origin("mutual")
    mutual["CustomOriginConfig"]["OriginMtlsConfig"] = {
        "ClientCertificateArn": "arn:aws:acm:us-east-1:1:certificate/1"
    }
    read = read_config(config(Origins=listed(origin(), vpc, mutual)))
    assert [(item.is_vpc, item.has_mutual_tls) for item in read.origins] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert read.origins[0].header_names == ("X-Origin-Verify",)
    assert "do-not-show-me" not in repr(read)
    assert (("Origins", "Items", 1, "VpcOriginConfig", "OriginReadTimeout"), 30) in read.origins[1].numbers


def test_an_origin_group_stands_for_its_origins() -> None:
    read = read_config(shop())
    german = next(item for item in read.behaviors if item.path_pattern == "/de/*")
    assert [item.id for item in read.origins_of(german)] == ["site", "standby"]
    assert read.group_of(german) is read.origin_groups[0]


def test_what_no_rule_looks_at_is_kept_aside_untouched() -> None:
    new = {"Enabled": True, "Deep": [{"x": None}]}
    read = read_config(config(default=behavior(SomethingNew=new), TenantConfig=new))
    assert read.faults == ()
    assert read.aside["TenantConfig",] is new
    assert read.aside["DefaultCacheBehavior", "SomethingNew"] is new
    assert ("DefaultCacheBehavior", "TargetOriginId") not in read.aside


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        pytest.param(
            config(default=behavior(CachePolicyId=7)),
            ("DefaultCacheBehavior", "CachePolicyId"),
            "CachePolicyId is a number; expected a string",
            id="a number for a string",
        ),
        pytest.param(
            config(default=behavior(SmoothStreaming="false")),
            ("DefaultCacheBehavior", "SmoothStreaming"),
            "SmoothStreaming is a string; expected true or false",
            id="a string for a boolean",
        ),
        pytest.param(
            config(Origins=[origin()]),
            ("Origins",),
            "Origins is an array; expected an object",
            id="an array without Quantity",
        ),
        pytest.param(
            config(Aliases={"Quantity": 2, "Items": ["a", 7]}),
            ("Aliases", "Items", 1),
            "an item is a number; expected a string",
            id="an item of the wrong type",
        ),
        pytest.param(
            config(default=behavior(LambdaFunctionAssociations=listed({"EventType": "viewer-request"}))),
            ("DefaultCacheBehavior", "LambdaFunctionAssociations", "Items", 0),
            "LambdaFunctionARN is missing",
            id="without an ARN",
        ),
        pytest.param(
            config(CustomErrorResponses=listed({"ErrorCode": True})),
            ("CustomErrorResponses", "Items", 0, "ErrorCode"),
            "ErrorCode is true or false; expected a whole number",
            id="a boolean is no number",
        ),
    ],
)
def test_a_wrong_type_is_a_fault_at_its_place(
    document: object, path: tuple[str | int, ...], message: str
) -> None:
    (fault,) = read_config(document).faults
    assert (fault.kind, fault.path, fault.message) == ("shape", path, message)


def test_lists_count_themselves_wherever_they_stand() -> None:
    signed = behavior("/a/*", TrustedSigners={"Enabled": True, "Quantity": 0, "Items": ["self"]})
    document = config(
        CacheBehaviors={"Quantity": 2, "Items": [signed]},
        Restrictions={"GeoRestriction": {"RestrictionType": "whitelist", "Quantity": 2, "Items": ["DE"]}},
    )
    document["Logging"] = {"Quantity": None, "Items": []}
    faults = read_config(document).faults
    signers = ("CacheBehaviors", "Items", 0, "TrustedSigners")
    assert [(fault.kind, fault.path, fault.message) for fault in faults] == [
        ("quantity", ("CacheBehaviors", "Quantity"), "Quantity is 2, but Items holds 1"),
        ("quantity", (*signers, "Quantity"), "Quantity is 0, but Items holds 1"),
        ("quantity", ("Logging",), "Quantity is missing beside Items"),
        ("quantity", ("Restrictions", "GeoRestriction", "Quantity"), "Quantity is 2, but Items holds 1"),
    ]


def test_of_an_endless_list_the_first_thousand_are_read() -> None:
    read = read_config(config(*(behavior(f"/{number}/*") for number in range(1500))))
    assert len(read.behaviors) == 1001
    assert [fault.message for fault in read.faults] == ["1,500 items; only the first 1,000 are looked at"]

"""A `DistributionConfig` as the simulator's distribution: what the CLI prints, matched with a build.

The documents have the shapes of `aws cloudfront get-distribution`, `get-cache-policy`, `list-cache-policies`,
`get-key-group` and `get-public-key` (botocore 1.44.5).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from distribution_documents import ALL, behavior, config, function, handler, listed, origin

from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest
from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.distribution import ErrorPage, GeoRestriction, OriginGroup, PublicKey
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.configured import Configured, read_distribution

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.cloudfront.distribution import Distribution

MANIFEST = Manifest(
    "shop",
    (FunctionArtifact("redirects", "viewer-request", "cloudfront-js-2.0", "functions/redirects.js", 9, "0"),),
    (
        HandlerArtifact(
            "gate",
            ("viewer-request",),
            "python3.13",
            "lambda_function.handler",
            "gate.zip",
            9,
            9,
            "0",
            "0",
            128,
            5,
        ),
    ),
)
OWN_POLICY = {
    "Id": "own-1",
    "LastModifiedTime": "2026-11-01T00:00:00Z",
    "CachePolicyConfig": {
        "Name": "pages",
        "MinTTL": 0,
        "DefaultTTL": 60,
        "MaxTTL": 600,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            "EnableAcceptEncodingGzip": True,
            "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": listed("Origin")},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": listed("page")},
        },
    },
}
GROUP = {"KeyGroup": {"Id": "g1", "KeyGroupConfig": {"Name": "members", "Items": ["K1"]}}, "ETag": "E1"}
KEY = {"PublicKey": {"Id": "K1", "PublicKeyConfig": {"Name": "k", "EncodedKey": "-----BEGIN"}}}


def read(tmp_path: Path, document: Any, *others: Any, **fields: Any) -> Distribution:
    file = tmp_path / "config.json"
    file.write_text(json.dumps(document))
    policies = []
    for index, other in enumerate(others):
        policies.append(tmp_path / f"policy-{index}.json")
        policies[-1].write_text(json.dumps(other))
    made, _ = read_distribution(Configured(file, tuple(policies), **fields), MANIFEST)
    return made


def test_everything_that_a_request_meets_is_read(tmp_path: Path) -> None:
    document = config(
        behavior("/api/*", origin="pair", Compress=False, ViewerProtocolPolicy="https-only"),
        Origins=listed(
            origin(),
            origin(
                "bucket",
                DomainName="pages.s3.eu-west-1.amazonaws.com",
                OriginPath="/live",
                S3OriginConfig={"OriginAccessIdentity": ""},
                CustomOriginConfig=None,
            ),
        ),
        OriginGroups=listed(
            {
                "Id": "pair",
                "FailoverCriteria": {"StatusCodes": listed(500, 503)},
                "Members": listed({"OriginId": "site"}, {"OriginId": "bucket"}),
            }
        ),
        CustomErrorResponses=listed(
            {"ErrorCode": 404, "ResponsePagePath": "/404", "ResponseCode": "200", "ErrorCachingMinTTL": 7},
            {"ErrorCode": 500, "ErrorCachingMinTTL": 0},
        ),
        Restrictions={"GeoRestriction": {"RestrictionType": "blacklist", **listed("FR")}},
    )
    whole = {"Distribution": {"Id": "E1", "DomainName": "d1.cloudfront.net", "DistributionConfig": document}}
    made = read(tmp_path, whole)
    assert (made.id, made.domain_name, made.aliases) == ("E1", "d1.cloudfront.net", ("www.example.org",))
    assert made.default_root_object == "index.html"
    assert made.origin_groups == (OriginGroup("pair", "site", "bucket", frozenset({500, 503})),)
    assert made.error_pages == (ErrorPage(404, "/404", 200, 7), ErrorPage(500, "", None, 0))
    assert made.geo_restriction == GeoRestriction("blacklist", frozenset({"FR"}))
    bucket = made.origin("bucket")
    assert (bucket.kind, bucket.region, bucket.path) == ("s3", "eu-west-1", "/live")
    assert bucket.custom_headers == (("X-Origin-Verify", "do-not-show-me"),)
    api, default = made.behaviors
    assert (api.path_pattern, api.compress, api.viewer_protocol_policy) == ("/api/*", False, "https-only")
    assert (default.path_pattern, default.compress) == ("*", True)
    assert default.cache_policy.name == "CachingOptimized"


def test_own_policies_are_read_from_files_one_by_one_or_in_lists(tmp_path: Path) -> None:
    document = config(default=behavior(CachePolicyId="own-1"))
    one = {"CachePolicy": OWN_POLICY, "ETag": "E1"}
    many = {"CachePolicyList": listed({"Type": "custom", "CachePolicy": OWN_POLICY})}
    for told in (one, many, [one]):
        policy = read(tmp_path, document, told).behaviors[-1].cache_policy
        assert (policy.name, policy.headers, policy.max_ttl) == ("pages", ("Origin",), 600)
        assert policy.query_strings == ItemSelection("whitelist", ("page",))


def test_trusted_key_groups_have_the_keys_that_files_tell(tmp_path: Path) -> None:
    gated = behavior(TrustedKeyGroups={"Enabled": True, **listed("g1")})
    made = read(tmp_path, config(default=gated), GROUP, KEY)
    assert made.behaviors[-1].signers == (PublicKey("K1", "-----BEGIN"),)


def test_old_trusted_signers_trust_no_key_that_is_known(tmp_path: Path) -> None:
    gated = behavior(TrustedSigners={"Enabled": True, **listed("self")})
    assert read(tmp_path, config(default=gated)).behaviors[-1].signers == ()


def test_settings_that_count_for_nothing_are_told_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps(config(WebACLId="acl-1", Staging=True)), encoding="utf-8")
    _, notes = read_distribution(Configured(file), MANIFEST)
    assert [note.partition(" is not simulated: ")[0] for note in notes] == [
        f"{file}: Staging",
        f"{file}: WebACLId",
    ]


@pytest.mark.parametrize(
    ("attached", "functions", "name"),
    [
        pytest.param(function("redirects", "viewer-request"), {}, "redirects", id="by its own name"),
        pytest.param(
            function("shop-redirects-0a1b2c3d", "viewer-request"), {}, "redirects", id="as attached"
        ),
        pytest.param(function("old", "viewer-request"), {"old": "redirects"}, "redirects", id="by a mapping"),
        pytest.param(handler("shop-gate", "viewer-request"), {}, "gate", id="a handler"),
    ],
)
def test_deployed_functions_are_known_by_their_names(
    tmp_path: Path, attached: dict[str, Any], functions: dict[str, str], name: str
) -> None:
    kind = "FunctionAssociations" if "FunctionARN" in attached else "LambdaFunctionAssociations"
    document = config(default={**behavior(), kind: listed(attached)})
    made = read(tmp_path, document, functions=functions)
    assert [item.name for item in made.behaviors[-1].associations] == [name]


def test_legacy_settings_become_what_a_request_meets(tmp_path: Path) -> None:
    legacy = behavior(
        ForwardedValues={
            "QueryString": True,
            "Cookies": {"Forward": "whitelist", "WhitelistedNames": listed("ab-*")},
            "Headers": listed("Origin"),
        },
        MinTTL=0,
        AllowedMethods={**listed(*ALL), "CachedMethods": listed("GET", "HEAD")},
    )
    del legacy["CachePolicyId"]
    made = read(tmp_path, config(default=legacy)).behaviors[-1]
    assert made.has_forwarded_values
    assert made.cache_policy.cookies == ItemSelection("whitelist", ("ab-*",), has_wildcards=True)
    assert (made.cache_policy.min_ttl, made.cache_policy.default_ttl) == (0, 86400)
    assert (made.cache_policy.gzip, made.cache_policy.brotli) == (True, False)


def test_all_that_is_not_known_is_told_at_once_with_the_command_that_tells_it(tmp_path: Path) -> None:
    document = config(
        behavior("/a/*", CachePolicyId="own-1", FunctionAssociations=listed(function("x", "viewer-request"))),
        default=behavior(origin="nowhere", TrustedKeyGroups={"Enabled": True, **listed("g1")}),
    )
    with pytest.raises(UsageError) as caught:
        read(tmp_path, document)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/config.json: ")
    for part in (
        "behavior '/a/*': nothing tells the policy own-1; print it with `aws cloudfront get-cache-policy",
        "the function 'x' on viewer-request was not built; name what stands for it, as x=NAME",
        "behavior '*': no origin is called 'nowhere'",
        "nothing tells the key group g1",
    ):
        assert part in message


@pytest.mark.parametrize(
    "told", [{}, [1], {"CachePolicy": {"Id": "x"}}, {"PublicKey": {"Id": "K", "PublicKeyConfig": {}}}]
)
def test_a_file_of_policies_that_holds_something_else_is_an_error(tmp_path: Path, told: Any) -> None:
    with pytest.raises(UsageError, match=r"policy-0\.json: expected what `aws cloudfront get-cache-policy`"):
        read(tmp_path, config(), told)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_distribution(Configured(tmp_path / "none.json"), MANIFEST)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"Restrictions": {"GeoRestriction": {"RestrictionType": "greylist", **listed("FR")}}}, "greylist"),
        (
            {"OriginGroups": listed({"Id": "site2", "Members": listed({"OriginId": "site"})})},
            "has 1 members, expected 2",
        ),
        (
            {
                "OriginGroups": listed(
                    {"Id": "site2", "Members": listed({"OriginId": "site"}, {"OriginId": "gone"})}
                )
            },
            "no origin is called 'gone'",
        ),
    ],
    ids=["geo restriction", "group of one", "group with a stranger"],
)
def test_what_the_api_would_refuse_is_no_distribution(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    target = "site2" if "OriginGroups" in changes else "site"
    with pytest.raises(UsageError, match=message):
        read(tmp_path, config(default=behavior(origin=target), **changes))


def test_public_keys_are_read_from_the_list_of_the_cli(tmp_path: Path) -> None:
    gated = behavior(TrustedKeyGroups={"Enabled": True, **listed("g1")})
    groups = {"KeyGroupList": listed({"KeyGroup": GROUP["KeyGroup"]})}
    keys = {"PublicKeyList": listed({"Id": "K1", "Name": "k", "EncodedKey": "-----BEGIN"})}
    made = read(tmp_path, config(default=gated), groups, keys)
    assert made.behaviors[-1].signers == (PublicKey("K1", "-----BEGIN"),)


def test_a_file_that_is_no_json_says_where_and_how_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config()))
    (tmp_path / "policy.json").write_text("{]")
    with pytest.raises(UsageError, match=r"policy\.json:1:2: .*get-cache-policy"):
        read_distribution(Configured(tmp_path / "config.json", (tmp_path / "policy.json",)), MANIFEST)

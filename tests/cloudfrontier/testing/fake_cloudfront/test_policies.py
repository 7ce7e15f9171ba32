"""The three kinds of policy are made, changed, listed and kept while used; AWS's own are there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import (
    CACHING_OPTIMIZED,
    SECURITY_HEADERS,
    Cloud,
    behavior,
    distribution_config,
    listed,
    refused,
)

from cloudfrontier.cloudfront.limits import Limits
from cloudfrontier.cloudfront.managed_policies import (
    CACHE_POLICIES,
    ORIGIN_REQUEST_POLICIES,
    RESPONSE_HEADERS_POLICIES,
)

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("cache_policy", "origin_request_policy", "response_headers_policy")
MANAGED = {
    "cache_policy": [policy.id for policy in CACHE_POLICIES],
    "origin_request_policy": [policy.id for policy in ORIGIN_REQUEST_POLICIES],
    "response_headers_policy": [policy.id for policy in RESPONSE_HEADERS_POLICIES],
}


def selection(kind: str, behavior_word: str, names: list[str] | None = None) -> dict[str, Any]:
    chosen: dict[str, Any] = {f"{kind}Behavior": behavior_word}
    return {**chosen, f"{kind}s": listed(*names)} if names else chosen


def request_parts(**members: Any) -> dict[str, Any]:
    return {
        "HeadersConfig": selection("Header", "none"),
        "CookiesConfig": selection("Cookie", "none"),
        "QueryStringsConfig": selection("QueryString", "none"),
        **members,
    }


def cache(**members: Any) -> dict[str, Any]:
    key = {"EnableAcceptEncodingGzip": True, **request_parts(**members)}
    return {"MinTTL": 1, "ParametersInCacheKeyAndForwardedToOrigin": key}


CONFIGS: dict[str, Callable[..., dict[str, Any]]] = {
    "cache_policy": lambda **members: {"Name": "mine", **cache(), **members},
    "origin_request_policy": lambda **members: {"Name": "mine", **request_parts(), **members},
    "response_headers_policy": lambda **members: {"Name": "mine", "Comment": "ours", **members},
}


class Kind:
    """The operations of one kind of policy, by their common names."""

    def __init__(self, cloud: Cloud, name: str) -> None:
        self.cloud = cloud
        self.name = name
        self.camel = name.title().replace("_", "")

    def call(self, verb: str, **params: Any) -> dict[str, Any]:
        return dict(getattr(self.cloud.api, f"{verb}_{self.name}")(**params))

    def create(self, **members: Any) -> tuple[str, str]:
        """Id and ETag of a new one."""
        answer = self.call("create", **{f"{self.camel}Config": CONFIGS[self.name](**members)})
        return str(answer[self.camel]["Id"]), str(answer["ETag"])

    def update(self, policy_id: str, if_match: str, **members: Any) -> dict[str, Any]:
        config = CONFIGS[self.name](**members)
        return self.call("update", Id=policy_id, IfMatch=if_match, **{f"{self.camel}Config": config})

    def list(self, **params: Any) -> dict[str, Any]:
        plural = f"list_{self.name.removesuffix('y')}ies"
        return dict(getattr(self.cloud.api, plural)(**params)[f"{self.camel}List"])

    def attach(self, policy_id: str, reference: str = "one") -> str:
        default = {**behavior(), f"{self.camel}Id": policy_id}
        return self.cloud.create(distribution_config(reference, DefaultCacheBehavior=default))


@pytest.fixture(params=KINDS)
def kind(cloud: Cloud, request: pytest.FixtureRequest) -> Kind:
    return Kind(cloud, request.param)


def test_a_policy_is_read_back_as_it_was_sent(cloud: Cloud, kind: Kind) -> None:
    policy_id, etag = kind.create()
    assert kind.call("get", Id=policy_id)[kind.camel][f"{kind.camel}Config"] == CONFIGS[kind.name]()
    read = getattr(cloud.api, f"get_{kind.name}_config")(Id=policy_id)
    assert read[f"{kind.camel}Config"] == CONFIGS[kind.name]()
    assert read["ETag"] == etag


def test_a_name_is_taken_once(kind: Kind) -> None:
    policy_id, etag = kind.create()
    with refused(f"{kind.camel}AlreadyExists"):
        kind.create()
    other, other_etag = kind.create(Name="other")
    with refused(f"{kind.camel}AlreadyExists"):
        kind.update(other, other_etag, Name="mine")
    kind.update(policy_id, etag, Name="mine", Comment="its own name is no other's")


def test_a_write_wants_the_present_etag(kind: Kind) -> None:
    policy_id, stale = kind.create()
    present = kind.update(policy_id, stale, Comment="new")["ETag"]
    assert present != stale
    for code, etag in (("PreconditionFailed", stale), ("InvalidIfMatchVersion", "EMADEUP")):
        with refused(code):
            kind.update(policy_id, etag)
        with refused(code):
            kind.call("delete", Id=policy_id, IfMatch=etag)
    kind.call("delete", Id=policy_id, IfMatch=present)
    with refused(f"NoSuch{kind.camel}"):
        kind.call("get", Id=policy_id)


def test_a_policy_in_use_is_not_deleted_and_its_change_redeploys(kind: Kind) -> None:
    policy_id, etag = kind.create()
    made = kind.attach(policy_id)
    kind.cloud.fake.settle()
    with refused(f"{kind.camel}InUse"):
        kind.call("delete", Id=policy_id, IfMatch=etag)
    before = kind.cloud.etag(made)
    kind.update(policy_id, etag, Comment="new")
    assert kind.cloud.etag(made) != before
    assert kind.cloud.api.get_distribution(Id=made)["Distribution"]["Status"] == "InProgress"


def test_the_users_of_a_policy_are_listed(kind: Kind) -> None:
    policy_id, _ = kind.create()
    made = sorted(kind.attach(policy_id, str(number)) for number in range(3))
    kind.cloud.create(distribution_config("without"))
    by = getattr(kind.cloud.api, f"list_distributions_by_{kind.name}_id")
    first = by(**{f"{kind.camel}Id": policy_id, "MaxItems": "2"})["DistributionIdList"]
    assert (first["Items"], first["IsTruncated"]) == (made[:2], True)
    rest = by(**{f"{kind.camel}Id": policy_id, "Marker": first["NextMarker"]})["DistributionIdList"]
    assert rest["Items"] == made[2:]
    with refused(f"NoSuch{kind.camel}"):
        by(**{f"{kind.camel}Id": "none"})


def test_a_behavior_cannot_name_a_policy_that_is_not_there(kind: Kind) -> None:
    with refused(f"NoSuch{kind.camel}", text="id 'none'"):
        kind.attach("none")


def test_the_managed_ones_are_there_and_cannot_be_touched(kind: Kind) -> None:
    kind.create()
    listing = kind.list(Type="managed")
    ids = [item[kind.camel]["Id"] for item in listing["Items"]]
    assert sorted(ids) == sorted(MANAGED[kind.name])
    assert {item["Type"] for item in listing["Items"]} == {"managed"}
    assert [item["Type"] for item in kind.list(Type="custom")["Items"]] == ["custom"]
    assert kind.list()["Quantity"] == len(ids) + 1
    etag = kind.call("get", Id=ids[0])["ETag"]
    with refused("IllegalUpdate"):
        kind.update(ids[0], etag)
    with refused("IllegalDelete"):
        kind.call("delete", Id=ids[0], IfMatch=etag)


def test_an_account_has_room_for_so_many_of_its_own(kind: Kind) -> None:
    small = Kind(Cloud(limits=Limits({"policies-per-account": 1})), kind.name)
    small.create()
    with refused(f"TooMany{kind.camel.removesuffix('y')}ies"):
        small.create(Name="second")


def test_a_comment_has_a_greatest_length(kind: Kind) -> None:
    kind.create(Name="longest", Comment="c" * 128)
    with refused("InvalidArgument"):
        kind.create(Comment="c" * 129)


NAMES = [f"n{number}" for number in range(11)]
PARTS = {
    "headers": ("HeadersConfig", "Header", "TooManyHeadersIn"),
    "cookies": ("CookiesConfig", "Cookie", "TooManyCookiesIn"),
    "query strings": ("QueryStringsConfig", "QueryString", "TooManyQueryStringsIn"),
}


@pytest.mark.parametrize(("member", "part", "code"), PARTS.values(), ids=PARTS)
def test_a_policy_names_so_many_things(cloud: Cloud, member: str, part: str, code: str) -> None:
    many = {member: selection(part, "whitelist", NAMES)}
    few = {member: selection(part, "whitelist", NAMES[:10])}
    caches, requests = Kind(cloud, "cache_policy"), Kind(cloud, "origin_request_policy")
    caches.create(**cache(**few))
    requests.create(**few)
    with refused(f"{code}CachePolicy"):
        caches.create(Name="many", **cache(**many))
    with refused(f"{code}OriginRequestPolicy"):
        requests.create(Name="many", **many)


def headers(count: int) -> dict[str, Any]:
    return listed(*({"Header": f"x-{n}", "Value": "v", "Override": True} for n in range(count)))


def csp(length: int) -> dict[str, Any]:
    return {"ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": "c" * length}}


@pytest.mark.parametrize(
    ("code", "fits", "breaks"),
    [
        (
            "TooManyCustomHeadersInResponseHeadersPolicy",
            {"CustomHeadersConfig": headers(10)},
            {"CustomHeadersConfig": headers(11)},
        ),
        (
            "TooLongCSPInResponseHeadersPolicy",
            {"SecurityHeadersConfig": csp(1783)},
            {"SecurityHeadersConfig": csp(1784)},
        ),
        ("InconsistentQuantities", {}, {"CustomHeadersConfig": {"Quantity": 1}}),
    ],
    ids=["headers", "content security policy", "quantity"],
)
def test_a_response_headers_policy_has_limits(
    cloud: Cloud, code: str, fits: dict[str, Any], breaks: dict[str, Any]
) -> None:
    kind = Kind(cloud, "response_headers_policy")
    kind.create(**fits)
    with refused(code):
        kind.create(Name="wrong", **breaks)


def test_the_times_of_a_cache_policy_must_not_fall(cloud: Cloud) -> None:
    with refused("InvalidArgument"):
        Kind(cloud, "cache_policy").create(MinTTL=10, DefaultTTL=5)


def test_managed_policies_say_what_they_do(cloud: Cloud) -> None:
    """Values from AWS's pages on managed policies, not from the tables they are made of."""
    optimized = cloud.api.get_cache_policy_config(Id=CACHING_OPTIMIZED)["CachePolicyConfig"]
    assert optimized["Name"] == "Managed-CachingOptimized"
    assert (optimized["MinTTL"], optimized["DefaultTTL"], optimized["MaxTTL"]) == (1, 86400, 31536000)
    key = optimized["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["EnableAcceptEncodingBrotli"] is True
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}
    secure = cloud.api.get_response_headers_policy(Id=SECURITY_HEADERS)["ResponseHeadersPolicy"]
    security = secure["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 31536000
    assert security["XSSProtection"] == {"Override": False, "Protection": True, "ModeBlock": True}
    assert security["ContentTypeOptions"] == {"Override": True}

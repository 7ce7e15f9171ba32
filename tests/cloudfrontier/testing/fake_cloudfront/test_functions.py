"""CloudFront Functions have two stages with ETags of their own, and publishing reaches every distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, function_config, listed, refused

from cloudfrontier.cloudfront.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = b"function handler(event) { return event.request; }"
NEW = b"function handler(event) { return event.response; }"


def create(cloud: Cloud, name: str = "rewrite", code: bytes = OLD, **config: Any) -> str:
    """The ETag of a new function."""
    answer = cloud.api.create_function(Name=name, FunctionConfig=function_config(**config), FunctionCode=code)
    return str(answer["ETag"])


def update(cloud: Cloud, etag: str, code: bytes = NEW, **config: Any) -> dict[str, Any]:
    return dict(
        cloud.api.update_function(
            Name="rewrite", IfMatch=etag, FunctionConfig=function_config(**config), FunctionCode=code
        )
    )


def store_arn(cloud: Cloud, name: str = "redirects") -> str:
    return str(cloud.api.create_key_value_store(Name=name)["KeyValueStore"]["ARN"])


def stores(*arns: str) -> dict[str, Any]:
    return listed(*({"KeyValueStoreARN": arn} for arn in arns))


def code_of(cloud: Cloud, stage: str) -> bytes:
    return bytes(cloud.api.get_function(Name="rewrite", Stage=stage)["FunctionCode"].read())


def test_a_new_function_is_in_development_alone(cloud: Cloud) -> None:
    etag = create(cloud)
    told = cloud.api.describe_function(Name="rewrite")
    assert told["ETag"] == etag
    assert told["FunctionSummary"]["Status"] == "UNPUBLISHED"
    metadata = told["FunctionSummary"]["FunctionMetadata"]
    assert metadata["Stage"] == "DEVELOPMENT"
    assert metadata["FunctionARN"] == "arn:aws:cloudfront::123456789012:function/rewrite"
    with refused("NoSuchFunctionExists"):
        cloud.api.describe_function(Name="rewrite", Stage="LIVE")
    with refused("NoSuchFunctionExists"):
        cloud.api.get_function(Name="rewrite", Stage="LIVE")


def test_publishing_copies_development_to_live(cloud: Cloud) -> None:
    etag = create(cloud)
    published = cloud.api.publish_function(Name="rewrite", IfMatch=etag)
    assert published["FunctionSummary"]["FunctionMetadata"]["Stage"] == "LIVE"
    assert published["FunctionSummary"]["Status"] == "UNASSOCIATED"
    update(cloud, etag)
    assert code_of(cloud, "LIVE") == OLD
    assert code_of(cloud, "DEVELOPMENT") == NEW
    assert cloud.api.describe_function(Name="rewrite")["FunctionSummary"]["Status"] == "UNPUBLISHED"


def test_the_stages_have_etags_of_their_own(cloud: Cloud) -> None:
    etag = create(cloud)
    cloud.api.publish_function(Name="rewrite", IfMatch=etag)
    live = cloud.api.describe_function(Name="rewrite", Stage="LIVE")["ETag"]
    assert cloud.api.describe_function(Name="rewrite")["ETag"] == etag != live
    with refused("InvalidIfMatchVersion"):
        cloud.api.publish_function(Name="rewrite", IfMatch=live)


def test_botocore_reads_no_etag_off_an_update_unless_the_service_sends_its_odd_header(cloud: Cloud) -> None:
    assert "ETag" not in update(cloud, create(cloud))
    odd = Cloud(update_function_header="ETtag")
    answer = update(odd, create(odd))
    assert answer["ETag"] == odd.api.describe_function(Name="rewrite")["ETag"]


WRITES: dict[str, Callable[[Cloud, str], object]] = {
    "update": update,
    "publish": lambda cloud, etag: cloud.api.publish_function(Name="rewrite", IfMatch=etag),
    "delete": lambda cloud, etag: cloud.api.delete_function(Name="rewrite", IfMatch=etag),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_wants_the_present_etag(cloud: Cloud, write: Callable[[Cloud, str], object]) -> None:
    stale = create(cloud)
    update(cloud, stale)
    with refused("PreconditionFailed"):
        write(cloud, stale)
    with refused("InvalidIfMatchVersion"):
        write(cloud, "EMADEUP")
    write(cloud, cloud.api.describe_function(Name="rewrite")["ETag"])


def test_publishing_an_attached_function_redeploys_its_distributions(cloud: Cloud) -> None:
    arn = cloud.publish("rewrite")
    attached = distribution_config(DefaultCacheBehavior=behavior(functions={"viewer-request": arn}))
    with_it, without_it = cloud.create(attached), cloud.create(distribution_config("two"))
    cloud.fake.settle()
    before = {made: cloud.etag(made) for made in (with_it, without_it)}
    told = cloud.api.describe_function(Name="rewrite")
    cloud.api.publish_function(Name="rewrite", IfMatch=told["ETag"])
    assert cloud.etag(with_it) != before[with_it]
    assert cloud.api.get_distribution(Id=with_it)["Distribution"]["Status"] == "InProgress"
    assert cloud.etag(without_it) == before[without_it]
    assert told["FunctionSummary"]["Status"] == "DEPLOYED"
    with refused("PreconditionFailed"):
        cloud.api.update_distribution(Id=with_it, IfMatch=before[with_it], DistributionConfig=attached)


def test_an_attached_function_is_not_deleted(cloud: Cloud) -> None:
    arn = cloud.publish("rewrite")
    made = cloud.create(distribution_config(DefaultCacheBehavior=behavior(functions={"viewer-request": arn})))
    etag = cloud.api.describe_function(Name="rewrite")["ETag"]
    with refused("FunctionInUse"):
        cloud.api.delete_function(Name="rewrite", IfMatch=etag)
    cloud.update(made, DefaultCacheBehavior=behavior())
    cloud.api.delete_function(Name="rewrite", IfMatch=etag)
    with refused("NoSuchFunctionExists"):
        cloud.api.describe_function(Name="rewrite")


def test_a_name_is_taken_once(cloud: Cloud) -> None:
    create(cloud)
    with refused("FunctionAlreadyExists"):
        create(cloud)


WRONG: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "10,241 bytes": ("FunctionSizeLimitExceeded", b"x" * 10241, {}),
    "more than the API takes": ("MalformedXML", b"x" * 40961, {}),
    "comment of 129 characters": ("InvalidArgument", OLD, {"Comment": "c" * 129}),
    "store that is not there": (
        "InvalidArgument",
        OLD,
        {"KeyValueStoreAssociations": stores("arn:aws:cloudfront::123456789012:key-value-store/0")},
    ),
    "wrong quantity": ("InvalidArgument", OLD, {"KeyValueStoreAssociations": {"Quantity": 1}}),
}


@pytest.mark.parametrize(("error", "code", "config"), WRONG.values(), ids=WRONG)
def test_a_function_that_cloudfront_refuses_is_refused(
    cloud: Cloud, error: str, code: bytes, config: dict[str, Any]
) -> None:
    etag = create(cloud)
    with refused(error):
        create(cloud, "other", code, **config)
    with refused(error):
        update(cloud, etag, code, **config)
    assert code_of(cloud, "DEVELOPMENT") == OLD


def test_10240_bytes_are_taken_and_syntax_is_nobody_s_business(cloud: Cloud) -> None:
    assert create(cloud, code=b"(" * 10240)


def test_a_name_has_a_form(cloud: Cloud) -> None:
    with refused("InvalidArgument", text="does not match"):
        create(cloud, "not/a/name")


def test_a_store_needs_runtime_2_and_is_one(cloud: Cloud) -> None:
    first, second = store_arn(cloud), store_arn(cloud, "more")
    with refused("InvalidArgument", text="cloudfront-js-2.0"):
        create(cloud, Runtime="cloudfront-js-1.0", KeyValueStoreAssociations=stores(first))
    with refused("InvalidArgument", text="one KeyValueStore"):
        create(cloud, KeyValueStoreAssociations=stores(first, second))
    create(cloud, KeyValueStoreAssociations=stores(first))


def test_an_update_without_the_store_takes_it_away(cloud: Cloud) -> None:
    etag = create(cloud, KeyValueStoreAssociations=stores(store_arn(cloud)))
    update(cloud, etag)
    told = cloud.api.describe_function(Name="rewrite")["FunctionSummary"]["FunctionConfig"]
    assert told == function_config()


def test_quotas_of_functions() -> None:
    cloud = Cloud(limits=Limits({"functions-per-account": 2, "kvs-functions": 1}))
    arn = store_arn(cloud)
    etag = create(cloud, KeyValueStoreAssociations=stores(arn))
    update(cloud, etag, KeyValueStoreAssociations=stores(arn))
    with refused("InvalidArgument", text="number of functions"):
        create(cloud, "second", KeyValueStoreAssociations=stores(arn))
    create(cloud, "second")
    with refused("TooManyFunctions"):
        create(cloud, "third")


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        ({}, [("draft", "DEVELOPMENT"), ("rewrite", "DEVELOPMENT"), ("rewrite", "LIVE")]),
        ({"Stage": "LIVE"}, [("rewrite", "LIVE")]),
        ({"Stage": "DEVELOPMENT"}, [("draft", "DEVELOPMENT"), ("rewrite", "DEVELOPMENT")]),
    ],
    ids=["both", "live", "development"],
)
def test_a_list_knows_stages(cloud: Cloud, stage: dict[str, str], shown: list[tuple[str, str]]) -> None:
    cloud.publish("rewrite")
    create(cloud, "draft")
    listing = cloud.api.list_functions(**stage)["FunctionList"]
    found = [(item["Name"], item["FunctionMetadata"]["Stage"]) for item in listing["Items"]]
    assert found == shown
    assert listing["Quantity"] == len(shown)

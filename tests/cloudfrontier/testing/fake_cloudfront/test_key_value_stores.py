"""Stores are provisioned, described, commented and deleted, and their imports are read as AWS reads them."""

from __future__ import annotations

import json

import pytest
from cloudfront_api import Cloud, function_config, listed, refused

from cloudfrontier.cloudfront.limits import Limits
from cloudfrontier.testing.fake_cloudfront import NotFakedError, Polls, Seconds

FILE = "arn:aws:s3:::bucket/redirects.json"


def imported(text: str | bytes, **arguments: object) -> tuple[Cloud, str]:
    """A cloud with a store made of this file, settled, and the store's ARN."""
    raw = text.encode() if isinstance(text, str) else text
    cloud = Cloud(import_source={FILE: raw}.__getitem__, **arguments)
    source = {"SourceType": "S3", "SourceARN": FILE}
    made = cloud.api.create_key_value_store(Name="redirects", ImportSource=source)["KeyValueStore"]
    cloud.fake.settle()
    return cloud, str(made["ARN"])


def test_a_store_is_provisioning_then_ready(cloud: Cloud) -> None:
    made = cloud.api.create_key_value_store(Name="redirects", Comment="old paths")
    store = made["KeyValueStore"]
    assert store["Status"] == "PROVISIONING"
    assert store["ARN"] == f"arn:aws:cloudfront::123456789012:key-value-store/{store['Id']}"
    told = [cloud.api.describe_key_value_store(Name="redirects")["KeyValueStore"] for _ in range(2)]
    assert [each["Status"] for each in told] == ["PROVISIONING", "READY"]
    assert told[1]["Comment"] == "old paths"


@pytest.mark.parametrize("settles_after", [Polls(0), Seconds(0)], ids=["polls", "seconds"])
def test_a_store_may_be_ready_at_once(settles_after: Polls | Seconds) -> None:
    cloud = Cloud(settles_after=settles_after)
    cloud.api.create_key_value_store(Name="redirects")
    assert cloud.api.describe_key_value_store(Name="redirects")["KeyValueStore"]["Status"] == "READY"


def test_a_name_is_taken_once_and_has_a_form(cloud: Cloud) -> None:
    cloud.api.create_key_value_store(Name="redirects")
    with refused("EntityAlreadyExists"):
        cloud.api.create_key_value_store(Name="redirects")
    with refused("InvalidArgument"):
        cloud.api.create_key_value_store(Name="with a space")
    with refused("InvalidArgument"):
        cloud.api.create_key_value_store(Name="other", Comment="c" * 129)


def test_an_update_changes_the_comment_under_the_store_s_own_etag(cloud: Cloud) -> None:
    made = cloud.api.create_key_value_store(Name="redirects")
    cloud.fake.settle()
    data_etag = cloud.data.describe_key_value_store(KvsARN=made["KeyValueStore"]["ARN"])["ETag"]
    with refused("InvalidIfMatchVersion"):
        cloud.api.update_key_value_store(Name="redirects", Comment="new", IfMatch=data_etag)
    answer = cloud.api.update_key_value_store(Name="redirects", Comment="new", IfMatch=made["ETag"])
    assert answer["KeyValueStore"]["Comment"] == "new"
    with refused("PreconditionFailed"):
        cloud.api.update_key_value_store(Name="redirects", Comment="newer", IfMatch=made["ETag"])
    assert cloud.data.describe_key_value_store(KvsARN=made["KeyValueStore"]["ARN"])["ETag"] == data_etag


def test_a_store_that_a_function_names_is_not_deleted(cloud: Cloud) -> None:
    made = cloud.api.create_key_value_store(Name="redirects")
    config = function_config(
        KeyValueStoreAssociations=listed({"KeyValueStoreARN": made["KeyValueStore"]["ARN"]})
    )
    etag = cloud.api.create_function(Name="f", FunctionConfig=config, FunctionCode=b"x")["ETag"]
    with refused("CannotDeleteEntityWhileInUse"):
        cloud.api.delete_key_value_store(Name="redirects", IfMatch=made["ETag"])
    cloud.api.delete_function(Name="f", IfMatch=etag)
    cloud.api.delete_key_value_store(Name="redirects", IfMatch=made["ETag"])
    with refused("EntityNotFound"):
        cloud.api.describe_key_value_store(Name="redirects")


def test_a_list_can_be_of_one_status(cloud: Cloud) -> None:
    cloud.api.create_key_value_store(Name="first")
    cloud.fake.settle()
    cloud.api.create_key_value_store(Name="second")
    ready = cloud.api.list_key_value_stores(Status="READY")["KeyValueStoreList"]
    assert [store["Name"] for store in ready["Items"]] == ["first"]
    assert cloud.api.list_key_value_stores()["KeyValueStoreList"]["Quantity"] == 2


def test_an_account_has_room_for_so_many_stores() -> None:
    cloud = Cloud(limits=Limits({"kvs-stores-per-account": 1}))
    cloud.api.create_key_value_store(Name="first")
    with refused("EntityLimitExceeded"):
        cloud.api.create_key_value_store(Name="second")


def test_an_import_fills_the_store() -> None:
    cloud, arn = imported(json.dumps({"data": [{"key": "/a", "value": "/b"}]}))
    assert cloud.data.get_key(KvsARN=arn, Key="/a")["Value"] == "/b"


BROKEN = {
    "no JSON": "{",
    "another form": "[]",
    "no list": '{"data": 5}',
    "an entry without a value": '{"data": [{"key": "a"}]}',
    "a number": '{"data": [{"key": "a", "value": 5}]}',
    "an empty key": '{"data": [{"key": "", "value": "a"}]}',
    "a key twice": '{"data": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}',
    "a long key": json.dumps({"data": [{"key": "k" * 513, "value": ""}]}),
    "a long value": json.dumps({"data": [{"key": "k", "value": "v" * 1025}]}),
    "bytes that are no text": b'{"data": [{"key": "\xff", "value": ""}]}',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_an_import_that_is_wrong_fails_and_says_why(text: str | bytes) -> None:
    cloud, arn = imported(text)
    told = cloud.data.describe_key_value_store(KvsARN=arn)
    assert told["Status"] == "IMPORT FAILED"
    assert told["FailureReason"]
    with refused("ConflictException", text="IMPORT FAILED"):
        cloud.data.list_keys(KvsARN=arn)


def test_an_import_that_is_too_large_is_refused() -> None:
    with refused("EntitySizeLimitExceeded"):
        imported(" " * 100, limits=Limits({"kvs-import": 99}))


def test_an_import_whose_entries_are_too_large_together_fails() -> None:
    text = json.dumps({"data": [{"key": str(number), "value": "v"} for number in range(10)]})
    cloud, arn = imported(text, limits=Limits({"kvs-store": 19}))
    assert cloud.data.describe_key_value_store(KvsARN=arn)["Status"] == "IMPORT FAILED"


def test_an_import_without_a_source_is_not_made_up(cloud: Cloud) -> None:
    with pytest.raises(NotFakedError, match="import_source="):
        cloud.api.create_key_value_store(
            Name="redirects", ImportSource={"SourceType": "S3", "SourceARN": FILE}
        )

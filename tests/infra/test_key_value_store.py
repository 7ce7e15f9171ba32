"""Stores: only what differs is written, in batches that CloudFront takes, and stale keys go last."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import distribution_config, session

from cloudfrontier.errors import AwsError, MissingToolError, RefusedError
from infra.aws import Aws, call
from infra.key_value_store import digest_of, fill_store, fingerprint, read_store, take_stale_keys
from infra.state import LiveStore

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.desired import DesiredStore

NAME = "shop-router"


@pytest.fixture
def store(project: Project) -> DesiredStore:
    project.stores["router"] = {"/a": "/b"}
    (store,) = project.build().desired.stores
    return store


def entries(place: Place) -> dict[str, str]:
    arn = place.aws.cloudfront.describe_key_value_store(Name=NAME)["KeyValueStore"]["ARN"]
    pages = place.aws.store_data.get_paginator("list_keys").paginate(KvsARN=arn)
    return {item["Key"]: item["Value"] for page in pages for item in page.get("Items", [])}


def updates(place: Place) -> list[Any]:
    return [call.params for call in place.fake.calls if call.operation == "UpdateKeys"]


def test_a_store_is_made_waited_for_and_filled(place: Place, project: Project, store: DesiredStore) -> None:
    arn = fill_store(store, {"/a": "/b", "/c": "/d"}, place.site(project))
    assert entries(place) == {"/a": "/b", "/c": "/d"}
    found = read_store(place.aws, NAME)
    assert found is not None
    assert found.arn == arn
    assert found.comment == "cloudfrontier: shop/router"
    assert found.entries == {"/a": digest_of("/b"), "/c": digest_of("/d")}


def test_only_what_is_new_or_different_is_written(
    place: Place, project: Project, store: DesiredStore
) -> None:
    site = place.site(project)
    fill_store(store, {"/a": "1", "/b": "2", "/c": "3"}, site)
    fill_store(store, {"/a": "1", "/b": "two", "/d": "4"}, site)
    assert len(updates(place)) == 2
    assert [put["Key"] for put in updates(place)[1]["Puts"]] == ["/b", "/d"]
    assert entries(place)["/c"] == "3", "nothing is taken away before the new function runs everywhere"
    take_stale_keys(store, {"/a": "1", "/b": "two", "/d": "4"}, site)
    assert entries(place) == {"/a": "1", "/b": "two", "/d": "4"}


def test_nothing_is_written_where_nothing_differs(
    place: Place, project: Project, store: DesiredStore
) -> None:
    site = place.site(project)
    fill_store(store, {"/a": "1"}, site)
    fill_store(store, {"/a": "1"}, site)
    take_stale_keys(store, {"/a": "1"}, site)
    assert len(updates(place)) == 1


def test_a_call_writes_fifty_keys_at_most(place: Place, project: Project, store: DesiredStore) -> None:
    many = {f"/{number:03}": "x" * 900 for number in range(121)}
    fill_store(store, many, place.site(project))
    assert [len(call["Puts"]) for call in updates(place)] == [50, 50, 21]
    assert entries(place) == many


def test_whoever_writes_meanwhile_is_read_again(place: Place, project: Project, store: DesiredStore) -> None:
    site = place.site(project)
    arn = fill_store(store, {"/a": "1"}, site)

    def write(_: Any) -> None:
        del place.fake.before["cloudfront-keyvaluestore:UpdateKeys"]
        etag = place.aws.store_data.describe_key_value_store(KvsARN=arn)["ETag"]
        place.aws.store_data.put_key(KvsARN=arn, Key="/theirs", Value="x", IfMatch=etag)

    place.fake.before["cloudfront-keyvaluestore:UpdateKeys"] = write
    fill_store(store, {"/a": "2"}, site)
    assert entries(place) == {"/a": "2", "/theirs": "x"}


def test_a_store_of_somebody_else_is_left_alone(place: Place, project: Project, store: DesiredStore) -> None:
    place.aws.cloudfront.create_key_value_store(Name=NAME, Comment="ours")
    with pytest.raises(RefusedError, match="KeyValueStore shop-router is not this project's"):
        fill_store(store, {"/a": "1"}, place.site(project))


def test_a_store_that_failed_ends_it(place: Place, project: Project, store: DesiredStore) -> None:
    def tell(parsed: dict[str, Any], **_: object) -> None:
        if "KeyValueStore" in parsed:
            parsed["KeyValueStore"]["Status"] = "IMPORT FAILED"

    place.aws.cloudfront.meta.events.register("after-call.cloudfront.DescribeKeyValueStore", tell)
    with pytest.raises(AwsError, match="is IMPORT FAILED; delete it, then attach again"):
        fill_store(store, {"/a": "1"}, place.site(project))


@pytest.mark.skipif(find_spec("awscrt") is not None, reason="here botocore can sign for stores")
def test_without_the_signature_that_stores_take_the_extra_is_named() -> None:
    aws = Aws(session())
    with pytest.raises(
        MissingToolError, match=r"ListKeys needs a package .*pip install 'cloudfrontier\[aws\]'"
    ):
        call(aws.store_data.list_keys, KvsARN="arn:aws:cloudfront::123456789012:key-value-store/a")


def test_a_function_reads_its_store_after_an_attach(
    place: Place, project: Project, store: DesiredStore
) -> None:
    project.attach("*", viewer_request="router")
    project.behaviors.pop("/members/*")
    made = place.create(distribution_config())
    place.attach(project.build(), made)
    name = project.desired.functions[0].deployed_name
    config = place.aws.cloudfront.describe_function(Name=name, Stage="LIVE")["FunctionSummary"][
        "FunctionConfig"
    ]
    found = read_store(place.aws, NAME)
    assert found is not None
    assert config["KeyValueStoreAssociations"]["Items"] == [{"KeyValueStoreARN": found.arn}]
    assert entries(place) == {"/a": "/b"}


def test_a_fingerprint_tells_whether_one_stores_entries_are_the_same_and_compares_no_two_stores() -> None:
    """Records are kept where others may read them, and an entry may be short enough to be guessed."""
    one = LiveStore("arn:one", "", "READY", entries={"/a": digest_of("1234"), "/b": digest_of("2")})
    turned = replace(one, entries=dict(reversed([*one.entries.items()])))
    assert fingerprint(one) == fingerprint(turned)
    others = (replace(one, arn="arn:two"), replace(one, entries={"/a": digest_of("1235")}))
    assert len({fingerprint(store) for store in (one, *others)}) == 3

"""Entries are read one by one and written all or nothing, under the data plane's ETag, without awscrt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import Cloud, refused

from cloudfrontier.cloudfront.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable


class Store:
    """A store that is READY, written to under its present ETag."""

    def __init__(self, cloud: Cloud) -> None:
        self.data = cloud.data
        self.arn = cloud.api.create_key_value_store(Name="redirects")["KeyValueStore"]["ARN"]
        cloud.fake.settle()

    @property
    def etag(self) -> str:
        return str(self.data.describe_key_value_store(KvsARN=self.arn)["ETag"])

    def put(self, key: str, value: str) -> dict[str, Any]:
        return dict(self.data.put_key(KvsARN=self.arn, Key=key, Value=value, IfMatch=self.etag))

    def delete(self, key: str) -> dict[str, Any]:
        return dict(self.data.delete_key(KvsARN=self.arn, Key=key, IfMatch=self.etag))

    def update(self, puts: dict[str, str] | None = None, deletes: tuple[str, ...] = ()) -> dict[str, Any]:
        return dict(
            self.data.update_keys(
                KvsARN=self.arn,
                IfMatch=self.etag,
                Puts=[{"Key": key, "Value": value} for key, value in (puts or {}).items()],
                Deletes=[{"Key": key} for key in deletes],
            )
        )

    def entries(self) -> dict[str, str]:
        pages = self.data.get_paginator("list_keys").paginate(KvsARN=self.arn)
        return {item["Key"]: item["Value"] for page in pages for item in page["Items"]}


@pytest.fixture
def store(cloud: Cloud) -> Store:
    return Store(cloud)


def test_a_store_is_described_with_its_size(store: Store) -> None:
    store.put("/é", "/b")
    told = store.data.describe_key_value_store(KvsARN=store.arn)
    assert (told["ItemCount"], told["TotalSizeInBytes"]) == (1, 5)
    assert (told["Status"], told["KvsARN"]) == ("READY", store.arn)


def test_an_entry_is_put_read_and_deleted(store: Store) -> None:
    put = store.put("/a/b?c", "/d")
    assert put["ETag"] == store.etag
    assert store.data.get_key(KvsARN=store.arn, Key="/a/b?c")["Value"] == "/d"
    assert store.delete("/a/b?c")["ItemCount"] == 0
    with refused("ResourceNotFoundException"):
        store.data.get_key(KvsARN=store.arn, Key="/a/b?c")


def test_an_update_is_all_or_nothing(store: Store) -> None:
    store.update({"a": "1", "b": "2"})
    store.update({"c": "3"}, deletes=("a",))
    assert store.entries() == {"b": "2", "c": "3"}
    with refused("ValidationException"):
        store.update({"d": "4", "e": "v" * 1025})
    with refused("ResourceNotFoundException"):
        store.update({"d": "4"}, deletes=("none",))
    assert store.entries() == {"b": "2", "c": "3"}


WRITES: dict[str, Callable[[Store, str], object]] = {
    "put": lambda store, etag: store.data.put_key(KvsARN=store.arn, Key="k", Value="v", IfMatch=etag),
    "delete": lambda store, etag: store.data.delete_key(KvsARN=store.arn, Key="k", IfMatch=etag),
    "update": lambda store, etag: store.data.update_keys(
        KvsARN=store.arn, IfMatch=etag, Puts=[{"Key": "k", "Value": "w"}]
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_moves_the_etag_and_wants_the_present_one(
    store: Store, write: Callable[[Store, str], object]
) -> None:
    stale = store.etag
    store.put("k", "v")
    with refused("ConflictException"):
        write(store, stale)
    present = store.etag
    write(store, present)
    assert store.etag not in {present, stale}


READS_AND_WRITES: dict[str, Callable[[Any, str], object]] = {
    "get": lambda data, arn: data.get_key(KvsARN=arn, Key="k"),
    "list": lambda data, arn: data.list_keys(KvsARN=arn),
    "put": lambda data, arn: data.put_key(KvsARN=arn, Key="k", Value="v", IfMatch="E"),
}


@pytest.mark.parametrize("call", READS_AND_WRITES.values(), ids=READS_AND_WRITES)
def test_entries_wait_until_the_store_is_ready(cloud: Cloud, call: Callable[[Any, str], object]) -> None:
    arn = cloud.api.create_key_value_store(Name="redirects")["KeyValueStore"]["ARN"]
    with refused("ConflictException", text="the store is PROVISIONING"):
        call(cloud.data, arn)
    statuses = [cloud.data.describe_key_value_store(KvsARN=arn)["Status"] for _ in range(2)]
    assert statuses == ["PROVISIONING", "READY"]


@pytest.mark.parametrize("call", READS_AND_WRITES.values(), ids=READS_AND_WRITES)
def test_a_store_that_is_not_there_is_not_found(cloud: Cloud, call: Callable[[Any, str], object]) -> None:
    with refused("ResourceNotFoundException"):
        call(cloud.data, "arn:aws:cloudfront::123456789012:key-value-store/none")


WRONG: dict[str, tuple[str, Callable[[Store], object]]] = {
    "key of 513 bytes": ("ValidationException", lambda store: store.put("k" * 513, "v")),
    "key of 257 letters of two bytes": ("ValidationException", lambda store: store.put("é" * 257, "v")),
    "value of 1,025 bytes": ("ValidationException", lambda store: store.put("k", "v" * 1025)),
    "nothing to do": ("ValidationException", lambda store: store.update()),
    "51 keys": ("ValidationException", lambda store: store.update({str(n): "" for n in range(51)})),
    "put and deleted": ("ValidationException", lambda store: store.update({"k": ""}, deletes=("k",))),
    "deleted without being there": ("ResourceNotFoundException", lambda store: store.delete("none")),
    "51 entries a page": (
        "ValidationException",
        lambda store: store.data.list_keys(KvsARN=store.arn, MaxResults=51),
    ),
}


@pytest.mark.parametrize(("code", "call"), WRONG.values(), ids=WRONG)
def test_a_call_that_breaks_a_rule_is_refused(
    store: Store, code: str, call: Callable[[Store], object]
) -> None:
    etag = store.etag
    with refused(code):
        call(store)
    assert store.etag == etag


def test_what_is_on_the_edge_of_a_rule_is_taken(store: Store) -> None:
    store.put("k" * 512, "v" * 1024)
    store.update({str(number): "" for number in range(50)})
    assert len(store.entries()) == 51


def test_an_update_and_a_store_have_greatest_sizes() -> None:
    store = Store(Cloud(limits=Limits({"kvs-update-size": 10, "kvs-store": 12})))
    with refused("ValidationException", text="an update of 11 bytes"):
        store.update({"key": "v" * 8})
    store.update({"key": "v" * 7})
    store.put("a", "b")
    with refused("ServiceQuotaExceededException"):
        store.put("c", "")
    assert len(store.entries()) == 2


def test_pages_hold_ten_entries_in_the_order_of_their_keys(store: Store) -> None:
    store.update({f"{number:02}": str(number) for number in range(25)})
    pages = list(store.data.get_paginator("list_keys").paginate(KvsARN=store.arn))
    assert [len(page["Items"]) for page in pages] == [10, 10, 5]
    assert "NextToken" not in pages[-1]
    first = store.data.list_keys(KvsARN=store.arn, MaxResults=25)
    assert [item["Key"] for item in first["Items"]] == [f"{number:02}" for number in range(25)]

"""KeyValueStores, the data plane: entries read one by one, and written all or nothing under an ETag.

1. A write with another ETag than the present one, or to a store that is not READY, is a ConflictException.
2. At most 50 keys and 3 MB an UpdateKeys; 512 bytes a key, 1 KB a value, 5 MB a store.
3. To delete a key that is not there is a ResourceNotFoundException. AWS documents nothing about it; a client
   that compares before it writes does not meet it.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (read
2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.key_value_entries import entry_problem, size_of, size_of_pairs
from cloudfrontier.testing.fake_cloudfront.key_value_stores import store_status
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request
    from cloudfrontier.testing.fake_cloudfront.state import Account, KeyValueStore

__all__ = ["KeyValueData"]

_LONGEST_PAGE = 50
_PAGE = 10
"""Entries a page of ListKeys, at most and when nothing is said (botocore's model, 2022-07-26)."""


class KeyValueData:
    """The operations of the service `cloudfront-keyvaluestore`."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.operations: Operations = {
            "DescribeKeyValueStore": self._describe,
            "GetKey": self._get,
            "ListKeys": self._list,
            "PutKey": self._put,
            "DeleteKey": self._delete,
            "UpdateKeys": self._update,
        }

    def _describe(self, request: Request) -> Answer:
        store = self._find(request)
        store.settling.poll(self._account.now)
        answer = {
            **_totals(store),
            "KvsARN": store.arn,
            "Created": store.created,
            "LastModified": store.modified,
            "Status": store_status(self._account, store),
            "ETag": store.data_version.etag,
        }
        return {**answer, "FailureReason": store.failure} if store.failure else answer

    def _get(self, request: Request) -> Answer:
        store = self._ready(request)
        key = request.params["Key"]
        if key not in store.entries:
            raise ServiceError("ResourceNotFoundException", because=f"there is no key {key!r}")
        return {"Key": key, "Value": store.entries[key], **_totals(store)}

    def _list(self, request: Request) -> Answer:
        store = self._ready(request)
        size = request.params.get("MaxResults", _PAGE)
        if not 1 <= size <= _LONGEST_PAGE:
            raise ServiceError("ValidationException", because=f"MaxResults must be from 1 to {_LONGEST_PAGE}")
        after = request.params.get("NextToken") or ""
        left = sorted(key for key in store.entries if key > after)
        answer: Answer = {"Items": [{"Key": key, "Value": store.entries[key]} for key in left[:size]]}
        return {**answer, "NextToken": left[size - 1]} if len(left) > size else answer

    def _put(self, request: Request) -> Answer:
        return self._write(request, puts={request.params["Key"]: request.params["Value"]}, deletes=())

    def _delete(self, request: Request) -> Answer:
        return self._write(request, puts={}, deletes=(request.params["Key"],))

    def _update(self, request: Request) -> Answer:
        pairs = [(put["Key"], put["Value"]) for put in request.params.get("Puts") or ()]
        deletes = tuple(delete["Key"] for delete in request.params.get("Deletes") or ())
        most = self._account.limit(limits.KVS_UPDATE_KEYS)
        if not 1 <= len(pairs) + len(deletes) <= most:
            raise ServiceError("ValidationException", because=f"expected 1 to {most} keys")
        if len({*(key for key, _ in pairs), *deletes}) < len(pairs) + len(deletes):
            raise ServiceError("ValidationException", because="a key stands twice")
        size = size_of_pairs([*pairs, *((key, "") for key in deletes)])
        if size > self._account.limit(limits.KVS_UPDATE_SIZE):
            raise ServiceError("ValidationException", because=f"an update of {size} bytes")
        return self._write(request, puts=dict(pairs), deletes=deletes)

    def _write(self, request: Request, *, puts: dict[str, str], deletes: tuple[str, ...]) -> Answer:
        store = self._ready(request)
        if request.params["IfMatch"] != store.data_version.etag:
            raise ServiceError("ConflictException", because="the ETag is not the store's present one")
        for key, value in puts.items():
            problem = entry_problem(key, value, known=self._account.limits)
            if problem:
                raise ServiceError("ValidationException", because=problem)
        missing = [key for key in deletes if key not in store.entries]
        if missing:
            raise ServiceError("ResourceNotFoundException", because=f"there is no key {missing[0]!r}")
        entries = {key: value for key, value in store.entries.items() if key not in deletes} | puts
        if size_of(entries) > self._account.limit(limits.KVS_STORE):
            raise ServiceError("ServiceQuotaExceededException")
        store.entries = entries
        store.modified = self._account.now
        store.data_version.move()
        return {**_totals(store), "ETag": store.data_version.etag}

    def _ready(self, request: Request) -> KeyValueStore:
        store = self._find(request)
        status = store_status(self._account, store)
        if status != "READY":
            raise ServiceError("ConflictException", because=f"the store is {status}")
        return store

    def _find(self, request: Request) -> KeyValueStore:
        arn = request.params["KvsARN"]
        store = next((item for item in self._account.stores.values() if item.arn == arn), None)
        if store is None:
            raise ServiceError("ResourceNotFoundException", because=f"there is no store {arn}")
        return store


def _totals(store: KeyValueStore) -> Answer:
    return {"ItemCount": len(store.entries), "TotalSizeInBytes": size_of(store.entries)}

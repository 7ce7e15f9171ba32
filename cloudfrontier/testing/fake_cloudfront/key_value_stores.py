"""KeyValueStores, the control plane: made, described, commented, deleted; PROVISIONING, then READY.

The ETag here is the store's own; the one that guards its entries is another, asked for at the data plane. An
import is read through `import_source`, which may ask moto's S3; entries that AWS would not take end in the
status IMPORT FAILED. The guide writes "Provisioning", "Ready" and "Import failed"; the API has capitals, of
which those of the last are assumed.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html (read
2026-04).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.function_stages import all_stores_of
from cloudfrontier.testing.fake_cloudfront.key_value_entries import entry_problem, size_of
from cloudfrontier.testing.fake_cloudfront.paging import page_of
from cloudfrontier.testing.fake_cloudfront.service_error import NotFakedError, ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, KeyValueStore
from cloudfrontier.testing.fake_cloudfront.tags import checked_tags

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["ImportSource", "KeyValueStores", "store_status"]

ImportSource = Callable[[str], bytes]
"""Gives the file that an S3 ARN names."""

_NAME = re.compile(r"[a-zA-Z0-9-_]{1,64}")


class KeyValueStores:
    """The operations of CloudFront itself on stores."""

    def __init__(self, account: Account, import_source: ImportSource | None) -> None:
        self._account = account
        self._import_source = import_source
        self.operations: Operations = {
            "CreateKeyValueStore": self._create,
            "DescribeKeyValueStore": self._describe,
            "UpdateKeyValueStore": self._update,
            "DeleteKeyValueStore": self._delete,
            "ListKeyValueStores": self._list,
        }

    def _create(self, request: Request) -> Answer:
        account, name = self._account, str(request.params["Name"])
        if not _NAME.fullmatch(name):
            raise ServiceError("InvalidArgument", because=f"the name {name!r} does not match {_NAME.pattern}")
        comment = self._comment(request)
        if name in account.stores:
            raise ServiceError("EntityAlreadyExists")
        if len(account.stores) >= account.limit(limits.KVS_STORES_PER_ACCOUNT):
            raise ServiceError("EntityLimitExceeded")
        tags = checked_tags(request.params.get("Tags"))
        entries, failure = self._imported(request)
        store_id = account.ids.uuid()
        store = KeyValueStore(
            store_id,
            name,
            account.arn("key-value-store", store_id),
            comment,
            account.now,
            account.now,
            account.version(),
            account.version(),
            account.settling(),
            entries,
            failure,
            tags,
        )
        account.stores[name] = store
        location = f"https://cloudfront.amazonaws.com/2020-05-31/key-value-store/{store.arn}"
        return {**self._shown(store), "Location": location}

    def _comment(self, request: Request) -> str:
        comment = str(request.params.get("Comment") or "")
        if len(comment) > self._account.limit(limits.KVS_COMMENT):
            raise ServiceError("InvalidArgument", "The parameter Comment is too big.")
        return comment

    def _imported(self, request: Request) -> tuple[dict[str, str], str]:
        """The entries of the import, and what is wrong with it; one of the two is empty."""
        source = request.params.get("ImportSource")
        if source is None:
            return {}, ""
        if self._import_source is None:
            raise NotFakedError("an ImportSource needs FakeCloudFront(import_source=...)")
        text = self._import_source(str(source["SourceARN"]))
        if len(text) > self._account.limit(limits.KVS_IMPORT):
            raise ServiceError("EntitySizeLimitExceeded")
        return _parsed(text, self._account)

    def _describe(self, request: Request) -> Answer:
        store = self._find(request)
        store.settling.poll(self._account.now)
        return self._shown(store)

    def _update(self, request: Request) -> Answer:
        store = self._find(request)
        store.version.require(request.params.get("IfMatch"))
        store.comment = self._comment(request)
        store.modified = self._account.now
        store.version.move()
        return self._shown(store)

    def _delete(self, request: Request) -> Answer:
        store = self._find(request)
        store.version.require(request.params.get("IfMatch"))
        if any(store.arn in all_stores_of(function) for function in self._account.functions.values()):
            raise ServiceError("CannotDeleteEntityWhileInUse")
        del self._account.stores[store.name]
        return {}

    def _list(self, request: Request) -> Answer:
        wanted = request.params.get("Status")
        shown = ((name, self._view(store)) for name, store in self._account.stores.items())
        page = page_of(((n, view) for n, view in shown if wanted in {None, view["Status"]}), request.params)
        return {"KeyValueStoreList": page.listing(list(page.items), flagged=False)}

    def _find(self, request: Request) -> KeyValueStore:
        store = self._account.stores.get(request.params["Name"])
        if store is None:
            raise ServiceError("EntityNotFound")
        return store

    def _shown(self, store: KeyValueStore) -> Answer:
        return {"KeyValueStore": self._view(store), "ETag": store.version.etag}

    def _view(self, store: KeyValueStore) -> Answer:
        return {
            "Name": store.name,
            "Id": store.id,
            "Comment": store.comment,
            "ARN": store.arn,
            "Status": store_status(self._account, store),
            "LastModifiedTime": store.modified,
        }


def store_status(account: Account, store: KeyValueStore) -> str:
    """`PROVISIONING`, then `READY` or `IMPORT FAILED`."""
    if not store.settling.done(account.now):
        return "PROVISIONING"
    return "IMPORT FAILED" if store.failure else "READY"


def _parsed(text: bytes, account: Account) -> tuple[dict[str, str], str]:
    try:
        pairs = [(entry["key"], entry["value"]) for entry in json.loads(text)["data"]]
    except (ValueError, TypeError, KeyError):
        return {}, 'the file is not of the form {"data": [{"key": "", "value": ""}]}'
    entries = dict(pairs)
    if len(entries) < len(pairs):
        return {}, "a key stands twice"
    for key, value in pairs:
        problem = entry_problem(key, value, known=account.limits)
        if problem:
            return {}, problem
    if size_of(entries) > account.limit(limits.KVS_STORE):
        return {}, "the store would be too large"
    return entries, ""

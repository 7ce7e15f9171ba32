"""KeyValueStores: made, then brought to what the build says by writing only what differs.

1. A store has no versions: what is written is read at once by every function that is attached. So new and
   changed keys are written before anything is attached, and keys that are no longer wanted are taken away
   after the distribution is Deployed.
2. The ETag of the entries is the data plane's own; a conflict means that somebody wrote: read again.
3. At most 50 keys and 3 MB a call; a batch takes effect whole.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (read
2026-04).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from cloudfrontier.cloudfront.limits import KVS_UPDATE_KEYS, KVS_UPDATE_SIZE
from cloudfrontier.errors import AwsError, RefusedError, UsageError
from infra.aws import ServiceError, call, pages
from infra.naming import marker, owns_marked
from infra.state import LiveStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infra.aws import Aws
    from infra.desired import DesiredStore
    from infra.site import Site

__all__ = ["digest_of", "entries_of", "fill_store", "fingerprint", "read_store", "take_stale_keys"]

_PAGE = 50
"""Entries of a page of ListKeys, at most (botocore 1.44.5)."""
_SECONDS, _EVERY = 300.0, 2.0
_RACES = frozenset({"ConflictException", "EntityAlreadyExists", "PreconditionFailed"})


def digest_of(value: str) -> str:
    """What stands for a value where only its being the same matters."""
    return hashlib.sha256(value.encode()).hexdigest()


def fingerprint(store: LiveStore) -> str:
    """What stands for the entries of a store; it tells nothing of them but whether they are the same.

    It goes into plans and records, which others may read, and a value may be short. So whoever guesses pays
    16 MB and tens of milliseconds a try, and for each store anew.
    """
    entries = json.dumps(sorted(store.entries.items())).encode()
    return hashlib.scrypt(entries, salt=store.arn.encode(), n=2**14, r=8, p=1, dklen=32).hex()


def entries_of(store: DesiredStore, content: bytes) -> dict[str, str]:
    """The entries in a file of CloudFront's import format.

    Raises:
        UsageError: the file is not of that format, or has a key twice.
    """
    try:
        pairs = [(str(item["key"]), str(item["value"])) for item in json.loads(content)["data"]]
    except (ValueError, TypeError, KeyError):
        raise UsageError(
            f'{store.path} is not of the form {{"data": [{{"key": "", "value": ""}}]}}; build again'
        ) from None
    if len(dict(pairs)) < len(pairs):
        raise UsageError(f"{store.path} has a key twice; build again")
    return dict(pairs)


def read_store(aws: Aws, name: str) -> LiveStore | None:
    """The store of that name with the digests of its values, None if there is none."""
    store = _describe(aws, name)
    if store is None or store.status != "READY":
        return store
    found = pages(aws.store_data, "list_keys", KvsARN=store.arn, PaginationConfig={"PageSize": _PAGE})
    items = (item for page in found for item in page.get("Items", ()))
    return replace(store, entries={item["Key"]: digest_of(item["Value"]) for item in items})


def fill_store(store: DesiredStore, wanted: Mapping[str, str], site: Site) -> str:
    """Make the store if there is none, and write what is new or different in it; its ARN.

    Raises:
        RefusedError: there is a store of that name that is not ours.
        TimedOutError: it was not READY in time.
    """
    aws, name = site.aws, store.deployed_name

    def step() -> str:
        found = _describe(aws, name)
        if found is None:
            comment = marker(site.project, store.name)
            call(aws.cloudfront.create_key_value_store, Name=name, Comment=comment)
        elif not owns_marked(site.project, name, found.comment):
            raise RefusedError(f"the KeyValueStore {name} is not this project's; rename the store")
        arn = _wait(name, site).arn
        _write(aws, arn, wanted, what="puts")
        return arn

    return site.pace.converge(step, moved=lambda error: error.code in _RACES)


def take_stale_keys(store: DesiredStore, wanted: Mapping[str, str], site: Site) -> None:
    """Take away what the store holds and should not."""

    def step() -> None:
        _write(site.aws, _wait(store.deployed_name, site).arn, wanted, what="deletes")

    site.pace.converge(step, moved=lambda error: error.code in _RACES)


def _describe(aws: Aws, name: str) -> LiveStore | None:
    try:
        store = call(aws.cloudfront.describe_key_value_store, Name=name)["KeyValueStore"]
    except ServiceError as error:
        if error.code == "EntityNotFound":
            return None
        raise
    return LiveStore(store["ARN"], store.get("Comment", ""), store["Status"])


def _wait(name: str, site: Site) -> LiveStore:
    def ready() -> LiveStore | None:
        store = _describe(site.aws, name)
        if store is not None and "FAILED" in store.status:
            raise AwsError(f"the KeyValueStore {name} is {store.status}; delete it, then attach again")
        return store if store is not None and store.status == "READY" else None

    what = f"KeyValueStore {name} to be READY"
    return site.pace.wait_for(ready, what=what, seconds=_SECONDS, every=_EVERY)


def _write(aws: Aws, arn: str, wanted: Mapping[str, str], *, what: Literal["puts", "deletes"]) -> None:
    """Write the difference in batches, each under the ETag that the one before left."""
    etag = call(aws.store_data.describe_key_value_store, KvsARN=arn)["ETag"]
    found = pages(aws.store_data, "list_keys", KvsARN=arn, PaginationConfig={"PageSize": _PAGE})
    there = {item["Key"]: item["Value"] for page in found for item in page.get("Items", ())}
    changes: list[dict[str, str]]
    if what == "puts":
        changes = [{"Key": key, "Value": value} for key, value in wanted.items() if there.get(key) != value]
    else:
        changes = [{"Key": key} for key in there if key not in wanted]
    for batch in _batches(changes):
        parameters: dict[str, Any] = {"KvsARN": arn, "IfMatch": etag, what.capitalize(): batch}
        etag = call(aws.store_data.update_keys, **parameters)["ETag"]


def _batches(changes: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """Parts that one call takes: by number, and by size as JSON, which is what is sent."""
    batch: list[dict[str, str]] = []
    size = 0
    for change in changes:
        added = len(json.dumps(change).encode()) + 1
        if batch and (len(batch) >= KVS_UPDATE_KEYS.value or size + added > KVS_UPDATE_SIZE.value):
            yield batch
            batch, size = [], 0
        batch.append(change)
        size += added
    if batch:
        yield batch

"""Limits of CloudFront KeyValueStore: what a key, a value, a store and an update may hold."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import Source, guide

_QUOTAS = guide("cloudfront-limits")
_API_MODEL = Source(
    "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateKeyValueStore.html", "2026-05"
)

KVS_KEY = Limit(
    "kvs-key",
    "Key of a KeyValueStore",
    512,
    "bytes",
    _QUOTAS,
    uncertain=True,
    highest=1024,
    note="The data plane's API model takes 1,024.",
)
KVS_VALUE = Limit("kvs-value", "Value of a KeyValueStore", 1024, "bytes", _QUOTAS, note="AWS writes 1 KB.")
KVS_STORE = Limit(
    "kvs-store",
    "All keys and values of a KeyValueStore",
    5 * 1024**2,
    "bytes",
    _QUOTAS,
    note="AWS writes 5 MB; its page on connection functions claims 10 MB, which no other page does.",
)
KVS_IMPORT = Limit(
    "kvs-import",
    "File that a KeyValueStore is created from",
    5 * 1024**2,
    "bytes",
    guide("kvs-with-functions-create-s3-kvp"),
)
KVS_UPDATE_KEYS = Limit(
    "kvs-update-keys", "Keys that one call changes", 50, "keys", _QUOTAS, note="Or 3 MB, whichever is first."
)
KVS_UPDATE_SIZE = Limit(
    "kvs-update-size", "Payload of one call that changes keys", 3 * 1024**2, "bytes", _QUOTAS
)
KVS_NAME = Limit(
    "kvs-name",
    "Name of a KeyValueStore",
    64,
    "characters",
    _API_MODEL,
    least=1,
    note="Letters, digits, `-` and `_`.",
)
KVS_COMMENT = Limit("kvs-comment", "Comment of a KeyValueStore", 128, "characters", _API_MODEL)
KVS_FUNCTIONS = Limit(
    "kvs-functions",
    "Functions that one KeyValueStore is associated with",
    10,
    "functions",
    _QUOTAS,
    uncertain=True,
    highest=100,
    note="100 in a copy of 2026-10.",
)
KVS_STORES_PER_ACCOUNT = Limit(
    "kvs-stores-per-account",
    "KeyValueStores of an account",
    50,
    "stores",
    _QUOTAS,
    uncertain=True,
    highest=200,
    note="200 in a copy of 2026-10.",
)

LIMITS: tuple[Limit, ...] = (
    KVS_KEY,
    KVS_VALUE,
    KVS_STORE,
    KVS_IMPORT,
    KVS_UPDATE_KEYS,
    KVS_UPDATE_SIZE,
    KVS_NAME,
    KVS_COMMENT,
    KVS_FUNCTIONS,
    KVS_STORES_PER_ACCOUNT,
)

"""Policies and keys of an account from files: what the AWS CLI's `get-` and `list-` commands print.

A configuration holds ids only. Any number of documents may tell what is behind them: policies of the three
kinds, key groups and public keys, one by one or in the CLI's lists; a JSON array of them is fine, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config.policies import Policies
from cloudfrontier.cloudfront.distribution_config.policy_shapes import (
    cache_policy_of,
    origin_request_policy_of,
    response_headers_policy_of,
)
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy

__all__ = ["KnownKeys", "read_documents"]

_KINDS = ("CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy", "KeyGroup", "PublicKey")
_EXPECTED = (
    "expected what `aws cloudfront get-cache-policy`, `get-origin-request-policy`, "
    "`get-response-headers-policy`, `get-key-group` or `get-public-key` prints, or their `list-` commands"
)


@dataclass(frozen=True)
class KnownKeys:
    """Key groups, by id the ids of their keys; public keys, by id in PEM."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    public_keys: Mapping[str, str] = field(default_factory=dict)


def read_documents(documents: Iterable[tuple[str, object]]) -> tuple[Policies, KnownKeys]:
    """All that documents, each with the name of its file, tell.

    Raises:
        UsageError: one of them is something else; the message begins with its name.
    """
    cache: dict[str, CachePolicy] = {}
    origin_request: dict[str, OriginRequestPolicy] = {}
    response_headers: dict[str, ResponseHeadersPolicy] = {}
    groups: dict[str, tuple[str, ...]] = {}
    public_keys: dict[str, str] = {}
    for name, document in documents:
        try:
            for kind, told in _parts(document):
                match kind:
                    case "CachePolicy":
                        cache[told["Id"]] = cache_policy_of(told)
                    case "OriginRequestPolicy":
                        origin_request[told["Id"]] = origin_request_policy_of(told)
                    case "ResponseHeadersPolicy":
                        response_headers[told["Id"]] = response_headers_policy_of(told)
                    case "KeyGroup":
                        groups[told["Id"]] = tuple(told["KeyGroupConfig"]["Items"])
                    case "PublicKey":
                        public_keys[told["Id"]] = _encoded_key(told)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise UsageError(f"{name}: {_EXPECTED}") from None
    return Policies(cache, origin_request, response_headers), KnownKeys(groups, public_keys)


def _parts(document: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(document, list | tuple):
        for item in document:
            yield from _parts(item)
        return
    if not isinstance(document, Mapping):
        raise TypeError
    found = [kind for kind in _KINDS if kind in document or f"{kind}List" in document]
    if not found:
        raise KeyError
    for kind in found:
        if kind in document:
            yield kind, document[kind]
        else:
            # `list-public-keys` has the keys themselves, the others have each below its kind
            yield from ((kind, item.get(kind, item)) for item in document[f"{kind}List"].get("Items") or ())


def _encoded_key(told: Mapping[str, Any]) -> str:
    encoded = told["PublicKeyConfig"]["EncodedKey"] if "PublicKeyConfig" in told else told["EncodedKey"]
    if not isinstance(encoded, str):
        raise TypeError
    return encoded

"""Addresses in plain Python: the standard library reads them, and every network is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.refusals import refusal
from cloudfront_functions.rules.ip_list import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.ip_list import IpList, Network

__all__ = ["check_address", "is_in"]


def check_address(step: IpList, event: Json) -> Json | None:
    """403 for an address that is denied, or not allowed, or none."""
    text = event["viewer"]["ip"]
    is_denied = address_of(text) is None or is_in(text, step.deny)
    is_missing = bool(step.allow) and not is_in(text, step.allow)
    return refusal(403) if is_denied or is_missing else None


def is_in(text: str, networks: Iterable[Network]) -> bool:
    """Whether a text is an address in one of the networks."""
    address = address_of(text)
    return address is not None and any(address in network for network in networks)

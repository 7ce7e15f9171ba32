"""The policy that was signed: what a viewer may ask for, from when until when, and from where.

A canned policy is never sent: CloudFront makes its text of the URL and `Expires`. A custom one is JSON with
one statement, in which only `DateLessThan` must stand; without `Resource` it allows every URL.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
and .../private-content-creating-signed-url-custom-policy.html (read 2026-04).
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from typing import Any

from cloudfrontier.simulator.signature.resource import matches

__all__ = ["Policy", "canned_text", "read_policy"]

_CONDITIONS = frozenset({"DateLessThan", "DateGreaterThan", "IpAddress"})


@dataclass(frozen=True)
class Policy:
    """Times are Unix times in seconds; `resource` is None where every URL is allowed."""

    resource: str | None
    expires: int
    starts: int | None = None
    network: ipaddress.IPv4Network | None = None

    def refusal(self, url: str, *, client_ip: str, now: float) -> str:
        """Why the request is not allowed; empty when it is."""
        if now >= self.expires:
            return f"it expired at {self.expires}"
        if self.starts is not None and now <= self.starts:
            return f"it begins after {self.starts}"
        if self.resource is not None and not matches(self.resource, url):
            return f"it allows {self.resource}, and {url} was asked for"
        if self.network is not None and not _is_in(self.network, client_ip):
            return f"it allows {self.network}, and {client_ip} asked"
        return ""


def canned_text(url: str, expires: str) -> bytes:
    """The policy that a canned signature is over: without spaces, in this order."""
    condition = f'{{"DateLessThan":{{"AWS:EpochTime":{expires}}}}}'
    return f'{{"Statement":[{{"Resource":"{url}","Condition":{condition}}}]}}'.encode()


def read_policy(text: bytes) -> Policy:
    """A custom policy.

    Raises:
        ValueError: it is none that CloudFront takes; the message says why.
    """
    try:
        document: Any = json.loads(text)
        (statement,) = document["Statement"]
        condition = statement["Condition"]
        unknown = (set(condition) - _CONDITIONS) | (set(statement) - {"Resource", "Condition"})
        if unknown or set(document) != {"Statement"}:
            raise ValueError(f"{', '.join(sorted(unknown)) or 'something'} beside what CloudFront knows")
        resource = statement.get("Resource")
        starts = condition.get("DateGreaterThan")
        address = condition.get("IpAddress")
        return Policy(
            None if resource is None else _text(resource),
            _time(condition["DateLessThan"]),
            None if starts is None else _time(starts),
            None if address is None else ipaddress.IPv4Network(_text(address["AWS:SourceIp"]), strict=False),
        )
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError(f"no policy: {type(error).__name__} {error}") from None


def _time(condition: Any) -> int:
    seconds = condition["AWS:EpochTime"]
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise TypeError("a time is no whole number")
    return seconds


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a value is no string")
    return value


def _is_in(network: ipaddress.IPv4Network, client_ip: str) -> bool:
    try:
        return ipaddress.IPv4Address(client_ip) in network
    except ValueError:
        # IPv6: no policy can allow it.
        return False

"""Addresses that are let through, by networks of IPv4 and IPv6.

1. The address is `event.viewer.ip`: that of whoever connects to CloudFront, be it a proxy.
2. An address in a network of `deny` is answered with 403, in one of `allow` or not. Where `allow` is not
   empty, so is an address in none of its networks.
3. An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is that IPv4 address.
4. What is no address is answered with 403.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

__all__ = ["IpList", "Network", "address_of", "read_network"]

Network = IPv4Network | IPv6Network
MAPPED = IPv6Network("::ffff:0:0/96")


@dataclass(frozen=True)
class IpList:
    """Networks that are let through, all when there is none, and networks that never are."""

    allow: tuple[Network, ...] = ()
    deny: tuple[Network, ...] = ()


def read_network(text: str) -> Network:
    """A network in CIDR notation, or one address.

    Raises:
        ValueError: it is neither, has bits beyond its prefix (`192.0.2.1/24`), or a zone (`fe80::1%eth0`).
    """
    if "%" in text:
        raise ValueError(f"{text!r} names an interface of some machine")
    network = ip_network(text)
    if isinstance(network, IPv6Network) and network.subnet_of(MAPPED):
        return IPv4Network((int(network.network_address) & 0xFFFFFFFF, network.prefixlen - 96))
    return network


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """The address that a text is, None where it is none."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return None if address.scope_id is not None else address.ipv4_mapped or address
    return address

"""Addresses and networks: the compiled lookup against the standard library, on any text."""

from __future__ import annotations

from bisect import bisect_right
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import TYPE_CHECKING, Any

import pytest
from functions_events import viewer_request
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.batch_engine import run_quickjs
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.compiler.steps.ip_list import bounds_of
from cloudfront_functions.rules import IpList
from cloudfront_functions.rules.ip_list import address_of, read_network

if TYPE_CHECKING:
    from cloudfront_functions.rules.ip_list import Network

ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6))
NETWORKS = st.tuples(ADDRESSES, st.integers(0, 128)).map(
    lambda pair: (
        ip_network((int(pair[0]), pair[1] % (pair[0].max_prefixlen + 1)), strict=False)
        if pair[0].version == 4
        else ip_network((int(pair[0]) | 1 << 96, pair[1]), strict=False)
    )
)
LISTS = st.lists(NETWORKS, max_size=6).map(tuple)
TEXTS = st.text("0123456789abcdefABCDEFgx:.% ", max_size=40)


def key_of(address: IPv4Address | IPv6Address) -> str:
    """As the function writes an address."""
    return f"{address.version}{int(address):0{address.max_prefixlen // 4}x}"


@settings(max_examples=300, deadline=None)
@given(allow=LISTS, deny=LISTS, address=ADDRESSES, step=st.integers(-1, 1))
def test_an_odd_place_is_inside(allow: Any, deny: Any, address: Any, step: int) -> None:
    near = [network[end] for network in (*allow, *deny) for end in (0, -1)]
    for base in (address, *near):
        moved = type(base)(min(max(int(base) + step, 0), 2**base.max_prefixlen - 1))
        inside = any(moved in item for item in allow) and not any(moved in item for item in deny)
        bounds = bounds_of(allow, without=deny)
        assert list(bounds) == sorted(bounds)
        assert bisect_right(bounds, key_of(moved)) % 2 == inside


def passes(texts: list[str], step: IpList) -> list[bool]:
    code = compile_function(FunctionSpec("f", "viewer-request", steps=(step,))).text
    events = []
    for text in texts:
        event = viewer_request("/")
        event["viewer"]["ip"] = text
        events.append(event)
    return ["uri" in answer for answer in run_quickjs(code, events)]


@settings(max_examples=100, deadline=None)
@given(
    texts=st.lists(
        st.one_of(TEXTS, ADDRESSES.map(str), st.ip_addresses(v=6).map(lambda ip: ip.exploded)), max_size=30
    )
)
@example(
    texts=[
        "::ffff:1.2.3.4",
        "::1.2.3.4",
        "1.2.3.4::",
        "::ffff:1.2.3.4.5",
        "1.2.3.04",
        "0x7f.1",
        "1:::2",
        "\u0661.1.1.1",
    ]
)
def test_what_is_an_address_is_what_the_standard_library_takes_for_one(texts: list[str]) -> None:
    everything = IpList((read_network("0.0.0.0/0"), read_network("::/0")))
    assert passes(texts, everything) == [address_of(text) is not None for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.1", "192.0.2.1/32"),
        ("2001:DB8::/32", "2001:db8::/32"),
        ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
    ],
)
def test_networks_are_read_as_people_write_them(text: str, expected: str) -> None:
    network: Network = read_network(text)
    assert str(network) == expected


@pytest.mark.parametrize(
    "text", ["192.0.2.1/24", "192.0.2.0/33", "192.0.2", "example.com", "", "::1%eth0/128"]
)
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"network|host bits|interface"):
        read_network(text)

"""Addresses as code: networks become bounds in one sorted list, which a lookup halves again and again.

An address is its family and its digits in hexadecimal, `4c0a80001`, and is compared as text. The bounds of a
run of addresses are its first one, without zeros at its end, and its last one, without `f` at its end, and a
`g`, which stands behind every digit. An address is inside when the number of bounds up to it is odd. What is
denied is taken out of what is allowed here, so that the function looks once.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js, js_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.rules.ip_list import IpList, Network

__all__ = ["addresses_fragment", "bounds_of", "list_of_bounds"]

Run = tuple[int, int]
EVERYTHING: tuple[Network, ...] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))


def addresses_fragment(step: IpList) -> Fragment:
    """Refuse an address that is denied, or not allowed."""
    bounds = bounds_of(step.allow or EVERYTHING, without=step.deny)
    condition = "!isIn(ADDRESSES, event.viewer.ip)"
    return Fragment(refuse_where(condition, 403), top=list_of_bounds("ADDRESSES", bounds))


def list_of_bounds(name: str, bounds: tuple[str, ...]) -> Js:
    """The declaration of a list of bounds."""
    return Js(f"var {name} = {js_object(bounds)};\n")


def bounds_of(networks: Iterable[Network], *, without: Iterable[Network] = ()) -> tuple[str, ...]:
    """The bounds of the networks, but for what is in others."""
    listed, taken = tuple(networks), tuple(without)
    bounds: list[str] = []
    for version, digits in ((4, 8), (6, 32)):
        runs = subtract(runs_of(listed, version), runs_of(taken, version))
        for first, last in runs:
            bounds.append(f"{version}{first:0{digits}x}".rstrip("0") if first else str(version))
            bounds.append(f"{version}{f'{last:0{digits}x}'.rstrip('f')}g")
    return tuple(bounds)


def runs_of(networks: Iterable[Network], version: int) -> list[Run]:
    """First and last addresses of the networks of one family, merged, in ascending order."""
    runs: list[Run] = []
    found = ((int(item[0]), int(item[-1])) for item in networks if item.version == version)
    for first, last in sorted(found):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def subtract(runs: list[Run], taken: list[Run]) -> list[Run]:
    """What is left of runs; both are merged and in ascending order."""
    for low, high in taken:
        left = [(first, min(last, low - 1)) for first, last in runs if first < low]
        right = [(max(first, high + 1), last) for first, last in runs if last > high]
        runs = sorted({*left, *right})
    return runs

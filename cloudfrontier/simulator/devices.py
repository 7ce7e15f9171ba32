"""Which kinds of device a viewer has, by its `User-Agent`: what `CloudFront-Is-*-Viewer` tells.

CloudFront goes by `User-Agent`, lets several kinds be true at a time, and does not say how it decides. So
whoever asks may decide: with a function of `User-Agent`, or with the texts that make a device one of a kind.
The default knows the few texts in `TEXTS`, case aside, and three rules:

1. Android without `Mobile` is a tablet.
2. A television is neither a tablet nor a mobile device, whatever else its `User-Agent` says.
3. What is none of mobile, tablet and television is a desktop, as is a client that is no browser: in public
   captures curl and others are desktops.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
(read 2026-10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from cloudfrontier.project.model import DevicesTable

__all__ = ["DEVICE_HEADERS", "KINDS", "TEXTS", "DeviceKind", "DeviceTexts", "Devices", "device_texts"]

DeviceKind = Literal["android", "desktop", "ios", "mobile", "smarttv", "tablet"]

KINDS: tuple[DeviceKind, ...] = get_args(DeviceKind)
Devices = Callable[[str], frozenset[DeviceKind]]
"""`User-Agent` -> the kinds of device that it is of."""

DEVICE_HEADERS: dict[DeviceKind, str] = {
    "android": "CloudFront-Is-Android-Viewer",
    "desktop": "CloudFront-Is-Desktop-Viewer",
    "ios": "CloudFront-Is-IOS-Viewer",
    "mobile": "CloudFront-Is-Mobile-Viewer",
    "smarttv": "CloudFront-Is-SmartTV-Viewer",
    "tablet": "CloudFront-Is-Tablet-Viewer",
}

TEXTS: dict[DeviceKind, tuple[str, ...]] = {
    "android": ("android",),
    "desktop": (),
    "ios": ("iphone", "ipad", "ipod"),
    "mobile": ("mobi",),
    "smarttv": (
        "smart-tv", "smarttv", "appletv", "apple tv", "googletv", "hbbtv", "web0s", "bravia", "crkey",
        "roku", "aftb", "afts",
    ),
    "tablet": ("ipad", "tablet", "kindle", "silk/"),
}  # fmt: skip
"""Kind -> texts, one of which in a `User-Agent` makes the device one of that kind."""


@dataclass(frozen=True)
class DeviceTexts:
    """The default, with other texts for some kinds; it is a `Devices`.

    Raises:
        UsageError: a kind is none of CloudFront's.
    """

    texts: Mapping[DeviceKind, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := set(self.texts) - set(KINDS):
            raise UsageError(f"devices: no kind {min(unknown)!r}; expected {', '.join(KINDS)}")

    def __call__(self, user_agent: str) -> frozenset[DeviceKind]:
        """The kinds of device of that `User-Agent`."""
        agent = user_agent.lower()
        found: set[DeviceKind] = {
            kind for kind in KINDS if any(text.lower() in agent for text in self.texts.get(kind, TEXTS[kind]))
        }
        if "android" in found and "mobile" not in found and "tablet" not in self.texts:
            found.add("tablet")
        if "smarttv" in found:
            found -= {"mobile", "tablet"}
        if not found & {"mobile", "smarttv", "tablet"}:
            found.add("desktop")
        return frozenset(found)


def device_texts(table: DevicesTable) -> DeviceTexts:
    """The default, with the texts of edge.toml for the kinds that it names."""
    told = {kind: texts for kind in KINDS if (texts := getattr(table, kind)) is not None}
    return DeviceTexts(told)

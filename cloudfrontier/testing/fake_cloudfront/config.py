"""A distribution's configuration as it was sent: the XML, which is the truth, and what botocore sees in it.

The XML is kept because it may hold more than botocore knows: CloudFront gives back every field, an old
botocore drops the unknown ones when it reads, and a read-modify-write then deletes them on the distribution.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from cloudfrontier.errors import UsageError

__all__ = ["NAMESPACE", "Config", "document"]

NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/"
_ROOT = "DistributionConfig"


@dataclass(frozen=True)
class Config:
    """Neither part is ever changed in place: an edit makes another Config."""

    members: Mapping[str, Any]
    element: ET.Element

    @classmethod
    def sent(cls, members: Mapping[str, Any], body: bytes) -> Config:
        """What a request holds: its parameters, and its body, where tags may be beside the configuration."""
        root = _without_namespace(ET.fromstring(body))  # noqa: S314  (botocore wrote it in this process)
        return cls(members, next(root.iter(_ROOT)))

    def xml(self) -> bytes:
        """The document that GetDistributionConfig answers."""
        return document(self.element)

    def setting(self, values: Mapping[str, str | bool]) -> Config:
        """With these values in place of its own; top-level members only."""
        element = _without(self.element, values)
        for name, value in values.items():
            ET.SubElement(element, name).text = str(value).lower() if isinstance(value, bool) else value
        return Config({**self.members, **values}, element)

    def taking(self, names: tuple[str, ...], other: Config) -> Config:
        """With these top-level members as the other configuration has them, or without where it has none."""
        element = _without(self.element, names)
        element.extend(copy.deepcopy(child) for child in other.element if child.tag in names)
        members = {name: value for name, value in self.members.items() if name not in names}
        members |= {name: value for name, value in other.members.items() if name in names}
        return Config(members, element)

    def without(self, *names: str) -> Config:
        """Without these top-level members."""
        return self.taking(names, Config({}, ET.Element(_ROOT)))

    def holding(self, xml: str, *, inside: str = "") -> Config:
        """With one more element, which botocore is not told of; `inside` is a path such as `Aliases/Items`.

        Raises:
            UsageError: there is no such path.
        """
        element = copy.deepcopy(self.element)
        parent = element.find(inside) if inside else element
        if parent is None:
            raise UsageError(f"the configuration has no element {inside!r} to put a field into")
        parent.append(ET.fromstring(xml))  # noqa: S314  (the test's own text)
        return Config(self.members, element)


def document(element: ET.Element, tag: str = "") -> bytes:
    """The element as a document of CloudFront's, under another tag if one is given."""
    root = ET.Element(tag or element.tag, {"xmlns": NAMESPACE})
    root.text = element.text
    root.extend(element)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _without(element: ET.Element, names: Mapping[str, object] | tuple[str, ...]) -> ET.Element:
    kept = ET.Element(element.tag)
    kept.extend(copy.deepcopy(child) for child in element if child.tag not in names)
    return kept


def _without_namespace(element: ET.Element) -> ET.Element:
    for node in element.iter():
        node.tag = node.tag.rpartition("}")[2]
    return element

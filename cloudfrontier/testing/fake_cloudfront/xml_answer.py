"""Answers as the XML that CloudFront sends, so that botocore reads them as it reads the service's own.

Only then do its quirks show: unknown fields vanish, empty lists and absent ones differ, and a hook on
`before-parse` sees the raw text. Shapes are botocore's; nothing of it is imported here.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from xml.etree import ElementTree as ET

from cloudfrontier.errors import InternalError

__all__ = ["Shape", "element_of", "member_name"]


class Shape(Protocol):
    """The part of botocore's shapes that is read here."""

    name: str
    type_name: str
    serialization: dict[str, Any]


def member_name(member: str, shape: Shape) -> str:
    """The name of a member on the wire."""
    return str(shape.serialization.get("name", member))


def element_of(value: object, shape: Any, *, tag: str) -> ET.Element:
    """The value as an element; an element that is given as the value goes in as it is, under its own tag.

    Raises:
        InternalError: the value does not fit the shape; a fault of the fake.
    """
    if isinstance(value, ET.Element):
        return value
    element = ET.Element(tag)
    if shape.type_name == "structure" and isinstance(value, Mapping):
        _add_members(element, value, shape)
    elif shape.type_name == "list" and isinstance(value, list | tuple):
        item_tag = member_name("member", shape.member)
        element.extend(element_of(item, shape.member, tag=item_tag) for item in value)
    elif shape.type_name in {"structure", "list", "map"}:
        raise InternalError(f"{shape.name} cannot be made of {type(value).__name__}")
    else:
        element.text = _text(value)
    return element


def _add_members(element: ET.Element, value: Mapping[str, object], shape: Any) -> None:
    unknown = value.keys() - shape.members.keys()
    if unknown:
        raise InternalError(f"{shape.name} has no member {', '.join(sorted(unknown))}")
    for name, member in shape.members.items():
        if name in value:
            element.append(element_of(value[name], member, tag=member_name(name, member)))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)

"""Fields of a distribution that the installed botocore does not know, and would therefore delete.

botocore drops unknown elements when it reads. To write the configuration back then takes them away from the
distribution, without a word. So what CloudFront sent is compared with what would be sent, element by element,
before anything is written.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from cloudfrontier.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["lost_fields", "xml_to_send"]

_ROOT = "DistributionConfig"


def xml_to_send(client: Any, config: Mapping[str, Any]) -> bytes:
    """The body of an UpdateDistribution with this configuration, as this botocore writes it."""
    from botocore.serialize import create_serializer  # noqa: PLC0415 - botocore is an extra

    model = client.meta.service_model
    serializer = create_serializer(model.resolved_protocol, include_validation=False)
    request = serializer.serialize_to_request(
        {"Id": "any", "IfMatch": "any", "DistributionConfig": dict(config)},
        model.operation_model("UpdateDistribution"),
    )
    return bytes(request["body"])


def lost_fields(received: bytes, to_send: bytes) -> tuple[str, ...]:
    """Paths of what is in the first document and not, or not the same, in the second; no values.

    Raises:
        AwsError: the received document is not one.
    """
    return tuple(dict.fromkeys(_lost(_root(received), _root(to_send), "")))


def _root(document: bytes) -> ET.Element:
    # expat resolves no external entity, and what answers for CloudFront is trusted with far more than this
    try:
        parsed = ET.fromstring(document)  # noqa: S314 - as said
    except ET.ParseError as error:
        raise AwsError(f"CloudFront's answer is no XML ({error}); run the same command again") from None
    return next((item for item in parsed.iter() if _name(item) == _ROOT), parsed)


def _lost(received: ET.Element, to_send: ET.Element, path: str) -> Iterator[str]:
    if _text(received) != _text(to_send):
        yield path or _ROOT
    left = Counter(_name(item) for item in received)
    left.subtract(_name(item) for item in to_send)
    for name, number in left.items():
        if number > 0:
            yield f"{path}/{name}".lstrip("/")
    for name in {_name(item): None for item in received}:
        pairs = zip(_named(received, name), _named(to_send, name), strict=False)
        for one, other in pairs:
            yield from _lost(one, other, f"{path}/{name}".lstrip("/"))


def _named(element: ET.Element, name: str) -> list[ET.Element]:
    return [item for item in element if _name(item) == name]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element) -> str:
    """The text of a leaf; between the children of others there is only white space."""
    return "" if len(element) else element.text or ""

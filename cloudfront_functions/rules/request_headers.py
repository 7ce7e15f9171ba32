"""Headers that the origin is to see: what CloudFront does not tell it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cloudfront_functions.rules.target import Slot, Template

__all__ = ["VISITOR_VALUES", "RequestHeaders", "VisitorValue"]

VisitorValue = Literal["host", "id", "ip", "method"]
VISITOR_VALUES: tuple[VisitorValue, ...] = get_args(VisitorValue)
"""What a header may tell of a request.

host: as the visitor asked for it, in lower case and without a port. id: CloudFront's id of the request.
ip: the address that the request came from. method: GET and so on.
"""


@dataclass(frozen=True)
class RequestHeaders:
    """Takes request headers away, then sets others, each to one value whatever it had; names in lower case.

    A value is text with slots of `VISITOR_VALUES`. What is not visible ASCII in them is percent-escaped, so
    that no value holds a line break.

    Raises:
        ValueError: a slot is none of these.
    """

    remove: tuple[str, ...] = ()
    set: tuple[tuple[str, Template], ...] = ()

    def __post_init__(self) -> None:
        for name, template in self.set:
            for part in template:
                if isinstance(part, Slot) and part.name not in VISITOR_VALUES:
                    known = ", ".join(f"{{{value}}}" for value in VISITOR_VALUES)
                    raise ValueError(f"{name}: nothing fills {{{part.name}}}; expected one of {known}")

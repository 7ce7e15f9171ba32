"""A call on its way through the fake, and the form that every operation has.

Each room offers a table of the API's names and its own methods; the server looks the operation up and knows
nothing else of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["CLOUDFRONT", "KEY_VALUE_STORE", "Answer", "Operation", "Operations", "Request"]

CLOUDFRONT = "cloudfront"
KEY_VALUE_STORE = "cloudfront-keyvaluestore"
"""The two services as botocore spells them in the names of its events."""


@dataclass(frozen=True)
class Request:
    """One call: the parameters that the caller gave, and the body that botocore made of them."""

    service: str
    operation: str
    params: Mapping[str, Any]
    body: bytes = b""


Answer = dict[str, Any]
"""Members of the operation's output; an `xml.etree` element stands for a member that is kept as XML."""

Operation = Callable[[Request], Answer]
Operations = Mapping[str, Operation]

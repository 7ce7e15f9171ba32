"""A digest of what a function does, for its banner: where a rule was written is no part of it."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cloudfront_functions.rules import Step

__all__ = ["digest_of"]


def digest_of(steps: Iterable[Step]) -> str:
    """Twelve hexadecimal digits: the same for the same steps, whoever wrote them where."""
    digest = hashlib.sha256()
    for step in steps:
        for piece in pieces(step):
            digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:12]


def pieces(value: object) -> Iterator[str]:
    """A value as texts that no other value has."""
    if is_dataclass(value):
        yield type(value).__name__
        for item in fields(value):
            if item.name != "origin":
                yield from pieces(getattr(value, item.name))
    elif isinstance(value, tuple):
        yield from sequence_pieces(value)
    else:
        yield repr(value)


def sequence_pieces(values: Sequence[object]) -> Iterator[str]:
    """The values of a sequence, between their number and its end."""
    yield f"{len(values)}:"
    for value in values:
        yield from pieces(value)

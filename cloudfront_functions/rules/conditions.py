"""What else must be so for a rule to match, apart from the path.

1. All conditions of a rule must hold; each that lists several values holds when one of them does.
2. A parameter, header or cookie that was sent several times has the value that was sent first.
3. A `Match` without a value holds when the thing is there, even with an empty value. With one it holds when
   the value is the same, byte for byte (parameters are not decoded, as CloudFront does not).
4. Hosts are compared in lower case and without a port.
5. Countries are those of the header `cloudfront-viewer-country`, in upper case. CloudFront adds it only where
   a cache policy or an origin request policy asks for it; without the header no country matches.
6. Languages: the one that `accept-language` wants most (highest `q`, the first of equals, `*` and `q=0` left
   out) is compared without case; `en` matches `en` and `en-GB`, `en-gb` only `en-GB`. No header, no match.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALWAYS", "Conditions", "Match"]


@dataclass(frozen=True)
class Match:
    """A parameter, header or cookie: `value` None: it must be there; `capture`: its value fills that slot.

    Raises:
        ValueError: a value is both fixed and captured.
    """

    name: str
    value: str | None = None
    capture: str | None = None

    def __post_init__(self) -> None:
        if self.value is not None and self.capture is not None:
            raise ValueError(f"`{self.name}` is fixed, so there is nothing to capture")


@dataclass(frozen=True)
class Conditions:
    """Everything that must hold; empty: always. Names of headers and hosts are in lower case."""

    query: tuple[Match, ...] = ()
    headers: tuple[Match, ...] = ()
    cookies: tuple[Match, ...] = ()
    hosts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != ALWAYS

    @property
    def names(self) -> tuple[str, ...]:
        """What it captures."""
        matches = (*self.query, *self.headers, *self.cookies)
        return tuple(match.capture for match in matches if match.capture is not None)


ALWAYS = Conditions()
"""No condition."""

"""Requests and responses as values, between the wire and the events that edge code is given.

Headers are a list of lines and not a dict, because a second `Set-Cookie` must never be lost; names keep the
case they had on the wire, because Lambda@Edge shows it to a handler.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Headers", "HttpVersion", "Request", "Response", "Scheme"]

Scheme = Literal["http", "https"]
HttpVersion = Literal["1.0", "1.1", "2.0", "3.0"]
HeaderLine = tuple[str, str]


@dataclass(frozen=True)
class Headers:
    """Header lines in their order; names are looked up without regard to ASCII case.

    Immutable: `set`, `add` and `remove` return new headers. Equality counts the lines, wire case included.
    """

    lines: tuple[HeaderLine, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[HeaderLine]) -> Headers:
        """Headers of any iterable of `(name, value)`, such as `dict.items()`."""
        return cls(tuple(lines))

    def get(self, name: str, default: str = "") -> str:
        """The value of the first line of that name."""
        found = self._groups.get(fold(name))
        return found[0][1] if found else default

    def get_all(self, name: str) -> tuple[str, ...]:
        """The values of all lines of that name, in their order."""
        return tuple(value for _, value in self._groups.get(fold(name), ()))

    def set(self, name: str, *values: str) -> Headers:
        """One line a value instead of all lines of that name, where the first stood or else at the end."""
        key = fold(name)
        new = [(name, value) for value in values]
        kept: list[HeaderLine] = []
        for line in self.lines:
            if fold(line[0]) != key:
                kept.append(line)
            elif new:
                kept += new
                new = []
        return Headers((*kept, *new))

    def add(self, name: str, value: str) -> Headers:
        """One more line at the end."""
        return Headers((*self.lines, (name, value)))

    def remove(self, *names: str) -> Headers:
        """Without any line of those names."""
        keys = {fold(name) for name in names}
        return Headers(tuple(line for line in self.lines if fold(line[0]) not in keys))

    def items(self) -> tuple[HeaderLine, ...]:
        """The lines as `(name, value)`; the same name may come more than once."""
        return self.lines

    def names(self) -> tuple[str, ...]:
        """Every name once, in lower case, in the order of first appearance."""
        return tuple(self._groups)

    def grouped(self) -> Mapping[str, tuple[HeaderLine, ...]]:
        """Lower-case name -> its lines: the shape from which both kinds of event are made."""
        return self._groups

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and fold(name) in self._groups

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def _groups(self) -> dict[str, tuple[HeaderLine, ...]]:
        """Made once; `functools.cached_property` takes a lock for that until Python 3.12."""
        found: dict[str, tuple[HeaderLine, ...]] | None = self.__dict__.get("_grouped")
        if found is None:
            groups: dict[str, list[HeaderLine]] = {}
            for line in self.lines:
                groups.setdefault(fold(line[0]), []).append(line)
            found = self.__dict__["_grouped"] = {name: tuple(lines) for name, lines in groups.items()}
        return found


@dataclass(frozen=True)
class Request:
    """A request: `uri` is the path as sent, starting with `/`; `querystring` is without its `?`."""

    method: str
    uri: str
    querystring: str = ""
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    client_ip: str = "203.0.113.178"
    scheme: Scheme = "https"
    http_version: HttpVersion = "1.1"
    has_empty_query: bool = False
    """Whether a `?` with nothing behind it stood in the URL; only `rawQueryString()` tells it from none."""

    @property
    def host(self) -> str:
        """The value of `Host`, empty without one."""
        return self.headers.get("host")

    @property
    def target(self) -> str:
        """Path and query string, as they stand in the request line."""
        return f"{self.uri}?{self.querystring}" if self.querystring else self.uri


@dataclass(frozen=True)
class Response:
    """A response; an empty `reason` stands for the usual phrase of the status."""

    status: int
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    reason: str = ""

    @property
    def status_line(self) -> str:
        """`404 Not Found`."""
        return f"{self.status} {self.reason or reason_phrase(self.status)}".rstrip()

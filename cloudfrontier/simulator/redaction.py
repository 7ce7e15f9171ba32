"""Keeps cookies and credentials out of what leaves the process: traces end up in terminals, logs and issues.

1. Values of cookies and of authorization headers are replaced where they stand; names and attributes stay.
2. A value of some length is also replaced wherever else it turns up, in a log line or in a redirect; and so
   are codes, states, tokens and signatures in queries (`secret_parameters`), and what a handler has read from
   what stands for its secrets.
3. What is shown instead is its length: enough to see that it is there, and whether it changed size.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.simulator.diff import Change, flatten
from cloudfrontier.simulator.secret_parameters import SECRET_PARAMETERS, parameter_values
from cloudfrontier.simulator.wire.cookies import cookie_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloudfrontier.simulator.trace import EventStep, Trace

__all__ = ["SECRET_HEADERS", "Redaction", "redacted"]

SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "x-amz-security-token", "x-api-key"})
"""Headers of which no value is shown; `Bearer` and the like before a token is."""

_SHORTEST = 12
"""Shorter values are replaced in their place only: `b` is also a letter of every other word."""

_DEEPEST = 64
"""Levels of what code returned that are shown; no event has more than ten, and a stack ends somewhere."""

_TOO_DEEP = "<nested too deep to be shown>"


def redacted(value: str) -> str:
    """What is shown in place of a value; an empty one hides nothing."""
    return f"<redacted {len(value)} chars>" if value else ""


class Redaction:
    """Hides the secrets of one trace; with `shows_secrets` everything is shown as it is."""

    def __init__(self, secrets: Iterable[str] = (), *, shows_secrets: bool = False) -> None:
        # The longest first: one secret may be the beginning of another.
        found = {secret for secret in secrets if len(secret) >= _SHORTEST}
        self._secrets = sorted(found, key=lambda secret: (-len(secret), secret))
        self._shows = shows_secrets

    @classmethod
    def of(cls, trace: Trace, *, shows_secrets: bool = False) -> Redaction:
        """For everything that the trace knows to be secret."""
        return cls(() if shows_secrets else _secrets(trace), shows_secrets=shows_secrets)

    @classmethod
    def of_step(cls, step: EventStep, *, shows_secrets: bool = False) -> Redaction:
        """For what one event was given and returned."""
        return cls(() if shows_secrets else _secrets_of_step(step), shows_secrets=shows_secrets)

    def text(self, text: str) -> str:
        """Free text, such as a log line."""
        for secret in self._secrets:
            text = text.replace(secret, redacted(secret))
        return text

    def header(self, name: str, value: str) -> str:
        """The value of one header line."""
        if self._shows:
            return value
        folded = fold(name)
        if folded == "cookie":
            pairs = cookie_pairs((value,))
            return "; ".join(f"{self.text(cookie)}={redacted(secret)}" for cookie, secret in pairs)
        if folded == "set-cookie":
            cookie, _, rest = value.partition("=")
            return f"{self.text(cookie)}={_cookie_value(rest)}"
        if folded in SECRET_HEADERS:
            scheme, space, token = value.partition(" ")
            return f"{scheme} {redacted(token)}" if space else redacted(value)
        return self.text(value)

    def change(self, change: Change) -> Change:
        """One change; paths are those of `diff`."""
        return Change(
            self.text(change.path),
            self._changed(change.path, change.before),
            self._changed(change.path, change.after),
        )

    def key_part(self, what: str, value: str) -> str:
        """One part of a cache key, named as `CacheKey.parts` names it."""
        kind, _, name = what.partition(" ")
        if kind == "cookie" and not self._shows:
            return redacted(value)
        return self.header(name, value) if kind == "header" else self.text(value)

    def part(self, part: Any, *, levels: int = _DEEPEST) -> Any:
        """What code returned, in either event shape or in none, with the same shape; cut off far down."""
        if levels == 0 and isinstance(part, Mapping | list):
            return _TOO_DEEP
        if isinstance(part, Mapping):
            return {key: self._member(key, item, levels - 1) for key, item in part.items()}
        if isinstance(part, list):
            return [self.part(item, levels=levels - 1) for item in part]
        return self.text(part) if isinstance(part, str) else part

    def _member(self, key: str, item: Any, levels: int) -> Any:
        if key == "headers" and isinstance(item, Mapping) and not self._shows:
            return {name: _values(entry, partial(self.header, name), levels) for name, entry in item.items()}
        if key == "cookies" and isinstance(item, Mapping) and not self._shows:
            return {self.text(name): _values(entry, redacted, levels) for name, entry in item.items()}
        return self.part(item, levels=levels)

    def _changed(self, path: str, value: str | None) -> str | None:
        if value is None or self._shows:
            return value
        if path.startswith("cookies."):
            return "\n".join(_cookie_value(line) for line in value.split("\n"))
        return self.header(path.removeprefix("headers."), value)


def _values(entry: Any, hide: Callable[[str], str], levels: int) -> Any:
    """An entry of headers or cookies with every `value` in it hidden, in the shape of either runtime."""
    if levels == 0:
        return _TOO_DEEP
    if isinstance(entry, Mapping):
        return {
            key: hide(item) if key == "value" and isinstance(item, str) else _values(item, hide, levels - 1)
            for key, item in entry.items()
        }
    return [_values(item, hide, levels - 1) for item in entry] if isinstance(entry, list) else entry


def _cookie_value(text: str) -> str:
    """`value; attributes` of a Set-Cookie, or a bare value."""
    value, separator, attributes = text.partition(";")
    return redacted(value.strip()) + separator + attributes


def _secrets(trace: Trace) -> Iterator[str]:
    yield from parameter_values(trace.request.querystring)
    for headers in (trace.request.headers, trace.response.headers):
        for name, value in headers.items():
            if fold(name) == "cookie":
                yield from (secret for _, secret in cookie_pairs((value,)))
            elif fold(name) == "set-cookie":
                yield _bare(value.partition("=")[2])
            elif fold(name) in SECRET_HEADERS:
                yield _credential(value)
            else:
                yield from parameter_values(value)
    for step in trace.events:
        yield from _secrets_of_step(step)


def _secrets_of_step(step: EventStep) -> Iterator[str]:
    yield from step.secrets
    for part in (step.given, step.returned):
        for path, text in flatten(part).items() if isinstance(part, Mapping) else ():
            if path.startswith("cookies."):
                yield from (_bare(line) for line in text.split("\n"))
            elif path.removeprefix("headers.") in SECRET_HEADERS:
                yield from (_credential(line) for line in text.split("\n"))
            elif path.removeprefix("querystring.") in SECRET_PARAMETERS:
                yield from text.split("\n")
            else:
                yield from parameter_values(text)


def _bare(text: str) -> str:
    """A cookie's value without its attributes."""
    return text.partition(";")[0].strip()


def _credential(value: str) -> str:
    """What comes after `Bearer` or `Basic`, or everything."""
    return value.rpartition(" ")[2]

"""Keeps cookies and credentials out of what leaves the process: traces end up in terminals, logs and issues.

1. Values of cookies and of authorization headers are replaced where they stand; names and attributes stay.
2. A value of some length is also replaced wherever else it turns up, in a log line or in a redirect.
3. What is shown instead is its length: enough to see that it is there, and whether it changed size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.simulator.diff import Change
from cloudfrontier.simulator.wire.cookies import cookie_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.simulator.trace import Trace

__all__ = ["SECRET_HEADERS", "Redaction", "redacted"]

SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "x-amz-security-token", "x-api-key"})
"""Headers of which no value is shown; `Bearer` and the like before a token is."""

_SHORTEST = 12
"""Shorter values are replaced in their place only: `b` is also a letter of every other word."""


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
            return "; ".join(f"{cookie}={redacted(secret)}" for cookie, secret in cookie_pairs((value,)))
        if folded == "set-cookie":
            cookie, _, rest = value.partition("=")
            return f"{cookie}={_cookie_value(rest)}"
        if folded in SECRET_HEADERS:
            scheme, space, token = value.partition(" ")
            return f"{scheme} {redacted(token)}" if space else redacted(value)
        return self.text(value)

    def change(self, change: Change) -> Change:
        """One change; paths are those of `diff`."""
        return Change(
            change.path,
            self._changed(change.path, change.before),
            self._changed(change.path, change.after),
        )

    def key_part(self, what: str, value: str) -> str:
        """One part of a cache key, named as `CacheKey.parts` names it."""
        kind, _, name = what.partition(" ")
        if kind == "cookie" and not self._shows:
            return redacted(value)
        return self.header(name, value) if kind == "header" else self.text(value)

    def _changed(self, path: str, value: str | None) -> str | None:
        if value is None or self._shows:
            return value
        if path.startswith("cookies."):
            return "\n".join(_cookie_value(line) for line in value.split("\n"))
        return self.header(path.removeprefix("headers."), value)


def _cookie_value(text: str) -> str:
    """`value; attributes` of a Set-Cookie, or a bare value."""
    value, separator, attributes = text.partition(";")
    return redacted(value.strip()) + separator + attributes


def _secrets(trace: Trace) -> Iterator[str]:
    for headers in (trace.request.headers, trace.response.headers):
        yield from _of_headers(headers.items())
    for step in trace.events:
        for change in step.changes:
            for value in f"{change.before or ''}\n{change.after or ''}".split("\n"):
                if change.path.startswith("cookies."):
                    yield value.partition(";")[0].strip()
                elif change.path.removeprefix("headers.") in SECRET_HEADERS:
                    yield value.rpartition(" ")[2]


def _of_headers(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in lines:
        folded = fold(name)
        if folded == "cookie":
            yield from (secret for _, secret in cookie_pairs((value,)))
        elif folded == "set-cookie":
            yield value.partition("=")[2].partition(";")[0].strip()
        elif folded in SECRET_HEADERS:
            yield value.rpartition(" ")[2]

"""One request as experiments see it; what few of them ask for is worked out when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.ab_testing.targeting import device_of, is_bot, language_of
from edge.headers import first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.ab_testing.experiment import Variant
    from edge.ab_testing.targeting import Device
    from edge.ab_testing.visitor import Visitor
    from edge.events import Headers, Request

__all__ = ["Visit", "cookies_of"]

NOTHING: Mapping[str, Variant] = {}


class Visit:
    """A request, who made it, and when (seconds since the epoch)."""

    __slots__ = ("_bot", "_headers", "cookies", "forced", "now", "path", "querystring", "visitor")

    def __init__(
        self,
        request: Request,
        *,
        visitor: Visitor,
        sent: Mapping[str, list[str]],
        now: float,
        forced: Mapping[str, Variant] = NOTHING,
    ) -> None:
        self.path = request["uri"]
        self.querystring = request["querystring"]
        self.visitor = visitor
        self.cookies = sent
        """All values of each cookie by its name."""
        self.now = now
        self.forced = forced
        """Experiment -> the variant that whoever tests it asked for."""
        self._headers: Headers = request["headers"]
        self._bot: bool | None = None

    @property
    def is_bot(self) -> bool:
        """Whether a program made it."""
        if self._bot is None:
            self._bot = is_bot(self.header("user-agent") or "")
        return self._bot

    @property
    def device(self) -> Device:
        """What it was made from."""
        return device_of(self.header("user-agent") or "")

    @property
    def language(self) -> str:
        """The language that is wanted most, in lower case."""
        return language_of(self.header("accept-language") or "")

    def header(self, name: str) -> str | None:
        """The value of the first header of that name."""
        return first(self._headers, name)

    def cookie(self, name: str) -> str | None:
        """The value of the first cookie of that name."""
        values = self.cookies.get(name)
        return values[0] if values else None

    def parameter(self, name: str) -> str | None:
        """The value of the first parameter of that name, as it was sent; nothing is decoded."""
        for part in self.querystring.split("&"):
            found, _, value = part.partition("=")
            if found == name and part:
                return value
        return None


def cookies_of(request: Request) -> dict[str, list[str]]:
    """All values of each cookie of a request, by its name."""
    sent: dict[str, list[str]] = {}
    for name, value in cookies.pairs(request["headers"]):
        sent.setdefault(name, []).append(value)
    return sent

"""A browser for tests of signing in: it keeps cookies as the standard says, and goes where it is sent.

It drives the whole handler through CloudFront's events, with a provider that is a fake (`fake_provider`).
Its jar drops what a real browser drops: a `__Host-` cookie with a domain, a cookie past its `Max-Age`, one
that is too large.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from edge_support import AUTH, NOW, Recorder, edge_event, header_lines
from fake_provider import CLIENT, DISCOVERY, ISSUER, FakeProvider, one_value

from edge.auth.handler import Auth
from edge.auth.oidc.service import Ports
from edge.events import LambdaHandler
from edge.handler import chain
from edge.headers import first, values
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edge.auth.oidc.provider import SecretPlace
    from edge.auth.oidc.service import Fetches
    from edge.events import Request, Response
    from edge.handler import Invocation

__all__ = ["HOST", "PROVIDER", "Browser", "Site", "counted_entropy", "location", "signed_in", "site"]

HOST = "www.shop.example"
PROVIDER: dict[str, Any] = {
    "name": "main",
    "hosts": [],
    "kind": "oidc",
    "issuer": ISSUER,
    "authorization_endpoint": DISCOVERY["authorization_endpoint"],
    "token_endpoint": DISCOVERY["token_endpoint"],
    "end_session_endpoint": DISCOVERY["end_session_endpoint"],
    "jwks_uri": DISCOVERY["jwks_uri"],
    "client_id": CLIENT,
    "client_authentication": "none",
    "scopes": ["openid", "profile"],
    "sign_out": "oidc",
}


def counted_entropy() -> Callable[[int], bytes]:
    """Entropy that never repeats, and is the same in every run."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(4, "big").rjust(size, b"\x5a")


@dataclass
class Clock:
    """The time, as tests set it."""

    now: float = NOW

    def __call__(self) -> float:
        return self.now


@dataclass
class Site:
    """A handler with its provider, clock and records."""

    handler: LambdaHandler
    provider: FakeProvider
    clock: Clock
    telemetry: Recorder
    live: dict[str, Any]
    """The table `auth` of the live settings."""

    @property
    def words(self) -> list[str]:
        """The outcomes, with the reason where there is one."""
        return [
            f"{outcome} {facts['reason']}" if "reason" in facts else outcome
            for _, outcome, facts in self.telemetry.outcomes
        ]

    def pass_time(self, seconds: float) -> None:
        """Let time go on, here and at the provider."""
        self.clock.now += seconds
        self.provider.now += seconds


def site(
    *,
    provider: Mapping[str, Any] | None = None,
    providers: list[Mapping[str, Any]] | None = None,
    read_secret: Callable[[SecretPlace], str] | None = None,
    fetches: Fetches | None = None,
    fake: FakeProvider | None = None,
    logging: str = "",
    **changes: Any,
) -> Site:
    """A handler; `provider` changes its table, `changes` the feature's.

    `logging`: with a real logger in place of one that remembers.
    """
    known = fake or FakeProvider(NOW)
    live: dict[str, Any] = {}
    entries = providers or [{**PROVIDER, "jwks": known.keys, **(provider or {})}]
    table = {**AUTH, "sign_in": "", "anonymous": ["/public/*"], "providers": entries, **changes}
    ports = Ports(lambda: fetches or known, counted_entropy(), read_secret)

    class AuthHere(Auth):
        """The feature with a world of ours."""

        def __init__(self, settings: Table) -> None:
            super().__init__(settings, ports=ports)

        def viewer_request(self, request: Request, call: Invocation) -> Request | Response:
            return super().viewer_request(request, cast("Invocation", Call(call, live)))

        def viewer_response(self, request: Request, response: Response, call: Invocation) -> Response:
            return super().viewer_response(request, response, cast("Invocation", Call(call, live)))

    settings = {"project": "shop", "handler": "gate", "log_level": "DEBUG", "features": {"auth": table}}
    clock, telemetry = Clock(), Recorder()
    read = Settings(Table({**settings, **({"logging": logging} if logging else {})}, ""))
    handler = chain(read, (AuthHere,), clock=clock, telemetry=None if logging else telemetry)
    return Site(handler, known, clock, telemetry, live)


class Call:
    """An invocation with live settings for sign-in."""

    def __init__(self, call: Invocation, live: dict[str, Any]) -> None:
        self._call = call
        self.live = {"auth": live}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._call, name)


@dataclass
class Cookie:
    """A cookie in the jar."""

    value: str
    path: str
    host: str
    ends: float


@dataclass
class Browser:
    """One visitor's browser."""

    at: Site
    host: str = HOST
    jar: dict[tuple[str, str, str], Cookie] = field(default_factory=dict)
    accepts_cookies: bool = True

    def cookies(self, path: str, host: str = "") -> list[tuple[str, str]]:
        """Names and values that are sent to a path."""
        now, host = self.at.clock.now, host or self.host
        return [
            (name, cookie.value)
            for (name, _, _), cookie in self.jar.items()
            if cookie.host == host
            and now < cookie.ends
            and (path + "/").startswith(cookie.path.rstrip("/") + "/")
        ]

    def names(self) -> set[str]:
        """Names of all cookies that live, of attempts without their ids."""
        now = self.at.clock.now
        return {name.partition(".")[0] for (name, _, _), cookie in self.jar.items() if now < cookie.ends}

    def get(
        self, target: str, *lines: tuple[str, str], host: str = "", method: str = "GET"
    ) -> Request | Response:
        """What the handler returns to a request with the browser's cookies; cookies that it sets are kept."""
        path, _, query = target.partition("?")
        host = host or self.host
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies(path, host))
        cookie = [("Cookie", sent)] if sent else []
        request: Request = {
            "clientIp": "203.0.113.178",
            "headers": header_lines(("Host", host), *cookie, *lines),
            "method": method,
            "querystring": query,
            "uri": path,
        }
        answer = self.at.handler(edge_event("viewer-request", request), None)
        if "status" in answer:
            self.keep(cast("Response", answer), host)
        return answer

    def page(self, target: str, *lines: tuple[str, str], host: str = "") -> Response:
        """The same, where an answer of ours is expected."""
        answer = self.get(target, *lines, host=host)
        assert "status" in answer, "the request was let through"
        return cast("Response", answer)

    def keep(self, answer: Response, host: str = "") -> None:
        """Keep the cookies of an answer, as far as a browser would."""
        for line in values(answer["headers"], "set-cookie"):
            pair, *rest = line.split("; ")
            name, _, value = pair.partition("=")
            attributes = dict(item.partition("=")[::2] for item in rest)
            assert "Secure" in attributes
            assert "HttpOnly" in attributes
            assert len(pair) <= 4096
            if name.startswith("__Host-"):
                assert attributes["Path"] == "/"
                assert "Domain" not in attributes
            ends = self.at.clock.now + int(attributes["Max-Age"])
            if self.accepts_cookies:
                self.jar[name, attributes["Path"], host or self.host] = Cookie(
                    value, attributes["Path"], host or self.host, ends
                )

    def sign_in(self, target: str = "/members/", *, subject: str = "mira", host: str = "") -> Response:
        """Ask for a page and go through the provider; the answer to the callback."""
        to_sign_in = location(self.page(target, host=host))
        to_provider = location(self.page(to_sign_in, host=host))
        return self.come_back(to_provider, subject=subject)

    def come_back(self, to_provider: str, *, subject: str = "mira") -> Response:
        """Sign in at the provider, and be sent back to where it was told to."""
        back = urlsplit(one_value(urlsplit(to_provider).query)["redirect_uri"])
        query = self.at.provider.authorize(to_provider, subject=subject)
        return self.page(f"{back.path}?{query}", host=back.netloc)


def location(answer: Response) -> str:
    """Where an answer leads to."""
    assert answer["status"] == "302", answer
    found = first(answer["headers"], "location")
    assert found is not None
    return found


def signed_in(answer: Response) -> bool:
    """Whether an answer sets a session."""
    return any(line.startswith("__Host-session=v1.") for line in values(answer["headers"], "set-cookie"))

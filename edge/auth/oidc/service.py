"""The one place of the sign-in that does I/O: drives flows, keeps what a worker may keep, writes responses.

1. A worker keeps a provider's settings, its verifier (with keys that were fetched anew) and its secret; all
   that belongs to a visitor is in the visitor's cookies.
2. What cannot be done now is a 503 page with `Retry-After`, and nobody is let in. An attempt is not spent by
   it: going back and trying again works.
"""

from __future__ import annotations

from os import urandom
from typing import TYPE_CHECKING, NamedTuple

from edge import headers
from edge.auth.jwt import Issuer, KeySet, Verifier
from edge.auth.jwt.token import read_object
from edge.auth.oidc.callback import callback
from edge.auth.oidc.exchange import Answer, Context, FetchError, UnavailableError
from edge.auth.oidc.fetch import LOOPBACK, Fetcher
from edge.auth.oidc.loops import loop_page
from edge.auth.oidc.provider import read_provider, read_secret_place
from edge.auth.oidc.sign_in import renew, sign_in
from edge.auth.oidc.sign_out import sign_out, signed_out
from edge.auth.pages import PAGES, render
from edge.auth.secret_store import SecretStore
from edge.responses import generate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from edge.auth.oidc.exchange import Flow, HttpReply, HttpRequest
    from edge.auth.oidc.provider import Provider
    from edge.auth.secret_store import ReadSecret
    from edge.auth.settings import AuthSettings, Site
    from edge.events import Request, Response
    from edge.handler import Invocation

    class Fetches(Protocol):
        """Answers requests to providers within one invocation."""

        def __call__(self, request: HttpRequest, /) -> HttpReply:
            """What the server answers; raises `FetchError` where it cannot."""

        def get(self, url: str, /) -> bytes:
            """What is there; raises `FetchError` where it cannot."""


__all__ = ["Ports", "SignIn"]

FLOWS: dict[str, Callable[[Context], Flow]] = {"sign-in": sign_in, "callback": callback, "renew": renew}
ANSWERS: dict[str, Callable[[Context], Answer]] = {"sign-out": sign_out, "signed-out": signed_out}
HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


class Ports(NamedTuple):
    """The world outside, as tests replace it."""

    fetcher: Callable[[], Fetches] = Fetcher
    """Makes what answers requests within one invocation."""
    entropy: Callable[[int], bytes] = urandom
    read_secret: ReadSecret | None = None


class Client(NamedTuple):
    """What a worker keeps of one site."""

    provider: Provider
    verifier: Verifier | None
    secrets: SecretStore | None


class SignIn:
    """Answers our own paths."""

    __slots__ = ("_clients", "_fetches", "_file_key", "_ports", "_settings")

    def __init__(self, settings: AuthSettings, ports: Ports) -> None:
        self._settings = settings
        self._ports = ports
        self._clients: dict[str, Client] = {}
        self._fetches: Fetches | None = None
        self._file_key: SecretStore | None = None

    def answer(self, action: str, site: Site, request: Request, call: Invocation) -> Response:
        """The response to a request for `action` at a site; one outcome is reported."""
        origin = _origin(request)
        if origin is None:
            answer = Answer("refused", "host", page="host")
        elif request["method"] != "GET" or action not in (FLOWS | ANSWERS):
            answer = Answer("refused", "no-such-path", page="not-found")
        elif _is_prefetch(request):
            # a browser that guesses must not sign anybody in or out; it asks again when it is meant
            answer = Answer("refused", "prefetch", page="not-found")
        else:
            answer = self._answered(action, site, request, origin, call)
        facts = dict(answer.facts) | ({"reason": answer.reason} if answer.reason else {})
        call.outcome(answer.outcome, site=site.name, **facts)
        return self._response(answer, call.request_id)

    def _answered(self, action: str, site: Site, request: Request, origin: str, call: Invocation) -> Answer:
        fetches = self._fetches = self._ports.fetcher()
        client = self._client(site)
        context = Context(
            settings=self._settings,
            site=site,
            provider=client.provider,
            request=request,
            origin=origin,
            now=call.now,
            entropy=self._ports.entropy,
            secret=lambda anew: _secret(client, call.now, anew=anew),
            verify=lambda token, now: _verified(client, token, now),
            file_key=lambda: self._read_file_key(call.now),
            live=_table(call.live.get("auth")),
        )
        if action in ANSWERS:
            return ANSWERS[action](context)
        try:
            return _drive(FLOWS[action](context), fetches)
        except (FetchError, UnavailableError) as error:
            link = self._settings.redirect_to + "%2F"
            return Answer("unavailable", str(error), page="unavailable", link=link)

    def _client(self, site: Site) -> Client:
        if site.name not in self._clients:
            provider = read_provider(site.provider)
            verifier = self._verifier(provider) if provider.kind == "oidc" else None
            secrets = provider.secret and SecretStore(provider.secret, read=self._ports.read_secret)
            self._clients[site.name] = Client(provider, verifier, secrets)
        return self._clients[site.name]

    def _verifier(self, provider: Provider) -> Verifier:
        issuer = Issuer(
            issuer=provider.issuer,
            keys=KeySet(read_object(provider.jwks.encode()), provider.algorithms),
            audiences=(provider.client_id,),
            clients=(provider.client_id,),
            jwks_uri=provider.jwks_uri,
            algorithms=provider.algorithms,
        )
        # an ID token is seen once: remembering it would only take memory
        return Verifier([issuer], remembered=0, fetch=self._fetch)

    def _read_file_key(self, now: float) -> str:
        if self._file_key is None:
            if self._settings.file_cookies is None:
                raise UnavailableError("file-cookies-key")
            place = read_secret_place(self._settings.file_cookies.secret)
            self._file_key = SecretStore(place, read=self._ports.read_secret)
        return self._file_key.get(now, anew=False)

    def _fetch(self, url: str) -> bytes:
        if self._fetches is None:
            raise FetchError("idle")
        return self._fetches.get(url)

    def _response(self, answer: Answer, request_id: str) -> Response:
        settings = self._settings
        lines = [("Set-Cookie", line) for line in answer.cookies]
        if answer.location and not _needs_own_navigation(settings, answer):
            return generate(302, headers=(("Location", answer.location), *lines))
        if answer.location:
            lines.append(("Refresh", f"0;url={answer.location}"))
        page = loop_page(answer.reason) if answer.page == "loop" else PAGES[answer.page or "continue"]
        return render(
            page,
            template=settings.page,
            request_id=request_id,
            link=answer.link or answer.location,
            headers=lines,
        )


def _needs_own_navigation(settings: AuthSettings, answer: Answer) -> bool:
    """Whether a redirect would lose the session: one that began at another site carries no Strict cookie."""
    return settings.session.same_site == "Strict" and answer.outcome in (
        "signed_in",
        "renewed",
        "asked_again",
    )


def _drive(flow: Flow, fetch: Fetches) -> Answer:
    """Run a flow to its answer."""
    try:
        request = next(flow)
        while True:
            request = flow.send(fetch(request))
    except StopIteration as end:
        answer: Answer = end.value
        return answer
    finally:
        flow.close()


def _is_prefetch(request: Request) -> bool:
    """Whether nobody has followed the link yet (https://wicg.github.io/nav-speculation/prefetch.html)."""
    purposes = (headers.first(request["headers"], name) for name in ("sec-purpose", "purpose"))
    return any(purpose and purpose.startswith("prefetch") for purpose in purposes)


def _origin(request: Request) -> str | None:
    """Scheme and host that were asked, or None for a host that is none."""
    host = (headers.first(request["headers"], "host") or "").lower()
    name, colon, port = host.partition(":")
    if not name or not HOST.issuperset(name) or (colon and not (port.isascii() and port.isdigit())):
        return None
    return f"{'http' if name in LOOPBACK else 'https'}://{host}"


def _secret(client: Client, now: float, *, anew: bool) -> str:
    if client.secrets is None:
        raise UnavailableError("secret")
    return client.secrets.get(now, anew=anew)


def _verified(client: Client, token: str, now: float) -> Mapping[str, object]:
    if client.verifier is None:
        raise UnavailableError("provider")
    return client.verifier.verify(token, now)


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}

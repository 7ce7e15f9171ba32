"""A client of the simulated distribution: what a browser or curl would be in front of the real one.

    with EdgeClient("examples/storefront") as client:
        response = client.get("/members/index.html")
        assert response.status == 302
        assert response.events["viewer-request"].ran

Nothing goes over a network. The project is built first, and its handlers run from the built zips.
"""

from __future__ import annotations

import json as json_module
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.viewer import viewer_request
from cloudfrontier.simulator.viewers import COUNTRY
from cloudfrontier.testing.edge_host import EdgeHost
from cloudfrontier.testing.edge_response import EdgeResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

    from cloudfrontier.simulator.configured import Configured

__all__ = ["EdgeClient"]

_REMEMBERED = 5


class EdgeClient:
    """Sends requests; a context manager, which closes the workers if it started them.

    `project`: an edge.toml or its folder (by default the nearest one at or above the current folder), or an
    `EdgeHost` that several clients share. `dist`: a folder that `cloudfrontier build` wrote, instead of a new
    build. `clock`: tells the time, see `ManualClock`. Redirects are not followed. Cookies are forgotten,
    unless `keep_cookies`: then they go with every later request, whatever their attributes say. `configured`:
    a `DistributionConfig` of the API in place of the project's own distribution.

    Raises:
        CloudfrontierError: as `EdgeHost`.
    """

    def __init__(
        self,
        project: EdgeHost | str | Path | None = None,
        *,
        dist: str | Path | None = None,
        clock: Callable[[], float] = time.time,
        keep_cookies: bool = False,
        configured: Configured | None = None,
    ) -> None:
        host = (
            project if isinstance(project, EdgeHost) else EdgeHost(project, dist=dist, configured=configured)
        )
        self._owned = None if host is project else host
        self._domain_name = host.simulator.distribution.domain_name
        self._cache = Cache()
        self._engine = host.simulator.engine(self._cache)
        self._clock = clock
        self._keeps_cookies = keep_cookies
        self.cookies: dict[str, str] = {}
        """Cookies that go with every request; responses fill it with `keep_cookies`."""
        self.history: deque[EdgeResponse] = deque(maxlen=_REMEMBERED)
        """The last responses, the oldest first: what a failed test is explained with."""

    def request(  # noqa: PLR0913 - a request has that many parts, all by name
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        body: bytes | str = b"",
        json: Any = None,
        client_ip: str | None = None,
        country: str | None = None,
    ) -> EdgeResponse:
        """One request through all four events; `url` is a path or a whole URL, `json` a body to encode.

        `country`: where the viewer is (ISO 3166-1 alpha-2), whatever the project's table says of its address.

        Raises:
            UsageError: what is given is no HTTP request.
        """
        lines = list(headers.items() if isinstance(headers, Mapping) else headers)
        names = {name.lower() for name, _ in lines}
        if json is not None:
            body = json_module.dumps(json)
            lines += [] if "content-type" in names else [("Content-Type", "application/json")]
        if self.cookies and "cookie" not in names:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            lines.append(("Cookie", "; ".join(pairs)))
        if country is not None:
            lines.append((COUNTRY, country))
        data = body.encode() if isinstance(body, str) else body
        request = viewer_request(method, url, domain_name=self._domain_name, headers=lines, body=data)
        if client_ip is not None:
            request = replace(request, client_ip=client_ip)
        response = EdgeResponse.of(self._engine.handle(request, now=self._clock()))
        self.history.append(response)
        if self._keeps_cookies:
            self._keep(response)
        return response

    def get(self, url: str, **parts: Any) -> EdgeResponse:
        """GET; `parts` as in `request`."""
        return self.request("GET", url, **parts)

    def head(self, url: str, **parts: Any) -> EdgeResponse:
        """HEAD."""
        return self.request("HEAD", url, **parts)

    def options(self, url: str, **parts: Any) -> EdgeResponse:
        """OPTIONS."""
        return self.request("OPTIONS", url, **parts)

    def post(self, url: str, **parts: Any) -> EdgeResponse:
        """POST."""
        return self.request("POST", url, **parts)

    def put(self, url: str, **parts: Any) -> EdgeResponse:
        """PUT."""
        return self.request("PUT", url, **parts)

    def patch(self, url: str, **parts: Any) -> EdgeResponse:
        """PATCH."""
        return self.request("PATCH", url, **parts)

    def delete(self, url: str, **parts: Any) -> EdgeResponse:
        """DELETE."""
        return self.request("DELETE", url, **parts)

    def invalidate(self, *paths: str) -> int:
        """Forget what was stored for these paths, such as `/docs/*`; how many objects they were.

        Raises:
            UsageError: CloudFront would refuse one of the paths.
        """
        return self._cache.invalidate(paths)

    def clear_cache(self) -> None:
        """Forget what was stored, as an invalidation of `/*` does."""
        self._cache.clear()

    def close(self) -> None:
        """End the workers, if this client started them; it may be called twice."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep(self, response: EdgeResponse) -> None:
        """A cookie with an empty value is one that was taken away."""
        for name, value in response.cookies.items():
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)

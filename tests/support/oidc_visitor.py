"""Somebody who signs in: follows every redirect between the simulated site and the real provider, by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx
from oidc_server import HOST

from cloudfrontier.testing import EdgeClient
from edge.auth.base64url import decode
from edge.auth.session import Key, Session, open_token, sign

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.testing.edge_response import EdgeResponse

__all__ = ["Visitor", "read_key"]

SITE = f"https://{HOST}"
MOST_STEPS = 20


def read_key(path: Path) -> Key:
    """The key that sessions of a project are signed with."""
    secret = decode(path.read_text(encoding="utf-8").strip())
    assert secret
    return Key("k1", secret)


@dataclass
class Visitor:
    """One browser: its cookies for the site and for the provider; `name` is typed where the provider asks."""

    edge: EdgeClient
    name: str = "mira"
    at_provider: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False))
    questions: int = 0
    """Forms of the provider that had to be filled in."""
    visited: list[str] = field(default_factory=list)

    def page(self, path: str) -> EdgeResponse:
        """One request to the site."""
        return self.edge.get(urljoin(SITE, path))

    def open(self, url: str) -> EdgeResponse:
        """The page where all redirects have ended, and all questions were answered."""
        url = urljoin(SITE, url)
        for _ in range(MOST_STEPS):
            self.visited.append(url)
            if not url.startswith(f"{SITE}/"):
                url = self.through_one_step(url)
                continue
            answer = self.edge.get(url)
            location = answer.headers.get("location")
            if not location:
                return answer
            url = urljoin(url, location)
        raise AssertionError(f"went round in circles: {self.visited}")

    def to_provider(self, path: str) -> str:
        """Where the sign-in of that page leads, with all its parameters."""
        asked = self.page(path).headers.get("location")
        assert asked
        location = self.page(asked).headers.get("location")
        assert location
        return location

    def callback(self, to_provider: str) -> str:
        """The URL of the site that the provider sends back to."""
        url = to_provider
        while not url.startswith(f"{SITE}/"):
            url = self.through_one_step(url)
        return url

    def through_one_step(self, url: str) -> str:
        """Where the provider leads to from there."""
        answer = self.at_provider.get(url)
        if answer.status_code in {302, 303}:
            return urljoin(url, answer.headers["location"])
        assert answer.status_code == 200, answer.text
        form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
        action = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
        assert action, answer.text
        if form.get("prompt") == "login":
            form |= {"login": self.name, "password": "any"}
        self.questions += 1
        if urlsplit(action[1]).path.endswith("/session/end/confirm"):
            form["logout"] = "yes"
        done = self.at_provider.post(urljoin(url, action[1].replace("&amp;", "&")), data=form)
        assert done.status_code in {302, 303}, done.text
        return urljoin(url, done.headers["location"])

    @property
    def session(self) -> str:
        """The session's cookie."""
        return self.edge.cookies["__Host-session"]

    def age(self, key: Key, **changes: Any) -> Session:
        """Change the times of the session, which time itself would take too long to do."""
        session = open_token(self.session, {key.id: key})
        assert isinstance(session, Session)
        changed = session._replace(**changes)
        self.edge.cookies["__Host-session"] = sign(key, changed)
        return changed

    def close(self) -> None:
        """Close the connections to the provider."""
        self.at_provider.close()

"""The built zip signs somebody in: through the simulator, over HTTP on the loopback."""

from __future__ import annotations

import json
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from fake_provider import FakeProvider, discovery, one_value

from cloudfrontier.testing import EdgeClient
from edge.auth.oidc.exchange import HttpRequest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROJECT = """
[project]
name = "shop"

[origins.site]
domain = "site.shop.example"
simulate.folder = "site"

[handlers.gate]
features = ["auth"]
logging = "lean"

[auth]
keys = [{{ id = "k1", file = "session.key", create = true }}]
anonymous = ["/public/*"]
headers = {{ x-auth-groups = "groups" }}
rules = [
  {{ paths = ["/staff/*"], groups = ["staff"] }},
  {{ paths = ["/*"] }},
]

[auth.providers.main]
issuer = "{issuer}"
client_id = "shop-web"
refresh = true

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "CachingDisabled"
viewer-request = "gate"
viewer-response = "gate"
"""


class Provider(BaseHTTPRequestHandler):
    """The fake, behind HTTP."""

    def __init__(self, fake: FakeProvider, *args: Any) -> None:
        self.fake = fake
        super().__init__(*args)

    def do_GET(self) -> None:
        documents = {
            "/keys": self.fake.keys.encode(),
            "/.well-known/openid-configuration": json.dumps(discovery(self.fake.issuer)).encode(),
        }
        self.answer(200, documents[self.path])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        url = self.fake.issuer + self.path
        reply = self.fake(HttpRequest(url, "POST", tuple(self.headers.items()), body))
        self.answer(reply.status, reply.body)

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    fake = FakeProvider(time.time(), claims={"sub": "mira", "groups": ["staff", "others"]})
    server = HTTPServer(("127.0.0.1", 0), partial(Provider, fake))
    fake.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield fake
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_built_zip_signs_somebody_in(tmp_path: Path, provider: FakeProvider) -> None:
    (tmp_path / "site" / "staff").mkdir(parents=True)
    (tmp_path / "site" / "staff" / "a.txt").write_text("for the staff", encoding="utf-8")
    (tmp_path / "edge.toml").write_text(PROJECT.format(issuer=provider.issuer), encoding="utf-8")
    with EdgeClient(tmp_path, keep_cookies=True) as client:
        to_sign_in = client.get("/staff/a.txt").headers.get("location")
        assert to_sign_in == "/.auth/sign-in?return_to=%2Fstaff%2Fa.txt"
        to_provider = client.get(to_sign_in).headers.get("location")
        back = urlsplit(one_value(urlsplit(to_provider).query)["redirect_uri"])
        provider.now = time.time()
        answer = client.get(f"{back.path}?{provider.authorize(to_provider)}")
        assert (answer.status, answer.headers.get("location")) == (302, "/staff/a.txt")
        page = client.get("/staff/a.txt")
        assert (page.status, page.text) == (200, "for the staff")
        assert client.get("/.auth/renew").status == 200
        assert client.get("/.auth/sign-out").headers.get("location").startswith(f"{provider.issuer}/logout?")

"""The simulated distribution behind https on the loopback, for a browser: it gets what CloudFront sends.

Sessions are `__Host-` cookies, which browsers keep of https alone; so the server has a certificate of its own
making, and the browser is told to take the site's host for this address and not to mind who signed.
"""

from __future__ import annotations

import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from oidc_server import HOST
from tokens import private_key

from cloudfrontier.testing import EdgeClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloudfrontier.testing.edge_host import EdgeHost

__all__ = ["https_site"]

OF_THE_CONNECTION = {"connection", "transfer-encoding", "content-length", "keep-alive"}


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the simulator, one connection each."""

    def __init__(self, host: EdgeHost, seen: list[str], *args: Any) -> None:
        self.host = host
        self.seen = seen
        super().__init__(*args)

    def do_GET(self) -> None:
        lines = [(name, value) for name, value in self.headers.items() if name.lower() != "connection"]
        self.seen.append(self.path)
        answer = EdgeClient(self.host).get(f"https://{self.headers['Host']}{self.path}", headers=lines)
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Answers each connection in a thread of its own."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: browsers open connections that they do not use, and try certificates."""


@contextmanager
def https_site(host: EdgeHost, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """`127.0.0.1:port` of the site, and the paths asked for so far; `folder` takes the certificate."""
    seen: list[str] = []
    server = Server(("127.0.0.1", 0), partial(Handler, host, seen))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _certificate(folder: Path) -> Path:
    key, now = private_key("ES256"), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form, cipher = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path = folder / "site.pem"
    path.write_bytes(key.private_bytes(pem, form, cipher) + certificate.public_bytes(pem))
    return path

"""Stands for Secrets Manager and Parameter Store on the loopback, for handlers that ask boto3 for a secret.

1. It speaks what boto3 speaks (AWS JSON 1.1), so that the code that ships is the code that runs.
2. It knows what edge.toml names and refuses everything else, whatever service is asked: nothing that a
   handler asks of AWS leaves this machine.
3. The loopback is everybody's on this machine: a request must name the access key that only the workers
   were given, drawn anew for each server.

Sources: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html and
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html (read 2026-11).
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

from cloudfrontier.simulator.lambda_runtime import AwsStandIn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from cloudfrontier.simulator.local_secrets import SecretKey

__all__ = ["SecretServer"]

LARGEST_REQUEST, DIGITS = 65536, 5
"""Bytes of a body, and digits of that number."""
SECONDS = 10
"""For a request to arrive in."""
SCOPE = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/\s]+)/[0-9]{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")
"""How AWS's signatures (version 4) begin: access key, day, Region, service."""
OPERATIONS = {
    "secretsmanager.GetSecretValue": ("secretsmanager", "SecretId", "ResourceNotFoundException"),
    "AmazonSSM.GetParameter": ("ssm", "Name", "ParameterNotFound"),
}
"""Target -> service, the member of the request with the name, and the error for a name that is not known."""


class SecretServer:
    """Answers until it is closed; a context manager. `stand_in`: where it is, for those who may ask."""

    def __init__(self, texts: Mapping[SecretKey, str]) -> None:
        access_key = f"AKIA{secrets.token_hex(16).upper()}"
        self._server = _Server(("127.0.0.1", 0), _handler(texts, access_key))
        self.stand_in = AwsStandIn(f"http://127.0.0.1:{self._server.server_port}", access_key)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more; it may be called twice."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Nothing: whoever is on this machine can break a connection off, and would print in our terminal."""


def _handler(texts: Mapping[SecretKey, str], access_key: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = SECONDS

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            is_number = length.isascii() and length.isdigit() and len(length) <= DIGITS
            if not is_number or int(length) > LARGEST_REQUEST:
                self.close_connection = True
                self._send(*_refused("ValidationException"))
                return
            body = self.rfile.read(int(length))
            signed = SCOPE.match(self.headers.get("Authorization", ""))
            if not signed or not hmac.compare_digest(signed[1].encode(), access_key.encode()):
                self._send(*_refused("UnrecognizedClientException"))
                return
            target = self.headers.get("X-Amz-Target", "")
            self._send(*_answer(texts, target, body, region=signed[2], service=signed[3]))

        def log_message(self, *_: object) -> None:
            """Nothing: what is asked for here is nobody's business."""

        def _send(self, status: int, answer: Mapping[str, Any]) -> None:
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


def _answer(
    texts: Mapping[SecretKey, str], target: str, body: bytes, *, region: str, service: str
) -> tuple[int, Mapping[str, Any]]:
    """Status and body for a request whose sender may ask."""
    asked, member, unknown = OPERATIONS.get(target, ("", "", ""))
    if asked != service:
        return _refused("AccessDeniedException")
    try:
        name = json.loads(body)[member]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refused("ValidationException")
    text = texts.get((service, region, str(name)))
    if text is None:
        return _refused(unknown)
    if service == "ssm":
        return 200, {"Parameter": {"Name": name, "Type": "SecureString", "Value": text, "Version": 1}}
    return 200, {"Name": name, "SecretString": text}


def _refused(code: str) -> tuple[int, Mapping[str, Any]]:
    return 400, {"__type": code, "message": "nothing on this machine stands for it (`simulate` in edge.toml)"}

"""An account behind real HTTP: an emulator in a process of its own, and sessions that ask it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
import botocore
from botocore.config import Config
from cloudfront_api import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["WireSession", "emulator"]

_SECONDS = 30.0


class WireSession:
    """A boto3 session all of whose clients ask one address."""

    region_name = "us-east-1"

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._session = boto3.Session("testing", "testing", region_name=self.region_name)

    def client(self, service: str, *, region_name: str, config: Config) -> Any:
        """As `boto3.Session.client`.

        The data plane of stores would need a signature that needs `awscrt`, and botocore puts the account
        before the host, which is none here.
        """
        is_data = service == "cloudfront-keyvaluestore"
        if is_data:
            config = config.merge(Config(signature_version=botocore.UNSIGNED))
        client = self._session.client(
            service, region_name=region_name, config=config, endpoint_url=self._endpoint
        )
        if is_data:
            client.meta.events.register("before-sign", self._without_account)
        return client

    def _without_account(self, request: Any, **_: object) -> None:
        path = request.url.split("/", 3)[3]
        request.url = f"{self._endpoint}/{path}"


@contextmanager
def emulator(executable: str, folder: Path) -> Iterator[str]:
    """Its address, for as long as the context lasts; nobody but this machine can reach it."""
    port = _free_port()
    own = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "MINISTACK_ACCOUNT_ID": ACCOUNT}
    environment = {**os.environ, **own}
    log = folder / "emulator.log"
    with log.open("wb") as output:
        process = subprocess.Popen([executable], env=environment, stdout=output, stderr=output, cwd=folder)
        try:
            _wait(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the emulator did not answer: {log.read_text(errors='replace')[-2000:]}")

"""A real OpenID Connect provider in a process of its own (`oidc_provider.mjs`), as tests turn its knobs."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tokens import CURVES, b64, jwk, number, private_key

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["CLIENT", "HOST", "SECRET", "OidcServer", "private_jwk"]

HOST = "www.shop.example"
CLIENT = "shop-web"
SECRET = "a-secret+of/the client: 32 bytes or more"
SCRIPT = Path(__file__).with_name("oidc_provider.mjs")


def private_jwk(which: int = 0, algorithm: str = "RS256") -> dict[str, Any]:
    """A signing key of the provider as JSON, with its private numbers."""
    key, public = private_key(algorithm, which), jwk(algorithm, which)
    if algorithm == "EdDSA":
        return {**public, "d": b64(key.private_bytes_raw())}
    numbers = key.private_numbers()
    if algorithm in CURVES:
        return {**public, "d": number(numbers.private_value, key.curve.key_size // 8)}
    return {
        **public,
        "d": number(numbers.d),
        "p": number(numbers.p),
        "q": number(numbers.q),
        "dp": number(numbers.dmp1),
        "dq": number(numbers.dmq1),
        "qi": number(numbers.iqmp),
    }


def _client() -> dict[str, Any]:
    return {
        "client_id": CLIENT,
        "redirect_uris": [f"https://{HOST}/.auth/callback"],
        "post_logout_redirect_uris": [f"https://{HOST}/.auth/signed-out"],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "none",
    }


@dataclass
class OidcServer:
    """The provider; a context manager. `folder` holds its node_modules."""

    folder: Path
    client: dict[str, Any] = field(default_factory=_client)
    keys: tuple[dict[str, Any], ...] = field(default_factory=lambda: (private_jwk(),))
    mode: str = "up"
    issuer: str = ""

    def become(self, **changes: Any) -> None:
        """Change what it is; what it has stored stays."""
        for name, value in changes.items():
            setattr(self, name, value)
        told = {
            "clients": [self.client],
            "jwks": {"keys": list(self.keys)},
            "mode": self.mode,
        }
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith("> "):
                self.issuer = json.loads(line[2:])["issuer"]
                return
        raise AssertionError(f"the provider ended: {self._process.wait()}")

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            ["node", "--no-warnings", str(SCRIPT), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.become()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=20)

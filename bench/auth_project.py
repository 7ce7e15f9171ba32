"""A project that signs visitors in with a Cognito user pool, for the benchmarks of sign-in: built, unpacked.

The same pool, client, key and visitor are given to the peers, which run under node. Nothing is fetched: the
pool's documents are files of the project.
"""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from cloudfrontier.artifacts.archive import zip_bytes
from cloudfrontier.artifacts.handlers import gather_handler, installed_folders
from cloudfrontier.artifacts.key_files import write_key
from cloudfrontier.artifacts.precompile import add_bytecode
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CLIENT", "DOMAIN", "ISSUER", "PYTHON", "Pool", "event", "unpacked_handlers"]

REGION, POOL_ID, CLIENT = "eu-west-1", "eu-west-1_AbCdEf123", "client1example"
DOMAIN = "example.auth.eu-west-1.amazoncognito.com"
ISSUER = f"https://cognito-idp.{REGION}.amazonaws.com/{POOL_ID}"
PYTHON = (3, 13)
HOST = "d111111abcdef8.cloudfront.net"
EDGE_TOML = f"""\
[project]
name = "bench"
lambda_runtime = "python{PYTHON[0]}.{PYTHON[1]}"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"

[handlers.full]
features = ["auth"]

[handlers.lean]
features = ["auth"]
logging = "lean"

[auth]
keys = [{{ id = "k1", file = "session.key" }}]

[auth.providers.pool]
preset = "cognito"
client_id = "{CLIENT}"
region = "{REGION}"
user_pool = "{POOL_ID}"
domain = "{DOMAIN}"
discovery = "openid.json"
jwks = "jwks.json"

[[behaviors]]
path = "/.auth/*"
origin = "site"
viewer-request = "full"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "lean"
"""
DISCOVERY = {
    "issuer": ISSUER,
    "jwks_uri": f"{ISSUER}/.well-known/jwks.json",
    "authorization_endpoint": f"https://{DOMAIN}/oauth2/authorize",
    "token_endpoint": f"https://{DOMAIN}/oauth2/token",
    "end_session_endpoint": f"https://{DOMAIN}/logout",
    "id_token_signing_alg_values_supported": ["RS256"],
}


@dataclass(frozen=True)
class Pool:
    """A user pool's key and its public half as JSON."""

    key: rsa.RSAPrivateKey
    jwks: dict[str, Any]

    @classmethod
    def make(cls) -> Pool:
        """A pool with a new key."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        numbers = key.public_key().public_numbers()
        entry = {"kid": "one", "alg": "RS256", "use": "sig", "kty": "RSA", "e": "AQAB"}
        return cls(key, {"keys": [{**entry, "n": _text(numbers.n.to_bytes(256, "big"))}]})

    def token(self, now: int, **changes: object) -> str:
        """An ID token as Cognito makes them."""
        claims = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "0b2f4f1c-6f3b-4a8e-9d4e-1f2e3d4c5b6a",
            "token_use": "id",
            "cognito:username": "alice",
            "cognito:groups": ["members"],
            "email": "alice@example.com",
            "email_verified": True,
            "auth_time": now,
            "iat": now,
            "exp": now + 3600,
            **changes,
        }
        header = {"kid": "one", "alg": "RS256"}
        signed = ".".join(_text(json.dumps(part).encode()) for part in (header, claims))
        return f"{signed}.{_text(self.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def unpacked_handlers(folder: Path, pool: Pool) -> dict[str, tuple[Path, int]]:
    """Where each handler's zip was unpacked, and the bytes of the zip, by name; bytecode where it can be had.

    The session key is `project/session.key` of that folder.
    """
    project = folder / "project"
    project.mkdir()
    (project / "edge.toml").write_text(EDGE_TOML, encoding="utf-8")
    (project / "openid.json").write_text(json.dumps(DISCOVERY), encoding="utf-8")
    (project / "jwks.json").write_text(json.dumps(pool.jwks), encoding="utf-8")
    write_key(project / "session.key", entropy=os.urandom)
    loaded = load(project)
    gathered = [gather_handler(loaded, name, installed=installed_folders()) for name in ("full", "lean")]
    compiled, _ = add_bytecode(gathered, os.environ.get("PATH", ""))
    found = {}
    for handler in compiled:
        for name, data in handler.files.items():
            path = folder / handler.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        found[handler.name] = folder / handler.name, len(zip_bytes(handler.files))
    return found


def event(*cookies: str) -> dict[str, Any]:
    """A viewer-request for a page, with these cookies."""
    headers = {"host": [{"key": "Host", "value": HOST}]}
    if cookies:
        headers["cookie"] = [{"key": "Cookie", "value": "; ".join(cookies)}]
    request = {
        "clientIp": "203.0.113.178",
        "headers": headers,
        "method": "GET",
        "querystring": "",
        "uri": "/members/",
    }
    config = {
        "distributionDomainName": HOST,
        "distributionId": "EDFDVBD6EXAMPLE",
        "eventType": "viewer-request",
        "requestId": "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
    }
    return {"Records": [{"cf": {"config": config, "request": request}}]}


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()

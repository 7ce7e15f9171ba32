"""A project that signs visitors in with the provider of npm, and what Lambda's own Python adds to its zip."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from oidc_server import CLIENT

from cloudfrontier.artifacts.manifest import MANIFEST_NAME, Manifest
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SESSION_KEY", "build_with_secret", "write_project"]

SESSION_KEY = "session.key"
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
headers = {{ x-auth-email = "email" }}
rules = [
  {{ paths = ["/staff/*"], groups = ["staff"] }},
  {{ paths = ["/*"] }},
]

[auth.providers.main]
issuer = "{issuer}"
client_id = "{client}"
{provider}

[[behaviors]]
path = "/.auth/*"
origin = "site"
cache_policy = "CachingDisabled"
viewer-request = "gate"

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "CachingDisabled"
viewer-request = "gate"
viewer-response = "gate"
"""
BOTO3 = """\
class Client:
    def get_secret_value(self, SecretId):
        return {{"SecretString": {secrets!r}[SecretId]}}


def client(service, region_name, config):
    assert (service, region_name) == ("secretsmanager", "eu-west-1")
    return Client()
"""
"""What stands for the boto3 of Lambda's Python: it knows some secrets and asks nobody."""
BOTOCORE = {
    "botocore/__init__.py": "",
    "botocore/config.py": "class Config:\n    def __init__(self, **_):\n        pass\n",
    "botocore/exceptions.py": (
        "class BotoCoreError(Exception):\n    pass\n\n\nclass ClientError(Exception):\n    pass\n"
    ),
}


def write_project(root: Path, issuer: str, *, provider: str = "") -> Path:
    """A project of a few pages; `provider`: further lines of its provider's table."""
    pages = {"site/index.html": "home", "site/staff/a.html": "for the staff", "site/public/a.html": "open"}
    text = PROJECT.format(issuer=issuer, client=CLIENT, provider=provider)
    for name, content in {**pages, "edge.toml": text}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def build_with_secret(root: Path, secret: str) -> Path:
    """The build of the project, with a boto3 in its zip that knows the client's secret."""
    dist = root / "dist"
    build(load(root), out=dist)
    manifest = Manifest.read(dist)
    handler = manifest.handlers[0]
    path = dist / handler.path
    stand_in = {**BOTOCORE, "boto3/__init__.py": BOTO3.format(secrets={"shop/client": secret})}
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in stand_in.items():
            archive.writestr(name, text)
    data = path.read_bytes()
    digest = hashlib.sha256(data)
    changed = replace(
        handler,
        bytes=len(data),
        sha256=digest.hexdigest(),
        code_sha256=base64.b64encode(digest.digest()).decode(),
    )
    (dist / MANIFEST_NAME).write_text(replace(manifest, handlers=(changed,)).to_json(), encoding="utf-8")
    return dist

"""A project that signs visitors in with the provider of npm: a few pages, and a session for most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oidc_server import CLIENT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SESSION_KEY", "write_project"]

SESSION_KEY = "session.key"
PROJECT = """
[project]
name = "shop"
lambda_runtime = "{runtime}"

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


def write_project(root: Path, issuer: str, *, provider: str = "", runtime: str = "python3.13") -> Path:
    """A project of a few pages; `provider`: further lines of its provider's table."""
    pages = {"site/index.html": "home", "site/staff/a.html": "for the staff", "site/public/a.html": "open"}
    text = PROJECT.format(issuer=issuer, client=CLIENT, provider=provider, runtime=runtime)
    for name, content in {**pages, "edge.toml": text}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root

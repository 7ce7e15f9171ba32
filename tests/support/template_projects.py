"""A built project for which a template has to say all that one can: every kind of origin and policy."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from deployments import Project

from infra.artefacts import Artefacts
from infra.templates import blueprint_of

if TYPE_CHECKING:
    from pathlib import Path

    from infra.templates import Blueprint

__all__ = ["SECRET", "full_blueprint", "full_project"]

SECRET = "s3cr3t-of-the-origin"
TOML = f"""
[project]
name = "shop"
default_root_object = "index.html"

[origins.site]
kind = "s3"
domain = "shop-site.s3.eu-west-1.amazonaws.com"
simulate.folder = "site"
read_timeout = 60

[origins.api]
domain = "api.shop.example"
path = "/v1"
connection_attempts = 2
connection_timeout = 5
response_completion_timeout = 45
headers = {{ x-from = "{SECRET}" }}

[origins.old]
domain = "old.shop.example"
protocol = "http"
port = 8080

[origin_groups.both]
primary = "api"
secondary = "old"
statuses = [500, 503]

[[error_pages]]
status = 404
page = "/404.html"
response_status = 200
min_ttl = 5

[geo_restriction]
kind = "blacklist"
countries = ["KP"]

[functions.router]
event = "viewer-request"
source = "router.js"

[functions.2nd-answer]
event = "viewer-response"
source = "2nd-answer.js"

[handlers.gate]
handler = "gate.run"

[handlers.body]
handler = "body.run"
include_body = true
memory = 256

[remote_config]
source = "dynamodb"
region = "eu-west-1"
table = "settings"

[cache_policies.members]
headers = ["x-variant"]
cookies = "whitelist"
cookie_names = ["variant"]
query_strings = "all"
min_ttl = 0
default_ttl = 300
max_ttl = 3600

[origin_request_policies.forward]
header_behavior = "whitelist"
headers = ["x-shop"]
cookies = "all"

[[behaviors]]
path = "/members/*"
origin = "site"
cache_policy = "members"
response_headers_policy = "SecurityHeadersPolicy"
viewer-request = "gate"

[response_headers_policies.shown]
remove = ["X-Powered-By"]
headers = {{ X-Team = "the ${{shop}}", X-Empty = "" }}
override = ["X-Team", "X-Frame-Options"]
server_timing = 12.5

[response_headers_policies.shown.cors]
allow_origins = ["https://a.example", "https://*.b.example"]
allow_methods = ["ALL"]
allow_headers = ["X-One"]
expose_headers = ["ETag"]
max_age = 600
allow_credentials = true

[response_headers_policies.shown.security]
content_security_policy = "default-src 'self'"
referrer_policy = "same-origin"
strict_transport_security = {{ max_age = 63072000, include_subdomains = true }}
content_type_options = true
frame_options = "DENY"
xss_protection = "1; mode=block"

[[behaviors]]
path = "/read/*"
origin = "both"
response_headers_policy = "shown"

[[behaviors]]
path = "/api/*"
origin = "api"
methods = "all"
cache_policy = "CachingDisabled"
origin_request_policy = "forward"
origin-request = "body"

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "members"
viewer-request = "router"
viewer-response = "2nd-answer"
"""


def full_project(root: Path) -> Project:
    """The project with its build."""
    made = Project(root)
    made.function("router")
    made.function("2nd-answer", event="viewer-response")
    made.stores["router"] = {"/old": "/new", "/${a}": "%{b}"}
    made.comments["router"] = "Routes ${all} of %{it}"
    made.handler("gate")
    made.handler("body", events=("origin-request",))
    made.attach("*", viewer_request="router", viewer_response="2nd-answer")
    made.build()
    (root / "edge.toml").write_text(TOML, encoding="utf-8")
    return made


def full_blueprint(root: Path) -> Blueprint:
    """What the writers of templates are given for it."""
    project = full_project(root)
    return blueprint_of(project.loaded, project.desired, Artefacts(project.dist), dist=PurePosixPath("dist"))

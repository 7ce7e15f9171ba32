"""Variants that lead elsewhere, through the simulator: another origin with its Host, a redirect, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.testing import EdgeClient, EdgeHost

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGIN = """\
from cloudfrontier.cloudfront.message import Headers, Response


def answer(request):
    names = ("host", "x-theme", "x-ab-there", "x-secret")
    said = " ".join(request.headers.get(name) or "-" for name in names)
    return Response(200, Headers((("Content-Type", "text/plain"),)), f"{request.uri} {said}".encode())
"""
PROJECT = """\
[project]
name = "sample"

[origins.site]
domain = "site.example"
simulate.python = "site.py:answer"

[origins.other]
domain = "other.example"
path = "/v2"
headers = { x-secret = "of-the-other" }
simulate.python = "site.py:answer"

[origins.bucket]
kind = "s3"
domain = "bucket.s3.eu-west-1.amazonaws.com"
simulate.python = "site.py:answer"

[[ab_testing.experiments]]
id = "there"
paths = ["/there/*"]
variants = [
  { name = "a" },
  { name = "b", origin = "other", headers = { x-theme = "dark" }, response_headers = { x-shown = "b" } },
  { name = "c", origin = "bucket" },
]

[[ab_testing.experiments]]
id = "old"
paths = ["/old/*"]
variants = [{ name = "a" }, { name = "b", redirect = "/new/" }]

[handlers.ab]
features = ["ab_testing"]

[cache_policies.by-variant]
headers = ["x-ab-there", "x-ab-old"]

[[behaviors]]
path = "*"
origin = "site"
cache_policy = "by-variant"
viewer-request = "ab"
origin-request = "ab"
viewer-response = "ab"
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeClient]:
    root = tmp_path_factory.mktemp("effects")
    (root / "edge.toml").write_text(PROJECT, encoding="utf-8")
    (root / "site.py").write_text(ORIGIN, encoding="utf-8")
    with EdgeHost(root) as host:
        yield EdgeClient(host)


@pytest.mark.parametrize(
    ("variant", "seen", "shown"),
    [
        ("a", "/there/x site.example - a -", None),
        ("b", "/v2/there/x other.example dark b of-the-other", "b"),
        ("c", "/there/x bucket.s3.eu-west-1.amazonaws.com - c -", None),
    ],
    ids=["the same origin", "another server", "a bucket"],
)
def test_a_variant_is_fetched_where_it_is_with_its_own_host(
    client: EdgeClient, variant: str, seen: str, shown: str | None
) -> None:
    headers = {"Cookie": f"__Host-visitor=visitor-1; ab-there={variant}", "X-Secret": "forged"}
    for decision in ("miss", "hit"):
        response = client.get("/there/x", headers=headers)
        assert response.cache.decision == decision
        assert response.text == seen
        assert response.headers.get("x-shown") in (shown, shown or "")


def test_a_redirect_keeps_the_query_and_ends_where_it_leads(client: EdgeClient) -> None:
    cookie = {"Cookie": "__Host-visitor=visitor-1; ab-old=b"}
    first = client.get("/old/page?q=1", headers=cookie)
    assert (first.status, first.headers.get("location")) == (302, "/new/?q=1")
    assert not first.events["origin-request"].ran
    assert first.cookies.keys() == {"ab--seen"}
    assert client.get("/new/?q=1", headers=cookie).status == 200

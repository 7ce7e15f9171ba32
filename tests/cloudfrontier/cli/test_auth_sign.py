"""`cloudfrontier auth sign`: links that the edge lets in, and refusals of those that it would not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from edge_support import edge_request

from cloudfrontier.artifacts.key_files import write_key
from cloudfrontier.cli import cloudfrontier
from cloudfrontier.errors import UsageError
from edge.auth.identity import Identity
from edge.auth.signed_links import SignedLinks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "link.key"
    write_key(path, entropy=lambda size: bytes(range(size)))
    return path


def run(key_file: Path, *arguments: str) -> str:
    command = ["sign", "--key-file", str(key_file), *arguments]
    result = CliRunner().invoke(cloudfrontier, ["auth", *command], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def follow(key_file: Path, url: str, *, path: str = "", ip: bool = False, now: float = 0) -> object:
    """What the edge says of a link, for its path or another one."""
    parts = urlsplit(url)
    links = SignedLinks({"k1": key_file.read_text(encoding="ascii").strip()}, bind_ip=ip)
    request = edge_request(path or parts.path, querystring=parts.query)
    return links.check(request, now or time.time())


@pytest.mark.parametrize("url", ["/a.pdf", "https://www.example.com/a.pdf", "/a%20b.pdf?page=2", "/a.pdf?"])
def test_a_link_is_let_in_and_keeps_the_rest_of_its_query(key_file: Path, url: str) -> None:
    printed = run(key_file, url)
    assert printed.startswith(url.rstrip("?"))
    assert isinstance(follow(key_file, printed), Identity)


def test_a_link_to_a_folder_is_good_for_what_is_in_it(key_file: Path) -> None:
    printed = run(key_file, "/v/a.m3u8", "--prefix", "/v/", "--key-id", "k1")
    assert isinstance(follow(key_file, printed, path="/v/b.ts"), Identity)
    assert not isinstance(follow(key_file, printed, path="/w/b.ts"), Identity)


@pytest.mark.parametrize(
    ("lifetime", "seconds"), [("90s", 90), ("30m", 1800), ("12h", 43200), ("7d", 604800)]
)
def test_a_link_lasts_as_long_as_was_said(key_file: Path, lifetime: str, seconds: int) -> None:
    start = int(time.time())
    printed = run(key_file, "/a", "--lifetime", lifetime)
    assert isinstance(follow(key_file, printed, now=start + seconds - 1), Identity)
    assert not isinstance(follow(key_file, printed, now=time.time() + seconds + 1), Identity)


def test_a_link_may_be_for_one_address(key_file: Path) -> None:
    address = edge_request()["clientIp"]
    assert isinstance(follow(key_file, run(key_file, "/a", "--ip", address), ip=True), Identity)
    other = run(key_file, "/a", "--ip", "2001:DB8:0:0::1")
    assert not isinstance(follow(key_file, other, ip=True), Identity)


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.pdf"],
        ["/a.pdf#x"],
        ["/a b"],
        ["/é"],
        ["/v/"],
        ["/v/a", "--prefix", "/v"],
        ["/v/a", "--prefix", "v/"],
        ["/w/a", "--prefix", "/v/"],
        ["/v/../a", "--prefix", "/v/"],
        ["/v/%2e%2e/a", "--prefix", "/v/"],
        ["/a?expires=1"],
        ["/a?signature=x"],
        ["/a", "--lifetime", "1w"],
        ["/a", "--lifetime", "0s"],
        ["/a", "--lifetime", "-1h"],
        ["/a", "--lifetime", ""],
        ["/a", "--ip", "localhost"],
    ],
    ids=" ".join,
)
def test_what_the_edge_would_refuse_is_not_signed(key_file: Path, arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        run(key_file, *arguments)


def test_a_file_without_a_key_is_named_and_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "link.key"
    path.write_text("canary", encoding="ascii")
    with pytest.raises(UsageError, match=r"link\.key: holds no key") as caught:
        run(path, "/a")
    assert "canary" not in str(caught.value)
